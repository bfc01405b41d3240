"""What the units of a network respond to: its activations over a text, and which kinds of letters each unit tells apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from engine.cells import cell_of
from engine.params import Params
from engine.text import Alphabet, one_hot

LARGEST_TEXT = 1_048_576  # bytes of a file
READ = 3000  # letters of it that are looked at
FEWEST = 5  # letters of a kind, below which a share says little
BEFORE, AFTER = 14, 6  # letters around a high activation
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}


@dataclass(frozen=True)
class Response:
    """What one unit does over a text.

    unit    counted from 0
    spread  standard deviation of its activation
    kind    the one of `kinds` that it tells best, by `among`; "" where the text has fewer than FEWEST of each
    share   of all pairs of a letter of that kind and one of another, in which this unit is higher (or, if `low`, lower)
            at the letter of that kind: the area under the ROC curve, 0.5 for chance, 1 for never wrong
    there, elsewhere  the median of its activation at letters of that kind and at all others
    among   of the letters where it is highest (or, if `low`, lowest), as many as are of that kind, how many are of it
    """

    unit: int
    spread: float
    kind: str
    share: float
    low: bool
    there: float = 0.0
    elsewhere: float = 0.0
    among: tuple[int, int] = (0, 0)


def decoded(file: bytes) -> tuple[str, str]:
    """The text in a file and the name of its encoding: UTF-8, else Windows-1252, else Latin-1.

    Raises ValueError for a file that is too large or is no text.
    """
    if len(file) > LARGEST_TEXT:
        raise ValueError(f"A text can have at most {LARGEST_TEXT:,} bytes; this file has {len(file):,}.")
    if b"\0" in file:
        raise ValueError("This file is no text: it holds zero bytes, as pictures, archives and UTF-16 do.")
    for encoding, name in _ENCODINGS.items():
        try:
            return file.decode(encoding).replace("\r\n", "\n"), name
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 reads every byte.")


def readable(letters: Sequence[str], alphabet: Alphabet) -> tuple[str, ...]:
    """These letters, if there are two or more and the network knows them all; ValueError naming one that it does not."""
    if len(letters) < 2:
        raise ValueError(f"A text needs at least 2 letters; this one has {len(letters)}.")
    strange = next((letter for letter in letters if letter not in alphabet), None)
    if strange is not None:
        known = "".join(alphabet.symbols).replace("\n", "⏎")
        raise ValueError(f"‘{strange}’ is not in this model’s alphabet ({known}).")
    return tuple(letters)


def activations(params: Params, alphabet: Alphabet, letters: Sequence[str]) -> NDArray[np.float64]:
    """The state after each letter, (T, H), from −1 to 1."""
    cell = cell_of(params)
    trace = cell.forward(params, one_hot(alphabet.encode(letters), len(alphabet)))
    return np.array(getattr(trace, cell.states[0]))  # a copy: a view would keep the whole trace


def kinds(letters: Sequence[str]) -> dict[str, NDArray[np.bool_]]:
    """For each kind, which letters (T,) are of it; what opens or closes a quotation or a bracket is inside."""
    inside: dict[str, list[bool]] = {"quoted": [], "bracketed": []}
    quoted = False
    depth = 0
    for letter in letters:
        opens = letter == "“" or (letter == '"' and not quoted)
        closes = letter == "”" or (letter == '"' and quoted)
        quoted = quoted or opens
        depth += letter in "([{"
        inside["quoted"].append(quoted)
        inside["bracketed"].append(depth > 0)
        quoted = quoted and not closes
        depth = max(0, depth - (letter in ")]}"))
    return {
        "space": np.array([letter == " " for letter in letters]),
        "initial": np.array([b.isalpha() and not a.isalpha() for a, b in zip(("", *letters), letters, strict=False)]),
        "vowel": np.array([letter.lower() in "aeiouäöüáéíóúàèìòùâêîôû" for letter in letters]),
        "capital": np.array([letter.isupper() for letter in letters]),
        "mark": np.array([letter in ".,;:!?" for letter in letters]),
        "quoted": np.array(inside["quoted"]),
        "bracketed": np.array(inside["bracketed"]),
        "line": np.array([letter == "\n" for letter in letters]),
    }


def respond(values: NDArray[np.float64], letters: Sequence[str]) -> list[Response]:
    """Every unit of activations (T, H) over these letters, those whose extremes are most purely of one kind first."""
    order = np.argsort(np.argsort(values, axis=0, kind="stable"), axis=0) + 1  # ranks 1 … T
    scored = []
    told_apart = {name: of for name, of in kinds(letters).items() if FEWEST <= of.sum() < len(letters)}
    for unit, spread in enumerate(values.std(axis=0)):
        none = Response(unit, float(spread), "", 0.5, False)
        told = [_told(none, values[:, unit], order[:, unit], name, of) for name, of in told_apart.items()]
        scored.append(max(chain(*told), key=lambda pair: pair[0], default=(0.0, none)))
    return [response for _, response in sorted(scored, key=lambda one: -one[0])]


def _told(
    unit: Response, values: NDArray[np.float64], ranks: NDArray[np.int64], kind: str, of_kind: NDArray[np.bool_]
) -> Iterator[tuple[float, Response]]:
    """How a unit tells a kind of letter by being high and by being low: by how much its extremes are more often of that kind
    than any letters, 0 for chance and 1 for always, and its response."""
    T, n = len(values), int(of_kind.sum())
    wins = float(ranks[of_kind].sum() - n * (n + 1) / 2) / (n * (T - n))  # Mann and Whitney's U
    there, elsewhere = float(np.median(values[of_kind])), float(np.median(values[~of_kind]))
    for low in (False, True):
        among = int((of_kind & (ranks <= n if low else ranks > T - n)).sum())
        above_chance = (among / n - n / T) / (1 - n / T)
        share = 1 - wins if low else wins
        yield above_chance, Response(unit.unit, unit.spread, kind, share, low, there, elsewhere, (among, n))


def contexts(
    values: NDArray[np.float64], letters: Sequence[str], low: bool = False, count: int = 8
) -> list[tuple[str, str, str, float]]:
    """Where one unit's activations (T,) are highest, or lowest: the letters before, the letter, those after, the value.

    No two of them overlap.
    """
    indices: list[int] = []
    for at in np.argsort(values if low else -values, kind="stable").tolist():
        if all(abs(at - other) > BEFORE for other in indices):
            indices.append(at)
        if len(indices) == count:
            break
    around = [(letters[max(0, at - BEFORE) : at], letters[at + 1 : at + 1 + AFTER]) for at in indices]
    return [
        ("".join(before), letters[at], "".join(after), float(values[at]))
        for at, (before, after) in zip(indices, around, strict=True)
    ]

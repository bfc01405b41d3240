"""What the units of a network respond to: its activations over a text, and which kinds of letters each unit tells apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.cells import cell_of
from engine.params import Params
from engine.text import Alphabet, one_hot

__all__ = [
    "KINDS",
    "LARGEST_TEXT",
    "READ",
    "Response",
    "activations",
    "contexts",
    "decoded",
    "kinds",
    "readable",
    "respond",
]

LARGEST_TEXT = 1_048_576  # bytes of a file
READ = 3000  # letters of it that are looked at
FEWEST = 5  # letters of a kind, below which a share says little
BEFORE, AFTER = 14, 6  # letters around a high activation
KINDS = {
    "space": "spaces",
    "vowel": "vowels",
    "capital": "capitals",
    "mark": "punctuation marks",
    "quoted": "letters inside quotation marks",
    "bracketed": "letters inside brackets",
    "line": "line breaks",
}
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}


@dataclass(frozen=True)
class Response:
    """What one unit does over a text.

    unit    counted from 0
    spread  standard deviation of its activation
    kind    the key of KINDS that it tells best, "" where the text has fewer than FEWEST of each
    share   of all pairs of a letter of that kind and one of another, in which this unit is higher (or, if `low`, lower)
            at the letter of that kind: the area under the ROC curve, 0.5 for chance, 1 for never wrong
    """

    unit: int
    spread: float
    kind: str
    share: float
    low: bool


def decoded(file: bytes) -> tuple[str, str]:
    """The text in a file and the name of its encoding: UTF-8, else Windows-1252, else Latin-1.

    Raises ValueError for a file that is too large or is no text.
    """
    if len(file) > LARGEST_TEXT:
        raise ValueError(f"A text may have {LARGEST_TEXT:,} bytes; this file has {len(file):,}.")
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
    return np.asarray(getattr(trace, cell.states[0]))


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
        "vowel": np.array([letter.lower() in "aeiouäöüáéíóúàèìòùâêîôû" for letter in letters]),
        "capital": np.array([letter.isupper() for letter in letters]),
        "mark": np.array([letter in ".,;:!?" for letter in letters]),
        "quoted": np.array(inside["quoted"]),
        "bracketed": np.array(inside["bracketed"]),
        "line": np.array([letter == "\n" for letter in letters]),
    }


def respond(values: NDArray[np.float64], letters: Sequence[str]) -> list[Response]:
    """Every unit of activations (T, H) over these letters, those that tell a kind of letter best first."""
    order = np.argsort(np.argsort(values, axis=0), axis=0) + 1  # ranks 1 … T
    shares = {}
    for kind, of_kind in kinds(letters).items():
        n = int(of_kind.sum())
        if FEWEST <= n < len(letters):
            wins = order[of_kind].sum(axis=0) - n * (n + 1) / 2  # Mann and Whitney's U
            shares[kind] = wins / (n * (len(letters) - n))
    found = []
    for unit, spread in enumerate(values.std(axis=0)):
        kind = max(shares, key=lambda name: abs(shares[name][unit] - 0.5), default="")
        share = float(shares[kind][unit]) if kind else 0.5
        found.append(Response(unit, float(spread), kind, max(share, 1 - share), share < 0.5))
    return sorted(found, key=lambda response: -response.share)


def contexts(values: NDArray[np.float64], letters: Sequence[str], count: int = 5) -> list[tuple[str, str, str, float]]:
    """Where one unit's activations (T,) are highest: the letters before, the letter, those after, and the value.

    No two of them overlap.
    """
    found: list[int] = []
    for at in np.argsort(-values).tolist():
        if all(abs(at - other) > BEFORE for other in found):
            found.append(at)
        if len(found) == count:
            break
    return [
        (
            "".join(letters[max(0, at - BEFORE) : at]),
            letters[at],
            "".join(letters[at + 1 : at + 1 + AFTER]),
            float(values[at]),
        )
        for at in found
    ]

"""What the chapter on the network's parts shows: the cell unrolled, a word forced into fixed slots, three experiments.

A word is an array of indices into its alphabet, (T,).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.functions import Array
from engine.rnn import RNNParams
from engine.text import Alphabet, one_hot
from ui.board.arithmetic import number
from ui.board.notation import NOTATION
from ui.board.parts import bare, largest, visible
from ui.cells import questions
from ui.shell.words import Words

Word = NDArray[np.int64]
_text = Words.beside(__file__)
LENGTHS = (1, 4, 12)  # letters of the words that the same weights read
LANES = ("V", "W", "b", "U")  # from the output down to the input


def states(p: RNNParams, word: Word) -> Array:
    """The hidden state after each letter, (T, H)."""
    return rnn.forward(p, one_hot(word, p.U.shape[1])).s


def shapes(p: RNNParams) -> dict[str, tuple[int, ...]]:
    """The shape of each letter of the cell, by field name."""
    return {"x": (p.U.shape[1], 1), "s": (p.H, 1), "logits": (len(p.V), 1)} | {
        name: getattr(p, name).shape for name in ("U", "V", "W", "b", "b_y")
    }


def unrolled(p: RNNParams, word: Word, alphabet: Alphabet, decimals: int) -> dict[str, Any]:
    """The drawing of `ui.player.unroll`: the weights once, a copy of the cell for each letter, a sentence for each place."""
    trace = rnn.forward(p, one_hot(word, len(alphabet)))
    reads = [visible(letter) for letter in alphabet.decode(word)]
    best = trace.y_hat.argmax(-1)
    says = [visible(letter) for letter in alphabet.decode(best)]
    sure = trace.y_hat[np.arange(len(best)), best]
    arrays = dict(p.items())
    count = sum(array.size for array in arrays.values())
    sentences = [_text.line("folded")]
    for t, letter in enumerate(reads):
        now, before = (NOTATION[name].at(t) for name in ("s", "s_prev"))
        unit = largest(trace.s[t])
        value, chance = (number(x, decimals, in_sentence=True) for x in (trace.s[t, unit], sure[t]))
        fields = {"letter": letter, "now": now, "unit": unit + 1, "value": value, "says": says[t], "chance": chance}
        if t:
            fields |= {"before": before, "read": "".join(reads[:t])}
        sentences.append(_text.line("copy" if t else "first copy", **fields))
    shown = [visible(letter) for letter in alphabet.symbols]
    predicted = questions.anatomy(trace.s, trace.y_hat, word.tolist(), shown, count, decimals)
    drawn = sum(arrays[name].size for name in LANES)
    length = "One letter, one cell" if len(word) == 1 else f"{len(word)} letters, {len(word)} copies"
    sentences[-1] += " " + _text.line("unrolled", length=length, count=count, drawn=drawn, rest=count - drawn)
    return {
        "label": "The cell, folded and unrolled over the word",
        "symbols": {"x": bare("x"), "s": bare("s"), "o": bare("logits")},
        # Set as symbols where they stand alone in a sentence.
        "letters": [bare(name) for name in ("U", "W", "V", "b", "x", "s", "logits")],
        "weights": [_weight(name, arrays[name]) for name in LANES],
        "copies": [
            {"reads": letter, "s": s.tolist(), "says": said, "sure": float(bet)}
            for letter, s, said, bet in zip(reads, trace.s, says, sure, strict=True)
        ],
        "sentences": sentences,
        "asks": [{"at": at, **asked.to_json()} for at, asked in predicted.items()],
    }


def _weight(name: str, array: Array) -> dict[str, Any]:
    matrix = array.reshape(len(array), -1)
    return {
        "name": name,
        "meaning": NOTATION[name].meaning,
        "shape": "×".join(map(str, matrix.shape)),
        "values": matrix.tolist(),
        "scale": max(1.0, float(np.abs(matrix).max())),
    }


def slots(word: Word, places: int, hidden: int, alphabet: Alphabet) -> dict[str, Any]:
    """The drawing of `ui.player.unroll.slots`: a feed-forward network with `places` letters as its input."""
    filled = np.full(places, -1, np.int64)  # cut where the word is longer
    filled[: len(word)] = word[:places]
    vectors = one_hot(filled, len(alphabet))  # (places, D)
    letters = [visible(letter) for letter in alphabet.decode(word)]
    return {
        "label": f"A feed-forward network with {places} positions for letters",
        "places": [
            {"letter": letters[place] if index >= 0 else "", "vector": vector.tolist()}
            for place, (index, vector) in enumerate(zip(filled, vectors, strict=True))
        ],
        "cut": letters[places:],
        "alphabet": [visible(letter) for letter in alphabet.symbols],
        "shape": f"{hidden}×{len(alphabet)}",
        "sentence": _slots_sentence(letters, places, hidden, len(alphabet)),
    }


def _slots_sentence(letters: Sequence[str], places: int, H: int, D: int) -> str:
    cut, padded = letters[places:], places - len(letters)
    fit = _text.line("fits")
    if cut:
        fit = _text.line("cut one" if len(cut) == 1 else "cut", length=len(letters), first=places + 1)
    elif padded > 0:
        fit = _text.line("padded", length=len(letters), places=places)
    sizes = {"places": places, "D": D, "H": H, "inputs": places * D, "weights": H * places * D}
    return f"{_text.line('places', **sizes)} {fit}"


def swapped(word: Word, first: int) -> Word:
    """The word with the letter at `first` (0-based) and the next one swapped."""
    other = word.copy()
    other[[first, first + 1]] = word[[first + 1, first]]
    return other


def repeated(word: Word, length: int) -> Word:
    """The word's letters over and over, `length` of them."""
    return np.resize(word, length)


@dataclass(frozen=True, eq=False)
class Comparison:
    """A word read beside a changed one, of the same length.

    gap  by how much the states differ after each letter, those of the changed word minus those of the word
    """

    letters: tuple[str, ...]  # of the changed word
    gap: Array  # (T, H)
    sentence: str  # HTML


def exchange(p: RNNParams, alphabet: Alphabet, word: Word, first: int, decimals: int) -> Comparison:
    """What becomes of the states when the letter at `first` (0-based) and the next one are swapped."""
    other = swapped(word, first)
    gap = states(p, other) - states(p, word)
    one, two = ("".join(alphabet.decode(letters)) for letters in (word, other))
    said = _text("equal letters", word=one)
    if not np.array_equal(word, other):
        left, sizes = _left(gap, decimals)
        said = _text("exchanged", word=one, other=two) + _text(f"exchanged, {left}", **sizes)
    return Comparison(alphabet.decode(other), gap, said)


def begin_with(p: RNNParams, alphabet: Alphabet, word: Word, letter: str, decimals: int) -> Comparison:
    """How far a different first letter reaches through the states."""
    other = np.concatenate([alphabet.encode([letter]), word[1:]])
    gap = states(p, other) - states(p, word)
    said = _text("first letter already", letter=letter)
    if not np.array_equal(word, other):
        left, sizes = _left(gap, decimals)
        if left == "still there":
            first, last = np.abs(gap[[0, -1]]).max(-1)
            percent = 100 * last / first
            sizes["share"] = f"{percent:.0f}%" if percent >= 10 else f"{percent:.1g}%"
            sizes["trend"] = "fades" if last < first else "grows" if last > first else "neither fades nor grows"
        said = _text(f"first letter, {left}", letter=letter, **sizes)
    return Comparison(alphabet.decode(other), gap, said)


def _left(gap: Array, decimals: int) -> tuple[str, dict[str, str]]:
    """What is left of a difference (T, H) in the end, and the largest of it where the words part and at the end."""
    sizes = np.abs(gap).max(-1)  # (T,)
    if not gap.any():
        return "no difference", {}
    begin = number(sizes[sizes > 0][0], decimals, in_sentence=True)
    if not sizes[-1]:
        return "gone", {"begin": begin}
    return "still there", {"begin": begin, "end": number(sizes[-1], decimals, in_sentence=True)}

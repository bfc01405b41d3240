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
from engine.notation import NOTATION, subscript
from engine.rnn import RNNParams
from engine.text import Alphabet, one_hot
from ui.board.arithmetic import number
from ui.markdown import plain
from ui.stories.parts import largest, visible

__all__ = [
    "LENGTHS",
    "Comparison",
    "begin_with",
    "exchange",
    "fitted",
    "repeated",
    "shapes",
    "slots",
    "states",
    "swapped",
    "unrolled",
]

Word = NDArray[np.int64]
LENGTHS = (1, 4, 12)  # letters of the words that the same weights read
LANES = ("V", "W", "b", "U")  # from the output down to the input


def states(p: RNNParams, word: Word) -> Array:
    """The hidden state after each letter, (T, H)."""
    return rnn.forward(p, one_hot(word, p.U.shape[1])).s


def shapes(p: RNNParams) -> dict[str, tuple[int, ...]]:
    """The shape of each letter of the cell, by field name."""
    return {"x": (p.U.shape[1], 1), "s": (p.H, 1), "logits": (len(p.V), 1)} | {
        name: getattr(p, name).shape for name in ("U", "V", "W", "b")
    }


def unrolled(p: RNNParams, word: Word, alphabet: Alphabet, decimals: int) -> dict[str, Any]:
    """The drawing of `ui.players.unroll`: the weights once, a copy of the cell for each letter, a sentence for each place."""
    trace = rnn.forward(p, one_hot(word, len(alphabet)))
    reads = [visible(letter) for letter in alphabet.decode(word)]
    best = trace.y_hat.argmax(-1)
    says = [visible(letter) for letter in alphabet.decode(best)]
    sure = trace.y_hat[np.arange(len(best)), best]
    arrays = dict(p.items())
    count = sum(array.size for array in arrays.values())
    sentences = [
        "Folded: one cell. x comes in through U, o goes out through V, and the state s goes round through W "
        "and is there again when the next letter comes."
    ]
    for t, letter in enumerate(reads):
        now, before = f"s{subscript(t + 1)}", f"s{subscript(t)}"
        came = "an empty memory, all zeros" if t == 0 else f"the memory {before} that “{reads[t - 1]}” has left"
        copy = "The cell" if t == 0 else "A copy of the cell, with the very same U, W, b and V,"
        unit = largest(trace.s[t])
        sentences.append(
            f"{copy} reads “{letter}” and {came}: that makes {now}, with {number(trace.s[t, unit], decimals)} "
            f"in unit {unit + 1}. From {now} it guesses that “{says[t]}” comes next ({number(sure[t], decimals)})."
        )
    sentences[-1] += f" {_letters(len(word))}, {_copies(len(word))}, and still the same {count} numbers."
    return {
        "label": "The cell, folded and unrolled over the word",
        "weights": [_weight(name, arrays[name]) for name in LANES],
        "copies": [
            {"reads": letter, "s": s.tolist(), "says": said, "sure": float(bet)}
            for letter, s, said, bet in zip(reads, trace.s, says, sure, strict=True)
        ],
        "sentences": sentences,
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


def _letters(count: int) -> str:
    return "One letter" if count == 1 else f"{count} letters"


def _copies(count: int) -> str:
    return "one cell" if count == 1 else f"{count} copies"


def fitted(word: Word, places: int) -> Word:
    """A word as a fixed number of places takes it: cut where it is longer, filled with −1 where it is shorter."""
    filled = np.full(places, -1, np.int64)
    kept = word[:places]
    filled[: len(kept)] = kept
    return filled


def slots(word: Word, places: int, hidden: int, alphabet: Alphabet) -> dict[str, Any]:
    """The drawing of `ui.players.unroll.slots`: a feed-forward network with `places` letters as its input."""
    filled = fitted(word, places)
    vectors = one_hot(filled, len(alphabet))  # (places, D)
    letters = [visible(letter) for letter in alphabet.decode(word)]
    return {
        "label": f"A feed-forward network with {places} places for letters",
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
    fit = "The word fits exactly."
    if cut:
        lost = f"letter {places + 1} is" if len(cut) == 1 else f"letters {places + 1} to {len(letters)} are"
        fit = f"The word has {len(letters)} letters: {lost} cut off and never read."
    if padded > 0:
        fit = (
            f"The word fills {len(letters)} of {places} places; the rest is padded with zeros, multiplied all the same."
        )
    return (
        f"{places}·{D} = {places * D} inputs and {H}·{places * D} = {H * places * D} weights into {H} hidden units, "
        f"other weights for each place. {fit}"
    )


def swapped(word: Word, first: int) -> Word:
    """The word with the letter at `first` (0-based) and the next one exchanged."""
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
    sentence: str  # Markdown


def exchange(p: RNNParams, alphabet: Alphabet, word: Word, first: int, decimals: int) -> Comparison:
    """What becomes of the states when the letter at `first` (0-based) and the next one change places."""
    other = swapped(word, first)
    gap = states(p, other) - states(p, word)
    one, two = (plain("".join(alphabet.decode(letters))) for letters in (word, other))
    if np.array_equal(word, other):
        sentence = f"Two equal letters: **{one}** stays **{two}**, and every difference is exactly 0."
    else:
        begin, end, _ = _extent(gap, decimals)
        sentence = (
            f"**{one}** becomes **{two}**: the same letters, counted. But the states part where the words part, by up "
            f"to {begin} in one unit, and after the last letter they still differ by up to {end}: the state depends on "
            "the order."
        )
    return Comparison(alphabet.decode(other), gap, sentence)


def begin_with(p: RNNParams, alphabet: Alphabet, word: Word, letter: str, decimals: int) -> Comparison:
    """How far another first letter reaches through the states."""
    other = np.concatenate([alphabet.encode([letter]), word[1:]])
    gap = states(p, other) - states(p, word)
    if np.array_equal(word, other):
        sentence = f"*{plain(letter)}* is the first letter already: nothing differs."
    else:
        begin, end, share = _extent(gap, decimals)
        trend = "fades" if np.abs(gap[-1]).max() < np.abs(gap[0]).max() else "grows"
        sentence = (
            f"With *{plain(letter)}* as its first letter the first states differ by up to {begin}. Every letter after it "
            f"is the same, yet after the last the states still differ by up to {end}, {share} of that: the network "
            f"remembers, and what it remembers {trend}."
        )
    return Comparison(alphabet.decode(other), gap, sentence)


def _extent(gap: Array, decimals: int) -> tuple[str, str, str]:
    """The largest difference where the words part, the largest at the end, and the ratio of both."""
    sizes = np.abs(gap).max(-1)  # (T,)
    first, last = sizes[np.flatnonzero(sizes)[0]], sizes[-1]
    return number(first, decimals), number(last, decimals), f"{100 * last / first:.3g} %"

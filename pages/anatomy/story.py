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
from ui.board.markdown import plain
from ui.board.notation import NOTATION
from ui.board.parts import bare, largest, visible
from ui.cells import questions

Word = NDArray[np.int64]
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
    U, W, V, b, b_y = (bare(name) for name in ("U", "W", "V", "b", "b_y"))
    sentences = [
        f"Folded: one cell. The input {bare('x')} comes in through {U}, the output {bare('logits')} goes out through {V}, and "
        f"the state {bare('s')} comes back in through {W} when the next letter is read."
    ]
    for t, letter in enumerate(reads):
        now, before = (NOTATION[name].at(t) for name in ("s", "s_prev"))
        came = f"{before}, the memory of “{''.join(reads[:t])}”" if t else "an empty memory, all zeros"
        copy = f"A copy of the cell, with the very same {U}, {W}, {V}, {b} and {b_y}," if t else "The cell"
        unit = largest(trace.s[t])
        value, chance = (number(x, decimals, in_sentence=True) for x in (trace.s[t, unit], sure[t]))
        sentences.append(
            f"{copy} reads “{letter}” and {came}, and makes {now} (unit {unit + 1}: {value}). "
            f"From {now} it guesses that “{says[t]}” comes next (probability {chance})."
        )
    shown = [visible(letter) for letter in alphabet.symbols]
    predicted = questions.anatomy(trace.s, trace.y_hat, word.tolist(), shown, count, decimals)
    drawn = sum(arrays[name].size for name in LANES)
    sentences[-1] += (
        f" {_letters(len(word))}, {_copies(len(word))}, and still the same {count} numbers: {drawn} are drawn, "
        f"{count - drawn} are {b_y}."
    )
    return {
        "label": "The cell, folded and unrolled over the word",
        "symbols": {"x": bare("x"), "s": bare("s"), "o": bare("logits")},
        # Set as symbols where they stand alone in a sentence.
        "letters": [U, W, V, b, bare("x"), bare("s"), bare("logits")],
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
    """The drawing of `ui.player.unroll.slots`: a feed-forward network with `places` letters as its input."""
    filled = fitted(word, places)
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
    fit = "The word fits exactly."
    if cut:
        lost = f"letter {places + 1} is" if len(cut) == 1 else f"letters {places + 1} to {len(letters)} are"
        fit = f"The word has {len(letters)} letters: {lost} cut off and never read."
    if padded > 0:
        fit = f"The word fills {len(letters)} of {places} positions; the rest is padded with zeros, multiplied all the same."
    return (
        f"{places}·{D} = {places * D} inputs and {H}·{places * D} = {H * places * D} weights into {H} hidden units, with "
        f"separate weights for each position. {fit}"
    )


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
    sentence: str  # Markdown


def exchange(p: RNNParams, alphabet: Alphabet, word: Word, first: int, decimals: int) -> Comparison:
    """What becomes of the states when the letter at `first` (0-based) and the next one are swapped."""
    other = swapped(word, first)
    gap = states(p, other) - states(p, word)
    one, two = (plain("".join(alphabet.decode(letters))) for letters in (word, other))
    begin, end, _ = _extent(gap, decimals)
    said = f"**{one}** becomes **{two}**: the same letters, in a different order."
    if np.array_equal(word, other):
        said = f"Two equal letters: **{one}** stays **{two}**, and every difference is exactly 0."
    elif not gap.any():
        said += " Yet no state differs: these weights make no difference between the two letters."
    elif not gap[-1].any():
        said += (
            f" The states first differ where the words do, by up to {begin} in one unit. After the last letter nothing is "
            "left of that."
        )
    else:
        said += (
            f" The states first differ where the words do, by up to {begin} in one unit. After the last letter they still "
            f"differ, by up to {end}: the state depends on the order."
        )
    return Comparison(alphabet.decode(other), gap, said)


def begin_with(p: RNNParams, alphabet: Alphabet, word: Word, letter: str, decimals: int) -> Comparison:
    """How far a different first letter reaches through the states."""
    other = np.concatenate([alphabet.encode([letter]), word[1:]])
    gap = states(p, other) - states(p, word)
    begin, end, share = _extent(gap, decimals)
    said = (
        f"Change the first letter to *{plain(letter)}*, and the states that the two letters leave differ by up to {begin} in "
        "one unit."
    )
    if np.array_equal(word, other):
        said = f"*{plain(letter)}* is the first letter already: nothing differs."
    elif not gap.any():
        said = (
            f"Change the first letter to *{plain(letter)}*, and no state differs: these weights make no difference between the "
            "two."
        )
    elif not gap[-1].any():
        said += " After the last letter nothing is left of that: the network has forgotten how the word began."
    else:
        size = [float(np.abs(gap[t]).max()) for t in (0, -1)]
        trend = "fades" if size[1] < size[0] else "grows" if size[1] > size[0] else "neither fades nor grows"
        said += (
            f" All the later letters are the same, yet after the last one the states still differ by up to {end}, about "
            f"{share} of {begin}: the network remembers, and what it remembers {trend}."
        )
    return Comparison(alphabet.decode(other), gap, said)


def _extent(gap: Array, decimals: int) -> tuple[str, str, str]:
    """The largest difference where the words part, the largest at the end, and the ratio of both; zeros if none differ."""
    sizes = np.abs(gap).max(-1)  # (T,)
    parted = sizes[sizes > 0]
    first, last = (parted[0], sizes[-1]) if len(parted) else (1.0, 0.0)
    share = 100 * last / first
    return (
        number(first, decimals, in_sentence=True),
        number(last, decimals, in_sentence=True),
        f"{share:.0f}%" if share >= 10 else f"{share:.1g}%",
    )

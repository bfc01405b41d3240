"""Named weights for the RNN of the course, and the reader's edits on top of any of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from engine import rnn
from engine.fit import train_on_word
from engine.rnn import RNNParams
from engine.tasks.data import Batch

__all__ = ["NOTES", "NOTES_ALPHABET", "PRESETS", "edited", "weights"]

PRESETS = {"notes": "the notes’", "random": "random", "trained": "trained"}


NOTES_ALPHABET = ("h", "e", "l", "o")

# The lecture's own numbers. Its W is one number that multiplies the whole state, its bias one number for all
# units; it has no output bias.
NOTES = RNNParams(
    U=np.array([[0.2, 0.8, 0.5, 0.6], [0.1, 0.08, 0, 0.5], [0.5, 0.8, 0.02, 0.1]]),
    W=np.array([[0.4893]]),
    b=np.array([0.5]),
    V=np.array([[6.5, 6.2, 1.2], [0.2, 0.1, 0.0], [2.0, 1.5, 0.6], [5.0, 0.9, 6.8]]),
    b_y=np.zeros(4),
)


def edited(params: RNNParams, edits: Iterable[tuple[str, int, int, float]]) -> RNNParams:
    """The parameters with single weights replaced: (name, row, column, value); a vector has column 0.

    Raises ValueError naming the weight where there is none of that name or index.
    """
    arrays = {name: array.copy() for name, array in params.items()}
    for name, row, col, value in edits:
        array = arrays.get(name)
        rows, cols = (0, 0) if array is None else (array.shape if array.ndim == 2 else (len(array), 1))
        if array is None or not (0 <= row < rows and 0 <= col < cols):
            raise ValueError(f"There is no weight {name}[{row},{col}]: {name} is {rows}×{cols}.")
        array[(row, col) if array.ndim == 2 else row] = value
    return RNNParams(**arrays)


@lru_cache(maxsize=256)
def _trained(word: tuple[int, ...], symbols: int, hidden: int, seed: int) -> RNNParams:
    random = rnn.init(np.random.default_rng(seed), symbols, hidden, symbols)
    return train_on_word(random, Batch(np.array(word[:-1]), np.array(word[1:])))


def weights(preset: str, word: Sequence[int], symbols: int, hidden: int, seed: int) -> RNNParams:
    """The weights of a preset for a word, given as indices into an alphabet of `symbols` letters.

    "random" draws them by seed; "trained" then trains those on the word, until it is known by heart if they can;
    "notes" are the lecture's, for the alphabet NOTES_ALPHABET.
    """
    if preset == "notes":
        return NOTES
    if preset == "trained":
        return _trained(tuple(word), symbols, hidden, seed)
    return rnn.init(np.random.default_rng(seed), symbols, hidden, symbols)

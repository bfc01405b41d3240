"""Named weights for the cells of the course, and the reader's edits on top of any of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np

from engine.cells import CELLS
from engine.fit import train_on_word
from engine.params import Params
from engine.rnn import RNNParams
from engine.tasks.data import Batch

P = TypeVar("P", bound=Params)

MINE = "mine"  # in the place of a preset: weights that the reader brings
PRESETS = {"notes": "the notes’", "random": "random", "trained": "trained"}

# Of the cells with gates. The last three set the bias of the gate that decides what is kept, b_f or b_z.
GATED_PRESETS = {
    "random": "random",
    "trained": "trained",
    "bias1": "forget bias 1",
    "remember": "remember all",
    "forget": "forget all",
}
_KEEPING = {"lstm": "b_f", "gru": "b_z"}
_KEEPING_BIAS = {"bias1": 1.0, "remember": 1000.0, "forget": -1000.0}  # σ(±1000) is exactly 1 or 0


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


def edited(params: P, edits: Iterable[tuple[str, int, int, float]]) -> P:
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
    return type(params)(**arrays)


@lru_cache(maxsize=256)
def _trained(cell: str, word: tuple[int, ...], symbols: int, hidden: int, seed: int) -> Params:
    return train_on_word(_random(cell, symbols, hidden, seed), Batch(np.array(word[:-1]), np.array(word[1:])))


def _random(cell: str, symbols: int, hidden: int, seed: int) -> Params:
    drawn: Params = CELLS[cell].init(np.random.default_rng(seed), symbols, hidden, symbols)
    return drawn


def weights(preset: str, word: Sequence[int], symbols: int, hidden: int, seed: int) -> RNNParams:
    """The weights of a preset for a word, given as indices into an alphabet of `symbols` letters.

    "random" draws them by seed; "trained" then trains those on the word, until it is known by heart if they can;
    "notes" are the lecture's, for the alphabet NOTES_ALPHABET. Raises ValueError for any other name.
    """
    if preset == "notes":
        return NOTES
    if preset not in ("random", "trained"):
        raise ValueError(f"There are no weights ‘{preset}’: one of {', '.join(PRESETS)} is meant.")
    drawn = gated_weights("rnn", preset, word, symbols, hidden, seed)
    assert isinstance(drawn, RNNParams)
    return drawn


def gated_weights(cell: str, preset: str, word: Sequence[int], symbols: int, hidden: int, seed: int) -> Params:
    """The same for the cell "lstm" or "gru", with a preset of GATED_PRESETS.

    All begin with the weights that "random" draws by seed. "bias1" (Jozefowicz, Zaremba & Sutskever, 2015),
    "remember" and "forget" then set the bias of the LSTM's forget gate, or of the GRU's update gate, to 1,
    1000 and −1000. Raises ValueError for any other name.
    """
    if preset not in ("random", "trained", *_KEEPING_BIAS):
        raise ValueError(f"There are no weights ‘{preset}’: one of {', '.join(GATED_PRESETS)} is meant.")
    if preset == "trained":
        return _trained(cell, tuple(word), symbols, hidden, seed)
    drawn = _random(cell, symbols, hidden, seed)
    if preset in _KEEPING_BIAS:
        getattr(drawn, _KEEPING[cell])[:] = _KEEPING_BIAS[preset]
    return drawn

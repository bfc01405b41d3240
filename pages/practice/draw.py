"""The numbers of an exercise: a small network with weights of one decimal, and what it makes of a word."""

from collections.abc import Callable, Mapping

import numpy as np

from engine import rnn
from engine.cells import CELLS
from engine.params import Params
from engine.text import Alphabet, one_hot
from engine.toy import NOTES
from engine.update import descend
from ui.board.storyboard import Grid, Storyboard
from ui.cells import bptt, forward, gru, lstm
from ui.cells.gated_run import read

LETTERS = ("a", "b", "c")
LENGTH = 3  # letters that are read


def draw(story: str, hidden: int, rng: np.random.Generator) -> tuple[Mapping[str, Grid], Callable[[], Storyboard]]:
    """The grids of one of the stories (forward, bptt, lstm, gru) with numbers drawn, and what tells the whole of it.

    A gated cell's sentences take longer than its numbers, and most draws are looked at for their numbers alone.
    """
    kind = CELLS[story] if story in CELLS else CELLS["rnn"]
    params = _friendly(kind.init(rng, len(LETTERS), hidden, len(LETTERS)), rng)
    word = rng.permutation(len(LETTERS))[[0, 1, 2, 0]]
    if isinstance(params, rnn.RNNParams):
        y, trace = word[1:], rnn.forward(params, one_hot(word[:LENGTH], len(LETTERS)))
        board = forward.storyboard(params, trace, y, LETTERS)
        if story == "bptt":
            grads = rnn.backward(params, trace, y)
            board = bptt.storyboard(grads, y, LETTERS, descend(grads, y, 0.1))
        return board.grids, lambda: board
    reading = read(params, word, Alphabet(LETTERS))
    if story == "gru":
        return gru.grids(reading), lambda: gru.storyboard(reading)
    return lstm.grids(reading), lambda: lstm.storyboard(reading, NOTES)


def _friendly(params: Params, rng: np.random.Generator) -> Params:
    """The same network with weights of one decimal, none of them 0, from −0.9 to 0.9; biases from −0.5 to 0.5."""
    drawn = {}
    for name, array in params.items():
        sign, tenths = rng.integers(2, size=array.shape), rng.integers(1, 10 if array.ndim == 2 else 6, array.shape)
        drawn[name] = (2 * sign - 1) * tenths / 10
    return type(params)(**drawn)

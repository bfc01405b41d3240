import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.text import one_hot


@pytest.mark.parametrize(
    ("cell", "per_unit", "first"), [(rnn, 4, 1), (lstm, 21, 13), (gru, 17, 11)], ids=["rnn", "lstm", "gru"]
)
@pytest.mark.parametrize(("T", "H", "K"), [(5, 3, 4), (50, 16, 27)])
def test_a_trace_holds_as_many_numbers_as_the_formula_says(cell, per_unit, first, T, H, K):
    """T·(nH + 3K + 1) and the row of the initial states: every buffer counted once, the input not at all."""
    trace = cell.forward(cell.init(np.random.default_rng(0), K, H, K), one_hot(np.zeros(T, int), K))
    buffers = {}
    for name, array in vars(trace).items():
        if name != "x":
            owner = array if array.base is None else array.base
            buffers[id(owner)] = owner.size
    assert sum(buffers.values()) == T * (per_unit * H + 3 * K + 1) + first * H

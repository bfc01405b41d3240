"""The lecture's example of a forget gate."""

from dataclasses import replace

import numpy as np
import pytest

from engine import lstm, toy


def test_the_notes_gate_keeps_five_and_seven_and_forgets_six():
    np.testing.assert_array_equal(toy.forward(toy.NOTES).keep, [5, 0, 7])


def test_the_toy_does_what_a_whole_lstm_does_with_the_same_gates():
    p = lstm.init(np.random.default_rng(0), 2, 3, 4)
    trace = lstm.forward(p, np.ones((1, 2)), c0=[5.0, 6.0, 7.0])
    made = toy.forward(toy.Toy(*(getattr(trace, name)[0] for name in ("c_prev", "f", "i", "g", "o"))))
    for name in ("keep", "write", "c", "tanh_c", "h"):
        np.testing.assert_array_equal(getattr(made, name), getattr(trace, name)[0])


def test_a_gate_above_one_is_refused_in_words():
    with pytest.raises(ValueError, match=r"f must lie between 0 and 1; got 1\.5\."):
        replace(toy.NOTES, f=np.array([1, 1.5, 0]))

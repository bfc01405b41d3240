"""Truncated backpropagation: equal to the full gradient where nothing is cut, and without its future where it is."""

import numpy as np
import pytest

from engine import rnn
from engine.text import one_hot
from engine.truncate import truncated

RNG = np.random.default_rng(0)
P = rnn.init(RNG, 3, 4, 3)
WORD = RNG.integers(0, 3, 9)
X, Y = one_hot(WORD[:-1], 3), WORD[1:]


def test_a_window_as_long_as_the_sequence_cuts_nothing() -> None:
    full = rnn.backward(P, rnn.forward(P, X), Y).params
    np.testing.assert_allclose(truncated(P, X, Y, 8).flat, full.flat, rtol=0, atol=1e-14)
    np.testing.assert_allclose(truncated(P, X, Y, 100).flat, full.flat, rtol=0, atol=1e-14)


def test_with_windows_of_one_letter_no_error_comes_from_the_future() -> None:
    """Then ∂L/∂a is what the step's own output asks, and W meets it with the carried state."""
    grads = rnn.backward(P, rnn.forward(P, X), Y)
    da = grads.ds_now * (1 - grads.trace.s**2)
    np.testing.assert_allclose(truncated(P, X, Y, 1).W, da.T @ grads.trace.s_prev, rtol=0, atol=1e-14)
    np.testing.assert_allclose(truncated(P, X, Y, 1).V, grads.params.V, rtol=0, atol=1e-14)


def test_the_state_is_carried_so_that_the_loss_is_the_same() -> None:
    """The gradient of the output bias depends on the bets alone, and they do not change."""
    for window in range(1, 9):
        np.testing.assert_allclose(truncated(P, X, Y, window).b_y, truncated(P, X, Y, 8).b_y, rtol=0, atol=1e-14)


def test_a_window_without_a_time_step_is_refused() -> None:
    with pytest.raises(ValueError, match="window must be at least 1"):
        truncated(P, X, Y, 0)

"""Exploding gradients, measured on real weights."""

import numpy as np
import pytest

from engine import rnn
from engine.chain import factors, growth, log_norms
from engine.explode import RATE, UNITS, descend, exploding
from engine.text import one_hot

WORD = (0, 1, 2, 2, 3)  # hello


@pytest.mark.parametrize("seed", range(5))
def test_the_chosen_case_explodes_and_clipping_makes_it_learn(seed: int) -> None:
    p, batch = exploding(WORD, 4, seed)
    logs = log_norms(factors(p, rnn.forward(p, one_hot(batch.x, 4))), np.eye(UNITS))
    assert growth(logs).regime == "exploding"
    assert descend(p, batch, 1.0).loss[-1] < 0.05


def test_clipping_keeps_every_step_short_and_leaves_the_first_gradient_as_it_is() -> None:
    p, batch = exploding(WORD, 4, 1)
    free, clipped = descend(p, batch, None), descend(p, batch, 1.0)
    assert clipped.grad_norm[0] == free.grad_norm[0] > 1000
    assert clipped.moved[1] == pytest.approx(RATE)
    assert free.moved[1] == pytest.approx(RATE * free.grad_norm[0])
    assert (np.diff(clipped.moved) <= RATE + 1e-12).all()


def test_one_unclipped_step_sticks_the_units_at_the_ends_of_tanh() -> None:
    p, batch = exploding(WORD, 4, 1)
    free, clipped = descend(p, batch, None), descend(p, batch, 1.0)
    assert free.stuck[1] > 0.9
    assert clipped.stuck[1] < 0.5

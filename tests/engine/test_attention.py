"""Attention against the sums written out, and at its ends: one state, equal states, scores that no exponential holds."""

import math

import numpy as np
import pytest

from engine.attention import attend


def test_scores_shares_and_mixture_are_the_sums_written_out() -> None:
    states = np.random.default_rng(3).uniform(-1, 1, (5, 3))
    query = np.array([0.4, -0.7, 0.2])
    found = attend(states, query)
    scores = [sum(float(a) * float(b) for a, b in zip(state, query, strict=True)) for state in states]
    total = sum(map(math.exp, scores))
    shares = [math.exp(score) / total for score in scores]
    mixed = [sum(share * float(state[unit]) for share, state in zip(shares, states, strict=True)) for unit in range(3)]
    assert found.scores == pytest.approx(scores, rel=1e-14)
    assert found.share == pytest.approx(shares, rel=1e-14)
    assert found.context == pytest.approx(mixed, rel=1e-14)


def test_one_state_and_equal_states_give_that_state() -> None:
    state = np.array([[0.3, -0.9]])
    for states in (state, state.repeat(4, axis=0)):
        assert attend(states, np.array([2.0, 1.0])).context == pytest.approx(state[0], rel=1e-15)


def test_a_score_too_large_for_an_exponential_takes_all() -> None:
    found = attend(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([5000.0, 0.0]))
    assert found.share.tolist() == [1, 0]
    assert found.context.tolist() == [1, 0]

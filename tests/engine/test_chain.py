"""The chain against finite differences of the states themselves."""

import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.chain import (
    chain,
    factors,
    gradient_norms,
    growth,
    last_gradient,
    log_norms,
    scaled,
    spectral_radius,
    state_differences,
)
from engine.presets import NOTES
from engine.rnn import RNNParams
from engine.tasks.data import Batch
from engine.text import one_hot
from tests.differences import slope


def case(seed: int, T: int = 6, D: int = 4, H: int = 5):
    rng = np.random.default_rng(seed)
    p = rnn.init(rng, D, H, D)
    x = one_hot(rng.integers(D, size=T), D)
    return p, x, rng.integers(D, size=T)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("k", [0, 2, 5])
def test_the_chain_is_the_jacobian_of_the_last_state_by_an_earlier_one(seed: int, k: int) -> None:
    p, x, _ = case(seed)
    trace = rnn.forward(p, x)
    start = trace.s_prev[k]
    jacobian = slope(lambda s: rnn.forward(p, x[k:], s).s[-1], start).T
    np.testing.assert_allclose(chain(factors(p, trace))[k], jacobian, rtol=1e-6, atol=1e-9)
    logs = log_norms(factors(p, trace), np.eye(p.H))
    np.testing.assert_allclose(10 ** logs[k], np.linalg.norm(jacobian), rtol=1e-6)


@pytest.mark.parametrize("weights", [NOTES, case(3, H=3)[0]])
def test_the_gradients_norm_is_that_of_the_last_loss_by_an_earlier_state(weights: RNNParams) -> None:
    _, x, y = case(1)
    trace = rnn.forward(weights, x)
    logs = log_norms(factors(weights, trace), last_gradient(weights, trace, y[-1]))
    for k in range(len(x)):
        last_loss = lambda s, k=k: -np.log(rnn.forward(weights, x[k:], s).y_hat[-1, y[-1]])  # noqa: E731
        by_hand = np.linalg.norm(slope(last_loss, trace.s_prev[k]))
        np.testing.assert_allclose(10 ** logs[k], by_hand, rtol=1e-6)


def test_without_the_slope_of_tanh_the_chain_is_a_power_of_W() -> None:
    p, x, _ = case(2)
    logs = log_norms(factors(p, rnn.forward(p, x), slope=False), np.eye(p.H))
    for k in range(len(x)):
        power = np.linalg.matrix_power(p.W, len(x) - k)
        np.testing.assert_allclose(10 ** logs[k], np.linalg.norm(power), rtol=1e-12)


def test_with_zero_weights_nothing_comes_back() -> None:
    p, x, _ = case(0)
    still = p.zeros_like()
    logs = log_norms(factors(still, rnn.forward(still, x)), np.eye(p.H))
    assert np.isneginf(logs[:-1]).all()
    assert growth(logs) == (0.0, "vanishing")


def test_norms_beyond_the_range_of_floats_keep_their_logarithm() -> None:
    steps = np.repeat(1000 * np.eye(4)[None], 400, axis=0)
    assert log_norms(steps, np.eye(4))[0] == pytest.approx(1200 + np.log10(2))
    assert log_norms(steps / 1e6, np.eye(4))[0] == pytest.approx(-1200 + np.log10(2))


@pytest.mark.parametrize(("factor", "regime"), [(0.9, "vanishing"), (1.0, "neither"), (1.1, "exploding")])
def test_the_regime_is_named_by_the_growth_of_a_step(factor: float, regime: str) -> None:
    logs = log_norms(np.repeat(factor * np.eye(3)[None], 30, axis=0), np.eye(3))
    assert growth(logs).regime == regime
    assert growth(logs).rate == pytest.approx(factor)


@pytest.mark.parametrize("radius", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("weights", [NOTES, case(4)[0]])
def test_a_scaled_W_has_the_spectral_radius_asked_for(weights: RNNParams, radius: float) -> None:
    found = scaled(weights, radius)
    assert max(abs(np.linalg.eigvals(found.W_full))) == pytest.approx(radius)
    assert spectral_radius(found) == pytest.approx(radius)
    np.testing.assert_array_equal(found.U, weights.U)


def test_a_W_of_radius_zero_cannot_be_scaled() -> None:
    p = case(0)[0]
    W = np.triu(np.ones((5, 5)), 1)  # units only push those before them: after five steps nothing is left
    with pytest.raises(ValueError, match="spectral radius 0"):
        scaled(RNNParams(p.U, W * 0, p.b, p.V, p.b_y), 1.0)


def test_equal_inputs_leave_equal_states_and_a_changed_letter_leaves_its_trace() -> None:
    p, x, _ = case(5)
    other = x.copy()
    other[2] = np.roll(other[2], 1)
    same, changed = state_differences(p, x, [x, other])
    assert not same.any()
    assert not changed[:2].any()
    assert (changed[2:] > 0).all()


def loss_from(module, p, x, y, **states):
    """The loss of what follows when the cell starts from these states."""
    trace = module.forward(p, x, **states)
    return module.backward(p, trace, y).loss.sum()


@pytest.mark.parametrize("module", [rnn, gru, lstm])
def test_the_norms_of_all_states_are_those_of_finite_differences(module):
    rng = np.random.default_rng(3)
    p = module.init(rng, 3, 4, 3)
    letters, y = rng.integers(3, size=(6, 2)), np.full((6, 2), -1)
    y[-1] = [0, 2]
    norms = gradient_norms(p, Batch(letters, y))
    x = one_hot(letters, 3)
    trace = module.forward(p, x)
    for b in range(2):
        for t in range(5):
            rest, targets = x[t + 1 :, b], y[t + 1 :, b]
            if module is rnn:
                after = {"s": lambda s: {"s0": s}}
            elif module is gru:
                after = {"h": lambda h: {"h0": h}}
            else:
                o, c_now = trace.o[t, b], trace.c[t, b]
                after = {
                    "h": lambda h, c=c_now: {"h0": h, "c0": c},  # c held fixed
                    "c": lambda c, o=o: {"h0": o * np.tanh(c), "c0": c},  # h follows c
                }
            assert norms.keys() == after.keys()
            for state, start in after.items():
                measured = slope(
                    lambda v, start=start, rest=rest, targets=targets: loss_from(module, p, rest, targets, **start(v)),
                    getattr(trace, state)[t, b],
                )
                assert norms[state][t, b] == pytest.approx(np.linalg.norm(measured), rel=1e-6)

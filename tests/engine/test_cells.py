"""What holds for every cell: one list of cells, so that a new one is tested the moment it is added."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import gru, lstm, rnn
from tests.differences import slope

CELLS = {"rnn": (rnn, ("s",)), "lstm": (lstm, ("h", "c")), "gru": (gru, ("h",))}  # module, names of its states
every_cell = pytest.mark.parametrize(("cell", "states"), CELLS.values(), ids=CELLS)
single_and_batch = pytest.mark.parametrize("B", [None, 3], ids=["single", "batch"])


class Case:
    """A random network of D = 4, H = 3, K = 5, a sequence, initial states, targets with gaps."""

    def __init__(self, cell, states, B=None, T=4, seed=0):
        rng = np.random.default_rng(seed)
        batch = () if B is None else (B,)
        self.p = cell.init(rng, 4, 3, 5)
        self.x = rng.normal(size=(T, *batch, 4))
        self.y = rng.integers(-1, 5, (T, *batch))
        self.start = [rng.normal(size=(*batch, 3)) for _ in states]
        self.extra = [rng.normal(size=(T, *batch, 3)) for _ in states]
        self.trace = cell.forward(self.p, self.x, *self.start)
        self.grads = cell.backward(self.p, self.trace, self.y)


def arrays(part):
    return {name: value for name, value in vars(part).items() if isinstance(value, np.ndarray)}


@every_cell
@single_and_batch
def test_every_gradient_is_the_slope_of_the_loss(cell, states, B):
    case = Case(cell, states, B)

    def loss(p=case.p, x=case.x, start=case.start):
        return cell.backward(p, cell.forward(p, x, *start), case.y).loss.sum()

    for name, array in case.p.items():
        numerical = slope(lambda v, name=name: loss(p=replace(case.p, **{name: v})), array)
        np.testing.assert_allclose(getattr(case.grads.params, name), numerical, atol=1e-8, err_msg=name)
    np.testing.assert_allclose(case.grads.dx, slope(lambda v: loss(x=v), case.x), atol=1e-8)
    for k, state in enumerate(states):
        at_start = slope(lambda v, k=k: loss(start=[*case.start[:k], v, *case.start[k + 1 :]]), case.start[k])
        np.testing.assert_allclose(getattr(case.grads, f"d{state}0"), at_start, atol=1e-8)


@every_cell
@single_and_batch
def test_a_gradient_from_outside_flows_back_like_the_losss_own(cell, states, B):
    """As if Σ extra·state had been added to the loss."""
    case = Case(cell, states, B)
    grads = cell.backward(case.p, case.trace, case.y, *case.extra)

    def loss(x):
        trace = cell.forward(case.p, x, *case.start)
        wish = sum((getattr(trace, state) * extra).sum() for state, extra in zip(states, case.extra, strict=True))
        return cell.backward(case.p, trace, case.y).loss.sum() + wish

    np.testing.assert_allclose(grads.dx, slope(loss, case.x), atol=1e-8)


@every_cell
@single_and_batch
def test_the_time_steps_contributions_add_up_to_each_gradient(cell, states, B):
    grads = Case(cell, states, B).grads
    for name, total in grads.params.items():
        steps = grads.per_step(name)
        assert steps.shape == (4, *total.shape)
        np.testing.assert_allclose(steps.sum(0), total, rtol=1e-12, atol=1e-14, err_msg=name)


@every_cell
def test_a_batch_computes_what_its_sequences_compute_alone(cell, states):
    case = Case(cell, states, B=3)
    alone = []
    for k in range(3):
        trace = cell.forward(case.p, case.x[:, k], *(start[k] for start in case.start))
        alone.append((trace, cell.backward(case.p, trace, case.y[:, k])))
    for name, array in arrays(case.trace).items():
        np.testing.assert_allclose(array, np.stack([arrays(t)[name] for t, _ in alone], 1), atol=1e-14, err_msg=name)
    for name, array in arrays(case.grads).items():
        axis = 0 if name.endswith("0") else 1
        expected = np.stack([arrays(g)[name] for _, g in alone], axis)
        np.testing.assert_allclose(array, expected, atol=1e-14, err_msg=name)
    total = sum(g.params.flat for _, g in alone)
    np.testing.assert_allclose(case.grads.params.flat, total, atol=1e-13)


@every_cell
def test_reading_in_two_halves_equals_reading_on(cell, states):
    case = Case(cell, states, T=6)
    first = cell.forward(case.p, case.x[:4], *case.start)
    second = cell.forward(case.p, case.x[4:], *(getattr(first, state)[-1] for state in states))
    np.testing.assert_allclose(second.y_hat, case.trace.y_hat[4:], atol=1e-15)


@every_cell
def test_zero_weights_predict_the_uniform_distribution_at_loss_log_K(cell, states):
    case = Case(cell, states)
    p = case.p.zeros_like()
    trace = cell.forward(p, case.x)
    np.testing.assert_array_equal(trace.y_hat, 0.2)
    np.testing.assert_allclose(cell.backward(p, trace, [0, 1, 2, 3]).loss, np.log(5), rtol=1e-15)


@every_cell
def test_the_last_step_has_no_future_and_the_others_split_exactly(cell, states):
    grads = Case(cell, states).grads
    for state in states:
        now, future, total = (getattr(grads, f"d{state}{part}") for part in ("_now", "_future", ""))
        assert not future[-1].any()
        assert future[:-1].any()
        np.testing.assert_array_equal(total, now + future)


@every_cell
def test_a_target_of_minus_one_has_no_loss_and_sends_no_gradient(cell, states):
    case = Case(cell, states)
    grads = cell.backward(case.p, case.trace, [-1, -1, 2, -1])
    assert grads.loss[2] > 0
    assert not grads.loss[[0, 1, 3]].any()
    assert not grads.dlogits[[0, 1, 3]].any()
    assert not getattr(grads, f"d{states[0]}")[3].any()
    assert getattr(grads, f"d{states[0]}")[0].any()


@every_cell
def test_nothing_that_is_passed_in_is_changed(cell, states):
    case = Case(cell, states, B=2)

    def everything():
        return [case.p.flat, case.x, case.y, *case.start, *case.extra, *arrays(case.trace).values()]

    before = [array.copy() for array in everything()]
    cell.forward(case.p, case.x, *case.start)
    cell.backward(case.p, case.trace, case.y, *case.extra)
    for array, was in zip(everything(), before, strict=True):
        np.testing.assert_array_equal(array, was)


@every_cell
@settings(max_examples=40)
@given(
    scale=st.sampled_from([0.0, 1.0, 30.0, 1e3, 1e4]),
    sizes=st.tuples(*[st.integers(1, 6)] * 4),
    B=st.sampled_from([None, 1, 3]),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.integers(0, 2**32 - 1),
)
def test_no_finite_weights_overflow_and_the_precision_is_kept(cell, states, scale, sizes, B, dtype, seed):
    T, D, H, K = sizes
    rng = np.random.default_rng(seed)
    p = cell.init(rng, D, H, K).map(lambda flat: (scale * np.sign(flat)).astype(dtype))
    batch = () if B is None else (B,)
    x = rng.choice([-1.0, 0.0, 1.0], (T, *batch, D))
    trace = cell.forward(p, x, *(rng.uniform(-1, 1, (*batch, H)) for _ in states))
    grads = cell.backward(p, trace, rng.integers(-1, K, (T, *batch)))
    for name, array in (arrays(trace) | arrays(grads) | {"params": grads.params.flat}).items():
        assert array.dtype == dtype or name == "x", name
        if name.startswith("d") or name == "params":  # gradients may truly explode; NaN is never right
            assert not np.isnan(array).any(), name
        else:
            assert np.isfinite(array).all(), name
    np.testing.assert_allclose(trace.y_hat.sum(-1), 1, rtol=1e-5)


@every_cell
def test_an_initial_state_that_does_not_fit_is_named_with_its_rule(cell, states):
    case = Case(cell, states)
    with pytest.raises(ValueError, match=rf"{states[0]}0 must have shape \(H,\) = \(3,\); got \(4,\)"):
        cell.forward(case.p, case.x, np.zeros(4))
    with pytest.raises(ValueError, match=rf"d{states[0]}_extra must have shape of the states, \(4, 3\); got \(3,\)"):
        cell.backward(case.p, case.trace, case.y, np.zeros(3))

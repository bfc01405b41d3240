import numpy as np
import pytest

from engine import gru

X = np.random.default_rng(1).normal(size=(5, 2))


def params(**biases):
    """A random network; a gate whose bias is given depends on nothing else."""
    p = gru.init(np.random.default_rng(0), 2, 3, 4)
    for gate, bias in biases.items():
        getattr(p, f"U_{gate}")[:] = 0
        getattr(p, f"W_{gate}")[:] = 0
        getattr(p, f"b_{gate}")[:] = bias
    return p


def test_one_step_of_one_unit_agrees_with_a_pocket_calculator():
    p = gru.GRUParams(
        *([[1.0]], [[0.5]], [0.1]),  # r
        *([[-1.0]], [[0.2]], [0.3]),  # z
        *([[2.0]], [[0.4]], [-0.2], [0.3]),  # n, with c_n inside the reset gate's reach
        *([[1.0], [0.0]], [0.0, 0.0]),
    )
    trace = gru.forward(p, [[0.5]], [0.2])
    assert trace.r[0, 0] == pytest.approx(0.668188, abs=1e-6)  # σ(0.5 + 0.1 + 0.1)
    assert trace.z[0, 0] == pytest.approx(0.460085, abs=1e-6)  # σ(−0.5 + 0.04 + 0.3)
    assert trace.inner[0, 0] == pytest.approx(0.38, abs=1e-12)  # 0.08 + 0.3
    assert trace.n[0, 0] == pytest.approx(0.783322, abs=1e-6)  # tanh(1 − 0.2 + 0.668188·0.38)
    assert trace.h[0, 0] == pytest.approx(0.514944, abs=1e-6)  # 0.539915·0.783322 + 0.460085·0.2


def test_update_gate_one_keeps_the_state_and_its_gradient():
    p = params(z=1e3)
    trace = gru.forward(p, X, [0.1, -0.5, 0.9])
    np.testing.assert_array_equal(trace.h, np.tile([0.1, -0.5, 0.9], (5, 1)))
    at_the_end = np.zeros((5, 3))
    at_the_end[-1] = [1.0, -2.0, 3.0]
    grads = gru.backward(p, trace, np.full(5, -1), at_the_end)
    np.testing.assert_array_equal(grads.dh0, [1.0, -2.0, 3.0])


def test_update_gate_zero_and_reset_gate_zero_forget_everything_before():
    p = params(z=-1e3, r=-1e3)
    np.testing.assert_array_equal(gru.forward(p, X, [0.1, -0.5, 0.9]).h, gru.forward(p, X).h)
    assert not gru.backward(p, gru.forward(p, X), [0, 1, 2, 3, 0]).dh_future.any()


def test_the_candidates_two_biases_differ_by_the_reset_gate():
    p = params()
    grads = gru.backward(p, gru.forward(p, X), [0, 1, 2, 3, 0])
    np.testing.assert_allclose(grads.per_step("c_n"), grads.per_step("b_n") * grads.trace.r, rtol=1e-14)

import numpy as np
import pytest

from engine import rnn
from engine.text import one_hot
from tests.differences import slope

HELLO = one_hot([0, 1, 2, 2], 4)  # h e l l
TARGETS = np.array([1, 2, 2, 3])  # e l l o


def random_case():
    rng = np.random.default_rng(0)
    return rnn.init(rng, 4, 3, 5), rng.normal(size=(4, 4)), rng.normal(size=3), rng.integers(0, 5, 4)


def scalar_params():
    """The notes' network: W and the bias are single numbers."""
    U = [[0.2, 0.8, 0.5, 0.6], [0.1, 0.08, 0, 0.5], [0.5, 0.8, 0.02, 0.1]]
    V = [[6.5, 6.2, 1.2], [0.2, 0.1, 0.0], [2.0, 1.5, 0.6], [5.0, 0.9, 6.8]]
    return rnn.RNNParams(U, [[0.4893]], [0.5], V, np.zeros(4))


def test_two_steps_of_a_one_unit_network_agree_with_a_pocket_calculator():
    p = rnn.RNNParams([[2.0]], [[0.5]], [-1.0], [[1.0], [-1.0]], [0.0, 0.5])
    trace = rnn.forward(p, [[1.0], [0.0]])
    s1 = np.tanh(2 * 1 + 0.5 * 0 - 1)
    s2 = np.tanh(2 * 0 + 0.5 * s1 - 1)
    np.testing.assert_allclose(trace.s[:, 0], [s1, s2], rtol=1e-15)
    np.testing.assert_allclose(trace.s[:, 0], [0.7616, -0.5506], atol=1e-4)
    np.testing.assert_allclose(trace.Ws[:, 0], [0, 0.5 * s1], rtol=1e-15)
    np.testing.assert_allclose(trace.logits[1], [s2, 0.5 - s2], rtol=1e-15)
    np.testing.assert_allclose(trace.y_hat[1, 0], 1 / (1 + np.exp(0.5 - 2 * s2)), rtol=1e-14)


def test_a_single_number_as_W_acts_as_that_multiple_of_the_identity():
    scalar = scalar_params()
    full = rnn.RNNParams(scalar.U, 0.4893 * np.eye(3), np.full(3, 0.5), scalar.V, scalar.b_y)
    one, many = rnn.forward(scalar, HELLO), rnn.forward(full, HELLO)
    np.testing.assert_array_equal(one.y_hat, many.y_hat)
    one_grads, many_grads = rnn.backward(scalar, one, TARGETS), rnn.backward(full, many, TARGETS)
    assert one_grads.params.W.shape == (1, 1)
    np.testing.assert_allclose(one_grads.params.W[0, 0], np.trace(many_grads.params.W), rtol=1e-13)
    np.testing.assert_allclose(one_grads.params.b, [many_grads.params.b.sum()], rtol=1e-13)


def test_without_W_nothing_comes_back_from_the_future():
    p, x, _, y = random_case()
    p.W[:] = 0
    grads = rnn.backward(p, rnn.forward(p, x), y)
    assert not grads.ds_future.any()
    np.testing.assert_array_equal(grads.ds, grads.ds_now)


def test_the_product_of_the_step_jacobians_is_the_derivative_of_the_last_state_by_the_first():
    p, x, s0, _ = random_case()
    product = np.linalg.multi_dot(rnn.step_jacobian(p, rnn.forward(p, x, s0))[::-1])
    np.testing.assert_allclose(product, slope(lambda s: rnn.forward(p, x, s).s[-1], s0).T, atol=1e-9)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros((12, 3)), r"x must have shape \(T, D\) or \(T, B, D\) with D = 4 \(the width of U\); got \(12, 3\)"),
        (np.zeros(4), r"got \(4,\)"),
        (np.zeros((0, 4)), "at least one time step"),
        ([[0, 0, np.nan, 0]], r"x\[0, 2\] is nan"),
        ([["h", "e", "l", "l"]], "x must be a rectangular array of numbers"),
    ],
)
def test_a_bad_input_is_named_with_its_rule(x, message):
    with pytest.raises(ValueError, match=message):
        rnn.forward(scalar_params(), x)


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([1, 2, 2], r"one target per time step, shape \(4,\); got \(3,\)"),
        ([1, 2, 2, 4], r"y\[3\] must be a class from 0 to 3, or −1"),
        ([1.0, 2, 2, 3], "integers"),
    ],
)
def test_bad_targets_are_named_with_their_rule(y, message):
    p = scalar_params()
    with pytest.raises(ValueError, match=message):
        rnn.backward(p, rnn.forward(p, HELLO), y)


@pytest.mark.parametrize("B", [None, 2])
def test_the_contributions_to_a_single_number_add_up_to_its_gradient(B):
    p = scalar_params()
    x, y = (HELLO, TARGETS) if B is None else (np.stack([HELLO] * B, 1), np.stack([TARGETS] * B, 1))
    grads = rnn.backward(p, rnn.forward(p, x), y)
    assert grads.dW_t.shape == (4, 1, 1)
    np.testing.assert_allclose(grads.dW_t.sum(0), grads.params.W, rtol=1e-13)
    np.testing.assert_allclose(grads.db_t.sum(0), grads.params.b, rtol=1e-13)


def test_an_orthogonal_w_keeps_the_length_of_every_state():
    p = rnn.init(np.random.default_rng(5), 4, 6, 3, orthogonal=True)
    np.testing.assert_allclose(p.W @ p.W.T, np.eye(6), atol=1e-12)
    plain = rnn.init(np.random.default_rng(5), 4, 6, 3)
    assert all(np.array_equal(getattr(p, name), a) for name, a in plain.items() if name != "W")

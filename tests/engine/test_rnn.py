import numpy as np
import pytest

from engine import rnn
from engine.functions import one_hot

HELLO = one_hot([0, 1, 2, 2], 4)  # h e l l
TARGETS = np.array([1, 2, 2, 3])  # e l l o


def random_case(H=3, B=None, seed=0, T=4):
    rng = np.random.default_rng(seed)
    p = rnn.init(rng, 4, H, 5)
    batch = () if B is None else (B,)
    x = rng.normal(size=(T, *batch, 4))
    y = rng.integers(-1, 5, (T, *batch))
    return p, x, rng.normal(size=(*batch, H)), y


def total_loss(p, x, s0, y):
    return rnn.backward(p, rnn.forward(p, x, s0), y).loss.sum()


def slope(loss_at, array, eps=1e-6):
    """Central differences, written out once more here so that the engine is judged by something else."""
    result = np.empty_like(array)
    for i in np.ndindex(array.shape):
        up, down = array.copy(), array.copy()
        up[i] += eps
        down[i] -= eps
        result[i] = (loss_at(up) - loss_at(down)) / (2 * eps)
    return result


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


@pytest.mark.parametrize("B", [None, 3])
def test_every_gradient_is_the_slope_of_the_loss(B):
    from dataclasses import replace

    p, x, s0, y = random_case(B=B)
    grads = rnn.backward(p, rnn.forward(p, x, s0), y)
    for name, array in p.items():
        numerical = slope(lambda v, name=name: total_loss(replace(p, **{name: v}), x, s0, y), array)
        np.testing.assert_allclose(getattr(grads.params, name), numerical, atol=1e-8, err_msg=name)
    np.testing.assert_allclose(grads.ds0, slope(lambda v: total_loss(p, x, v, y), s0), atol=1e-8)
    np.testing.assert_allclose(grads.dx, slope(lambda v: total_loss(p, v, s0, y), x), atol=1e-8)


def test_a_single_number_as_W_acts_as_that_multiple_of_the_identity():
    scalar = scalar_params()
    full = rnn.RNNParams(scalar.U, 0.4893 * np.eye(3), np.full(3, 0.5), scalar.V, scalar.b_y)
    one, many = rnn.forward(scalar, HELLO), rnn.forward(full, HELLO)
    np.testing.assert_array_equal(one.y_hat, many.y_hat)
    one_grads, many_grads = rnn.backward(scalar, one, TARGETS), rnn.backward(full, many, TARGETS)
    assert one_grads.params.W.shape == (1, 1)
    np.testing.assert_allclose(one_grads.params.W[0, 0], np.trace(many_grads.params.W), rtol=1e-13)
    np.testing.assert_allclose(one_grads.params.b, [many_grads.params.b.sum()], rtol=1e-13)


@pytest.mark.parametrize("p", [scalar_params(), rnn.init(np.random.default_rng(1), 4, 3, 4)])
@pytest.mark.parametrize("B", [None, 2])
def test_the_time_steps_contributions_add_up_to_each_gradient(p, B):
    x, y = (HELLO, TARGETS) if B is None else (np.stack([HELLO] * B, 1), np.stack([TARGETS] * B, 1))
    grads = rnn.backward(p, rnn.forward(p, x), y)
    for name, total in grads.params.items():
        steps = getattr(grads, f"d{name}_t")
        assert steps.shape == (4, *total.shape)
        np.testing.assert_allclose(steps.sum(0), total, rtol=1e-12, atol=1e-14, err_msg=name)


def test_a_batch_computes_what_its_sequences_compute_alone():
    p, x, s0, y = random_case(B=3)
    together = rnn.backward(p, rnn.forward(p, x, s0), y)
    alone = [rnn.backward(p, rnn.forward(p, x[:, i], s0[i]), y[:, i]) for i in range(3)]
    for field in ("loss", "dlogits", "ds_now", "ds_future", "ds", "da"):
        stacked = np.stack([getattr(g, field) for g in alone], axis=1)
        np.testing.assert_allclose(getattr(together, field), stacked, atol=1e-14, err_msg=field)
    np.testing.assert_allclose(together.params.flat, sum(g.params.flat for g in alone), atol=1e-13)


def test_zero_weights_predict_the_uniform_distribution_at_loss_log_K():
    p = scalar_params().zeros_like()
    trace = rnn.forward(p, HELLO)
    np.testing.assert_array_equal(trace.y_hat, 0.25)
    np.testing.assert_allclose(rnn.backward(p, trace, TARGETS).loss, np.log(4), rtol=1e-15)


def test_without_W_nothing_comes_back_from_the_future():
    p, x, _, y = random_case()
    p.W[:] = 0
    grads = rnn.backward(p, rnn.forward(p, x), y)
    assert not grads.ds_future.any()
    np.testing.assert_array_equal(grads.ds, grads.ds_now)


def test_the_last_step_has_no_future_and_the_others_split_exactly():
    p, x, _, y = random_case()
    grads = rnn.backward(p, rnn.forward(p, x), y)
    assert not grads.ds_future[-1].any()
    np.testing.assert_array_equal(grads.ds, grads.ds_now + grads.ds_future)
    np.testing.assert_allclose(grads.ds_future[:-1], grads.da[1:] @ p.W, atol=1e-15)


def test_a_target_of_minus_one_has_no_loss_and_sends_no_gradient():
    p, x, _, _ = random_case()
    grads = rnn.backward(p, rnn.forward(p, x), [-1, -1, 2, -1])
    assert grads.loss[2] > 0
    assert not grads.loss[[0, 1, 3]].any()
    assert not grads.dlogits[[0, 1, 3]].any()
    assert not grads.ds[3].any()
    assert grads.ds[0].any()


def test_an_outside_gradient_on_one_state_is_carried_to_everything_before_it():
    p, x, s0, _ = random_case()
    wish = np.zeros((4, 3))
    wish[2] = [1, -2, 3]
    grads = rnn.backward(p, rnn.forward(p, x, s0), np.full(4, -1), wish)
    read = slope(lambda v: rnn.forward(p, x, v).s[2] @ wish[2], s0)
    np.testing.assert_allclose(grads.ds0, read, atol=1e-9)
    assert not grads.ds[3].any()


def test_the_product_of_the_step_jacobians_is_the_derivative_of_the_last_state_by_the_first():
    p, x, s0, _ = random_case()
    product = np.linalg.multi_dot(rnn.step_jacobian(p, rnn.forward(p, x, s0))[::-1])
    for j in range(3):
        numerical = slope(lambda v, j=j: rnn.forward(p, x, v).s[-1, j], s0)
        np.testing.assert_allclose(product[j], numerical, atol=1e-9)


def test_continuing_from_a_state_equals_reading_on():
    p, x, _, _ = random_case(T=6)
    whole, first = rnn.forward(p, x), rnn.forward(p, x[:4])
    np.testing.assert_allclose(rnn.forward(p, x[4:], first.s[-1]).y_hat, whole.y_hat[4:], atol=1e-15)


def test_nothing_that_is_passed_in_is_changed():
    p, x, s0, y = random_case(B=2)
    before = [v.copy() for v in (p.flat, x, s0, y)]
    extra = np.ones((4, 2, 3))
    trace = rnn.forward(p, x, s0)
    states = trace.s.copy()
    rnn.backward(p, trace, y, extra)
    for now, was in zip(
        (p.flat, x, s0, y, trace.s, extra), (*before, states, np.ones((4, 2, 3))), strict=True
    ):
        np.testing.assert_array_equal(now, was)


@pytest.mark.parametrize("scale", [1, 1e4])
def test_single_precision_stays_single_precision(scale):
    p = rnn.init(np.random.default_rng(0), 4, 3, 4).map(lambda v: (scale * v).astype(np.float32))
    trace = rnn.forward(p, HELLO)
    grads = rnn.backward(p, trace, TARGETS, np.ones((4, 3)))
    for part in (trace, grads):
        for name, array in vars(part).items():
            if isinstance(array, np.ndarray) and name != "x":
                assert array.dtype == np.float32, name
                assert np.isfinite(array).all(), name
    assert grads.params.dtype == np.float32


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (
            np.zeros((12, 3)),
            r"x must have shape \(T, D\) or \(T, B, D\) with D = 4 \(the width of U\); got \(12, 3\)",
        ),
        (np.zeros(4), r"got \(4,\)"),
        (np.zeros((0, 4)), "at least one time step"),
        ([[0, 0, np.nan, 0]], r"x\[0, 2\] is nan"),
        ([["h", "e", "l", "l"]], "x must be a rectangular array of numbers"),
    ],
)
def test_a_bad_input_is_named_with_its_rule(x, message):
    with pytest.raises(ValueError, match=message):
        rnn.forward(scalar_params(), x)


def test_a_bad_initial_state_is_named_with_its_rule():
    with pytest.raises(ValueError, match=r"s0 must have shape \(H,\) = \(3,\); got \(4,\)"):
        rnn.forward(scalar_params(), HELLO, np.zeros(4))


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

import numpy as np
import pytest

from engine import gradcheck, gru, lstm, rnn

every_cell = pytest.mark.parametrize("cell", [rnn, lstm, gru], ids=["rnn", "lstm", "gru"])
X = np.random.default_rng(1).normal(size=(4, 2, 3))
Y = [[0, 1], [2, 2], [1, -1], [2, 0]]


def case(cell):
    p = cell.init(np.random.default_rng(0), 3, 4, 3)

    def loss(q):
        return cell.backward(q, cell.forward(q, X), Y).loss.sum()

    return loss, p, cell.backward(p, cell.forward(p, X), Y).params


@every_cell
def test_the_engines_own_gradients_pass(cell):
    errors = gradcheck.check(*case(cell))
    assert set(errors) == {name for name, _ in case(cell)[1].items()}
    assert max(errors.values()) < gradcheck.TOLERANCE / 10


@every_cell
def test_a_gradient_that_is_wrong_by_a_twentieth_of_a_percent_is_rejected(cell):
    loss, p, gradient = case(cell)
    for name, _ in p.items():
        wrong = gradient.map(np.copy)
        getattr(wrong, name)[...] *= 1.0005
        errors = gradcheck.check(loss, p, wrong)
        rejected = {key for key, error in errors.items() if error > gradcheck.TOLERANCE}
        assert rejected == {name}


def test_the_slope_of_a_cubic_is_three_times_the_square():
    w = np.array([[1.0, -2.0], [0.5, 0.0]])
    slopes = gradcheck.numerical_gradient(lambda v: (v**3).sum(), w)
    np.testing.assert_allclose(slopes, 3 * w**2, atol=1e-8)


def test_a_nudge_gives_the_loss_on_both_sides_and_leaves_the_weights_alone():
    w = np.array([1.0, 2.0])
    assert gradcheck.nudge(lambda v: v[0] + 10 * v[1], w, (1,), 0.5) == (26.0, 16.0)
    np.testing.assert_array_equal(w, [1.0, 2.0])


@pytest.mark.parametrize(
    ("a", "b", "error"),
    [([1.0, 2.0], [1.0, 2.0], 0.0), ([0.0], [0.0], 0.0), ([1.0], [-1.0], 2.0), ([0.0, 4.0], [1.0, 4.0], 0.25)],
)
def test_the_relative_error_is_measured_against_the_largest_entry(a, b, error):
    assert gradcheck.relative_error(np.array(a), np.array(b)) == error


def test_single_precision_is_refused():
    with pytest.raises(ValueError, match="only be checked in float64; the array is float32"):
        gradcheck.numerical_gradient(np.sum, np.ones(2, np.float32))

"""The figures about gradients."""

from pages.bptt.figures import error_against_eps, loss_against_rate
from tests.figures import plotly


def test_the_chosen_eps_is_marked_on_the_curve_and_an_error_of_zero_stays_in_the_picture() -> None:
    figure = plotly(error_against_eps([1e-6, 1e-5, 1e-4], [1e-8, 0.0, 1e-6], 1, "U", "1,<b>"))
    curve, mark = figure.data
    low, high = figure.layout.yaxis.range
    assert list(curve.x) == [1e-6, 1e-5, 1e-4]
    assert (curve.y[0], curve.y[2]) == (1e-8, 1e-6)
    assert all(10**low < y < 10**high for y in curve.y)
    assert (mark.x[0], mark.y[0]) == (curve.x[1], curve.y[1])
    assert "<b>" not in curve.name


def test_both_pictures_keep_their_scale_whatever_is_chosen() -> None:
    one, other = (plotly(error_against_eps([1e-5], [error], 0, "W", "")) for error in (1e-11, 1e-2))
    assert one.layout.yaxis.range == other.layout.yaxis.range
    assert one.layout.xaxis.range == other.layout.xaxis.range


def test_a_step_that_explodes_is_marked_within_the_picture_and_says_its_loss() -> None:
    figure = plotly(loss_against_rate([0.1, 10.0], [3.0, 500.0], now=4.0, rate=10.0, loss=500.0))
    after, now, mark = figure.data
    assert list(after.y) == [3.0, 500.0]
    assert set(now.y) == {4.0}
    assert mark.x[0] == 10.0
    assert mark.y[0] < figure.layout.yaxis.range[1]
    assert "500" in mark.name

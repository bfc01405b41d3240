"""The gradient check that a reader runs."""

import functools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import presets, rnn
from engine.rnn import RNNGrads, RNNParams
from engine.text import one_hot
from pages.bptt import checking
from pages.bptt.checking import Check, digits
from tests.pages.test_router import opened
from ui.shell.chapters import CHAPTERS

Y = np.array([1, 2, 2, 3])


def backpropagated(p: RNNParams) -> RNNGrads:
    return rnn.backward(p, rnn.forward(p, one_hot(np.array([0, 1, 2, 2]), 4)), Y)


def random_weights(seed: int, H: int = 3) -> RNNParams:
    return rnn.init(np.random.default_rng(seed), 4, H, 4)


@pytest.mark.parametrize(("error", "agree"), [(0, 16), (3e-9, 8), (1e-3, 3), (0.5, 0), (2.0, 0), (1e-20, 16)])
def test_digits_are_the_decimal_places_of_the_relative_error(error: float, agree: int) -> None:
    assert digits(error) == agree


@pytest.mark.parametrize("seed", range(10))
def test_all_weights_of_random_networks_agree_to_seven_digits(seed: int) -> None:
    grads = backpropagated(random_weights(seed, H=1 + seed))
    assert all(digits(error) >= 7 for _, _, error in checking.check_all(grads, Y))


def test_the_weights_of_the_notes_agree_to_seven_digits() -> None:
    found = {name: (count, error) for name, count, error in checking.check_all(backpropagated(presets.NOTES), Y)}
    assert [count for count, _ in found.values()] == [12, 1, 1, 12, 4]
    assert all(digits(error) >= 7 for _, error in found.values())


@pytest.mark.parametrize("broken", ["U", "W", "b", "V", "b_y"])
def test_a_gradient_that_is_wrong_by_a_thousandth_disagrees_and_the_others_agree(broken: str) -> None:
    grads = backpropagated(random_weights(1))
    wrong = dict(grads.params.items()) | {broken: 1.001 * getattr(grads.params, broken)}
    results = checking.check_all(replace(grads, params=RNNParams(**wrong)), Y)
    assert {name: digits(error) < 4 for name, _, error in results} == {
        name: name == broken for name in ("U", "W", "b", "V", "b_y")
    }


def test_every_weight_has_its_name_on_the_board() -> None:
    weights = checking.weights(presets.NOTES, "helo")
    assert len(weights) == 30
    assert weights["U[1,h]"] == ("U", 0, 0, 0.2)
    assert weights["V[o,3]"] == ("V", 3, 2, 6.8)
    assert weights["W"] == ("W", 0, 0, 0.4893)
    assert weights["b_y[l]"] == ("b_y", 2, 0, 0.0)
    assert "b[3]" in checking.weights(random_weights(0), "helo")


def test_a_nudge_gives_both_losses_and_leaves_the_weights_alone() -> None:
    grads = backpropagated(presets.NOTES)
    before = grads.at.flat.copy()
    found = checking.check(grads, Y, checking.weights(grads.at, "helo")["W"], 0.01)
    for loss, W in ((found.up, 0.4993), (found.down, 0.4793)):
        nudged = RNNParams(**dict(grads.at.items()) | {"W": np.array([[W]])})
        assert loss == pytest.approx(backpropagated(nudged).loss.sum(), rel=1e-12)
    np.testing.assert_array_equal(grads.at.flat, before)
    assert found.quotient == pytest.approx((found.up - found.down) / 0.02, rel=1e-12)


def test_a_weight_that_nothing_read_has_gradient_zero_and_so_says_its_nudge() -> None:
    grads = backpropagated(presets.NOTES)
    found = checking.check(grads, Y, checking.weights(grads.at, "helo")["U[1,o]"], 1e-5)
    assert (found.quotient, found.backprop, found.error) == (0, 0, 0)


def test_the_error_falls_with_the_square_of_a_large_eps_and_grows_again_for_a_tiny_one() -> None:
    grads = backpropagated(random_weights(1))
    weight = checking.weights(grads.at, "helo")["U[1,h]"]
    error = {round(np.log10(c.eps), 2): c.error for c in checking.sweep(grads, Y, weight)}
    assert min(error) == -13
    assert max(error) == -1
    assert error[-1] / error[-2] == pytest.approx(100, rel=0.1)
    assert error[-13] > 1e4 * error[-5]


def test_the_page_says_which_gradient_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    right = rnn.backward

    @functools.wraps(right)
    def wrong(*args: Any, **kwargs: Any) -> RNNGrads:
        grads = right(*args, **kwargs)
        arrays = dict(grads.params.items())
        return replace(grads, params=RNNParams(**arrays | {"W": 0.99 * arrays["W"]}))

    app = opened(next(c for c in CHAPTERS if c.path == "bptt"))
    app.button(key="check_all").click().run()
    assert "30 weights agree, to" in app.success[0].value
    monkeypatch.setattr(rnn, "backward", wrong)
    app.button(key="check_all").click().run()
    assert not app.success
    assert app.error[0].value.startswith("The gradient of W is not the slope")


def test_error_is_relative_to_the_larger_number() -> None:
    assert Check(eps=0.5, up=2.0, down=1.0, backprop=0.9).error == pytest.approx(0.1)

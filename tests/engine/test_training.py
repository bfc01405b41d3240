from dataclasses import dataclass
from itertools import islice, repeat

import numpy as np
import pytest

from engine.training import SGD, Adagrad, Adam, Diverged, Evaluation, train


@dataclass(frozen=True, eq=False)
class Point:
    """The smallest thing that can be trained: the loop needs to know no more of a model."""

    flat: np.ndarray

    def with_flat(self, flat):
        return Point(flat)


def bowl(params, centre):
    """½‖w − centre‖²: the gradient is the way to the centre."""
    away = params.flat - centre
    return Evaluation(float(away @ away) / 2, Point(away))


START = Point(np.array([4.0, -2.0]))
ORIGIN = np.zeros(2)
RULES = [SGD(0.1), Adagrad(1.0), Adam(0.1)]


def run(optimiser, steps, params=START, loss=bowl, batch=ORIGIN, **more):
    return list(train(params, loss, repeat(batch, steps), optimiser, **more))


def test_sgd_steps_down_the_gradient():
    assert run(SGD(0.1), 1)[-1].copy_params().flat == pytest.approx([3.6, -1.8])


def test_adagrad_divides_by_the_root_of_all_squares_so_far():
    first = np.array([4 - 0.5, -2 + 0.5])
    second = first - 0.5 * first / np.sqrt(np.array([16, 4]) + first**2)
    assert run(Adagrad(0.5), 2)[-1].copy_params().flat == pytest.approx(second, rel=1e-8)


def test_adam_follows_its_paper_by_hand():
    # g₁ = (4, −2): m̂ = g, v̂ = g², a step of lr against the sign; then β₁ = .9, β₂ = .999
    w1 = np.array([4 - 0.1, -2 + 0.1])
    m = 0.9 * 0.1 * np.array([4, -2]) + 0.1 * w1
    v = 0.999 * 0.001 * np.array([16, 4]) + 0.001 * w1**2
    w2 = w1 - 0.1 * (m / (1 - 0.9**2)) / np.sqrt(v / (1 - 0.999**2))
    seen = run(Adam(0.1), 2)
    assert seen[-1].copy_params().flat == pytest.approx(w2, rel=1e-8)


@pytest.mark.parametrize("rule", RULES)
def test_every_optimiser_finds_the_bottom_of_a_bowl(rule):
    end = run(rule, 500)[-1]
    assert end.copy_params().flat == pytest.approx(ORIGIN, abs=1e-3)
    assert end.step == 500


@pytest.mark.parametrize("rule", RULES)
def test_the_given_parameters_are_not_changed(rule):
    before = START.flat.copy()
    run(rule, 3)
    assert np.array_equal(START.flat, before)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_precision_of_the_parameters_is_kept(rule, dtype):
    end = run(rule, 3, Point(START.flat.astype(dtype)), batch=ORIGIN.astype(dtype), clip=1.0)[-1]
    assert end.copy_params().flat.dtype == dtype


@pytest.mark.parametrize("rule", RULES)
def test_the_same_run_twice_is_the_same_to_the_last_bit(rule):
    first, second = run(rule, 50), run(rule, 50)
    assert [p.loss for p in first] == [p.loss for p in second]
    assert np.array_equal(first[-1].copy_params().flat, second[-1].copy_params().flat)


@pytest.mark.parametrize("rule", RULES)
def test_a_run_that_was_left_goes_on_as_if_it_had_not_been(rule):
    training = train(START, bowl, repeat(ORIGIN), rule)
    list(islice(training, 20))
    resumed = list(islice(training, 30))[-1]
    assert resumed.step == 50
    assert np.array_equal(resumed.copy_params().flat, run(rule, 50)[-1].copy_params().flat)


def test_a_copy_of_the_parameters_does_not_move_on():
    training = train(START, bowl, repeat(ORIGIN), SGD(0.1))
    first = next(training).copy_params()
    next(training)
    assert first.flat == pytest.approx([3.6, -1.8])


def test_the_record_describes_the_weights_before_the_step():
    first = run(SGD(0.1), 1)[0]
    assert (first.step, first.loss, first.accuracy) == (1, 10.0, None)
    assert first.grad_norm == pytest.approx(np.sqrt(20))


def test_clipping_keeps_the_direction_and_shortens_the_gradient():
    clipped = run(SGD(1.0), 1, clip=1.0)[0]
    step = START.flat - clipped.copy_params().flat
    assert step == pytest.approx(START.flat / np.linalg.norm(START.flat))
    assert clipped.grad_norm == pytest.approx(np.sqrt(20)), "the norm before clipping is reported"


def test_a_short_gradient_is_not_clipped():
    assert run(SGD(0.1), 1, clip=100.0)[0].copy_params().flat == pytest.approx([3.6, -1.8])


def test_an_exploding_loss_ends_with_words_and_the_last_good_parameters():
    good = []
    message = r"stopped at step \d+: the loss has exploded to .* smaller learning"
    with pytest.raises(Diverged, match=message) as stop:
        good.extend(train(START, bowl, repeat(ORIGIN), SGD(3.0)))
    reached = bowl(stop.value.params, ORIGIN).loss
    assert reached == good[-1].loss
    assert reached <= 1000 * good[0].loss


def test_nan_ends_with_words_and_the_last_good_parameters():
    def loss(params, batch):
        fine = bowl(params, ORIGIN)
        return Evaluation(fine.loss * batch, Point(fine.grads.flat * batch))

    with pytest.raises(Diverged, match="step 3: the loss or its gradient is no longer a number") as stop:
        list(train(START, loss, [1.0, 1.0, np.nan], SGD(0.1)))
    assert stop.value.params.flat == pytest.approx([3.6, -1.8])


def test_an_update_beyond_the_largest_number_never_reaches_the_reader():
    with pytest.raises(Diverged, match="weights that are no numbers") as stop:
        run(SGD(1e308), 1)
    assert np.array_equal(stop.value.params.flat, START.flat)


@pytest.mark.parametrize("rate", [0, -1, np.nan, np.inf])
@pytest.mark.parametrize("rule", [SGD, Adagrad, Adam])
def test_a_learning_rate_is_a_positive_number(rule, rate):
    with pytest.raises(ValueError, match="learning rate must be a number greater than 0"):
        rule(rate)


def test_a_clipping_norm_is_positive_and_refused_before_the_first_step():
    with pytest.raises(ValueError, match="greater than 0; got 0"):
        train(START, bowl, [], SGD(), clip=0)

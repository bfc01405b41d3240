"""What is asked before something is trained is answered by what came of it, and by nothing before."""

import numpy as np
import pytest

from engine.lesson import Lesson
from engine.presets import NOTES
from engine.training import SGD
from ui.board.question import Prediction
from ui.training import predictions


def right(prediction: Prediction) -> list[str]:
    return [answer for answer, is_so in zip(prediction.answers, prediction.right, strict=True) if is_so]


def test_a_lessons_answers_are_counted_from_the_lesson() -> None:
    lesson = Lesson(NOTES, np.array([0, 1, 2, 2, 3]), SGD(0.1), 5.0)
    assert all(not asked.right for asked in predictions.lesson(lesson, over=False))
    while not lesson.ended:
        lesson.work(60)
    loss, weights, every = predictions.lesson(lesson, over=True)
    assert (right(loss) == ["at every one"]) == (lesson.loss == sorted(lesson.loss, reverse=True))
    moved = {name: np.linalg.norm(getattr(lesson.params, name) - getattr(NOTES, name)) for name in "UWV"}
    assert right(weights) == [max(moved, key=lambda name: moved[name])]
    assert right(every) == ["yes"]  # it ended because it has learnt the word


STEEP = [(10, 0.25), (20, 0.6), (30, 1.0)]
LATE = [(10, 0.25), (20, 0.4), (400, 0.6), (410, 0.99)]
WILD = [(10, 0.3), (20, 0.45), (30, 0.3)]
FLAT = [(10, 0.25), (20, 0.5), (30, 0.45)]


@pytest.mark.parametrize(
    ("outcomes", "first", "updates", "falls", "by"),
    [
        ([(500, False, FLAT), (30, True, STEEP), (410, True, LATE)], "GRU", "up to 300", "no", "RNN by 5"),
        ([(500, False, FLAT), (500, False, WILD), (410, True, LATE)], "LSTM", "more than 300", "yes", "GRU by 15"),
        ([(500, False, FLAT)] * 3, "none", "none solves it", "no", "RNN by 5"),
        ([(5, False, [])] * 3, "none", "none solves it", "no", "RNN by 0"),
    ],
)
def test_a_races_answers_are_its_curves(
    outcomes: list[predictions.Outcome], first: str, updates: str, falls: str, by: str
) -> None:
    names = ("RNN", "GRU", "LSTM")
    assert all(not asked.right for asked in predictions.race(names, 10))
    asked = predictions.race(names, 10, outcomes)
    assert [right(one) for one in asked] == [[first], [updates], [falls]]
    assert asked[2].by == by


def test_a_race_asks_for_nothing_that_the_results_beside_it_tell() -> None:
    """They hold each network's share of right answers in the end, at every distance."""
    ends = [0.25, 0.98, 1.0]
    curves = [[(10, 0.3), (20, end)] for end in ends], [[(10, 0.6), (20, 0.3), (400, end)] for end in ends]
    asked = [
        predictions.race("abc", 10, [(400, end > 0.9, c) for end, c in zip(ends, one, strict=True)]) for one in curves
    ]
    assert all(one.right != other.right for one, other in zip(*asked, strict=True) if "first to solve" not in one.text)

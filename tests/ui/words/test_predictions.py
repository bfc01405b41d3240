"""What is asked before something is trained is answered by what came of it, and by nothing before."""

import numpy as np
import pytest

from engine.lesson import Lesson
from engine.presets import NOTES
from engine.training import SGD
from ui.board.question import Prediction
from ui.words import predictions


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


@pytest.mark.parametrize(
    ("outcomes", "first", "solve", "half"),
    [
        ([(6000, False, 0.504), (152, True, 1.0), (121, True, 1.0)], "LSTM", "two", "yes"),
        ([(500, False, 0.25), (500, False, 0.26), (500, False, 0.98)], "none", "none", "no"),
        ([(500, False, 0.5003), (500, False, 0.26), (500, False, 0.98)], "none", "none", "no"),  # told as 50.0%
        ([(90, True, 1.0), (152, True, 1.0), (121, True, 1.0)], "RNN", "all three", "yes"),
    ],
)
def test_a_races_answers_are_its_results(
    outcomes: list[tuple[int, bool, float]], first: str, solve: str, half: str
) -> None:
    names = ("RNN", "GRU", "LSTM")
    assert all(not asked.right for asked in predictions.race(names, 10))
    assert [right(asked) for asked in predictions.race(names, 10, outcomes)] == [[first], [solve], [half]]

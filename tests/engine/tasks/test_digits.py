import pytest

from engine.tasks.data import END
from engine.tasks.digits import number_words, numbers


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (20, "twenty"),
        (42, "forty two"),
        (100, "one hundred"),
        (110, "one hundred and ten"),
        (312, "three hundred and twelve"),
        (999, "nine hundred and ninety nine"),
    ],
)
def test_numbers_are_said_as_people_say_them(n, said):
    assert " ".join(number_words(n)) == said


def test_all_thousand_numbers_are_said_differently_and_answered_by_their_digits():
    task = numbers()
    answers = {e.x: "".join(s for s in e.y if s and s != END) for e in task.train + task.held_out}
    assert len(answers) == 1000
    assert all(number_words(int(digits)) == said for said, digits in answers.items())


@pytest.mark.parametrize("n", [-1, 1000])
def test_larger_numbers_are_refused(n):
    with pytest.raises(ValueError, match=f"0 … 999 .*; got {n}"):
        number_words(n)

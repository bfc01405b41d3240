"""Exercises can be solved by hand: from the numbers shown, within the tolerance, and every usual mistake is told apart."""

from functools import cache

import numpy as np
import pytest

from tests.ui.boards import evaluated
from ui.board.arithmetic import Cell, expand, substituted
from ui.runs import exercise as exercises
from ui.runs.exercise import DECIMALS, LEVELS, PATH, TOLERANCE, Exercise
from ui.runs.slips import slips

exercise = cache(exercises.exercise)  # the same 200 a level are looked at from several sides

SEEDS = range(200)
TERMS = 8  # numbers in one answer's arithmetic, at most
# A level's tests share its exercises, so they run in one process.
ALL = pytest.mark.parametrize("level", [pytest.param(level, marks=pytest.mark.xdist_group(level)) for level in LEVELS])


def by_hand(given: Exercise, cell: Cell) -> float:
    """What a calculator gives for the arithmetic as the board writes it, with rounded numbers."""
    parts = expand(given.board, cell)
    assert parts is not None
    written = substituted(given.board, parts, DECIMALS)
    return evaluated(written.replace("σ(", "1/(1+exp(-1*").replace(")", "))") if "σ(" in written else written)


@ALL
def test_every_exercise_is_solved_from_the_numbers_that_it_shows(level: str) -> None:
    for seed in SEEDS:
        given = exercise(level, seed)
        for blank in given.blanks:
            assert by_hand(given, blank.cell) == pytest.approx(blank.answer, abs=TOLERANCE), (seed, blank.name)


@ALL
def test_every_exercise_is_small_enough_for_hand_work(level: str) -> None:
    for seed in SEEDS:
        given = exercise(level, seed)
        assert 1 <= len(given.blanks) <= 6
        for blank in given.blanks:
            parts = expand(given.board, blank.cell) or ()
            assert sum(isinstance(part, Cell) for part in parts) <= TERMS
            assert 0.05 <= abs(blank.answer) < 10


@ALL
def test_a_usual_mistake_is_never_taken_for_the_answer_or_for_another(level: str) -> None:
    for seed in SEEDS:
        for blank in exercise(level, seed).blanks:
            values = [blank.answer, *(slip.value for slip in blank.slips)]
            apart = np.abs(np.subtract.outer(values, values))[~np.eye(len(values), dtype=bool)]
            assert not len(apart) or apart.min() > 2 * TOLERANCE


MISTAKES = [
    ("dot", "Row and column are swapped"),
    ("dot", "This is U times s₁; W is needed"),
    ("dot", "the state of the next step"),
    ("dot", "The size is right and the sign is wrong"),
    ("sum", "b is left out"),
    ("step", "you left out tanh"),
    ("step", "is rounded to one decimal before it is used"),
    ("bet", "without exp"),
    ("gate", "you left out σ"),
    ("gate", "This is tanh; a gate goes through σ"),
    ("cell", "are added; ⊙ multiplies them"),
    ("sum", "are rounded to one decimal before they are used"),
    ("gate", "are rounded to one decimal before they are used"),
    ("cell", "is rounded to one decimal before it is used"),
    ("error", "The sign is the other way round"),
    ("gradient", "The size is right and the sign is wrong"),
    ("gradient", "Vᵀ is needed"),
    ("along", "is left out: this is"),
    ("along", "The size is right and the sign is wrong"),
    ("into", "you forgot to square it"),
    ("into", "This is the slope of σ; going back through tanh, you need the slope of tanh"),
    ("gru", "1 − z₂ is needed"),
    ("gru_back", "it still has to be multiplied by 1 − z₂"),
    ("gru_back", "are rounded to one decimal before they are used"),
]


@pytest.mark.parametrize(
    ("level", "sentence"), [pytest.param(*row, marks=pytest.mark.xdist_group(row[0])) for row in MISTAKES]
)
def test_each_usual_mistake_is_recognised_somewhere(level: str, sentence: str) -> None:
    found = (slip.why for seed in SEEDS for blank in exercise(level, seed).blanks for slip in blank.slips)
    assert any(sentence in why for why in found)


def test_a_mistake_is_what_its_sentence_says() -> None:
    given = exercise("step", 3)
    W, s_prev = given.board.grids["W"].values, given.board.grids["s_prev"].at(1)
    assert s_prev is not None
    found = {slip.why: slip.value for slip in slips(given.board, Cell("Ws", 1, 0, 0), 0.0)}
    exchanged = next(value for why, value in found.items() if why.startswith("Row and column"))
    assert exchanged == pytest.approx(float(W[:, 0] @ s_prev[:, 0]))
    forgotten = next(slip.value for slip in slips(given.board, Cell("s", 1, 0, 0), 0.0) if "left out tanh" in slip.why)
    a = given.board.grids["a"].at(1)
    assert a is not None
    assert forgotten == a[0, 0]


@ALL
def test_the_board_ends_with_the_last_blank_and_tells_no_answer(level: str) -> None:
    given = exercise(level, 0)
    asked = {blank.cell.grid for blank in given.blanks}
    assert asked & set(given.board.steps[-1].computes)
    assert asked & set(given.board.steps[given.start].computes)
    assert given.board.strip is None
    for step in given.board.steps:
        if step.t == 1 and asked & set(step.computes):
            assert all(isinstance(part, str) for part in step.caption)


def test_an_address_is_one_exercise_and_every_student_has_another() -> None:
    one, same, other = exercises.exercise("dot", 5), exercises.exercise("dot", 5), exercises.exercise("dot", 5, 17)
    np.testing.assert_array_equal(one.board.grids["W"].values, same.board.grids["W"].values)
    assert not np.array_equal(one.board.grids["W"].values, other.board.grids["W"].values)
    assert len({(level, seed) for level, seed in PATH}) == 10


def test_the_wrong_number_is_wrong_and_all_others_are_right() -> None:
    for seed in SEEDS:
        given = exercise("wrong", seed)
        assert given.false is not None
        blank, shown = given.false
        assert blank in given.blanks
        assert abs(shown - blank.answer) > 2 * TOLERANCE


def test_any_number_of_any_story_can_be_the_blank_and_what_makes_it_is_on_the_board() -> None:
    met = set()
    for seed in SEEDS:
        given = exercise("any", seed)
        (blank,) = given.blanks
        met.add((given.level.story, blank.cell.grid, blank.cell.t))
        last = given.board.steps[-1]
        scene = {item for row in given.board.rows if row.scene in ("", last.scene) for item in row.items}
        shown = {(name, step.t) for step in given.board.steps for name in step.computes}
        for part in expand(given.board, blank.cell) or ():
            if isinstance(part, Cell):
                assert part.grid in scene
                assert part.grid not in given.board.computed or (part.grid, part.t) in shown
    assert len(met) > 60
    assert {story for story, _, _ in met} == {"forward", "bptt", "lstm", "gru"}

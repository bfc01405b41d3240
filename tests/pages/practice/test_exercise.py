"""Exercises can be solved by hand: from the numbers shown, within the tolerance, and every usual mistake is told apart."""

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pytest

from pages.practice import exercise as exercises
from pages.practice.exercise import DECIMALS, LEVELS, PATH, TABLE, TOLERANCE, Exercise
from pages.practice.mistakes import mistakes, recognisable
from ui.board.arithmetic import Cell, expand, number, value_of

exercise = cache(exercises.exercise)  # the same 100 a level, at most, are looked at from several sides

SEEDS = range(100)
# Every tenth for each change, all others at night.
SOME = pytest.mark.parametrize(
    "seeds",
    [
        pytest.param(SEEDS[::10], id="some"),
        pytest.param(
            [seed for seed in SEEDS if seed % 10],
            id="others",
            marks=pytest.mark.nightly("tries a hundred exercises a level"),
        ),
    ],
)
TERMS = 8  # numbers in one answer's arithmetic, at most
ALL = pytest.mark.parametrize("level", LEVELS)


def from_table(result: Mapping[float, float], a: float) -> float:
    """Between two lines of the printed table, which has no negative arguments."""
    return float(np.interp(abs(a), list(result), list(result.values())))


TANH = {a: round(math.tanh(a), 3) for a in TABLE}
SIGMA = {a: round(1 / (1 + math.exp(-a)), 3) for a in TABLE}
CALCULATOR = {"exp": math.exp, "tanh": math.tanh, "sigma": lambda a: 1 / (1 + math.exp(-a))}
PAPER = CALCULATOR | {
    "tanh": lambda a: math.copysign(from_table(TANH, a), a),
    "sigma": lambda a: from_table(SIGMA, a) if a > 0 else 1 - from_table(SIGMA, a),
}


def by_hand(given: Exercise, cell: Cell, own: Mapping[Cell, str], means: Mapping[str, object]) -> str:
    """What is written down for a cell: its arithmetic with the numbers as they are printed, or as one has found them oneself."""
    written = ""
    for part in expand(given.board, cell) or ():
        if isinstance(part, Cell):
            value = value_of(given.board, part)
            assert value is not None
            written += f"({own.get(part) or number(value, DECIMALS, given.board.grids[part.grid])})"
        else:
            written += part
    for sign, code in {"·": "*", "−": "-", "²": "**2", "σ": "sigma"}.items():
        written = written.replace(sign, code)
    return number(float(eval(written, {"__builtins__": {}}, dict(means))), DECIMALS)


@ALL
@pytest.mark.parametrize("means", [CALCULATOR, PAPER], ids=["calculator", "table"])
@SOME
def test_a_correct_computation_with_the_printed_numbers_always_passes(
    level: str, means: Mapping[str, object], seeds: Sequence[int]
) -> None:
    for seed in seeds:
        given, own = exercise(level, seed), dict[Cell, str]()
        for blank in given.blanks:
            for earlier in ({}, own):  # on the page, where the right number takes an answer's place, and on paper
                found = by_hand(given, blank.cell, earlier, means)
                assert float(found.replace("−", "-")) == pytest.approx(blank.answer, abs=TOLERANCE), (seed, blank.name)
            own[blank.cell] = found


@ALL
@SOME
def test_no_mistake_counts_as_right(level: str, seeds: Sequence[int]) -> None:
    for seed in seeds:
        given = exercise(level, seed)
        for blank in given.blanks:
            found = list(mistakes(given.board.grids, blank.cell))
            assert found
            for mistake in found:
                assert not abs(mistake.value - blank.answer) <= 2 * TOLERANCE, (seed, blank.name, mistake.why)


# What is written down when the operation is left out: level, blank, and the numbers whose product that is.
LEFT_OUT = [
    ("step", "s", ("a",)),
    ("gate", "f", ("a_f",)),
    ("cell", "tanh_c", ("c",)),
    ("cell", "h", ("tanh_c",)),
    ("gru", "n", ("a_n",)),
    ("along", "dc_now", ("dh", "o")),
    ("into", "da_g", ("dg",)),
    ("gru_back", "da_n", ("dn",)),
]


@pytest.mark.parametrize(("level", "blank", "factors"), LEFT_OUT)
@SOME
def test_an_answer_without_its_key_operation_is_wrong(
    level: str, blank: str, factors: tuple[str, ...], seeds: Sequence[int]
) -> None:
    for seed in seeds:
        grids = exercise(level, seed).board.grids
        left_out = np.prod([grids[name].at(1) for name in factors], axis=0)
        assert np.abs(left_out - grids[blank].at(1)).min() > 2 * TOLERANCE


@ALL
@SOME
def test_what_is_looked_up_is_in_the_printed_table(level: str, seeds: Sequence[int]) -> None:
    for seed in seeds:
        given = exercise(level, seed)
        for blank in given.blanks:
            if given.board.grids[blank.cell.grid].op in ("tanh", "sigmoid"):
                (looked_up,) = (part for part in expand(given.board, blank.cell) or () if isinstance(part, Cell))
                assert abs(value_of(given.board, looked_up) or 0) <= TABLE[-1]


@ALL
@SOME
def test_every_exercise_is_small_enough_for_hand_work(level: str, seeds: Sequence[int]) -> None:
    for seed in seeds:
        given = exercise(level, seed)
        assert 1 <= len(given.blanks) <= 6
        for blank in given.blanks:
            parts = expand(given.board, blank.cell) or ()
            assert sum(isinstance(part, Cell) for part in parts) <= TERMS
            assert 0.05 <= abs(blank.answer) < 10


@ALL
@SOME
def test_a_usual_mistake_is_never_taken_for_the_answer_or_for_another(level: str, seeds: Sequence[int]) -> None:
    for seed in seeds:
        for blank in exercise(level, seed).blanks:
            values = [blank.answer, *(mistake.value for mistake in blank.mistakes)]
            apart = np.abs(np.subtract.outer(values, values))[~np.eye(len(values), dtype=bool)]
            assert not len(apart) or apart.min() > 2 * TOLERANCE


MISTAKES = [
    ("dot", "Row and column are swapped"),
    ("dot", "This is U times s₁; W is needed"),
    ("dot", "This is the value of unit 2"),
    ("error", "This is the value of the letter b"),
    ("dot", "This takes s₀, one step too early; s₁ is needed"),
    ("dot", "This takes s₂, one step too late; s₁ is needed"),
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
    ("cell", "are rounded to one decimal before they are used"),
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


@pytest.mark.parametrize(("level", "sentence"), MISTAKES)
def test_each_usual_mistake_is_recognised_somewhere(level: str, sentence: str) -> None:
    found = (mistake.why for seed in SEEDS for blank in exercise(level, seed).blanks for mistake in blank.mistakes)
    assert any(sentence in why for why in found)


def test_a_mistake_is_what_its_sentence_says() -> None:
    given = exercise("step", 3)
    W, s_prev = given.board.grids["W"].values, given.board.grids["s_prev"].at(1)
    assert s_prev is not None
    found = {mistake.why: mistake.value for mistake in recognisable(given.board.grids, Cell("Ws", 1, 0, 0), 0.0)}
    exchanged = next(value for why, value in found.items() if why.startswith("Row and column"))
    assert exchanged == pytest.approx(float(W[:, 0] @ s_prev[:, 0]))
    forgotten = next(
        mistake.value
        for mistake in recognisable(given.board.grids, Cell("s", 1, 0, 0), 0.0)
        if "left out tanh" in mistake.why
    )
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


@SOME
def test_the_wrong_number_is_wrong_and_all_others_are_right(seeds: Sequence[int]) -> None:
    for seed in seeds:
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
    assert len(met) > 30
    assert {story for story, _, _ in met} == {"forward", "bptt", "lstm", "gru"}

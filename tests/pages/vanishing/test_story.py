"""The chain of Jacobians on the stage against numbers found otherwise."""

import numpy as np
import pytest

from pages.vanishing import story as vanishing
from tests.pages.vanishing.jacobian import last_by
from tests.ui.boards import evaluated
from ui.board.arithmetic import Cell, expand, value_of
from ui.board.storyboard import Storyboard
from ui.cells.choice import Settings
from ui.cells.word_run import Run, run

CASES = [
    Settings(),
    Settings(preset="random", seed=5, hidden=4, word="dogs"),
    Settings(preset="trained", seed=1),
    Settings(word="ho", edits="W.0.0:0"),
    Settings(preset="random", hidden=1, word="aab"),
]


def board_of(reading: Run) -> Storyboard:
    return vanishing.storyboard(reading.params, reading.trace, reading.alphabet.symbols)


@pytest.mark.parametrize("chosen", CASES)
def test_the_chain_on_the_stage_is_the_jacobian_by_finite_differences(chosen: Settings) -> None:
    reading = run(chosen)
    board = board_of(reading)
    for t in range(len(reading.y)):
        jacobian = last_by(reading, t)
        np.testing.assert_allclose(board.grids["chain"].values[t], jacobian, rtol=1e-6, atol=1e-9)
        norm = board.grids["norm"].values[t, 0, 0]
        np.testing.assert_allclose(norm, np.sqrt((jacobian**2).sum()), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("chosen", CASES)
def test_every_number_is_what_its_arithmetic_says(chosen: Settings) -> None:
    board = board_of(run(chosen))
    for step in board.steps:
        for name in step.computes:
            grid = board.grids[name]
            for row in range(len(grid.rows)):
                for col in range(len(grid.cols)):
                    cell = Cell(name, step.t, row, col)
                    value, parts = value_of(board, cell), expand(board, cell)
                    if value is None or parts is None:
                        assert name == "growth"  # 0 / 0 has no value
                        continue
                    written = "".join(p if isinstance(p, str) else f"({value_of(board, p)!r})" for p in parts)
                    assert evaluated(written) == pytest.approx(value, rel=1e-12, abs=1e-300)


def test_the_story_goes_from_the_last_letter_to_the_first_and_fills_everything() -> None:
    board = board_of(run(Settings(preset="random", word="dogs")))
    assert [step.t for step in board.steps] == [2] * 4 + [1] * 4 + [0] * 4
    assert {"slope", "jacobian", "chain", "norm", "growth", "squares"} <= board.computed

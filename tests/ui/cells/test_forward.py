"""The forward story: what it says of every number is what the engine computed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings

from engine.presets import NOTES
from engine.rnn import RNNParams
from tests.ui.boards import cells, evaluated, forward_board, forward_boards
from ui.board.arithmetic import expand, value_of
from ui.board.caption import Ink, Num
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence

HELLO = [0, 1, 2, 2], [1, 2, 2, 3], "helo"


@given(forward_boards())
@settings(max_examples=40)
def test_every_number_equals_the_arithmetic_that_it_declares(board: Storyboard) -> None:
    for cell in cells(board):
        value, parts = value_of(board, cell), expand(board, cell)
        if parts is None:
            grid = board.grids[cell.grid]
            assert cell.grid in {"x", "y"} or grid.pick[cell.t] < 0 or (cell.grid, cell.t) == ("s_prev", 0)
            continue
        written = "".join(part if isinstance(part, str) else f"({value_of(board, part)!r})" for part in parts)
        assert evaluated(written) == pytest.approx(value, rel=1e-12, abs=1e-12), cell


@given(forward_boards())
@settings(max_examples=20)
def test_nothing_is_computed_before_what_it_is_computed_from(board: Storyboard) -> None:
    done: set[tuple[str, int]] = set()
    for step in board.steps:
        for name in step.computes:
            for from_, dt in (part.split("@") if "@" in part else (part, "0") for part in board.grids[name].of):
                source = (from_, step.t + int(dt))
                assert source in done or from_ not in board.computed, (name, source)
        done |= {(name, step.t) for name in step.computes}


@given(forward_boards())
@settings(max_examples=20)
def test_every_number_of_a_sentence_is_known_when_it_is_said(board: Storyboard) -> None:
    done: set[tuple[str, int]] = set()
    for step in board.steps:
        done |= {(name, step.t) for name in step.computes}
        for part in step.caption:
            if isinstance(part, Num):
                assert (part.grid, step.t + part.dt) in done or part.grid not in board.computed
        assert step.focus[0] in step.computes


def test_hello_is_told_in_nine_steps_a_letter() -> None:
    board = forward_board(NOTES, *HELLO)
    assert len(board.steps) == 36
    assert [step.phase for step in board.steps[:9]] == [
        *("letter", "letter", "memory", "state", "state", "scores", "scores", "prediction", "loss")
    ]
    assert [step.t for step in board.steps] == sorted(step.t for step in board.steps)


def test_a_letter_without_a_target_has_no_loss_to_tell() -> None:
    board = forward_board(NOTES, [0, 1], [1, -1], "helo")
    assert [step.t for step in board.steps if "loss" in step.computes] == [0]
    assert board.strip is not None
    assert board.strip.wants == ("e", "")


def test_the_verdict_is_right_or_wrong_as_the_guess_was() -> None:
    board = forward_board(NOTES, *HELLO)
    for step in board.steps:
        if "loss" in step.computes:
            y_hat, y = board.grids["y_hat"].values[step.t], board.grids["y"].values[step.t]
            right = y_hat.argmax() == y.argmax()
            assert ("guessed right" in sentence(board, step, 2)) == right


def test_at_the_first_letter_memory_has_nothing_to_say() -> None:
    board = forward_board(NOTES, *HELLO)
    said = [sentence(board, step, 2) for step in board.steps if "Ws" in step.computes]
    assert "all zeros" in said[0]
    assert not any("all zeros" in later for later in said[1:])


def test_the_strip_says_the_most_probable_letter_and_how_sure_it_is() -> None:
    board = forward_board(NOTES, *HELLO)
    assert board.strip is not None
    y_hat = board.grids["y_hat"].values[..., 0]
    assert [board.grids["y_hat"].rows[k] for k in y_hat.argmax(-1)] == list(board.strip.says)
    assert list(board.strip.sure) == y_hat.max(-1).tolist()
    assert board.strip.reads == ("h", "e", "l", "l")


def test_a_space_can_be_seen() -> None:
    board = forward_board(NOTES, [0, 1], [1, 0], " elo")
    assert board.grids["x"].rows[0] == "␣"
    assert Ink("␣", "input") in board.steps[0].caption


def test_the_colour_of_a_number_means_the_same_at_all_time_steps() -> None:
    board = forward_board(NOTES, *HELLO)
    assert board.grids["s"].scale == board.grids["y_hat"].scale == 1.0
    for name in ("Ux", "a", "Vs", "logits", "loss"):
        assert board.grids[name].scale >= np.nanmax(np.abs(board.grids[name].values))


def test_every_weight_can_be_changed_and_nothing_else() -> None:
    board = forward_board(NOTES, *HELLO)
    assert {grid.name for grid in board.grids.values() if grid.editable} == {"U", "W", "b", "V", "b_y"}


def test_one_number_for_a_whole_matrix_is_multiplied_and_a_matrix_of_one_unit_too() -> None:
    """A 1×1 W with one unit is both, and gives the same."""
    p = RNNParams(np.array([[0.5, -1.0]]), np.array([[0.5]]), np.array([0.1]), np.array([[1.0], [2.0]]), np.zeros(2))
    board = forward_board(p, [0, 1], [1, 0], "ab")
    first = math.tanh(0.5 + 0.1)
    assert board.grids["s"].values.ravel() == pytest.approx([first, math.tanh(-1 + 0.5 * first + 0.1)])


def test_a_probability_too_small_for_a_float_still_has_its_loss() -> None:
    V = np.array([[0.0], [-1000.0]])
    p = RNNParams(np.full((1, 2), 10.0), np.zeros((1, 1)), np.zeros(1), V, np.zeros(2))
    board = forward_board(p, [0], [1], "ab")
    assert board.grids["loss"].values.item() == pytest.approx(1000, rel=1e-6)

"""The stories of the LSTM and the GRU: every number is the engine's, every arithmetic gives its number."""

import math
import re

import numpy as np
import pytest

from tests.ui.boards import cells, evaluated
from ui.board.arithmetic import expand, value_of
from ui.board.caption import Num, source
from ui.board.storyboard import Storyboard
from ui.cells.choice import Settings
from ui.cells.gated_run import GatedRun, gated_run

CHOICES = [
    ("lstm", "random", Settings(), ""),
    ("lstm", "trained", Settings(word="abba", hidden=2, seed=3), ""),
    ("lstm", "remember", Settings(word="née", hidden=1), "b_i.0.0:-1000"),
    ("lstm", "forget", Settings(hidden=4), "W_o.1.2:0.5,V.0.0:-2"),
    ("gru", "random", Settings(), ""),
    ("gru", "trained", Settings(word="abba", hidden=2, seed=3), "c_n.1.0:0.25"),
    ("gru", "remember", Settings(hidden=4), ""),
    ("gru", "forget", Settings(word="oh", hidden=1), ""),
]
every_choice = pytest.mark.parametrize("choice", CHOICES, ids=lambda c: f"{c[0]} {c[1]}")


def told(choice: tuple[str, str, Settings, str]) -> tuple[GatedRun, Storyboard]:
    run = gated_run(*choice)
    return run, run.storyboard()


def calculated(written: str) -> float:
    """As `evaluated`, with σ; what is too large for a float on the way is as good as infinite."""
    logistic = {"σ": lambda a: 1 / (1 + math.exp(-max(a, -700.0)))}
    if "σ" not in written:
        return evaluated(written)
    argument = re.fullmatch(r"σ\((.*)\)", written)
    assert argument
    return logistic["σ"](evaluated(argument[1]))


OTHERS = [
    ("lstm", "bias1", Settings(word="🙂<b>", seed=7, hidden=5), ""),
    ("gru", "bias1", Settings(word="a b", seed=99, hidden=6), ""),
]


@pytest.mark.parametrize("choice", [*CHOICES, *OTHERS], ids=lambda c: f"{c[0]} {c[1]}")
def test_every_number_of_the_engine_stands_on_the_board(choice: tuple) -> None:
    run, board = told(choice)
    for record in (run.reading.trace, run.reading.grads):
        for name in vars(record):
            if name in {"log_sum", "dh0", "dc0", "params", "trace", "at"}:
                continue
            values = getattr(record, name)
            np.testing.assert_array_equal(board.grids[name].values.reshape(values.shape), values, err_msg=name)


@every_choice
def test_the_sums_of_the_shares_end_at_the_gradient_of_every_weight(choice: tuple) -> None:
    run, board = told(choice)
    for name, gradient in run.reading.grads.params.items():
        summed = board.grids[f"d{name}"].values[0]
        np.testing.assert_allclose(summed.reshape(gradient.shape), gradient, rtol=1e-12, atol=1e-15, err_msg=name)


@every_choice
def test_every_number_equals_the_arithmetic_that_it_declares(choice: tuple) -> None:
    _, board = told(choice)
    for cell in cells(board):
        value, parts = value_of(board, cell), expand(board, cell)
        if parts is None:
            continue
        written = "".join(part if isinstance(part, str) else f"({value_of(board, part)!r})" for part in parts)
        assert calculated(written) == pytest.approx(value, rel=1e-11, abs=1e-12), cell


@every_choice
def test_what_is_not_computed_is_given_or_at_an_end_of_the_word(choice: tuple) -> None:
    run, board = told(choice)
    for cell in cells(board):
        if expand(board, cell) is None:
            grid = board.grids[cell.grid]
            assert grid.origin, cell
            assert cell.t in (0, run.reading.T - 1) or grid.name in {"x", "y"}, cell


@every_choice
def test_nothing_is_computed_before_what_it_is_computed_from(choice: tuple) -> None:
    run, board = told(choice)
    done: set[tuple[str, int]] = set()
    for step in board.steps:
        done |= {(name, step.t) for name in step.computes}
        for name in step.computes:
            for text in board.grids[name].of:
                from_, dt = source(text)
                beyond = not 0 <= step.t + dt < run.reading.T
                assert beyond or from_ not in board.computed or (from_, step.t + dt) in done, (name, text)


@every_choice
def test_every_number_of_a_sentence_is_known_when_it_is_said(choice: tuple) -> None:
    _, board = told(choice)
    done: set[tuple[str, int]] = set()
    for step in board.steps:
        done |= {(name, step.t) for name in step.computes}
        for part in step.caption:
            if isinstance(part, Num):
                assert (part.grid, step.t + part.dt) in done or part.grid not in board.computed, step.title
        assert step.focus[0] in step.computes


@every_choice
def test_every_grid_that_a_step_computes_stands_in_its_scene(choice: tuple) -> None:
    _, board = told(choice)
    where = {(row.scene, item) for row in board.rows for item in row.items}
    aside = {"x_T", "h_prev_T", "h_T", "h_prev", "c_prev", "x"}
    for step in board.steps:
        for name in set(step.computes) - aside:
            assert (step.scene, name) in where, f"{step.title} computes {name}, which {step.scene} does not show"


def test_the_toy_begins_with_the_notes_five_zero_seven() -> None:
    _, board = told(CHOICES[0])
    assert board.grids["toy_keep"].values.ravel().tolist() == [5, 0, 7]
    assert "toy_keep" in board.steps[0].computes


def test_an_edited_gate_of_the_toy_recomputes_it_and_leaves_the_cell_alone() -> None:
    plain, _ = told(CHOICES[0])
    run, board = told(("lstm", "random", Settings(), "toy_f.1.0:0.5,toy_c_prev.0.0:-8"))
    assert board.grids["toy_keep"].values.ravel().tolist() == [-8, 3, 7]
    np.testing.assert_array_equal(run.reading.trace.c, plain.reading.trace.c)


def test_an_edit_without_a_place_has_a_sentence_and_the_others_hold() -> None:
    edits = "W.0.0:1,toy_f.0.0:1.5,toy_q.0.0:1,W_f.0.0:0.5"
    run, _ = told(("lstm", "random", Settings(), edits))
    assert run.edits == "W_f.0.0:0.5"
    assert [notice.split()[0] for notice in run.notices] == ["There", "There", "The"]
    assert "f must lie between 0 and 1; got 1.5." in run.notices[2]


def test_along_the_cell_state_the_gradient_is_multiplied_by_the_next_forget_gate_alone() -> None:
    run, board = told(("lstm", "remember", Settings(word="abcdef"), ""))
    grads = run.reading.grads
    assert board.grids["dc_future"].of == ("dc_next", "f_next")
    np.testing.assert_array_equal(grads.dc_future[:-1], grads.dc[1:])  # f is exactly 1


def test_one_gate_is_one_big_step() -> None:
    _, board = told(CHOICES[0])
    steps = [step for step in board.steps if step.part == "forward" and step.t == 0]
    assert list(dict.fromkeys(step.phase for step in steps)) == ["f", "i", "g", "o", "cell", "out"]


def test_the_code_beside_a_number_is_the_engines() -> None:
    _, board = told(CHOICES[0])
    for name in (
        "Ux_f",
        "Wh_i",
        "a_g",
        "f",
        "o",
        "g",
        "keep",
        "write",
        "c",
        "tanh_c",
        "h",
        "logits",
        "dh",
        "dc",
        "da_o",
    ):
        assert board.grids[name].code.startswith("engine/lstm.py: "), name

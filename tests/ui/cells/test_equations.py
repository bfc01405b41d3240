"""The equations under the stage: every name in them is a grid of the board, and every computed quantity of theirs lights."""

import re

import pytest

from engine import rnn
from engine.update import descend
from tests.ui.cells.test_citations import BOARDS
from ui.board.storyboard import Storyboard
from ui.cells import bptt
from ui.cells.choice import Settings
from ui.cells.word_run import run

WITH = {name: board for name, board in BOARDS.items() if board.equations}


def test_every_story_on_a_stage_has_its_equations() -> None:
    assert set(WITH) == {"order", "forward", "bptt", "vanishing", "lstm", "gru"}


@pytest.mark.parametrize("story", WITH)
def test_what_looks_like_a_name_is_a_grid(story: str) -> None:
    board: Storyboard = WITH[story]
    signs = {item for line in board.equations for item in line} - set(board.grids)
    words = {word for sign in signs for word in re.findall(r"\w+", sign)}
    assert words <= {
        "tanh",
        "softmax",
        "ln",
        "diag",
        "σ",
        "Σ",
        "at",
        "the",
        "target",
        "of",
        "sum",
        "over",
        "all",
        "rows",
        "words",
        "so",
        "far",
    }


def test_a_single_number_w_is_not_transposed_and_meets_the_state_as_it_is() -> None:
    reading = run(Settings())  # the notes' weights
    grads = rnn.backward(reading.params, reading.trace, reading.y)
    board = bptt.storyboard(grads, reading.y, reading.alphabet.symbols, descend(grads, reading.y, 0.1))
    assert ("dW", "= Σ", "da", "·", "s_prev") in board.equations
    assert {"W_T", "s_prev_T"}.isdisjoint(item for line in board.equations for item in line)


@pytest.mark.parametrize("story", WITH)
def test_an_equation_makes_what_some_step_computes(story: str) -> None:
    board: Storyboard = WITH[story]
    assert {line[0] for line in board.equations} <= board.computed

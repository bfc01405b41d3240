"""The largest weights that a reader can type break no step of any story."""

import json

import numpy as np
import pytest

from engine import rnn
from engine.rnn import RNNParams
from engine.text import one_hot
from engine.update import descend
from pages.vanishing import story as vanishing
from tests.ui.boards import cells
from ui.board.arithmetic import expand, number, substituted, value_of
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence
from ui.cells import bptt, forward
from ui.cells.choice import Settings
from ui.cells.edits import LONGEST_HELD, parse
from ui.cells.gated_run import gated_run
from ui.cells.word_run import run
from ui.shell.settings import LONGEST_WORD

MOST = 1000.0  # the largest weight that can be typed
CHOICES = {
    "one score far above": Settings(edits="V.0.0:1000"),
    "a bet too small for a float": Settings(edits="V.0.0:1000,V.1.0:-1000"),
    "a bet of 1e-121": Settings(edits="V.0.0:400"),
}
BUILT = {
    "everything at the limit": np.full,
    "W alone, so that no tanh is saturated": lambda shape, value: np.full(shape, value if shape == (16, 16) else 0.0),
}


def all_boards(chosen: Settings) -> list[Storyboard]:
    reading = run(chosen)
    return boards(reading.params, reading.x, reading.y, reading.alphabet.symbols)


def boards(p: RNNParams, x: np.ndarray, y: np.ndarray, letters: tuple[str, ...]) -> list[Storyboard]:
    trace = rnn.forward(p, x)
    grads = rnn.backward(p, trace, y)
    return [
        forward.storyboard(p, trace, y, letters),
        bptt.storyboard(grads, y, letters, descend(grads, y, 50.0)),
        vanishing.storyboard(p, trace, letters),
    ]


def walked(board: Storyboard) -> None:
    """Every number finite, every number, sentence and arithmetic written out."""
    json.dumps(board.to_json(), allow_nan=False)
    for step in board.steps:
        assert sentence(board, step, 6)
        assert "inf" not in sentence(board, step, 2)
    for cell in cells(board):
        value, parts = value_of(board, cell), expand(board, cell)
        if value is not None:
            assert np.isfinite(value), cell
            assert number(value, 6, board.grids[cell.grid])
        if parts is not None:
            assert substituted(board, parts, 6)


@pytest.mark.parametrize("chosen", CHOICES.values(), ids=CHOICES)
def test_every_step_stands_with_edits_at_the_limit(chosen: Settings) -> None:
    for board in all_boards(chosen):
        walked(board)


@pytest.mark.parametrize("fill", BUILT.values(), ids=BUILT)
@pytest.mark.parametrize("sign", [1, -1])
def test_every_step_stands_for_the_longest_word_and_weights_at_the_limit(fill: object, sign: int) -> None:
    shapes = ((16, 3), (16, 16), (16,), (3, 16), (3,))
    p = RNNParams(*(fill(shape, sign * MOST) for shape in shapes))  # type: ignore[operator]
    word = np.resize([0, 1, 2, 2], LONGEST_WORD)
    for board in boards(p, one_hot(word[:-1], 3), word[1:], ("a", "b", "c")):
        walked(board)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@pytest.mark.parametrize("seed", range(3))
def test_every_step_stands_for_the_cells_with_gates(cell: str, seed: int) -> None:
    chosen = Settings(word="abcab", hidden=2)
    weights = gated_run(cell, "random", chosen, "").reading.params
    rng = np.random.default_rng(seed)
    typed = [
        f"{name}.{row}.{col}:{rng.choice([-MOST, MOST, 0.0001]):g}"
        for name, array in weights.items()
        for row, col in np.ndindex(len(array), array[0].size)
    ]
    for edited in (",".join(typed[k::3]) for k in range(3)):
        assert len(parse(edited, LONGEST_HELD)[0]) > 10
        walked(gated_run(cell, "random", chosen, edited).storyboard())


def test_a_loss_whose_bet_is_too_small_for_a_float_is_made_of_the_scores() -> None:
    board = all_boards(CHOICES["a bet too small for a float"])[0]
    step = next(step for step in board.steps if "loss" in step.computes)
    assert board.grids["y_hat"].values[0, 1] == 0
    assert "−ln of that" not in sentence(board, step, 2)
    cell = next(cell for cell in cells(board) if cell.grid == "loss")
    parts = expand(board, cell)
    assert parts is not None
    scores = board.grids["logits"].values[0, :, 0]
    written = " + ".join(f"exp({number(score, 2)})" for score in scores)
    assert substituted(board, parts, 2) == f"ln({written}) − ({number(scores[1], 2)})"
    assert value_of(board, cell) == pytest.approx(scores.max() - scores[1])

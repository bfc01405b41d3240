"""What is said of scores, bets and losses is true in every case: ties, a single letter, a bet of 0, own choices read."""

import numpy as np
import pytest

from engine.presets import NOTES
from engine.rnn import RNNParams
from tests.ui.boards import forward_board
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run


def scored(*b_y: float) -> Storyboard:
    """Scores that are these numbers at every step, over as many letters as there are; the word is a b …"""
    K = len(b_y)
    p = RNNParams(np.zeros((1, K)), np.zeros((1, 1)), np.zeros(1), np.zeros((K, 1)), np.array(b_y))
    return forward_board(p, [0], [min(1, K - 1)], "abcd"[:K])


def said(board: Storyboard, name: str) -> str:
    return next(sentence(board, step, 2) for step in board.steps if name in step.computes)


def test_one_best_score_is_the_highest() -> None:
    board = scored(1.0, 3.0, 2.0)
    assert "b has 3.00, the highest." in said(board, "logits")
    assert "The network bets 0.67 on b." in said(board, "y_hat")
    assert "guessed right: letter 2 of the word is b." in said(board, "loss")


def test_a_tie_is_called_a_tie() -> None:
    board = scored(3.0, 3.0, 2.0, 3.0)
    assert "a has 3.00, the highest, tied with b and d." in said(board, "logits")
    assert "bets 0.30 on a, and just as much on b and d." in said(board, "y_hat")
    assert "Letter 2 of the word is b. The network bet just as much on a and d." in said(board, "loss")


def test_equal_scores_have_no_highest() -> None:
    board = scored(0.0, 0.0, 0.0)
    assert "the highest" not in said(board, "logits")
    assert "every other letter has the same" in said(board, "logits")
    assert "The network bets 0.33 on every letter." in said(board, "y_hat")


def test_a_single_letter_has_no_rival() -> None:
    board = scored(2.0)
    assert "a has 2.00, the only one." in said(board, "logits")
    assert "bets 1.00 on a." in said(board, "y_hat")


def test_a_network_that_reads_its_own_letters_is_still_held_to_the_words() -> None:
    """At t = 3 the notes' network reads its own guess o; the letter it should have said is the word's fourth, l."""
    board = forward_board(NOTES, [0, 3, 3], [1, 2, 2], "helo")
    told = [sentence(board, step, 2) for step in board.steps if "loss" in step.computes]
    assert ["letter 2 of the word is e" in told[0], "letter 4 of the word is l" in told[2]] == [True, True]


def test_a_bet_too_small_for_a_float_is_not_said_to_have_a_logarithm() -> None:
    board = scored(1000.0, -1000.0)
    assert "too small for the computer to store" in said(board, "loss")
    assert "is 2000.00." in said(board, "loss")


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_the_cells_with_gates_say_the_same(cell: str) -> None:
    board = gated_run(cell, "random", Settings(word="aaa", hidden=1), "").storyboard()
    assert "the only one" in said(board, "logits")

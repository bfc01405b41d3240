"""Sentences that depend on numbers are true where the numbers are unusual: one letter, nothing to forget, equal sizes."""

from dataclasses import replace

import numpy as np
import pytest

from engine import rnn
from engine.chain import Growth, chain, factors
from engine.costs import counted
from engine.presets import NOTES
from models.recipes import RACE_VARIANTS
from pages.bptt import panels as bptt
from pages.forward import words as forward
from pages.lstm import panels as gated
from pages.race import words as race
from pages.vanishing import norms
from pages.vanishing import words as vanishing
from tests.ui.cells.every import boards
from ui.board.worksheet import sentence
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.shell.words import without_tags
from ui.training import measured

ONE_LETTER = Settings(word="aaaa", preset="random")


def sentences(chosen: Settings, label: str) -> str:
    board = next(board for board in boards(chosen) if label in board.label)
    return "\n".join(sentence(board, step, 2) for step in board.steps)


def test_a_word_of_one_letter_makes_no_update_and_no_step_uphill() -> None:
    said = sentences(ONE_LETTER, "Backpropagation")
    assert "uphill" not in said
    assert "this update changed nothing" in said
    assert "every other letter" not in said


def test_a_word_of_one_letter_does_not_explode() -> None:
    said = vanishing.explosion(*measured.explosion((0, 0, 0, 0), 1, 0), measured.CLIP)
    assert "explodes" not in said
    assert "there is nothing to clip" in said


def test_a_word_that_explodes_is_said_to() -> None:
    said = vanishing.explosion(*measured.explosion((0, 1, 2, 2, 3), 4, 0), measured.CLIP)
    assert "explodes" in said


def test_a_changed_letter_that_changes_nothing_is_said_to() -> None:
    reading = run(Settings())
    deaf = rnn.RNNParams(np.ones((3, 4)), NOTES.W, NOTES.b, NOTES.V, NOTES.b_y)
    faded = norms.fading(replace(reading, params=deaf), 10, 0, 0)
    assert faded is not None
    assert "no state differs" in vanishing.fading(faded, "h")


def test_a_chain_that_is_neither_is_called_neither() -> None:
    reached = replace(norms.measure(run(Settings()), 10), grows=Growth(1.0, "neither"))
    said = vanishing.way_back(reached, 10)
    assert (
        "is multiplied by 1 at each step back, so the gradient is <strong>neither vanishing nor exploding</strong>"
        in said
    )


def test_windows_as_long_as_the_word_miss_nothing() -> None:
    missing = {"U": [0.5, 0.0], "W": [1.0, 0.0], "b": [0.25, 0.0]}
    assert "nothing is missing" in bptt.truncated(missing, 2, 2)
    assert "U 50.0%, W 100.0%, b 25.0%" in without_tags(bptt.truncated(missing, 1, 2))


def test_the_notes_weights_bet_on_o_and_the_page_says_so() -> None:
    reading = run(Settings())
    said = forward.noted_bet(reading.trace.y_hat[0], reading.alphabet.symbols, "e")
    assert "bets most on <em>o</em> (0.62)" in said
    assert "gives <em>e</em> only 1.3e−4" in said


def test_the_formulas_of_the_weights_give_the_counts_beside_them() -> None:
    for D, H, K in ((4, 3, 4), (7, 5, 2), (1, 1, 1)):
        for line in gated.parameters(D, H, K).splitlines()[2:]:
            *_, formula, count = (cell.strip() for cell in line.strip("|").split("|"))
            assert eval(formula.replace("·", "*"), {"D": D, "H": H, "K": K}) == int(count.replace(",", ""))


def test_the_same_cell_of_the_same_size_has_one_time() -> None:
    steps = measured.steps(tuple(RACE_VARIANTS), 12)
    times = {steps[name].reading for name in ("lstm", "lstm-0", "lstm-chrono")}
    assert len(times) == 1
    assert race.costs_table(steps, measured.race()).count("LSTM") >= 3


def test_a_right_letter_that_is_certain_is_not_asked_for_more() -> None:
    sure = Settings(word="hello", preset="random", hidden=1, seed=5, edits="V.1.0:37.5,b_y.1.0:40")
    said = sentences(sure, "Backpropagation")
    assert "1.00 instead of 1" not in said
    assert "its error is 0.00, so" not in said
    assert "had a probability of 1 to the last digit that the computer stores: its error is 0." in said
    nearly = sentences(replace(sure, edits="V.1.0:4,b_y.1.0:8"), "Backpropagation")
    assert "had a probability of almost 1: its error is −0.000" in nearly
    assert "1.00 instead of 1" not in nearly


@pytest.mark.parametrize("label", ["Backpropagation", "The LSTM", "The GRU"])
def test_a_share_of_nothing_but_zeros_has_none_furthest_from_0(label: str) -> None:
    said = sentences(Settings(preset="random"), label)
    assert "furthest from 0 is 0.00" not in said
    assert "sum so far stays as it was" in said or "its sum so far stays as it was" in said
    assert "The share furthest from 0" in said


def test_a_chain_is_said_to_multiply_small_changes_and_not_to_carry_zeros() -> None:
    said = sentences(Settings(preset="random"), "The chain")
    assert "a small change of the initial state is at most so many times as large as it was" in said
    assert "leaves no trace" not in said
    gone = replace(Settings(), edits="W.0.0:0")
    assert "A small change of the initial state leaves no trace in the last one." in sentences(gone, "The chain")
    said = vanishing.way_back(norms.measure(run(gone), 10), 10)
    assert "to 0: it becomes exactly 0, so the gradient is <strong>vanishing</strong>" in said
    assert "without the slope of tanh, it would become exactly 0" in said
    assert "on average it becomes" not in said


def test_no_change_grows_by_more_than_the_norm_says() -> None:
    reading = run(Settings(preset="random", seed=3))
    product = chain(factors(reading.params, reading.trace))[0]
    for change in np.eye(reading.params.H):
        moved = rnn.forward(reading.params, reading.x, change * 1e-6).s[-1] - reading.trace.s[-1]
        assert np.linalg.norm(moved) <= 1e-6 * np.linalg.norm(product) * 1.001


@pytest.mark.parametrize("chosen", [Settings(preset="random", seed=seed) for seed in range(5)])
def test_the_number_furthest_from_0_is_not_called_the_largest(chosen: Settings) -> None:
    for board in boards(chosen):
        for step in board.steps:
            assert "largest" not in sentence(board, step, 2)


@pytest.mark.parametrize("word", ["hello", "abcdefghijklmnopqrstuvwx", "papaya", "ab"])
def test_the_way_back_costs_what_the_words_say(word: str) -> None:
    letters = len(set(word))
    for H in (3, 8, 16, 256):
        forward_cost, backward_cost = counted(len(word) - 1, letters, H, letters).multiplications
        assert 1.5 <= backward_cost / forward_cost <= 2 + 1 / H
    assert "between one and a half times and twice as many" in vanishing.text["costs"]

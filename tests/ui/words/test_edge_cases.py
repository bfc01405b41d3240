"""Sentences that depend on numbers are true where the numbers are unusual: one letter, nothing to forget, equal sizes."""

from dataclasses import replace

import numpy as np

from engine import rnn
from engine.chain import Growth
from engine.presets import NOTES
from models.recipes import RACE_VARIANTS
from tests.ui.stories.every import boards
from ui.board.worksheet import sentence
from ui.reader.settings import Settings
from ui.runs import measured, reach
from ui.runs.word import run
from ui.words import bptt, forward, gated, race, vanishing

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
    faded = reach.fading(replace(reading, params=deaf), 10, 0, 0)
    assert faded is not None
    assert "no state differs" in vanishing.fading(faded, "h")


def test_a_chain_that_is_neither_is_called_neither() -> None:
    reached = replace(reach.measure(run(Settings()), 10), grows=Growth(1.0, "neither"))
    said = vanishing.way_back(reached, 10)
    assert "is multiplied by 1 at each step back, so the gradient is **neither vanishing nor exploding**" in said


def test_windows_as_long_as_the_word_miss_nothing() -> None:
    missing = {"U": [0.5, 0.0], "W": [1.0, 0.0], "b": [0.25, 0.0]}
    assert "nothing is missing" in bptt.truncated(missing, 2, 2)
    assert "U 50.0%, W 100.0%, b 25.0%" in bptt.truncated(missing, 1, 2)


def test_the_notes_weights_bet_on_o_and_the_page_says_so() -> None:
    reading = run(Settings())
    said = forward.noted_bet(reading.trace.y_hat[0], reading.alphabet.symbols, "e")
    assert "bets most on *o* (0.62)" in said
    assert "gives *e* only 1.3e−4" in said


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

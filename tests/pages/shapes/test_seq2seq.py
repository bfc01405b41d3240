"""An encoder-decoder on the board: the numbers are the engine's, the arithmetic comes out, nothing is told too early."""

import numpy as np
import pytest

import models
from engine import lstm, rnn, seq2seq
from engine.cells import CELLS
from engine.tasks.data import END
from engine.text import Alphabet
from pages.shapes import seq2seq as story
from tests.ui.boards import cells, evaluated, rounding
from ui.board.arithmetic import Cell, expand, substituted, value_of
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence

INPUTS, OUTPUTS = Alphabet(("a", "b", "c")), Alphabet((*"uvwxyz", *"123456", END))
SOURCE = np.array([0, 2, 1])


def told(cell: str, limit: int = 4) -> tuple[seq2seq.Seq2SeqTrace, np.ndarray, Storyboard]:
    p = seq2seq.init(np.random.default_rng(2), CELLS[cell], len(INPUTS), 8, len(OUTPUTS))
    answer, trace = seq2seq.answer(p, SOURCE, limit)
    return trace, answer, story.storyboard(p, trace, answer, INPUTS, OUTPUTS)


@pytest.fixture(params=["rnn", "lstm"])
def cell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_state_on_the_board_is_the_engines(cell: str) -> None:
    trace, _, board = told(cell)
    for state in CELLS[cell].states:
        values = board.grids[state].values
        np.testing.assert_array_equal(values[:3].reshape(3, 8), getattr(trace.encoder, state))
        np.testing.assert_array_equal(values[3:].reshape(-1, 8), getattr(trace.decoder, state))


def test_the_decoder_begins_with_the_context_that_the_encoder_hands_over(cell: str) -> None:
    trace, _, board = told(cell)
    for state, context in zip(CELLS[cell].states, trace.context, strict=True):
        before = board.grids[f"{state}_prev"]
        np.testing.assert_array_equal(before.values[3].ravel(), context)
        assert expand(board, Cell(before.name, 3, 1, 2)) == (Cell(state, 2, 1, 2),)
    assert next(step for step in board.steps if step.t == 3).title == "Hand over the context."


def test_a_unit_stands_where_its_labels_say(cell: str) -> None:
    _, _, board = told(cell)
    grid = board.grids[CELLS[cell].states[0]]
    assert (grid.rows, grid.cols) == (("1", "5"), ("+0", "+1", "+2", "+3"))  # 5, +2 is unit 7


def test_scores_and_probabilities_exist_for_the_decoder_only(cell: str) -> None:
    trace, answer, board = told(cell)
    kept = story.shown_words(trace.decoder.y_hat, answer)
    for name in ("logits", "y_hat"):
        assert board.grids[name].at(2) is None
        np.testing.assert_array_equal(board.grids[name].at(3)[:, 0], getattr(trace.decoder, name)[0, kept])
    assert [step.part for step in board.steps] == ["encoder"] * 6 + ["decoder"] * 4 * len(answer)


def test_the_arithmetic_of_every_computed_number_comes_out(cell: str) -> None:
    _, _, board = told(cell)
    checked = 0
    for at in cells(board):
        parts = expand(board, at)
        if parts is None:
            continue
        written = substituted(board, parts, 6)
        assert evaluated(written) == pytest.approx(value_of(board, at), abs=rounding(written) + 1e-9)
        checked += 1
    assert checked > 150


def test_what_is_shown_and_all_others_add_up_to_one(cell: str) -> None:
    _, _, board = told(cell)
    total = board.grids["y_hat"].values.sum((1, 2)) + board.grids["others"].values[:, 0, 0]
    np.testing.assert_allclose(total, 1)


def test_every_word_of_the_answer_is_among_those_shown() -> None:
    rng = np.random.default_rng(0)
    y_hat = rng.dirichlet(np.ones(30), size=12)
    answer = np.arange(12)
    kept = story.shown_words(y_hat, answer)
    assert set(answer.tolist()) | {29} == set(kept.tolist())
    assert len(story.shown_words(y_hat[:2], answer[:2])) == story.MOST_SHOWN


def test_a_small_vocabulary_is_shown_whole_and_has_no_others() -> None:
    p = seq2seq.init(np.random.default_rng(0), CELLS["rnn"], 3, 6, 4)
    answer, trace = seq2seq.answer(p, SOURCE, 3)
    board = story.storyboard(p, trace, answer, INPUTS, Alphabet(("u", "v", "w", END)))
    assert len(board.grids["y_hat"].rows) == 4
    assert "others" not in board.grids


def test_the_strip_reads_the_source_then_the_end_sign_then_its_own_words() -> None:
    _, answer, board = told("lstm")
    said = OUTPUTS.decode(answer)
    assert board.strip is not None
    assert board.strip.reads == ("a", "c", "b", END, *said[:-1])
    assert board.strip.says == ("", "", "", *said)
    assert board.strip.own_from == 4


def test_the_last_sentence_says_whether_an_end_was_found() -> None:
    model = models.load("translation")
    source = model.inputs.encode(["i", "call", "the", "child"])
    for limit, ending in ((12, "the answer is complete"), (3, "the answer is cut off")):
        answer, trace = seq2seq.answer(model.params, source, limit)
        board = story.storyboard(model.params, trace, answer, model.inputs, model.outputs)
        assert ending in sentence(board, board.steps[-1], 2)


def test_the_board_agrees_with_the_cell_stepped_by_hand() -> None:
    """The context handed over by hand, through the cells' own forward pass."""
    for cell, verb in (("rnn", rnn.forward), ("lstm", lstm.forward)):
        p = seq2seq.init(np.random.default_rng(2), CELLS[cell], 3, 8, len(OUTPUTS))
        answer, trace = seq2seq.answer(p, SOURCE, 4)
        board = story.storyboard(p, trace, answer, INPUTS, OUTPUTS)
        read = verb(p.encoder, np.eye(3)[SOURCE])
        states = [getattr(read, state)[-1] for state in CELLS[cell].states]
        first = verb(p.decoder, np.eye(13)[[12]], *states)
        kept = story.shown_words(trace.decoder.y_hat, answer)
        np.testing.assert_allclose(board.grids["y_hat"].values[0, :, 0], first.y_hat[0, kept])

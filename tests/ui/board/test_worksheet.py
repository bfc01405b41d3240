"""The run on paper: every number with its arithmetic, and every line of it true."""

import re
from html import unescape

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import rnn
from engine.presets import NOTES
from engine.text import one_hot
from engine.update import descend
from tests.ui.boards import evaluated, forward_board, forward_boards, rounding
from ui.board.arithmetic import number
from ui.board.storyboard import Storyboard
from ui.board.worksheet import as_text, printed, sentence, worksheet
from ui.cells import bptt

LINE = re.compile(r"^    (?P<name>.+?) = (?:(?P<made>.+) = )?(?P<result>[−\d.e]+)$", re.MULTILINE)


@given(forward_boards(), st.integers(3, 6))
@settings(max_examples=20)
def test_every_line_is_true_arithmetic_up_to_the_last_digit_written(board: Storyboard, decimals: int) -> None:
    lines = [line for line in LINE.finditer(worksheet(board, decimals, whole=True)) if line["made"]]
    assert lines
    for line in lines:
        slack = 1.1 * (rounding(line["made"]) + rounding(line["result"])) + 1e-12
        assert abs(evaluated(line["made"]) - evaluated(line["result"])) <= slack, line[0]


@given(forward_boards())
@settings(max_examples=10)
def test_every_cell_of_every_step_has_its_line(board: Storyboard) -> None:
    grids = [board.grids[name] for step in board.steps for name in step.computes]
    assert len(LINE.findall(worksheet(board, 2, whole=True))) == sum(len(g.rows) * len(g.cols) for g in grids)


def test_one_time_step_is_written_out_and_every_number_of_the_others_stands_in_a_table() -> None:
    board = forward_board(NOTES, [0, 1, 2], [1, 2, 2], "helo")
    written = worksheet(board, 4)
    assert {line["name"].split("[")[0] for line in LINE.finditer(written)} == {
        board.grids[name].symbol.at(1) for step in board.steps for name in step.computes
    }
    assert "is written out for t = 2; the other time steps are tables" in written
    for table in (written, printed(board, 4, "")):
        for t in (0, 2):
            for value in board.grids["s"].values[t, :, 0]:
                assert number(float(value), 4) in unescape(table)


def test_a_word_of_two_letters_is_written_out_as_a_whole() -> None:
    board = forward_board(NOTES, [0], [1], "helo")
    assert worksheet(board, 3) == worksheet(board, 3, whole=True)


def test_what_has_no_value_at_a_time_step_has_no_table_there() -> None:
    params, x, y = NOTES, one_hot(np.array([0, 1, 2]), 4), np.array([1, 2, 2])
    grads = rnn.backward(params, rnn.forward(params, x), y)
    board = bptt.storyboard(grads, y, tuple("helo"), descend(grads, y, 0.1))
    assert np.isnan(board.grids["da_next"].values[-1]).all()
    assert "<tr><th>1</th><td></td></tr>" not in printed(board, 2, "")


def test_the_text_version_has_every_sentence_and_every_grid_in_the_order_of_the_stage(shopping: Storyboard) -> None:
    text = as_text(shopping, 2)
    places = [text.index(sentence(shopping, step, 2)) for step in shopping.steps]
    assert places == sorted(places)
    assert text.count("\n| each₁ |") == 1
    assert "| tea | 3.00 |" in text


def test_a_sentence_carries_its_numbers_to_the_readers_precision(shopping: Storyboard) -> None:
    assert sentence(shopping, shopping.steps[1], 4) == "Multiply. Tea costs 3.0000."


def test_letters_that_mean_something_to_markdown_are_escaped() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "|*<$")
    text = as_text(board, 2)
    assert re.search(r"^\| \\\| \| ", text, re.MULTILINE)
    for sign in "|*<$":
        assert re.search(rf"^\| \\{re.escape(sign)} \|", text, re.MULTILINE)
    tables = [line for line in text.splitlines() if line.startswith("| ")]
    columns = {len(re.findall(r"(?<!\\)\|", line)) - 1 for line in tables}
    assert columns == {2, 4, 5}  # a label and: a vector, V's three units, U's four letters


def test_the_printed_worksheet_has_the_same_lines_and_needs_nothing_from_outside() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "|*<$")
    page = printed(board, 3, "http://localhost/forward?word=<b>&t=1")
    lines = re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)
    written = [unescape(re.sub("</?span>", "", line)) for block in lines for line in block.split("\n")]
    assert written == [line.strip() for line in worksheet(board, 3).splitlines() if line.startswith("    ")]
    assert "http://localhost/forward?word=&lt;b&gt;&amp;t=1" in page
    assert not re.search(r"<(script|link|img)|src=|url\(", page)
    assert "default-src 'none'" in page

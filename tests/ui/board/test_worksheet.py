"""The run on paper: every number with its arithmetic, and every line of it true."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.presets import NOTES
from tests.ui.boards import evaluated, forward_board, forward_boards, rounding
from ui.board.storyboard import Storyboard
from ui.board.worksheet import printed, sentence, text_twin, worksheet

LINE = re.compile(r"^    (?P<name>.+?) = (?:(?P<made>.+) = )?(?P<result>[−\d.e]+)$", re.MULTILINE)


@given(forward_boards(), st.integers(3, 6))
@settings(max_examples=20)
def test_every_line_is_true_arithmetic_up_to_the_last_digit_written(board: Storyboard, decimals: int) -> None:
    lines = [line for line in LINE.finditer(worksheet(board, decimals)) if line["made"]]
    assert lines
    for line in lines:
        slack = 1.1 * (rounding(line["made"]) + rounding(line["result"])) + 1e-12
        assert abs(evaluated(line["made"]) - evaluated(line["result"])) <= slack, line[0]


@given(forward_boards())
@settings(max_examples=10)
def test_every_cell_of_every_step_has_its_line(board: Storyboard) -> None:
    grids = [board.grids[name] for step in board.steps for name in step.computes]
    assert len(LINE.findall(worksheet(board, 2))) == sum(len(g.rows) * len(g.cols) for g in grids)


def test_the_twin_has_every_sentence_and_every_grid_in_the_order_of_the_stage(shopping: Storyboard) -> None:
    twin = text_twin(shopping, 2)
    places = [twin.index(sentence(shopping, step, 2)) for step in shopping.steps]
    assert places == sorted(places)
    assert twin.count("\n| each₁ |") == 1
    assert "| tea | 3.00 |" in twin


def test_a_sentence_carries_its_numbers_to_the_readers_precision(shopping: Storyboard) -> None:
    assert sentence(shopping, shopping.steps[1], 4) == "Multiply. Tea costs 3.0000."


def test_letters_that_mean_something_to_markdown_are_escaped() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "|*<$")
    twin = text_twin(board, 2)
    assert re.search(r"^\| \\\| \| ", twin, re.MULTILINE)
    for sign in "|*<$":
        assert re.search(rf"^\| \\{re.escape(sign)} \|", twin, re.MULTILINE)
    tables = [line for line in twin.splitlines() if line.startswith("| ")]
    columns = {len(re.findall(r"(?<!\\)\|", line)) - 1 for line in tables}
    assert columns == {2, 4, 5}  # a label and: a vector, V's three units, U's four letters


def test_the_printed_worksheet_has_the_same_lines_and_needs_nothing_from_outside() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "|*<$")
    page = printed(board, 3, "http://localhost/forward?word=<b>&t=1")
    lines = re.findall(r"<pre>(.*?)</pre>", page, re.DOTALL)
    written = [unescape(line) for block in lines for line in block.split("\n")]
    assert written == [line.strip() for line in worksheet(board, 3).splitlines() if line.startswith("    ")]
    assert "http://localhost/forward?word=&lt;b&gt;&amp;t=1" in page
    assert not re.search(r"<(script|link|img)|src=|url\(", page)
    assert "default-src 'none'" in page

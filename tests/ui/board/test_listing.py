"""The engine's own source on the screen."""

from pathlib import Path

import numpy as np
import pytest

from engine import rnn
from engine.presets import NOTES
from tests.ui.boards import forward_board
from ui.board.listing import line_of, source_of

ROOT = Path(__file__).parents[3]


def test_the_listing_is_the_file_itself() -> None:
    assert source_of(rnn.forward) in (ROOT / "engine/rnn.py").read_text("utf-8")


def test_every_computed_grid_shows_the_line_that_computed_it() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "helo")
    source = " ".join((ROOT / "engine/rnn.py").read_text("utf-8").split())
    for name in board.computed - {"x", "y"}:  # which are the word itself
        file, _, code = board.grids[name].code.partition(": ")
        assert file == "engine/rnn.py"
        assert all(statement in source for statement in code.split("; ")), name
        assert name in code


def test_a_field_that_nothing_computes_is_an_error_and_no_empty_listing() -> None:
    with pytest.raises(ValueError, match=r"no line of engine/rnn\.py computes weather"):
        line_of(rnn.forward, "weather")


def written_over_lines(a: np.ndarray, s_t: np.ndarray) -> None:
    room = np.empty_like(a)
    np.tanh(
        a,
        s_t,
    )  # fmt: skip
    room[...] = s_t


def test_a_statement_is_cited_however_it_is_formatted() -> None:
    assert line_of(written_over_lines, "s") == "tests/ui/board/test_listing.py: np.tanh( a, s_t, )"
    with pytest.raises(ValueError, match="computes room"):
        line_of(written_over_lines, "room")

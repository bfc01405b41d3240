"""The table of symbols covers what the engine records."""

from dataclasses import fields

import pytest

from engine.presets import NOTES
from engine.rnn import RNNParams, RNNTrace
from tests.ui.boards import forward_board
from ui.board.notation import NOTATION, Symbol, subscript

SIZES = {"T": 2, "D": 4, "H": 3, "K": 4, "1": 1}


@pytest.mark.parametrize(("number", "written"), [(0, "₀"), (12, "₁₂"), (-1, "₋₁")])
def test_a_subscript_keeps_every_digit(number: int, written: str) -> None:
    assert subscript(number) == written


def test_the_board_counts_time_from_one_with_the_neighbours_beside_it() -> None:
    assert Symbol("ds{p}{t}{n}", "", (), "gradient").at(0) == "ds₀₁₂"
    assert NOTATION["s_prev"].at(9) == "s₉"


@pytest.mark.parametrize("of", [RNNParams, RNNTrace])
def test_everything_that_an_rnn_shows_has_a_symbol(of: type) -> None:
    inner = {"log_sum"}  # a help for the loss, which no screen shows
    assert {field.name for field in fields(of)} - inner <= set(NOTATION)


def test_the_shape_in_letters_is_the_shape_on_the_board() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "helo")
    one_number = {"W", "b"}  # in the notes; the table has them in full
    for name in set(board.grids) - one_number:
        shape = tuple(SIZES[letter] for letter in NOTATION[name].shape)
        assert board.grids[name].values.shape[-2:] == shape, name


@pytest.mark.parametrize("name", NOTATION)
def test_a_row_of_the_table_is_complete(name: str) -> None:
    symbol = NOTATION[name]
    assert symbol.text.format(t="", p="", n="")
    first = symbol.meaning.split()[0]
    assert not first[0].isupper() or first in NOTATION, "lower case, unless it begins with a symbol"
    assert not symbol.meaning.endswith(".")


def test_no_two_quantities_of_a_time_step_are_written_alike() -> None:
    board = forward_board(NOTES, [0, 1], [1, 2], "helo")
    written = [board.grids[name].symbol.at(1) for name in board.grids]
    assert len(set(written)) == len(written)

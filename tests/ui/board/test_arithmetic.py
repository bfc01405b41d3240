"""A cell's arithmetic, expanded from the one declaration that the stage expands too."""

from dataclasses import replace

import numpy as np
import pytest

from tests.ui.boards import cells, evaluated
from ui.board.arithmetic import Cell, cell_name, expand, formula, number, power, short, substituted, value_of
from ui.board.storyboard import Storyboard


def arithmetic(board: Storyboard, *cell: object) -> tuple[str, str]:
    parts = expand(board, Cell(*cell))  # type: ignore[arg-type]
    assert parts is not None
    return formula(board, parts), substituted(board, parts, 2)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.5, 2, "0.50"),
        (-0.5, 3, "−0.500"),
        (0.004, 2, "4e−3"),
        (-0.0000123456, 4, "−1.23e−5"),
        (0.005, 2, "0.01"),
        (0.125, 2, "0.13"),
        (-0.03125, 4, "−0.0313"),
        (0.0, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (1234567.0, 2, "1.23e6"),
        (999.994, 2, "999.99"),
        (9.589e-7, 10, "0.0000009589"),
    ],
)
def test_a_number_is_written_with_fixed_decimals_unless_they_would_hide_it(
    value: float, decimals: int, written: str
) -> None:
    assert number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.000126, 2, "0.000126"),
        (-0.004, 2, "−0.00400"),
        (0.0000123456, 4, "0.000012346"),
        (1.5e-7, 2, "1.50e−7"),
        (0.25, 2, "0.25"),
        (0.0, 2, "0.00"),
        (1234567.0, 2, "1.23e6"),
    ],
)
def test_a_sentence_writes_a_small_number_out(value: float, decimals: int, written: str) -> None:
    assert number(value, decimals, in_sentence=True) == written


def test_a_weight_keeps_up_to_four_decimals_as_typed(shopping: Storyboard) -> None:
    weight = shopping.grids["price"]
    typed = [0.4893, 0.5, -2.0, 1000.0, 0.0001]
    assert [number(value, 2, weight) for value in typed] == ["0.4893", "0.50", "−2.00", "1000.00", "0.0001"]
    assert number(0.12345678, 2, weight) == "0.12"


def test_a_whole_number_has_no_decimals(shopping: Storyboard) -> None:
    assert number(1.0, 6, shopping.grids["count"]) == "1"


def test_the_arithmetic_names_what_it_comes_from_and_puts_the_numbers_in(shopping: Storyboard) -> None:
    assert arithmetic(shopping, "each", 0, 1, 0) == ("price[bun] × count₁[bun]", "0.25 × 8")
    assert arithmetic(shopping, "total", 0, 0, 0) == ("each₁[tea] + each₁[bun]", "3.00 + 2.00")


def test_a_number_carried_over_comes_from_the_step_before(shopping: Storyboard) -> None:
    assert arithmetic(shopping, "before", 1, 0, 0) == ("spent₁", "5.00")
    assert expand(shopping, Cell("before", 0, 0, 0)) is None  # before the first day there is none


def test_a_sum_leaves_out_a_source_that_has_no_value_there(shopping: Storyboard) -> None:
    spent = replace(shopping.grids["spent"], of=("total", "spent@-1"))
    board = replace(shopping, grids={**shopping.grids, "spent": spent})
    assert arithmetic(board, "spent", 0, 0, 0)[1] == "5.00"
    assert arithmetic(board, "spent", 1, 0, 0)[1] == "1.50 + 5.00"


def test_a_negative_number_stands_in_parentheses_once(shopping: Storyboard) -> None:
    price = replace(shopping.grids["price"], values=np.array([[-1.5], [0.25]]))
    board = replace(shopping, grids={**shopping.grids, "price": price})
    assert arithmetic(board, "each", 0, 0, 0)[1] == "(−1.50) × 2"
    tanh = replace(board.grids["each"], op="tanh", of=("price",))
    board = replace(board, grids={**board.grids, "each": tanh})
    assert arithmetic(board, "each", 0, 0, 0)[1] == "tanh(−1.50)"


def test_what_is_given_has_no_arithmetic(shopping: Storyboard) -> None:
    assert expand(shopping, Cell("price", 0, 0, 0)) is None
    assert value_of(shopping, Cell("price", 0, 0, 0)) == 1.5


def test_a_lone_cell_needs_no_index(shopping: Storyboard) -> None:
    assert cell_name(shopping, Cell("spent", 1, 0, 0)) == "spent₂"


def test_every_line_of_a_story_that_is_no_network_is_true(shopping: Storyboard) -> None:
    for cell in cells(shopping):
        parts = expand(shopping, cell)
        if parts is not None:
            written = substituted(shopping, parts, 6).replace("×", "*")
            assert evaluated(written) == pytest.approx(value_of(shopping, cell), abs=1e-12)


@pytest.mark.parametrize(
    ("log", "text"), [(-400.5, "3.2e−401"), (0.0, "1"), (-np.inf, "0"), (1.875, "75"), (300.0, "1.0e300")]
)
def test_powers_are_written_whatever_their_size(log: float, text: str) -> None:
    assert power(log) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0562, "0.0562"), (0.0, "0"), (1e-13, "1.00e−13"), (-2e10, "−2.00e10"), (12345.0, "1.23e4"), (np.nan, "nan")],
)
def test_a_number_of_a_table_has_an_exponent_only_where_it_needs_one(value: float, text: str) -> None:
    assert short(value, 2) == text

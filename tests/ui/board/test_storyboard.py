"""What a board promises to the stage."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from tests.ui.boards import bill, forward_boards
from ui.board.caption import source
from ui.board.storyboard import Row, Storyboard, Strip


@given(forward_boards())
@settings(max_examples=20)
def test_every_number_reaches_the_stage_to_the_last_bit(board: Storyboard) -> None:
    sent = json.loads(json.dumps(board.to_json(), allow_nan=False))
    for name, grid in board.grids.items():
        came = np.array(sent["grids"][name]["values"], float)
        assert np.array_equal(came, grid.values, equal_nan=True), name


def test_a_missing_number_is_null_as_json_has_no_nan(shopping: Storyboard) -> None:
    gaps = replace(shopping.grids["price"], values=np.array([[np.nan], [1.0]]))
    sent = replace(shopping, grids={**shopping.grids, "price": gaps}).to_json()
    assert sent["grids"]["price"]["values"] == [[None], [1.0]]


def test_only_the_operations_that_the_board_uses_are_sent(shopping: Storyboard) -> None:
    assert set(shopping.to_json()["ops"]) == {"times", "sum", "copy", "add"}


def test_a_grid_over_time_has_values_from_its_start_to_its_end_only(shopping: Storyboard) -> None:
    late = replace(shopping.grids["count"], start=1)
    assert [late.at(t) is None for t in range(4)] == [True, False, False, True]
    assert late.at(1) is not None
    assert np.array_equal(late.at(1), late.values[0])  # type: ignore[arg-type]


def test_a_source_may_lie_in_another_time_step() -> None:
    assert [source(text) for text in ("s", "s@-1", "ds@+1")] == [("s", 0), ("s", -1), ("ds", 1)]


@pytest.mark.usefixtures("shopping")
def test_what_is_wrong_with_a_board_is_named() -> None:
    board = bill()
    step = board.steps[0]
    strange = replace(board.grids["each"], of=("price", "tax"))
    with pytest.raises(ValueError, match="no grid named tax"):
        bill(grids={**board.grids, "each": strange})
    with pytest.raises(ValueError, match="no grid named rebate"):
        bill(steps=(replace(step, computes=("rebate",)),))
    with pytest.raises(ValueError, match="no grid named weather"):
        bill(steps=(replace(step, focus=("weather", 0, 0)),))
    with pytest.raises(ValueError, match="no grid named moon"):
        bill(strip=Strip(("Monday",), "moon", "spent"))
    with pytest.raises(ValueError, match="at least one step"):
        bill(steps=())


def test_a_grid_without_a_label_for_each_row_is_refused_with_both_numbers(shopping: Storyboard) -> None:
    price = shopping.grids["price"]
    with pytest.raises(ValueError, match=r"price has 1 row and 1 column labels.*\(2, 1\)"):
        replace(price, rows=("tea",))
    with pytest.raises(ValueError, match="no operation named 'guess'"):
        replace(price, op="guess")


def test_what_no_step_computes_is_given(shopping: Storyboard) -> None:
    given_ = set(shopping.grids) - shopping.computed
    assert given_ == {"price", "before"}


def test_a_sign_of_a_row_may_be_anything_that_is_no_grid(shopping: Storyboard) -> None:
    board = replace(shopping, rows=(Row("taxes", ("price", "<b>", "each")),))
    assert board.to_json()["rows"][0]["items"] == ("price", "<b>", "each")

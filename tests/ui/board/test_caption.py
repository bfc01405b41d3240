"""A caption is written as one sentence, and shows the board's own numbers and symbols."""

from dataclasses import replace

import pytest

from ui.board.caption import Ink, Num, Sym, tell
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence


def told(board: Storyboard, *caption: object) -> str:
    step = replace(board.steps[0], title="So:", caption=caption)  # type: ignore[arg-type]
    return sentence(board, step, 2)


def test_a_sentence_takes_numbers_words_and_other_sentences(shopping: Storyboard) -> None:
    tea = tell("{what} costs {each}", what=Ink("Tea", "input"), each=Num("each", 0))
    caption = tell("{tea}, {times} times.", tea=tea, times=2)
    assert caption == (Ink("Tea", "input"), " costs ", Num("each", 0), ", ", "2", " times.")
    assert told(shopping, *caption) == "So: Tea costs 3.00, 2 times."


def test_a_grid_named_without_a_value_stands_for_its_symbol(shopping: Storyboard) -> None:
    assert tell("{each} now, {each@1} tomorrow") == (Sym("each"), " now, ", Sym("each", 1), " tomorrow")
    assert told(shopping, *tell("{each}, then {each@1}, before: {before}.")) == "So: each₁, then each₂, before: spent₀."


def test_a_value_that_the_sentence_has_no_field_for_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no field in .* for tee"):
        tell("{tea} costs 1.", tea=Num("each"), tee=2)


def test_letters_that_are_typed_by_a_reader_are_never_fields() -> None:
    assert tell("It is {letter}.", letter=Ink("{each}", "input")) == ("It is ", Ink("{each}", "input"), ".")


def test_a_symbol_that_the_board_does_not_have_is_refused(shopping: Storyboard) -> None:
    with pytest.raises(ValueError, match="no grid named tax"):
        replace(shopping, steps=(replace(shopping.steps[0], caption=tell("And {tax}.")),))

"""The count table and what it says about two sentences."""

import numpy as np
import pytest

from engine.tasks.sentiment import PAIRS
from engine.text import count, words
from ui.board.arithmetic import Cell, expand, substituted, value_of
from ui.board.worksheet import sentence
from ui.cells import order

FIRST, SECOND = (order.checked(text) for text in order.NOTES)
NOTES_VOCABULARY = ("good", "phone", "no", "is")


def test_over_the_notes_vocabulary_both_reviews_are_1_1_1_1_with_opposite_labels() -> None:
    assert order.shared(FIRST, SECOND) == NOTES_VOCABULARY
    board = order.storyboard(FIRST, SECOND, NOTES_VOCABULARY)
    np.testing.assert_array_equal(board.grids["counts"].at(9), np.ones((2, 4)))
    assert order.labels(FIRST, SECOND) == ("negative", "positive")
    assert "No classifier that sees only these counts" in sentence(board, board.steps[-1], 2)


def test_the_table_grows_by_one_word_at_a_time() -> None:
    board = order.storyboard(FIRST, SECOND, NOTES_VOCABULARY)
    for t in range(10):
        both = [FIRST[: t + 1], SECOND[: max(0, t - 4)]]
        expected = [count(read, NOTES_VOCABULARY) for read in both]
        np.testing.assert_array_equal(board.grids["counts"].at(t), expected)


def test_every_count_and_difference_follows_from_its_declared_arithmetic() -> None:
    board = order.storyboard(FIRST, SECOND, ("good", "this"))
    for name, cells in (("counts", [(t, r) for t in range(10) for r in (0, 1)]), ("apart", [(9, 0)])):
        for t, row in cells:
            for col in (0, 1):
                parts = expand(board, Cell(name, t, row, col))
                assert parts is not None
                arithmetic = substituted(board, parts, 2).replace("−", "-")
                assert eval(arithmetic) == value_of(board, Cell(name, t, row, col))


def test_one_further_word_that_is_counted_differently_is_the_smallest_separating_set() -> None:
    said = order.collision(FIRST, SECOND, NOTES_VOCABULARY)
    assert "are the same" in said
    assert "1 1 1 1" in said
    assert "‘this’ (1 in DOC1, 0 in DOC2), ‘the’ (0 in DOC1, 1 in DOC2)" in said


@pytest.mark.parametrize("pair", PAIRS[1:])
def test_no_word_at_all_separates_the_pairs_with_equal_counts(pair: tuple[str, str]) -> None:
    first, second = map(words, pair)
    assert "No further word would help" in order.collision(first, second, order.shared(first, second))


def test_bags_that_differ_are_said_to_differ_and_by_which_words() -> None:
    said = order.collision(FIRST, SECOND, ("good", "the"))
    assert "differ" in said
    assert "‘the’ (0 in DOC1, 1 in DOC2)" in said
    assert "‘good’" not in said


def test_a_sentence_against_itself_is_called_the_same() -> None:
    assert "same sentence" in order.collision(FIRST, FIRST, FIRST)


def test_sentences_without_a_common_word_are_counted_over_all_their_words() -> None:
    assert order.shared(("a", "b"), ("c",)) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("", "at least one word"),
        (" ,.! ", "at least one word"),
        ("no " * 200, "has 200"),
        ("o" * 25, "one of these has 25"),
    ],
)
def test_a_sentence_that_cannot_be_counted_is_refused_with_the_limit(typed: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        order.checked(typed)


def test_digits_punctuation_and_mixed_scripts_are_words_like_others() -> None:
    assert order.checked("4 stars, хорошо! 好 👍") == ("4", "stars", "хорошо", "好", "👍")


def test_words_of_the_readers_are_no_markup() -> None:
    assert r"over {\*b\*}" in order.collision(("*b*",), ("*b*", "a"), ("*b*",))

import numpy as np
import pytest

from engine.tasks.letters import next_letter, windows


def test_the_notes_word_reads_hell_and_expects_ello():
    alphabet, (x, y) = next_letter("hello")
    assert "".join(alphabet.decode(x)) == "hell"
    assert "".join(alphabet.decode(y)) == "ello"


@pytest.mark.parametrize("text", ["", "h"])
def test_one_letter_has_no_next(text):
    with pytest.raises(ValueError, match="at least"):
        next_letter(text)


def test_windows_are_pieces_of_the_text_with_their_next_letters():
    alphabet, text = next_letter("abcdefghij")
    x, y = next(windows(text, 4, 50, np.random.default_rng(0)))
    assert x.shape == y.shape == (4, 50)
    pieces = {"".join(alphabet.decode(column)) for column in x.T}
    assert pieces == {"abcd", "bcde", "cdef", "defg", "efgh", "fghi"}
    assert np.array_equal(y, x + 1)


def test_a_window_longer_than_the_text_is_refused():
    _, text = next_letter("abc")
    with pytest.raises(ValueError, match=r"1 to 2 steps .* got 3"):
        next(windows(text, 3, 1, np.random.default_rng(0)))

"""The parts of the network: what is drawn is what the engine computed."""

import numpy as np
import pytest

from engine import presets, rnn
from engine.text import Alphabet, one_hot
from pages.anatomy import story as anatomy

ALPHABET = Alphabet(presets.NOTES_ALPHABET)
HELLO = ALPHABET.encode("hello")


def test_every_copy_shows_the_engines_state_and_guess() -> None:
    picture = anatomy.unrolled(presets.NOTES, HELLO, ALPHABET, decimals=2)
    trace = rnn.forward(presets.NOTES, one_hot(HELLO, 4))
    assert [copy["reads"] for copy in picture["copies"]] == list("hello")
    np.testing.assert_array_equal([copy["s"] for copy in picture["copies"]], trace.s)
    assert [copy["sure"] for copy in picture["copies"]] == trace.y_hat.max(-1).tolist()


def test_the_first_sentence_of_the_notes_numbers_can_be_checked_by_hand() -> None:
    sentence = anatomy.unrolled(presets.NOTES, HELLO, ALPHABET, decimals=2)["sentences"][1]
    assert "unit 3: 0.76" in sentence  # tanh(0.5 + 0.5)


def test_the_weights_are_there_once_however_long_the_word() -> None:
    short, long = (anatomy.unrolled(presets.NOTES, word, ALPHABET, 2) for word in (HELLO[:1], np.tile(HELLO, 4)))
    assert short["weights"] == long["weights"]
    assert [len(picture["copies"]) for picture in (short, long)] == [1, 20]
    assert all(len(picture["sentences"]) == len(picture["copies"]) + 1 for picture in (short, long))


def test_the_last_sentence_counts_what_is_drawn_and_what_is_not() -> None:
    picture = anatomy.unrolled(presets.NOTES, HELLO, ALPHABET, 2)
    drawn = sum(len(row) for weight in picture["weights"] for row in weight["values"])
    assert f"the same {presets.NOTES.flat.size} numbers: {drawn} are drawn, 4 are b_y." in picture["sentences"][-1]
    assert drawn + 4 == presets.NOTES.flat.size


def test_fixed_places_cut_a_long_word_and_pad_a_short_one_with_zeros() -> None:
    cut = anatomy.slots(HELLO, 4, 3, ALPHABET)
    assert [place["letter"] for place in cut["places"]] == list("hell")
    assert cut["cut"] == ["o"]
    assert "letter 5 is cut off" in cut["sentence"]
    padded = anatomy.slots(HELLO, 7, 3, ALPHABET)
    assert padded["cut"] == []
    assert [place["vector"] for place in padded["places"][5:]] == [[0.0] * 4] * 2
    assert "3·28 = 84 weights" in padded["sentence"]


def test_exchanged_letters_leave_the_counts_and_change_the_states_from_there_on() -> None:
    tried = anatomy.exchange(presets.NOTES, ALPHABET, HELLO, 1, decimals=2)
    assert sorted(tried.letters) == sorted("hello")
    assert not tried.gap[0].any()
    assert tried.gap[1:].all()


def test_exchanging_equal_letters_changes_nothing_and_says_so() -> None:
    tried = anatomy.exchange(presets.NOTES, ALPHABET, HELLO, 2, decimals=2)
    assert not tried.gap.any()
    assert "exactly 0" in tried.sentence


def test_without_memory_the_first_letter_reaches_no_further_than_itself() -> None:
    forgetful = presets.edited(presets.NOTES, [("W", 0, 0, 0.0)])
    tried = anatomy.begin_with(forgetful, ALPHABET, HELLO, "o", decimals=2)
    assert tried.gap[0].all()
    assert not tried.gap[1:].any()
    assert "nothing is left" in tried.sentence
    assert "remembers" not in tried.sentence
    swapped = anatomy.exchange(forgetful, ALPHABET, HELLO, 0, decimals=2)
    assert "nothing is left" in swapped.sentence


def test_weights_that_tell_no_letters_apart_are_said_to_do_so() -> None:
    deaf = rnn.RNNParams(np.ones((2, 4)), np.eye(2), np.zeros(2), np.ones((4, 2)), np.zeros(4))
    for tried in (anatomy.begin_with(deaf, ALPHABET, HELLO, "o", 2), anatomy.exchange(deaf, ALPHABET, HELLO, 1, 2)):
        assert "these weights make no difference between the two" in tried.sentence


def test_with_the_notes_weights_the_trace_of_the_first_letter_fades() -> None:
    tried = anatomy.begin_with(presets.NOTES, ALPHABET, HELLO, "o", decimals=2)
    sizes = np.abs(tried.gap).max(-1)
    assert (np.diff(sizes) < 0).all()
    assert "differ by up to 0.22 in one unit. All the later letters are the same" in tried.sentence
    assert "fades" in tried.sentence


@pytest.mark.parametrize("length", anatomy.LENGTHS)
def test_words_that_begin_alike_have_the_same_first_states(length: int) -> None:
    longest = anatomy.states(presets.NOTES, anatomy.repeated(HELLO, 12))
    np.testing.assert_array_equal(anatomy.states(presets.NOTES, anatomy.repeated(HELLO, length)), longest[:length])


def test_a_letter_of_the_readers_is_no_markup_in_the_sentence() -> None:
    alphabet = Alphabet.from_text("<a")
    p = rnn.init(np.random.default_rng(0), 2, 2, 2)
    assert "<strong>&lt;a</strong>" in anatomy.exchange(p, alphabet, np.array([0, 1]), 0, 2).sentence

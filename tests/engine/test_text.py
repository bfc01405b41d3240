import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.text import Alphabet, count, graphemes, letters, measured, one_hot, words

FAMILY = "👩🏽‍👩🏽‍👧🏽"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    "letter",
    ["é", "e\u0301", "x\u0302\u0323", FAMILY, "🇩🇪", SCOTLAND, "❤️", "1️⃣", "नि", "กำ", "\u1112\u1161\u11ab", "👍🏿"],
)
def test_what_a_reader_sees_as_one_character_is_one_letter(letter):
    assert len(graphemes(letter)) == 1
    assert len(graphemes("a" + letter + "b")) == 3


def test_flags_in_a_row_are_cut_in_pairs():
    assert graphemes("🇩🇪🇫🇷🇮") == ("🇩🇪", "🇫🇷", "🇮")


def test_a_joiner_does_not_glue_ordinary_letters():
    assert graphemes("a\u200db") == ("a\u200d", "b")


def test_composed_and_decomposed_spellings_are_the_same_letters():
    assert graphemes("re\u0301sume\u0301") == graphemes("résumé") == tuple("résumé")


def test_windows_line_ends_are_one_letter():
    assert graphemes("a\r\nb") == ("a", "\r\n", "b")


@given(st.text())
def test_cutting_into_letters_loses_nothing(text):
    assert "".join(graphemes(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("", "2 to 24 letters here; this one has 0"),
        ("h", "this one has 1"),
        ("h" * 25, "this one has 25"),
        ("he\nllo", r"U\+000A \(a control character\)"),
        ("he\tllo", r"U\+0009"),
        ("he\u202ello", "RIGHT-TO-LEFT OVERRIDE"),
        ("he\u200bllo", "ZERO WIDTH SPACE"),
        ("he\ud800llo", r"U\+D800"),
        ("\u0301hello", "COMBINING ACUTE ACCENT.* no letter before it"),
        ("h" + "\u0301" * 40 + "ello", "at most 16 code points"),
    ],
)
def test_a_word_that_cannot_be_shown_is_refused_with_the_reason(word, message):
    with pytest.raises(ValueError, match=message):
        letters(word)


def test_the_length_of_a_word_counts_letters_not_code_points():
    assert len(letters(FAMILY * 24)) == 24
    assert letters("né o!") == ("n", "é", " ", "o", "!")


def test_symbols_keep_their_order_of_first_appearance():
    assert Alphabet.from_text("hello").symbols == ("h", "e", "l", "o")
    assert Alphabet.from_text(words("the cat the dog")).symbols == ("the", "cat", "dog")


def test_an_unknown_letter_is_named_beside_the_alphabet():
    with pytest.raises(ValueError, match=r"^‘é’ is not in this model's alphabet \(h, e, l, o\)$"):
        Alphabet.from_text("hello").encode("hé")


def test_a_long_alphabet_is_not_listed_whole():
    alphabet = Alphabet(tuple(f"w{k}" for k in range(1000)))
    with pytest.raises(ValueError, match=r"w29, … and 970 more"):
        alphabet.encode(["x"])


def test_invisible_letters_are_named():
    with pytest.raises(ValueError, match="‘newline’ is not in this model's alphabet \\(a, space, b\\)"):
        Alphabet.from_text("a b").encode("\n")


@pytest.mark.parametrize("symbols", [(), ("a", "b", "a")])
def test_an_alphabet_has_distinct_symbols(symbols):
    with pytest.raises(ValueError, match=r"at least one|‘a’ is there twice"):
        Alphabet(symbols)


@given(st.text(min_size=1))
def test_decoding_undoes_encoding(text):
    alphabet = Alphabet.from_text(text)
    assert alphabet.decode(alphabet.encode(text)) == graphemes(text)


@pytest.mark.parametrize("index", [-1, 4])
def test_decoding_an_index_outside_the_alphabet_is_refused(index):
    with pytest.raises(ValueError, match=rf"0 … 3; got {index}"):
        Alphabet.from_text("hello").decode([0, index])


def test_one_hot_of_the_notes_word():
    x = one_hot(Alphabet.from_text("hello").encode("hell"), 4)
    assert x.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]]


def test_one_hot_of_a_batch_puts_zeros_where_there_is_padding():
    x = one_hot(np.array([[0, 1], [2, -1]]), 3, np.float32)
    assert x.dtype == np.float32
    assert x.tolist() == [[[1, 0, 0], [0, 1, 0]], [[0, 0, 1], [0, 0, 0]]]


@pytest.mark.parametrize("indices", [[3], [-2], [0.5]])
def test_one_hot_refuses_what_is_no_index(indices):
    with pytest.raises(ValueError, match=r"got (3|-2|float64)"):
        one_hot(indices, 3)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("NO, the phone is good!", ("no", "the", "phone", "is", "good")),
        ("Don’t say 'maybe'", ("don't", "say", "maybe")),
        ("thank you 👍🏽🇩🇪", ("thank", "you", "👍🏽", "🇩🇪")),
        ("नहीं, ça va", ("नहीं", "ça", "va")),
        (" … ", ()),
    ],
)
def test_sentences_are_cut_into_lower_case_words(sentence, expected):
    assert words(sentence) == expected


def test_the_notes_two_reviews_have_the_same_bag_of_words():
    vocabulary = ("good", "phone", "no", "is")
    negative = count(words("this phone is no good"), vocabulary)
    positive = count(words("NO, the phone is good"), vocabulary)
    assert negative.tolist() == positive.tolist() == [1, 1, 1, 1]


def test_a_bag_counts_every_occurrence_and_forgets_the_order():
    vocabulary = ("a", "b", "c")
    assert count(["a", "b", "a", "z"], vocabulary).tolist() == [2, 1, 0]
    assert count(["z", "a", "a", "b"], vocabulary).tolist() == [2, 1, 0]


def test_marks_without_end_are_refused_and_no_letter_of_a_language_is():
    for marks in ("\u0301\u0327" * 10, "\u0f73" * 16, "\u1161" * 16):
        with pytest.raises(ValueError, match="16 code points"):
            measured("a" + marks, 1000)
    for letter in (
        "é",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "👩🏽\u200d❤️\u200d👩🏽",
        "กำ",
        "ｅ\u0301\u0327",
    ):
        assert measured(letter * 50, 10_000) == letter * 50


def test_a_text_is_measured_before_its_marks():
    with pytest.raises(ValueError, match="at most 5 characters; this one has 6"):
        measured("abcdef", 5)


def test_pictures_that_are_joined_without_end_are_one_letter():
    assert len(graphemes("👩\u200d" * 1000)) == 1

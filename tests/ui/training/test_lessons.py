"""What may be learnt, and what a lesson depends on."""

from dataclasses import replace

import numpy as np
import pytest

from engine.presets import NOTES
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.training.lessons import LONGEST_TEXT, TEXT, Plan, begin, begin_on, checked_text, encoded, plan

HOW = ("RNN", "SGD", 0.1, "5")


def test_an_rnn_learns_the_word_from_the_readers_weights_in_their_alphabet() -> None:
    chosen = Settings(word="hole")
    lesson, alphabet = begin(plan(chosen, *HOW, "", 0), run(chosen))
    assert alphabet.symbols == ("h", "e", "l", "o")
    assert "".join(alphabet.decode(lesson.text)) == "hole"
    np.testing.assert_array_equal(lesson.start.flat, NOTES.flat)


@pytest.mark.parametrize("cell", ["LSTM", "GRU"])
def test_other_cells_start_at_random_by_the_seed(cell: str) -> None:
    starts = []
    for seed in (1, 1, 2):
        chosen = Settings(preset="random", seed=seed, hidden=4)
        lesson, _ = begin(plan(chosen, cell, "Adam", 0.01, "off", "", 0), run(chosen))
        assert lesson.start.H == 4
        assert lesson.clip is None
        starts.append(lesson.start.flat.tolist())
    assert starts[0] == starts[1] != starts[2]


def test_a_text_has_its_own_alphabet_and_size_and_does_not_depend_on_the_word() -> None:
    one, other = Settings(), Settings(word="dogs", preset="random", hidden=9)
    first = plan(one, *HOW, "a text\nof two lines", 8)
    assert first == plan(other, *HOW, "a text\nof two lines", 8)
    lesson, alphabet = begin(first, run(one))
    assert "\n" in alphabet.symbols
    assert lesson.start.H == 8


def test_a_text_of_the_longest_length_is_learnt_and_one_longer_refused() -> None:
    longest = "ab" * (LONGEST_TEXT // 2)
    assert checked_text(longest) == longest
    with pytest.raises(ValueError, match="20,000 characters; this one has 20,001"):
        checked_text(longest + "a")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "at least 2 letters; this one has 0"),
        ("👩‍👩‍👧", "at least 2 letters; this one has 1"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 201))), "200 different letters; this one uses 201"),
    ],
)
def test_what_cannot_be_learnt_is_refused_in_words(text: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        checked_text(text)


def test_the_end_of_a_long_text_is_held_out_and_a_short_text_is_learnt_whole() -> None:
    chosen = Settings()
    long, alphabet = begin(plan(chosen, *HOW, "the quick brown fox. " * 30, 8), run(chosen))
    assert long.unseen is not None
    kept = "".join(alphabet.decode(np.concatenate([long.text, long.unseen])))
    assert kept == "the quick brown fox. " * 30
    assert len(long.unseen) == 63
    short, _ = begin(plan(chosen, *HOW, "the quick brown fox. ", 8), run(chosen))
    assert short.unseen is None


def test_a_text_in_the_smallest_kind_of_integer_is_learnt_as_in_the_largest() -> None:
    text = encoded(TEXT * 3)
    assert text.indices.dtype == np.uint8
    plan = Plan(("", "", 0, 0), "LSTM", "Adam", 0.01, "1", text.digest, 8)
    lessons = [begin_on(plan, each)[0] for each in (text, replace(text, indices=text.indices.astype(np.int64)))]
    for lesson in lessons:
        lesson.work(1000, 5)
    assert lessons[0].loss == lessons[1].loss
    assert lessons[0].checked == lessons[1].checked

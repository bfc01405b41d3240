"""What the shipped models make of sentences."""

import numpy as np
import pytest

import models
from engine import rnn
from engine.tasks.sentiment import PAIRS, SINGLES
from engine.text import one_hot, words
from models.by_hand import leave_one_pair_out
from ui.shell import readings

SENTIMENT, COUNTRY = models.load("sentiment"), models.load("near-rnn")
GERMANY = words(readings.GERMANY)


def read(text: str) -> readings.Reading:
    return readings.read(SENTIMENT.params, SENTIMENT.inputs, words(text))


def test_the_states_are_those_of_the_engine() -> None:
    x = one_hot(SENTIMENT.inputs.encode(words("this phone is no good")), len(SENTIMENT.inputs))
    np.testing.assert_array_equal(read("this phone is no good").trace.s, rnn.forward(SENTIMENT.params, x).s)


@pytest.mark.parametrize(("negative", "positive"), PAIRS)
def test_the_network_tells_apart_what_counts_cannot(negative: str, positive: str) -> None:
    assert "<strong>negative</strong>" in readings.verdict(read(negative))
    assert "<strong>positive</strong>" in readings.verdict(read(positive))


def test_the_sentence_that_shows_where_it_fails_is_one_that_it_gets_wrong() -> None:
    assert "<strong>negative</strong>" in readings.verdict(read(readings.BEYOND))


@pytest.mark.parametrize(("negative", "positive"), readings.UNSEEN)
def test_a_pair_offered_as_unseen_was_not_trained_on_and_shows_a_mistake(negative: str, positive: str) -> None:
    trained = {words(text) for pair in PAIRS + SINGLES for text in pair}
    assert not {words(negative), words(positive)} & (trained - {words("the phone is good")})
    verdicts = [readings.verdict(read(text)) for text in (negative, positive)]
    assert "<strong>negative</strong>" not in verdicts[0] or "<strong>positive</strong>" not in verdicts[1]


def test_the_words_said_to_be_marked_are() -> None:
    model = models.load("near-rnn")
    before, after = (
        readings.read(model.params, model.inputs, readings.shuffled(tuple(readings.GERMANY.lower().split()), seed))
        for seed in (0, 1)
    )
    told = readings.about_country(model.figures)
    assert before.unknown == ("german", "there")
    assert "Both are marked with a question mark" in told
    shown = readings.language(before, after, model.outputs.symbols, 2)
    assert {"german?", "there?"} <= set(before.labels)
    assert all(word in shown for word in ("german?", "there?"))


def test_an_unknown_word_is_named_and_comes_in_as_zeros() -> None:
    reading = read("this zebra is good")
    assert reading.unknown == ("zebra",)
    assert not reading.trace.x[1].any()
    assert "‘zebra’ is unknown to this model" in readings.verdict(reading)
    assert reading.labels == ("this", "zebra?", "is", "good")


@pytest.mark.nightly("trains a network for every pair that is left out")
def test_the_share_said_of_hand_written_pairs_is_what_training_gives() -> None:
    low, high = readings.ALONE
    assert round(leave_one_pair_out(0), 2) == high
    assert round(leave_one_pair_out(2), 2) == low


def test_the_notes_sentence_makes_the_network_say_german() -> None:
    before = readings.read(COUNTRY.params, COUNTRY.inputs, GERMANY)
    assert COUNTRY.outputs.symbols[int(readings.asked(before).argmax())] == "german"


def test_a_shuffle_keeps_the_words_repeats_by_seed_and_changes_state_and_answer() -> None:
    other = readings.shuffled(GERMANY, 1)
    assert sorted(other) == sorted(GERMANY)
    assert other != GERMANY
    assert other == readings.shuffled(GERMANY, 1)
    assert readings.shuffled(GERMANY, 0) == GERMANY
    before, after = (readings.read(COUNTRY.params, COUNTRY.inputs, each) for each in (GERMANY, other))
    assert np.abs(before.trace.s[-1] - after.trace.s[-1]).max() > 0.5
    assert np.abs(readings.asked(before) - readings.asked(after)).max() > 0.5

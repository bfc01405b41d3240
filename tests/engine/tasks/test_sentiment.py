from collections import Counter

import pytest

from engine.tasks.sentiment import NOUNS, PAIRS, SINGLES, review, sentiment
from engine.text import words


def test_the_notes_two_reviews_are_learnt():
    train = {" ".join(example.x): example.y[-1] for example in sentiment().train}
    assert train["this phone is no good"] == "negative"
    assert train["no the phone is good"] == "positive"


def test_thirteen_pairs_by_hand_have_the_same_counts_and_opposite_labels():
    assert len(PAIRS[1:]) == 13
    for negative, positive in PAIRS[1:]:
        assert Counter(words(negative)) == Counter(words(positive))
        assert words(negative) != words(positive)


def test_there_are_fifty_reviews_by_hand_besides_the_notes():
    assert len({words(text) for pair in PAIRS[1:] + SINGLES for text in pair}) == 50


def test_in_the_held_out_reviews_counts_alone_are_right_half_of_the_time():
    labels = {}
    for x, y in sentiment().held_out:
        labels.setdefault(tuple(sorted(x)), []).append(y[-1])
    assert all(found.count("positive") * 2 == len(found) for found in labels.values())


@pytest.mark.parametrize("seed", range(5))
def test_a_held_out_noun_occurs_in_no_training_template(seed):
    task = sentiment(seed)
    nouns = {noun for x, _ in task.held_out for noun in set(x) & set(NOUNS)}
    by_hand = {words(text) for pair in PAIRS + SINGLES for text in pair}
    assert len(nouns) == 3
    assert not [x for x, _ in task.train if set(x) & nouns and x not in by_hand]


def test_no_review_has_two_labels():
    task = sentiment()
    examples = set(task.train + task.held_out)
    assert len({example.x for example in examples}) == len(examples)


def test_a_review_without_words_is_refused():
    with pytest.raises(ValueError, match="at least one word"):
        review("…", "positive")

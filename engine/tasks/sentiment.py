"""Is a short phone review positive? The order of the words decides, their counts cannot.

The templates come in pairs with the same words and opposite meanings, over nouns some of which are
held out whole: no training review mentions them. The hand-written reviews (ours, like the templates;
the first pair is the notes') hold 13 such pairs and 24 reviews that are no pair.
"""

from collections.abc import Iterable

import numpy as np

from engine.tasks.data import Example, FixedTask, lists_beside
from engine.text import Alphabet, words

LABELS = ("negative", "positive")

_LISTS = lists_beside(__file__)
PAIRS: tuple[tuple[str, str], ...] = _LISTS["pairs"]  # (negative, positive), as all that follow but the nouns
SINGLES: tuple[tuple[str, str], ...] = _LISTS["singles"]
NOUNS: tuple[str, ...] = _LISTS["nouns"]


def review(text: str, label: str) -> Example:
    """A review, its label due at the last word."""
    x = words(text)
    if not x:
        raise ValueError("A review needs at least one word.")
    return Example(x, (None,) * (len(x) - 1) + (label,))


def sentiment(seed: int = 0) -> FixedTask:
    """The reviews by hand and the templates, all about "phone" and most other nouns, for training;
    the templates about three nouns, chosen by the seed, held out.
    """
    held_out = np.random.default_rng(seed).permutation(NOUNS[1:])[:3]
    by_hand = [*PAIRS, *SINGLES]
    known = [pair for noun in NOUNS if noun not in held_out for pair in _about(noun)]
    train = _reviews(by_hand + known)
    unseen = _reviews([pair for noun in held_out for pair in _about(noun)])
    inputs = Alphabet.from_text(word for example in train + unseen for word in example.x)
    return FixedTask(inputs, Alphabet(LABELS), unseen, train)


def _about(noun: str) -> list[tuple[str, str]]:
    return [
        (negative.format(n=noun, p=praise, b=blame), positive.format(n=noun, p=praise, b=blame))
        for negative, positive in _LISTS["templates"]
        for praise, blame in _LISTS["adjectives"]
    ]


def _reviews(pairs: Iterable[tuple[str, str]]) -> tuple[Example, ...]:
    """Each different review once."""
    return tuple(dict.fromkeys(review(text, label) for pair in pairs for text, label in zip(pair, LABELS, strict=True)))

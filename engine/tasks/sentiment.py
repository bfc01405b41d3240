"""Is a short phone review positive? The order of the words decides, their counts cannot.

The templates come in pairs with the same words and opposite meanings, over nouns some of which are
held out whole: no training review mentions them. The hand-written reviews (ours, like the templates;
the first pair is the notes') hold 13 such pairs and 24 reviews without a twin.
"""

from collections.abc import Iterable

import numpy as np

from engine.tasks.data import Example, FixedTask
from engine.text import Alphabet, words

LABELS = ("negative", "positive")

# (negative, positive): from the second pair on, the same words in another order
PAIRS = (
    ("this phone is no good", "NO, the phone is good"),
    ("this phone is no good", "no, this phone is good"),
    ("the screen is bad, not good", "the screen is good, not bad"),
    ("first it was great, then awful", "first it was awful, then great"),
    ("a good idea but a bad phone", "a bad idea but a good phone"),
    ("not a good phone but a cheap one", "a good phone but not a cheap one"),
    ("it is slow and never fast", "it is fast and never slow"),
    ("I would rather buy the old one than this", "I would rather buy this than the old one"),
    ("the old phone is better than the new one", "the new one is better than the old phone"),
    ("the sound is not good, it is awful", "the sound is good, it is not awful"),
    ("not happy, I am sending it back", "happy, I am not sending it back"),
    ("it did break, I do not like it", "it did not break, I do like it"),
    ("all the bad things are true, the good are not", "all the good things are true, the bad are not"),
    ("I was wrong to love it, right to doubt it", "I was right to love it, wrong to doubt it"),
)
SINGLES = (
    ("the battery died after one day", "the battery lasts for two days"),
    ("the screen cracked in my pocket", "the screen is bright and clear"),
    ("a waste of money", "worth every cent"),
    ("I want my money back", "I would buy it again"),
    ("it gets hot and slow", "it is fast and light"),
    ("the camera takes blurry pictures", "the camera takes beautiful pictures"),
    ("it stopped working after a week", "it still works like new"),
    ("the speaker sounds terrible", "the speaker sounds amazing"),
    ("worst phone I ever had", "best phone I ever had"),
    ("do not buy this", "my family loves it"),
    ("too heavy and too expensive", "small, light and cheap"),
    ("very disappointed", "very pleased"),
)

NOUNS = (
    "phone",
    "screen",
    "camera",
    "battery",
    "sound",
    "speaker",
    "keyboard",
    "charger",
    "display",
    "case",
    "design",
    "software",
)
_ADJECTIVES = (("good", "bad"), ("great", "awful"), ("nice", "ugly"), ("fast", "slow"), ("perfect", "useless"))
_TEMPLATES = (  # (negative, positive) by noun n, praise p and blame b
    ("this {n} is no {p}", "no this {n} is {p}"),
    ("the {n} is {b} not {p}", "the {n} is {p} not {b}"),
    ("not {p} the {n} is {b}", "not {b} the {n} is {p}"),
    ("the {n} was {p} now it is {b}", "the {n} was {b} now it is {p}"),
    ("my old {n} was {p} this one is {b}", "my old {n} was {b} this one is {p}"),
    ("people say the {n} is {p} but it is {b}", "people say the {n} is {b} but it is {p}"),
)


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
        for negative, positive in _TEMPLATES
        for praise, blame in _ADJECTIVES
    ]


def _reviews(pairs: Iterable[tuple[str, str]]) -> tuple[Example, ...]:
    """Each different review once."""
    return tuple(dict.fromkeys(review(text, label) for pair in pairs for text, label in zip(pair, LABELS, strict=True)))

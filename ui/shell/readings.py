"""A built-in RNN reads sentences: what it says, how far that can be trusted, and what a different order does to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine import rnn
from engine.functions import Array
from engine.rnn import RNNParams, RNNTrace
from engine.tasks.sentiment import LABELS
from engine.text import Alphabet, one_hot
from ui.board.arithmetic import number
from ui.shell import words

GERMANY = "I went to germany and people speaks german there"
# The share of right answers on a hand-written pair left out of training, over five seeds (models/by_hand.py).
ALONE = (0.42, 0.58)
BEYOND = "this phone is very good"  # a plain sentence of no template's form, which the model gets wrong
# Negative and positive, none of them in training, each with a mistake of the model's.
UNSEEN = (
    ("the phone is not good", "the phone is good"),
    ("bad phone", BEYOND),
    ("not a good phone", "is the phone good"),
)

Words = tuple[str, ...]
_text = words.Words(Path(__file__).with_suffix(".md"))


@dataclass(frozen=True, eq=False)
class Reading:
    """A sentence read by a shipped RNN; a word that it does not know comes in as a vector of zeros."""

    words: Words
    unknown: Words
    trace: RNNTrace

    @property
    def labels(self) -> Words:
        """The words, with a question mark behind those unknown."""
        return tuple(f"{word}?" if word in self.unknown else word for word in self.words)


def read(params: RNNParams, inputs: Alphabet, sentence: Words) -> Reading:
    """Read a sentence in its order."""
    unknown = tuple(dict.fromkeys(word for word in sentence if word not in inputs))
    indices = np.array([-1 if word in unknown else int(inputs.encode([word])[0]) for word in sentence])
    return Reading(sentence, unknown, rnn.forward(params, one_hot(indices, len(inputs))))


def verdict(reading: Reading) -> str:
    """What the sentiment model makes of a sentence, as HTML."""
    positive = float(reading.trace.y_hat[-1, LABELS.index("positive")])
    share = "less than 0.1%" if positive < 0.0005 else "more than 99.9%" if positive >= 0.9995 else f"{positive:.1%}"
    label = "positive" if positive > 0.5 else "negative"
    said = _text("verdict", sentence=" ".join(reading.words), share=share, label=label)
    if reading.unknown:
        named = ", ".join(f"‘{word}’" for word in reading.unknown)
        said += _text("unknown" if len(reading.unknown) == 1 else "unknown words", words=named)
    return said


def honesty(figures: Mapping[str, float]) -> str:
    """What the sentiment model has learnt and what it only memorised, with its held-out figures; HTML."""
    shares = {"train": figures["train"], "held_out": figures["held out"], "low": ALONE[0], "high": ALONE[1]}
    return _text("honesty", beyond=BEYOND, **{name: f"{share:.0%}" for name, share in shares.items()})


def shuffled(sentence: Words, seed: int) -> Words:
    """The words in a different order, the same for the same seed; seed 0 leaves them as they are."""
    if seed == 0:
        return sentence
    return tuple(sentence[k] for k in np.random.default_rng(seed).permutation(len(sentence)))


def asked(reading: Reading, at: str = "speaks") -> Array:
    """The probabilities (K,) right after the word at which the answer is due."""
    answer: Array = reading.trace.y_hat[reading.words.index(at)]
    return answer


def language(before: Reading, after: Reading, classes: Words, decimals: int) -> str:
    """What the two orders have in common, and what they have not; HTML."""
    told, retold = asked(before), asked(after)
    best, now = int(told.argmax()), int(retold.argmax())
    answer = {"answer": classes[best], "sure": f"{told[best]:.1%}"}
    if before.words == after.words:
        return _text("in order", **answer)
    moved = number(float(np.abs(after.trace.s[-1] - before.trace.s[-1]).max()), decimals, in_sentence=True)
    fields = {**answer, "words": " ".join(after.labels), "now_sure": f"{retold[now]:.1%}", "moved": moved}
    said = _text("same answer", **fields) if best == now else _text("other answer", **fields, now=classes[now])
    is_late = after.words.index("germany") > after.words.index("speaks")
    return said + (_text["late"] if is_late else "")


def about_country(figures: Mapping[str, float]) -> str:
    """How good the country model is, where, and which of the notes' words it does not read; HTML."""
    near, far = figures["held out"], figures["gap 81"]
    return _text("country", near=f"{near:.0%}", far=f"{'only ' if far < near else ''}{far:.0%}")

"""A built-in RNN reads sentences: what it says, how far that can be trusted, and what a different order does to it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine import rnn
from engine.functions import Array
from engine.rnn import RNNParams, RNNTrace
from engine.tasks.sentiment import LABELS
from engine.text import Alphabet, one_hot
from ui.board.arithmetic import number
from ui.glossary import term
from ui.markdown import plain

__all__ = [
    "ALONE",
    "GERMANY",
    "UNSEEN",
    "Reading",
    "about_country",
    "asked",
    "honesty",
    "language",
    "read",
    "shuffled",
    "verdict",
]

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
    """What the sentiment model makes of a sentence, as Markdown."""
    positive = float(reading.trace.y_hat[-1, LABELS.index("positive")])
    said = f"**{plain(' '.join(reading.words))}**: {positive:.1%} positive after the last word"
    said += f", so **{'positive' if positive > 0.5 else 'negative'}**."
    if reading.unknown:
        several = len(reading.unknown) > 1
        named = ", ".join(f"‘{plain(word)}’" for word in reading.unknown)
        said += (
            f" {named} {'are' if several else 'is'} unknown to this model, which reads a vector of zeros in "
            f"{'their' if several else 'its'} place."
        )
    return said


def honesty(figures: Mapping[str, float]) -> str:
    """What the sentiment model has learnt and what it only memorised, with its held-out figures."""
    low, high = ALONE
    held_out = term("held out", "held-out")
    return (
        f"**What it learnt and what it memorised.** It gets {figures['train']:.0%} of its training reviews right. Most of them "
        "were made from templates; the rest, pairs with the same words and opposite meanings among them, were written by "
        f"hand. On {held_out} reviews, built from the same templates but about things it never met in training, it is right "
        f"{figures['held out']:.0%} of the time. It may get sentences of another form wrong; try *{BEYOND}*. And a network "
        "trained on the hand-written reviews alone, each time without one of those pairs, is right about the missing pair "
        f"only {low:.0%} to {high:.0%} of the time (the range over five repetitions): no better than tossing a coin."
    )


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
    """What the two orders have in common, and what they have not; Markdown."""
    told, retold = asked(before), asked(after)
    best, now = int(told.argmax()), int(retold.argmax())
    moved = number(float(np.abs(after.trace.s[-1] - before.trace.s[-1]).max()), decimals)
    if before.words == after.words:
        return (
            f"In the sentence’s own order the network reads *germany* and, after *speaks*, says **{classes[best]}** "
            f"({told[best]:.1%}). Shuffle the words."
        )
    heard = after.words.index("germany") < after.words.index("speaks")
    why = (
        ""
        if heard
        else " *germany* now comes after *speaks*, so the network has to answer before it has met the country."
    )
    says = f"says {classes[best]} in the original order ({told[best]:.1%}), **{classes[now]}** in this one ({retold[now]:.1%})."
    if best == now:
        says = f"says **{classes[now]}** in both orders ({told[best]:.1%}, and {retold[now]:.1%} in this one)."
    return (
        f"**{' '.join(after.words)}**: the counts are the same, word for word. After *speaks* the network {says}{why} After "
        f"the last word, the two states differ by up to {moved} in one unit (2 would be the most possible)."
    )


def about_country(figures: Mapping[str, float]) -> str:
    """How good the country model is, where, and which of the notes' words it does not read."""
    near, far = figures["held out"], figures["gap 81"]
    return (
        f"This second network is right on {near:.0%} of the {term('held out', 'held-out')} sentences with up to 9 words "
        f"between country and language, {'but only' if far < near else 'and'} on {far:.0%} with 81 words between. Two of the "
        "words it cannot read: *german*, which is one of its answers, and *there*. Both are marked with a question mark and "
        "read as zeros."
    )

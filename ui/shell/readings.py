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
from ui.board.markdown import plain
from ui.shell.glossary import term

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
    share = "less than 0.1%" if positive < 0.0005 else "more than 99.9%" if positive >= 0.9995 else f"{positive:.1%}"
    said = f"**{plain(' '.join(reading.words))}**: after the last word, the probability of ‘positive’ is {share}"
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
        f"hand. Of the {held_out} reviews, which use the same templates but speak of things it never met in training, it gets "
        f"{figures['held out']:.0%} right: it has learnt the templates. Sentences of another form it may get wrong; try "
        f"*{BEYOND}*. The hand-written pairs, however, it has only memorised. To test this, networks were trained on the "
        "hand-written reviews with one of these pairs left out, and then asked about that pair: they were right only "
        f"{low:.0%} to {high:.0%} of the time (the range over five repetitions), no better than tossing a coin."
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
    moved = number(float(np.abs(after.trace.s[-1] - before.trace.s[-1]).max()), decimals, in_sentence=True)
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
        f"Shuffled: **{' '.join(after.labels)}**. Every word occurs as often as before. After *speaks* the network "
        f"{says}{why} After the last word, the unit that differs most between the two orders differs by {moved} (no unit "
        "can differ by more than 2)."
    )


def about_country(figures: Mapping[str, float]) -> str:
    """How good the country model is, where, and which of the notes' words it does not read."""
    near, far = figures["held out"], figures["gap 81"]
    return (
        f"Of the {term('held out', 'held-out')} sentences with up to 9 words between the country and the language, this second "
        f"network gets {near:.0%} right; of those with 81 words between them, {'only ' if far < near else ''}{far:.0%}. Two "
        "words of the sentence about Germany it cannot read: *german*, which it knows only as an answer, and *there*. Both are "
        "marked with a question mark; in their place the network is given only zeros, that is, no word at all."
    )

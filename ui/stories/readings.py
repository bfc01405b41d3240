"""A shipped RNN reads sentences: what it says, how far that can be trusted, and what another order does to it."""

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
            f" {named} {'are' if several else 'is'} unknown to this model: it hears nothing there, a vector of zeros."
        )
    return said


def honesty(figures: Mapping[str, float]) -> str:
    """What the sentiment model has learnt and what it only knows by heart, with its held-out figures."""
    low, high = ALONE
    held_out = term("held out", "held-out")
    return (
        f"**What it learnt and what it memorised.** Its reviews were made from templates. On {held_out} ones, the same "
        f"sentences about things that it never met in training, it is right {figures['held out']:.0%} of the time. Sentences of "
        f"another form it may get wrong: try *{BEYOND}*. Of its training reviews, the handwritten pairs among them, it gets "
        f"{figures['train']:.0%} right; but trained on those pairs alone and asked about one left out, it is right {low:.0%} to "
        f"{high:.0%} of the time, like a coin."
    )


def shuffled(sentence: Words, seed: int) -> Words:
    """The words in another order, the same for the same seed; seed 0 leaves them as they are."""
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
            f"In its own order the network hears *germany* and, after *speaks*, says **{classes[best]}** "
            f"({told[best]:.1%}). Shuffle the words."
        )
    heard = after.words.index("germany") < after.words.index("speaks")
    why = (
        "" if heard else " *germany* now comes after *speaks*, so when it is asked it has not heard of the country yet."
    )
    return (
        f"**{' '.join(after.words)}**: the counts are the same, word for word. After *speaks* the network said {classes[best]} "
        f"({told[best]:.1%}) and now says **{classes[now]}** ({retold[now]:.1%}).{why} In the end "
        f"its state differs by up to {moved} in one unit."
    )


def about_country(figures: Mapping[str, float]) -> str:
    """How good the country model is, where, and which of the notes' words it does not read."""
    return (
        f"Right on {figures['held out']:.0%} of {term('held out', 'held-out')} sentences with up to 9 words between country and "
        f"language, on {figures['gap 81']:.0%} with 81. It reads neither *german*, which is the answer, nor *there* (marked "
        "*german?* and *there?*): they come in as zeros."
    )

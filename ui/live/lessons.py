"""What the reader wants to be learnt, checked, and the lesson that comes of it. Nothing here draws."""

from dataclasses import dataclass

import numpy as np

from engine import gru, lstm, rnn
from engine.lesson import Lesson
from engine.text import Alphabet, graphemes
from engine.training import SGD, Adagrad, Adam
from ui.reader.settings import Settings
from ui.runs.word import Run

__all__ = ["CELLS", "CLIPS", "LONGEST_TEXT", "OPTIMISERS", "TEXT", "Plan", "begin", "checked_text", "plan"]

CELLS = {"RNN": rnn, "LSTM": lstm, "GRU": gru}
OPTIMISERS = {"SGD": SGD, "Adagrad": Adagrad, "Adam": Adam}
CLIPS = {"off": None, "0.1": 0.1, "1": 1.0, "5": 5.0}
LONGEST_TEXT = 20_000  # characters
MOST_LETTERS = 200  # different ones
TEXT = """One step, one letter, one small push:
the state remembers what the letters say.
Read, guess, compare; go back, and turn
each weight a little; then another day.
One step, one letter, one small push,
and what was noise begins to find its way.
"""


@dataclass(frozen=True)
class Plan:
    """All that a lesson depends on. `text` is empty where the reader's word is learnt."""

    chosen: tuple[str, str, int, int]  # word, preset, seed, hidden
    cell: str
    optimiser: str
    lr: float
    clip: str
    text: str = ""
    units: int = 0


def plan(settings: Settings, cell: str, optimiser: str, lr: float, clip: str, text: str, units: int) -> Plan:
    """The plan; what a lesson on a text does not depend on (word, preset, hidden units) is left out of it."""
    chosen = ("", "", settings.seed, 0) if text else (settings.word, settings.preset, settings.seed, settings.hidden)
    return Plan(chosen, cell, optimiser, lr, clip, text, units if text else 0)


def checked_text(text: str) -> str:
    """The text, or a ValueError that says why it cannot be learnt."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"A text may have {LONGEST_TEXT:,} characters; this one has {len(text):,}.")
    letters = graphemes(text)
    if len(letters) < 2:
        raise ValueError(f"A text needs at least 2 letters; this one has {len(letters)}.")
    different = len(set(letters))
    if different > MOST_LETTERS:
        raise ValueError(f"A text may use {MOST_LETTERS} different letters; this one uses {different}.")
    return text


def begin(plan: Plan, reading: Run) -> tuple[Lesson, Alphabet]:
    """A fresh lesson, and its alphabet. `reading` has the preset's weights and the reader's word, without edits.

    An RNN learns the word from the weights that the reader chose; everything else starts at random, by the seed.
    """
    _, _, seed, hidden = plan.chosen
    optimiser = OPTIMISERS[plan.optimiser](plan.lr)
    if plan.text:
        alphabet = Alphabet.from_text(plan.text)
        indices, hidden = alphabet.encode(plan.text), plan.units
    else:
        alphabet = reading.alphabet
        indices = np.append(reading.x[0].argmax(), reading.y)
    start = reading.params
    if plan.text or plan.cell != "RNN":
        K = len(alphabet)
        start = CELLS[plan.cell].init(np.random.default_rng(seed), K, hidden, K)
    return Lesson(start, indices, optimiser, CLIPS[plan.clip], seed), alphabet

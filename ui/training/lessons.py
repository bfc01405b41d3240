"""What the reader wants to be learnt, checked, and the lesson that comes of it. Nothing here draws."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import gru, lstm, rnn
from engine.lesson import SECONDS, WINDOW, Lesson
from engine.params import Params
from engine.text import LONGEST_LETTER, Alphabet, graphemes, measured
from engine.training import SGD, Adagrad, Adam
from ui.cells.choice import Settings
from ui.cells.word_run import Run

CELLS = {"RNN": rnn, "LSTM": lstm, "GRU": gru}
OPTIMISERS = {"SGD": SGD, "Adagrad": Adagrad, "Adam": Adam}
CLIPS = {"off": None, "0.1": 0.1, "1": 1.0, "5": 5.0}
BUDGETS = {"30 s": 30.0, "1 min": 60.0, "2 min": 120.0, "5 min": 300.0}  # of computing
MOST_UPDATES = 50_000  # in a budget
LONGEST_TEXT = 20_000  # characters
MOST_LETTERS = 200  # different ones
CHECKED = 200  # letters of a text whose end is held out
TEXT = Path(__file__).with_name("text.txt").read_text("utf-8")


@dataclass(frozen=True)
class Plan:
    """All that a lesson depends on. `text` is empty where the reader's word is learnt, and a digest where a Text is."""

    chosen: tuple[str, str, int, int]  # word, preset, seed, hidden
    cell: str
    optimiser: str
    lr: float
    clip: str
    text: str = ""
    units: int = 0
    budget: float = 0.0  # seconds; 0: as much as every lesson has


@dataclass(frozen=True, eq=False)
class Text:
    """A text as a network reads it: (N,) indices into its own alphabet, of the smallest kind that holds them.

    digest  the same for the same text, another one for any other: a session does not keep the text itself
    """

    digest: str
    alphabet: Alphabet
    indices: NDArray[np.integer]


def plan(settings: Settings, cell: str, optimiser: str, lr: float, clip: str, text: str, units: int) -> Plan:
    """The plan; what a lesson on a text does not depend on (word, preset, hidden units) is left out of it."""
    chosen = ("", "", settings.seed, 0) if text else (settings.word, settings.preset, settings.seed, settings.hidden)
    return Plan(chosen, cell, optimiser, lr, clip, text, units if text else 0)


def checked_text(text: str) -> str:
    """The text, or a ValueError that says why it cannot be learnt."""
    _letters(measured(text, LONGEST_TEXT))
    return text


def encoded(text: str) -> Text:
    """The text with its alphabet, or a ValueError that says why it cannot be learnt. A long one takes a while."""
    letters = _letters(text)
    alphabet = Alphabet.from_text(letters)
    indices = alphabet.encode(letters).astype(np.min_scalar_type(len(alphabet) - 1))
    return Text(digest(text), alphabet, indices)


def digest(text: str) -> str:
    """What stands for a text where only its identity counts."""
    return sha256(text.encode()).hexdigest()


def _letters(text: str) -> tuple[str, ...]:
    if len(set(text)) > MOST_LETTERS * LONGEST_LETTER:
        raise ValueError(f"A text can use at most {MOST_LETTERS} different letters; this one uses far more.")
    letters = graphemes(text)
    if len(letters) < 2:
        raise ValueError(f"A text needs at least 2 letters; this one has {len(letters)}.")
    if (different := len(set(letters))) > MOST_LETTERS:
        raise ValueError(f"A text can use at most {MOST_LETTERS} different letters; this one uses {different}.")
    return letters


def begin(plan: Plan, reading: Run) -> tuple[Lesson, Alphabet]:
    """A fresh lesson, and its alphabet. `reading` has the preset's weights and the reader's word, without edits.

    An RNN learns the word from the weights that the reader chose; everything else starts at random, by the seed.
    """
    if plan.text:
        return begin_on(plan, encoded(plan.text))
    _, _, seed, hidden = plan.chosen
    start: Params = reading.params
    if plan.cell != "RNN":
        start = _first_weights(plan.cell, seed, len(reading.alphabet), hidden)
    indices = np.append(reading.x[0].argmax(), reading.y)
    return Lesson(start, indices, OPTIMISERS[plan.optimiser](plan.lr), CLIPS[plan.clip], seed), reading.alphabet


def begin_on(plan: Plan, text: Text) -> tuple[Lesson, Alphabet]:
    """A fresh lesson on a text, and its alphabet: from random weights, by the seed, in single precision.

    In a budget it keeps no film of its weights, which for 256 units would be 80 MB.
    """
    seed, optimiser, clip = plan.chosen[2], OPTIMISERS[plan.optimiser](plan.lr), CLIPS[plan.clip]
    start = _first_weights(plan.cell, seed, len(text.alphabet), plan.units)
    start = start.with_flat(start.flat.astype(np.float32))
    indices = text.indices
    more: dict[str, Any] = {"budget": SECONDS}
    if plan.budget:
        more = {"budget": plan.budget, "limit": MOST_UPDATES, "films": False}
    elif len(indices) >= CHECKED:
        held_out = max(len(indices) // 10, WINDOW + 1)
        more["unseen"], indices = indices[-held_out:], indices[:-held_out]
    return Lesson(start, indices, optimiser, clip, seed, **more), text.alphabet


def _first_weights(cell: str, seed: int, letters: int, units: int) -> Params:
    made: Params = CELLS[cell].init(np.random.default_rng(seed), letters, units, letters)
    return made

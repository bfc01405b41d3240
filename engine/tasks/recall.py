"""Recall the first symbol after k distractors: memory and nothing else.

    C  w z z x … y  ?   →   C at the "?"

A long-lag task in the tradition of the latch (Bengio, Simard & Frasconi, 1994) and of Hochreiter &
Schmidhuber (1997, section 5). Chance is 1/4. Distractors have their own four letters; drawn from the
symbols' letters instead (`confusable`), the network must also know which one came first.
"""

import numpy as np

from engine.tasks.data import DrawnTask, Example, drawn_task
from engine.text import Alphabet

SYMBOLS = ("A", "B", "C", "D")
DISTRACTORS = ("w", "x", "y", "z")
QUERY = "?"


def recall(k: int, seed: int = 0, held_out: int = 256, confusable: bool = False) -> DrawnTask:
    """The task at distance k ≥ 1: sequences of T = k + 2 steps, fresh for every batch."""
    if k < 1:
        raise ValueError(f"The number of distractors k must be at least 1; got {k}.")
    distractors = SYMBOLS if confusable else DISTRACTORS

    def draw(rng: np.random.Generator) -> Example:
        first, *between = rng.integers(4, size=k + 1).tolist()
        symbol = SYMBOLS[first]
        x = (symbol, *(distractors[d] for d in between), QUERY)
        return Example(x, (None,) * (k + 1) + (symbol,))

    inputs = Alphabet((*SYMBOLS, *DISTRACTORS, QUERY))
    return drawn_task(inputs, Alphabet(SYMBOLS), draw, seed, held_out)

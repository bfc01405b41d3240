"""The next letter of a word or of a text (Elman, 1990; the notes' h e l l → e l l o)."""

from collections.abc import Iterator

import numpy as np

from engine.tasks.data import Batch
from engine.text import Alphabet


def next_letter(text: str) -> tuple[Alphabet, Batch]:
    """The text's alphabet, and each letter (T,) with the one after it (T,), T = letters − 1."""
    alphabet = Alphabet.from_text(text)
    indices = alphabet.encode(text)
    if len(indices) < 2:
        raise ValueError(f"The next letter needs a text of at least 2 letters; got {len(indices)}.")
    return alphabet, Batch(indices[:-1], indices[1:])


def windows(text: Batch, T: int, B: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Without end: B pieces of T steps each, (T, B), from random places of a text (N,), N ≥ T."""
    if not 1 <= T <= len(text.x):
        raise ValueError(f"A window has 1 to {len(text.x)} steps (the length of the text); got {T}.")
    while True:
        at = rng.integers(len(text.x) - T + 1, size=B) + np.arange(T)[:, None]  # (T, B)
        yield Batch(text.x[at], text.y[at])

"""The next letter of a story: the opening of Lewis Carroll, Alice's Adventures in Wonderland (1865), public domain."""

from pathlib import Path

from engine.tasks.data import Example, FixedTask
from engine.text import Alphabet

ALICE = Path(__file__).with_suffix(".txt").read_text("utf-8")
LENGTH, STRIDE = 80, 20  # letters of a piece, and from the beginning of one to that of the next
SHARE = 0.9  # that is read in training; the rest is held out


def alice() -> FixedTask:
    """Pieces of the story, each letter with the one after it; the last tenth is held out."""
    alphabet = Alphabet.from_text(ALICE)
    cut = int(SHARE * len(ALICE))
    return FixedTask(alphabet, alphabet, _pieces(ALICE[cut:]), _pieces(ALICE[:cut]))


def _pieces(text: str) -> tuple[Example, ...]:
    starts = range(0, len(text) - LENGTH, STRIDE)
    return tuple(Example(tuple(text[at : at + LENGTH]), tuple(text[at + 1 : at + LENGTH + 1])) for at in starts)

"""Sentences of chapter 4 that depend on numbers."""

from collections.abc import Sequence
from math import isnan, log10

import numpy as np

from engine.functions import Array
from ui.board.arithmetic import number, power
from ui.shell.words import Words

MOST_LISTED = 8  # losses that a sentence lists
text = Words.beside(__file__)


def noted_bet(y_hat: Array, letters: Sequence[str], true: str) -> str:
    """What the notes' weights really bet after the first letter, (K,), where the lecture goes on as if it were `true`."""
    best = int(y_hat.argmax())
    given = power(log10(y_hat[letters.index(true)]))
    return text("noted bet", best=letters[best], sure=f"{y_hat[best]:.2f}", true=true, given=given)


def whole_loss(losses: Array, decimals: int) -> str:
    """The losses (T,) of a word's letters, NaN where there is no target, and their sum, as a sentence."""
    each = [number(loss, decimals, in_sentence=True) for loss in losses if not isnan(loss)]
    total = number(float(np.nansum(losses)), decimals, in_sentence=True)
    if len(each) < 2:
        return text("one loss", total=total)
    listed = " + ".join(each if len(each) <= MOST_LISTED else [*each[: MOST_LISTED - 2], "…", each[-1]])
    return text("whole loss", count=len(each), listed=listed, total=total)

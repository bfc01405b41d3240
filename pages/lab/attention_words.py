"""What came after recurrent networks: the words of the course's last picture."""

from collections.abc import Sequence

import numpy as np

from engine.attention import Attention
from ui.board.arithmetic import number
from ui.board.symbols import sym
from ui.shell.glossary import term

BEFORE = f"""
In chapter 2 a whole sentence had to pass through one {term("context")}, the last state. In 2014 Bahdanau, Cho and Bengio
let the decoder look back at **all** the states of the encoder, and weigh them afresh for each word it writes. This is
called {term("attention")}. A vector called the **query** says what is needed now. Each state gets a score for how well it
fits the query; a {term("softmax")} turns the scores into shares that add up to 1. The states, each multiplied by its share,
are then added up into a mixture, which takes the place of the one context.

Here it is, applied to the states of your word, computed as in chapter 4. The query is simply the last state {sym("s")}: the
score of a state is its dot product with the last one. We have fixed this query; a network that translates learns what to
ask for.
"""
AFTER = """
In 2017 a network called the transformer kept attention and dropped recurrence: in training, no step has to wait for the one
before. The price is that every word is compared with every other, so twice as many words take about four times as many
comparisons. Most of today’s language models are built on the transformer.
"""


def told(found: Attention, reads: Sequence[str], decimals: int) -> str:
    """Which state has the largest share, and which the smallest; `reads` are the letters (T,), escaped."""
    share = found.share
    if len(share) == 1:
        return "Your word has one letter before its last, so there is one state, and it gets all: the mixture is that state."
    if np.ptp(share) < 0.005:
        return f"All states fit about equally well: each of the {len(share)} has a share of {share[0]:.0%}."
    most, least = int(share.argmax()), int(share.argmin())
    high, low = (number(found.scores[k], decimals) for k in (most, least))
    return (
        f"The largest share, {share[most]:.0%}, goes to the state after letter {most + 1}, {reads[most]} (score {high}); the "
        f"smallest, {share[least]:.0%}, to the one after letter {least + 1}, {reads[least]} (score {low})."
    )

"""The outlook: attention over the states of the reader's word."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from engine.attention import Attention, attend
from engine.presets import MINE
from pages.lab.attention_figures import mixture
from ui.board.arithmetic import number
from ui.board.parts import visible
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.shell import session
from ui.shell.charts import figure
from ui.shell.page import listing, prose, small_print
from ui.shell.settings import checked_word
from ui.shell.words import Words, without_tags

text = Words.beside(__file__)


def _read_by_some_rnn(settings: Settings) -> Settings:
    """With the reader's own RNN, or the one chosen elsewhere; with random weights where it has not the word's letters."""
    if settings.model is not None and settings.model.cell == "rnn":
        settings = replace(settings, preset=MINE)
    try:
        checked_word(settings.word, settings.preset, settings.model)
    except ValueError:
        return replace(settings, preset="random")
    return settings


def outlook() -> None:
    """What came after, in words and in one picture of the reader's own word."""
    chosen = session.current()
    reading = run(_read_by_some_rnn(chosen))
    states = reading.trace.s
    found = attend(states, states[-1])
    reads = [visible(letter) for letter in reading.alphabet.decode(reading.x.argmax(-1))]
    st.subheader("What came after: attention", anchor=False)
    prose(text["before"])
    said = told(found, reads, chosen.decimals)
    small_print(said)
    alt = f"Bars and heatmaps: attention over the states of your word. {without_tags(said)}"
    figure(mixture(states, found, reads), alt)
    prose(text["after"])
    listing(attend)


def told(found: Attention, reads: Sequence[str], decimals: int) -> str:
    """Which state has the largest share, and which the smallest; `reads` are the letters (T,). HTML."""
    share = found.share
    if len(share) == 1:
        return text["one state"]
    if np.ptp(share) < 0.005:
        return text("equal shares", count=len(share), share=f"{share[0]:.0%}")
    most, least = int(share.argmax()), int(share.argmin())
    high, low = (number(found.scores[k], decimals) for k in (most, least))
    return text(
        "shares",
        **{"most": f"{share[most]:.0%}", "most_at": most + 1, "most_letter": reads[most], "high": high},
        **{"least": f"{share[least]:.0%}", "least_at": least + 1, "least_letter": reads[least], "low": low},
    )

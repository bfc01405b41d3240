"""The outlook: attention over the states of the reader's word."""

from dataclasses import replace

import streamlit as st

from engine.attention import attend
from engine.presets import MINE
from pages.lab import attention_words as words
from pages.lab.attention_figures import mixture
from ui.board.markdown import plain
from ui.board.parts import visible
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.shell import session
from ui.shell.charts import figure
from ui.shell.page import listing, prose
from ui.shell.settings import checked_word


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
    prose(words.BEFORE)
    told = words.told(found, [plain(letter) for letter in reads], chosen.decimals)
    st.caption(told)
    figure(mixture(states, found, reads), f"Bars and heatmaps: attention over the states of your word. {told}")
    prose(words.AFTER)
    listing(attend)

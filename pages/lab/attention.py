"""The outlook: attention over the states of the reader's word."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from engine.attention import Attention, attend
from engine.functions import Array
from engine.presets import MINE
from ui.board.arithmetic import number
from ui.board.parts import visible
from ui.board.symbols import label
from ui.board.theme import CHART
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.shell import session
from ui.shell.charts import figure
from ui.shell.page import listing, prose, small_print
from ui.shell.plots import Figure, axis, heading, heatmap, layout, letters, units
from ui.shell.settings import checked_word
from ui.shell.words import Words, without_tags

text = Words.beside(__file__)
LEFT, RIGHT = [0, 0.78], [0.84, 1]  # of the width: a column a state, and their sum
BARS, STATES = [0.68, 1], [0, 0.52]  # of the height


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
    attention = attend(states, states[-1])
    reads = [visible(letter) for letter in reading.alphabet.decode(reading.x.argmax(-1))]
    st.subheader("What came after: attention", anchor=False)
    prose(text["before"])
    said = told(attention, reads, chosen.decimals)
    small_print(said)
    alt = f"Bars and heatmaps: attention over the states of your word. {without_tags(said)}"
    figure(mixture(states, attention, reads), alt)
    prose(text["after"])
    listing(attend)


def told(attention: Attention, reads: Sequence[str], decimals: int) -> str:
    """Which state has the largest share, and which the smallest; `reads` are the letters (T,). HTML."""
    share = attention.share
    if len(share) == 1:
        return text["one state"]
    if np.ptp(share) < 0.005:
        return text("equal shares", count=len(share), share=f"{share[0]:.0%}")
    most, least = int(share.argmax()), int(share.argmin())
    high, low = (number(attention.scores[k], decimals) for k in (most, least))
    return text(
        "shares",
        **{"most": f"{share[most]:.0%}", "most_at": most + 1, "most_letter": reads[most], "high": high},
        **{"least": f"{share[least]:.0%}", "least_at": least + 1, "least_letter": reads[least], "low": low},
    )


def mixture(states: Array, attention: Attention, reads: Sequence[str]) -> Figure:
    """Bars of each state's share above the states (T, H), and beside them their weighted sum (H,), on the states' scale."""
    T, H = states.shape
    bars = {
        "type": "bar",
        "x": list(range(T)),
        "y": attention.share.tolist(),
        "customdata": attention.scores.tolist(),
        "marker": {"color": CHART["output"]},
        "text": [f"{share:.0%}" for share in attention.share],
        "textposition": "outside",
        "hovertemplate": "score %{customdata:.6f}, share %{y:.4%}<extra></extra>",
    }
    below = {"xaxis": "x2", "yaxis": "y2"}
    beside = {"xaxis": "x3", "yaxis": "y3", "hovertemplate": "%{y}: %{z:.6f}<extra></extra>"}
    titles = [
        heading("how much of each state is taken", 0),
        heading(f"the states {label('s')}", 0) | {"y": STATES[1]},
        heading("mixture", RIGHT[0]) | {"y": STATES[1]},
    ]
    axes = {
        "xaxis": axis(domain=LEFT, anchor="y", range=[-0.5, T - 0.5], showticklabels=False),
        "yaxis": axis(domain=BARS, anchor="x", range=[0, 1.2], tickformat=".0%", tickvals=[0, 0.5, 1]),
        "xaxis2": letters(reads, domain=LEFT, anchor="y2"),
        "yaxis2": units(H) | {"domain": STATES, "anchor": "x2"},
        "xaxis3": axis(domain=RIGHT, anchor="y3", showticklabels=False, ticks="", zeroline=False),
        "yaxis3": units(H) | {"domain": STATES, "anchor": "x3", "showticklabels": False, "ticks": ""},
    }
    cells = [
        heatmap(states.T, 1.0, showscale=False, **below),
        heatmap(attention.context[:, None], 1.0, showscale=False, **beside),
    ]
    margin = {"l": 8, "r": 8, "t": 34, "b": 8}
    look = layout(430, annotations=titles, showlegend=False, margin=margin, **axes)
    return {"data": [bars, *cells], "layout": look}

"""Results that are worth keeping between runs of a page: measured, trained or read from a file once, by small keys."""

import json
from pathlib import Path

import streamlit as st

import models
from engine.costs import Cost, counted, measured
from engine.explode import Descent, descend, exploding

__all__ = ["CLIP", "LENGTHS", "SIZES", "costs", "explosion", "race"]

LENGTHS, SIZES = (5, 10, 20, 50, 100, 200), (4, 8, 16, 32, 64, 128, 256)
LENGTH, SIZE, SYMBOLS = 50, 32, 27  # what is held fixed while the other grows
CLIP = 1.0

Costs = dict[int, tuple[Cost, Cost]]


@st.cache_data(max_entries=1, ttl=600, show_spinner=False)
def costs() -> tuple[Costs, Costs]:
    """(multiplications, seconds on this server) by length, and by hidden size."""

    def both(T: int, H: int) -> tuple[Cost, Cost]:
        sizes = (T, SYMBOLS, H, SYMBOLS)
        return counted(*sizes).multiplications, measured(*sizes)

    return {T: both(T, SIZE) for T in LENGTHS}, {H: both(LENGTH, H) for H in SIZES}


@st.cache_data(max_entries=64, show_spinner=False)
def explosion(word: tuple[int, ...], symbols: int, seed: int) -> tuple[Descent, Descent]:
    """An exploding network's training on a word (indices), without clipping and with."""
    p, batch = exploding(word, symbols, seed)
    return descend(p, batch, None), descend(p, batch, CLIP)


@st.cache_data(max_entries=1, show_spinner=False)
def race() -> dict[str, dict[str, list[float]]]:
    """The shipped recall results: variant → distance → share of right answers for each seed."""
    results: dict[str, dict[str, list[float]]] = json.loads(
        Path(models.__file__).with_name("race.json").read_text("utf-8")
    )
    return results

"""Plotly figures on a page, each with its numbers in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import plotly.io as pio
import streamlit as st
from numpy.typing import NDArray

from ui.board import markdown
from ui.board.arithmetic import number
from ui.board.markdown import plain
from ui.player import figure as place
from ui.shell import session
from ui.shell.plots import Figure

FIGURES = "figures_drawn"  # in the session

TYPE = 12  # px
HALL_TYPE = 22  # what the last row of a hall can read


def figure(
    chart: Figure,
    alt: str,
    values: NDArray[Any] | None = None,
    columns: Sequence[str] = (),
    row: str = "unit",
    name: str = "",
) -> None:
    """A Plotly figure with its description; given its numbers (one row a column of the table), a table beside it.

    name  under which it is kept to be taken away, where it is drawn again as the page goes on
    """
    alt = alt.replace("**", "")  # read aloud, not drawn
    present = session.current().present
    figures = drawn()
    name = name or (alt if alt not in figures else f"{alt} ({len(figures) + 1})")
    figures[name] = chart
    key = f"figure_{list(figures).index(name)}"  # the same on every run: a figure that changes stays where it is
    written = pio.to_json(chart, validate=False)
    height = chart["layout"]["height"]
    size = HALL_TYPE if present else TYPE
    place.figure(written, height=height, label=alt, key=key, size=size, now=present)
    if values is None:
        return
    decimals = session.current().decimals
    with st.expander("As a table"):
        head = ["", *(f"t={t + 1} {plain(column)}" for t, column in enumerate(columns))]
        lines = (
            [row if values.shape[1] == 1 else f"{row} {index + 1}", *(number(value, decimals) for value in line)]
            for index, line in enumerate(values.T)
        )
        _shown(markdown.table(head, lines))


def begin() -> None:
    """A page begins anew, with no figure on it."""
    st.session_state[FIGURES] = {}


def drawn() -> dict[str, Figure]:
    """The figures of this run of the page so far, by their descriptions; it grows as the page goes on."""
    figures: dict[str, Figure] = st.session_state[FIGURES]
    return figures


def table(columns: Mapping[str, Iterable[str]]) -> None:
    """The text version of a figure of curves, folded: a column for each, under its heading; ready-made text."""
    with st.expander("As a table"):
        _shown(in_columns(columns))


def _shown(written: str) -> None:
    """A table, and how to read its exponents if it has any."""
    st.markdown(written)
    if re.search(r"\de[-−]\d", written):
        st.caption("3e−4 is short for 3·10⁻⁴, that is, 0.0003.")


def in_columns(columns: Mapping[str, Iterable[str]]) -> str:
    """A Markdown table with a column for each, under its heading; ready-made text."""
    return markdown.table(list(columns), zip(*columns.values(), strict=True))

"""Plotly figures on a page: after its first picture, in room that is kept for them, each with its numbers in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from numpy.typing import NDArray

from ui import markdown
from ui.board.arithmetic import number
from ui.markdown import plain
from ui.reader import session

__all__ = ["PAGE", "STANDS", "begin", "figure", "table"]

PAGE = "page"  # of this run, in the session
STANDS = "first_picture_stands"  # the page on which it does, said by the browser
ROOMS = "rooms"  # how many figures of this run wait
# The first asks for all, once the next frame has been drawn: several that ask at once are heard as one. Called again
# when the theme changes, it asks no second time.
_room = st.components.v2.component(
    "room",
    js="""export default ({ data, parentElement, setTriggerValue }) => {
  if (parentElement.asked || data.number) return
  parentElement.asked = true
  requestAnimationFrame(() => requestAnimationFrame(() => setTriggerValue("stands", true)))
}""",
)


def figure(
    chart: go.Figure, alt: str, values: NDArray[Any] | None = None, columns: Sequence[str] = (), row: str = "unit"
) -> None:
    """A Plotly figure with its description; given its numbers (one row a column of the table), a table beside it."""
    if st.session_state.get(STANDS) == st.session_state[PAGE]:
        st.plotly_chart(chart, alt=alt, config={"displayModeBar": False})
    else:
        _hold_room(chart.layout.height)
    if values is None:
        return
    decimals = session.current().decimals
    with st.expander("The same as a table"):
        head = ["", *(f"t={t + 1} {plain(column)}" for t, column in enumerate(columns))]
        lines = (
            [row if values.shape[1] == 1 else f"{row} {index + 1}", *(number(value, decimals) for value in line)]
            for index, line in enumerate(values.T)
        )
        st.markdown(markdown.table(head, lines))


def begin(path: str) -> None:
    """At the beginning of each run: the page that is drawn, on which no figure waits yet."""
    st.session_state[PAGE] = path
    st.session_state[ROOMS] = 0


def _hold_room(height: int) -> None:
    """An empty place of a figure's height in px, until the page's first picture stands and the browser asks for the rest.

    A browser shows nothing of a page before it has the code for all of it, and Plotly's is 4.7 MB.
    """
    number = st.session_state[ROOMS]
    st.session_state[ROOMS] += 1
    _room(key=f"room_{number}", height=height, data={"number": number}, on_stands_change=_stood)


def _stood() -> None:
    st.session_state[STANDS] = st.session_state[PAGE]


def table(columns: Mapping[str, Iterable[str]]) -> None:
    """The text twin of a figure of curves, folded: a column for each, under its heading; ready-made text."""
    with st.expander("The same as a table"):
        st.markdown(markdown.table(list(columns), zip(*columns.values(), strict=True)))

"""Plotly figures on a page: after its first picture, in room that is kept for them, each with its numbers in words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from numpy.typing import NDArray

from ui import markdown
from ui.board.arithmetic import number
from ui.markdown import plain
from ui.reader import session

__all__ = ["PAGE", "STANDS", "figure", "table"]

PAGE = "page"  # of this run, in the session
STANDS = "first_picture_stands"  # the page on which it does, said by the browser
_rooms = count()
# Asks once the next frame has been drawn; called again when the theme changes, it asks no second time.
_room = st.components.v2.component(
    "room",
    js="""export default ({ parentElement, setTriggerValue }) => {
  if (parentElement.asked) return
  parentElement.asked = true
  requestAnimationFrame(() => requestAnimationFrame(() => setTriggerValue("stands", true)))
}""",
)


def figure(
    chart: go.Figure, alt: str, values: NDArray[Any] | None = None, columns: Sequence[str] = (), row: str = "unit"
) -> None:
    """A Plotly figure with its description; given its numbers (one row a column of the table), a table beside it."""
    if _stands():
        _draw(chart, alt)
    else:
        _hold_room([chart], alt)
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


def _draw(chart: go.Figure, alt: str) -> None:
    st.plotly_chart(chart, alt=alt, config={"displayModeBar": False})


@st.fragment
def _hold_room(waiting: list[go.Figure], alt: str) -> None:
    """An empty place of the figure's height, until the page's first picture stands and the browser asks for it.

    A browser shows nothing of a page before it has the code for all of it, and Plotly's is 4.7 MB. The list is
    emptied, so that the session keeps no figure.
    """
    if not waiting:
        st.rerun()
    if _stands():
        _draw(waiting.pop(), alt)
    else:
        _room(key=f"room_{next(_rooms)}", height=waiting[0].layout.height, on_stands_change=_stood)


def _stands() -> bool:
    return st.session_state.get(STANDS) == st.session_state.get(PAGE)


def _stood() -> None:
    st.session_state[STANDS] = st.session_state[PAGE]


def table(columns: Mapping[str, Iterable[str]]) -> None:
    """The text twin of a figure of curves, folded: a column for each, under its heading; ready-made text."""
    with st.expander("The same as a table"):
        st.markdown(markdown.table(list(columns), zip(*columns.values(), strict=True)))

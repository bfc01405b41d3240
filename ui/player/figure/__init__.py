"""Plotly's figures in their place on the page: its library is fetched after the first picture, and only where one is near."""

import streamlit as st

from ui.player.scripts import FIGURE, PLOTLY_FILE

_place = st.components.v2.component("figure", js=FIGURE.loader, isolate_styles=False)


def figure(written: str, *, height: int, label: str, key: str, size: int, now: bool) -> None:
    """Keep a figure's room and draw it there, in the colours of the reader's theme.

    written  Plotly's JSON;  height  of the room, px;  label  for screen readers;  size  of its type, px;
    now  drawn even if it is not near the window, as in a presentation
    """
    data = {"figure": written, "height": height, "label": label, "size": size, "now": now, "library": PLOTLY_FILE}
    _place(key=key, data=data, height=height)

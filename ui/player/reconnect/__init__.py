"""A page that was connected to another server asks it for all that it shows."""

from pathlib import Path

import streamlit as st

_reconnect = st.components.v2.component("reconnect", js=Path(__file__).with_name("reconnect.js").read_text("utf-8"))

CSS = ".st-key-reconnect { display: none; }"  # it shows nothing and takes no room


def ask_again() -> None:
    """To be called once on every page; the browser does the rest."""
    _reconnect(key="reconnect", data={}, on_again_change=lambda: None)

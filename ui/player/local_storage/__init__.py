"""One text in the browser's localStorage: stored, given to a session that has none, removed."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "local_storage", js=Path(__file__).with_name("local_storage.js").read_text("utf-8")
)

CSS = "[class*=st-key-local_storage] { display: none; }"  # it shows nothing and takes no room


def keep(text: str) -> None:
    """Let the browser keep the text."""
    _component(key="local_storage_keep", data={"keep": text})


def forget() -> None:
    """Let the browser forget it."""
    _component(key="local_storage_forget", data={"forget": True})


def kept() -> tuple[str | None, str]:
    """What the browser keeps, once it has said it, and the controls that stood on it in this page, parted by commas.

    A browser can send anything.
    """
    sent = _component(key="local_storage_kept", data={}, on_kept_change=lambda: None, on_asked_change=lambda: None)
    return sent.kept if isinstance(sent.kept, str) else None, sent.asked if isinstance(sent.asked, str) else ""

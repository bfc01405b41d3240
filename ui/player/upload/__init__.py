"""The keyboard's focus stays at a field whose file was just chosen."""

from pathlib import Path

import streamlit as st

_upload = st.components.v2.component("upload", js=Path(__file__).with_name("upload.js").read_text("utf-8"))

CSS = "[class*=st-key-upload_focus] { display: none; }"  # it shows nothing and takes no room


def keep_focus(field: str) -> None:
    """To be called beside a field for files, which has this key."""
    _upload(key=f"upload_focus_{field}", data={})

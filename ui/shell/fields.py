"""Text fields and files: all that a reader can type, paste or upload comes in here, and is measured before it is looked at.

No other module draws such a field (a test checks it). A text that was refused is not looked at again when its page runs
again: what is remembered of it is a hash and the sentence.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from engine.text import measured
from ui.player.upload import keep_focus

Read = TypeVar("Read")

PASTED = 3000  # characters that a short field takes, so that what is too long is told its own limit and stays
_REFUSED = "fields_refused"  # in the session: by place, what was refused and why

line = st.text_input
area = st.text_area


def upload(label: str, key: str, **more: Any) -> object:
    """A field for one file of at most a megabyte."""
    keep_focus(key)
    return st.file_uploader(label, key=key, max_upload_size=1, **more)


def content(uploaded: object) -> bytes | None:
    """What is in an uploaded file; None where there is none, or none any more: a restarted server has no files."""
    return uploaded.getvalue() if isinstance(uploaded, UploadedFile) else None


def name_of(uploaded: object) -> str:
    """What its reader calls an uploaded file, at most 80 characters of it."""
    return uploaded.name[:80] if isinstance(uploaded, UploadedFile) else ""


def read(place: str, came: str, longest: int, rule: Callable[[str], Read], context: object = None) -> Read:
    """What `rule` makes of a text of at most `longest` characters that came from outside.

    Raises ValueError where it is too long, stacks too many marks, or where the rule does; for the same text at the same
    place, and in the same context if the rule depends on more than the text, without looking again.
    """
    refused: dict[str, tuple[object, str]] = st.session_state.setdefault(_REFUSED, {})
    token = (len(came), hash(came), context)
    if place in refused and refused[place][0] == token:
        raise ValueError(refused[place][1])
    try:
        result = rule(measured(came, longest))
    except ValueError as why:
        refused[place] = (token, str(why))
        raise
    refused.pop(place, None)
    return result

"""The text of the lab: pasted or from a file; a network reads it, and a network can be trained on it."""

import streamlit as st

from engine.tasks.alice import ALICE
from pages.lab.respond import LARGEST_TEXT, decoded
from ui.board.markdown import plain
from ui.shell import fields
from ui.shell.settings import shown
from ui.training.lessons import Text, digest, encoded

FIRST = "\n".join(ALICE.split("\n")[:2])
HELD = "lab_text_held"  # in the session: the last good text


def choose() -> Text:
    """The text of the field, or of the file if there is one; of one that is refused the reason is told, and the last good
    text stays."""
    left, right = st.columns([2, 1])
    with left:
        typed = fields.area("Text", FIRST, key="lab_text", height=140, persist_state="session")
    with right:
        file = fields.upload("Text file", "text_file")
    held: Text | None = st.session_state.get(HELD)
    try:
        text = typed
        if file is not None and (content := fields.content(file)) is not None:
            text, encoding = decoded(content)
            st.caption(plain(f"{fields.name_of(file)} is read as {encoding}; it stands in for the field."))
        elif (size := len(typed.encode())) > LARGEST_TEXT:
            raise ValueError(f"A text can have at most {LARGEST_TEXT:,} bytes; this one has {size:,}.")
        if held is None or held.digest != digest(text):
            held = st.session_state[HELD] = fields.read("lab_text", text, LARGEST_TEXT, encoded)
    except ValueError as rule:
        st.error(plain(f"{shown(str(rule), 400)} The previous text is still here."), icon=":material/edit:")
    return held or encoded(FIRST)

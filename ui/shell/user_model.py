"""The reader's own model: loaded into this session, stored by the browser, restored from there, removed."""

import streamlit as st

from engine.presets import MINE
from ui.cells.model_file import Model, from_text, to_text
from ui.player import local_storage
from ui.shell import fields, session
from ui.shell.controls import PRESETS_OF, chosen
from ui.shell.settings import checked_word

LONGEST_KEPT, LONGEST_ASKED = 2_000_000, 100  # characters
FORGOTTEN = "model_forgotten"  # in the session, which then does not ask the browser again


def take(model: Model) -> None:
    """Put a model in force, as the weights of all pages of its cell."""
    session.bring(model)
    st.session_state["preset" if model.cell == "rnn" else "lstm_preset"] = MINE
    if model.cell != "rnn":
        st.session_state["cell"] = model.cell
    try:
        checked_word(session.current().word, MINE, model)
    except ValueError:
        st.session_state["word"] = model.sample


def forget() -> None:
    """The session and the browser have no model of the reader's any more."""
    session.bring(None)
    st.session_state[FORGOTTEN] = True
    for name in ("preset", "lstm_preset"):
        if st.session_state.get(name) == MINE:
            st.session_state[name] = "random"


def let_browser_know() -> None:
    """Call this where a model is loaded: the browser stores the session's model, or removes the one that was forgotten."""
    model = session.current().model
    if model is not None:
        local_storage.keep(to_text(model))
    elif FORGOTTEN in st.session_state:
        local_storage.forget()


def restore() -> None:
    """A session without a model of the reader's asks the browser whether it keeps one; an address may ask for it, or a page
    that stood with it when its server went away."""
    if session.current().model is not None or FORGOTTEN in st.session_state:
        return
    text, asked = local_storage.kept()
    if text is None:
        return
    try:
        session.bring(fields.read("kept", text, LONGEST_KEPT, from_text))
    except ValueError:
        return  # not a model that was stored from here: ignored
    for name in {*st.session_state["asked_for_mine"], *asked[:LONGEST_ASKED].split(",")} & {*PRESETS_OF}:
        if session.owns("rnn" if name == "preset" else chosen("cell")):
            st.session_state[name] = MINE
    st.rerun()

"""What this session holds of the reader's choices: the settings in force, and the edited weights of each model."""

from dataclasses import replace
from typing import cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.cells import edits as weights
from ui.cells.choice import Settings
from ui.cells.model_file import Model


def name() -> str:
    """What the server calls this session."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def current() -> Settings:
    """The settings in force in this session."""
    return cast(Settings, st.session_state["settings"])


def remember(settings: Settings) -> None:
    """Put settings in force in this session."""
    st.session_state["settings"] = settings


def bring(model: Model | None) -> None:
    """Put a model of the reader's in the place of the one before; None takes it away. It holds as long as the session."""
    remember(replace(current(), model=model))


def owns(cell: str) -> bool:
    """Has the reader loaded a model of this cell?"""
    model = current().model
    return model is not None and model.cell == cell


def edits(model: str = "rnn") -> str:
    """The reader's own weights of a model, canonical text; they hold on every page of this session."""
    if model == "rnn":
        return current().edits
    return cast(str, st.session_state.get("edits_of", {}).get(model, ""))


def is_new() -> bool:
    """Is this the first time that the session is asked?"""
    new = "known" not in st.session_state
    st.session_state["known"] = True
    return new


def remember_edits(text: str, model: str = "rnn") -> None:
    """Take over edited weights, from a stage or a training; what is broken in the text is dropped.

    Every model has its own: V and b_y are names of all of them. A session holds more of them than an address
    does (weights.LONGEST_HELD against LONGEST_TEXT).
    """
    kept = weights.text(weights.parse(text, weights.LONGEST_HELD)[0])
    if model == "rnn":
        remember(replace(current(), edits=kept))
    else:
        st.session_state["edits_of"] = st.session_state.get("edits_of", {}) | {model: kept}

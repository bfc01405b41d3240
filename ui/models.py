"""The shipped models, each read from its file once for all sessions."""

import streamlit as st

import models
from models import Model

__all__ = ["shipped"]


@st.cache_resource(max_entries=32, show_spinner=False)
def shipped(name: str) -> Model:
    """A shipped model in float64, as its numbers are shown."""
    return models.load(name)

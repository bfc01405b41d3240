"""What a chapter's page shows besides its own prose: the stage with the reader's settings, the engine's source."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import settings
from ui.listing import source_of
from ui.stage import stage
from ui.storyboard import Storyboard

__all__ = ["listing", "play"]


def play(board: Storyboard, *, key: str = "stage", edits: str = "", asides: bool = False) -> None:
    """The stage, at the reader's step and precision; edited weights go back into the settings."""
    chosen = settings.current()
    start = settings.initial_step()
    if start >= len(board.steps):
        st.warning(
            f"t: this story has {len(board.steps)} steps, counted from 0; {start} is not among them.",
            icon="⚠️",
        )
        start = 0
    stage(
        board,
        key=key,
        decimals=chosen.decimals,
        start=start,
        edit=edits,
        asides=asides,
        present=chosen.present,
        on_edit=settings.remember_edits,
    )


def listing(*functions: Callable[..., Any]) -> None:
    """The engine's own source, folded: what ran, not a copy of it."""
    with st.expander("The code that ran", icon="🧮"):
        for function in functions:
            st.caption(f"{function.__module__.replace('.', '/')}.py")
            st.code(source_of(function), language="python")

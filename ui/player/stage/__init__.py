"""The stage: one client-side player for any storyboard. It receives all steps once; stepping never asks the server."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from ui.board.storyboard import Storyboard
from ui.player.scripts import STAGE
from ui.player.sent import as_text

# isolate_styles: the contract's selectors reach the stage from the document
_player = st.components.v2.component("unrolled_stage", js=STAGE.loader, isolate_styles=False)


def stage(
    board: Storyboard,
    *,
    key: str = "stage",
    decimals: int = 2,
    start: int = 0,
    edit: str = "",
    asides: bool = False,
    present: bool = False,
    on_edit: Callable[[str], None] | None = None,
    picks: Collection[str] = (),
    blanks: Mapping[str, Any] | None = None,
    on_pick: Callable[[str, int, int], None] | None = None,
) -> str | None:
    """Play the storyboard. Returns the edited weights that the browser last sent, None if it has sent none.

    decimals  2 to 6, how numbers are written; never how they are used
    start     the step shown first (0-based); afterwards the browser keeps its own
    edit      the edited weights in force, as in the URL; on_edit is called with the text after each change
    asides    print the storyboard's values from elsewhere beside its own
    present   the projector's layout, with the keyboard's focus
    blanks    cells that the reader fills in, as pages.practice.exercise writes them
    picks     grids whose pinned cells the page wants to know; on_pick is called with name, row and column
    """

    def said(what: str) -> str | None:
        """What the browser sent under a name, if it is text: a browser can send anything."""
        sent = st.session_state[key].get(what)
        return sent if isinstance(sent, str) else None

    def changed() -> None:
        text = said("edit")
        if on_edit is not None and text is not None:
            on_edit(text)

    def picked() -> None:
        match (said("pick") or "")[:100].split("."):
            case name, row, col if on_pick is not None and name in picks and row.isdecimal() and col.isdecimal():
                on_pick(name, int(row), int(col))

    text = as_text(
        board, decimals=decimals, start=start, edit=edit, asides=asides, present=present, picks=picks, blanks=blanks
    )
    sent = _player(key=key, data={"board": text}, on_edit_change=changed, on_pick_change=picked).edit
    return sent if isinstance(sent, str) else None

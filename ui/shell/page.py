"""What a chapter's page shows besides its own prose: the stage with the reader's settings, the engine's source."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import streamlit as st

from ui.board.listing import source_of
from ui.board.markdown import plain, without_signs
from ui.board.mathml import glued
from ui.board.storyboard import Storyboard
from ui.board.theme import PROSE
from ui.board.worksheet import as_text
from ui.player.stage import stage
from ui.shell import session

MOST_NOTICES = 8  # an address can hold thousands of mistakes
LONGEST_TABLES = 60_000  # characters of a text that is still drawn with its tables


def prose(text: str) -> None:
    """Paragraphs of our own, HTML from a words.md or Markdown; whatever a reader typed is escaped in them."""
    st.markdown(glued(text), unsafe_allow_html=True, width=PROSE)


def small_print(text: str) -> None:
    """The same, small."""
    st.caption(glued(text), unsafe_allow_html=True)


def show_notices(notices: Iterable[str]) -> None:
    """One warning a sentence; whatever the sentence quotes is shown as it is. Of very many, the first and how many more."""
    said = list(notices)
    if len(said) > MOST_NOTICES:
        said[MOST_NOTICES - 1 :] = [f"And {len(said) - MOST_NOTICES + 1} more of this kind."]
    for notice in said:
        st.warning(plain(notice), icon=":material/warning:")


def initial_step(steps: int) -> int:
    """The step (0-based) of the address, 0 once the reader has left its page, and with a warning where there are not so many."""
    start = session.current().step
    if start < steps:
        return start
    st.warning(
        f"t: this story has {steps} steps, counted from 0; {start} is not among them.", icon=":material/warning:"
    )
    return 0


def play(
    board: Storyboard, *, key: str = "stage", edits: str = "", asides: bool = False, model: str = "rnn", **more: Any
) -> None:
    """The stage, at the reader's step and precision; its model's edits go back into the settings. More: see stage()."""
    chosen = session.current()
    sent = stage(
        board,
        key=key,
        decimals=chosen.decimals,
        start=initial_step(len(board.steps)),
        edit=edits,
        asides=asides,
        present=chosen.present,
        on_edit=partial(session.remember_edits, model=model),
        **more,
    )
    # After a restart of the server the browser's first message brings the weights that its reader has edited since the
    # page was opened; the address that comes with it is still the one that opened the page.
    if session.is_new() and sent is not None and sent != edits:
        session.remember_edits(sent, model)
        st.rerun()


def end_of_embed() -> None:
    """Embedded in another page, a page ends here. In a presentation only the figures below this point are shown: after the
    last step, each on the whole screen."""
    if session.current().embed:
        st.stop()
    if session.current().present:
        st.html('<span class="rest"></span>')


def listing(*functions: Callable[..., Any]) -> None:
    """The engine's own source, folded: what ran, not a copy of it.

    Sent when it is unfolded: the browser fetches a highlighter for it, 1.6 MB that nobody needs before.
    """
    key = "_".join(["listing", *(function.__qualname__ for function in functions)])
    folded = st.expander("The code that ran", key=key, on_change="rerun")
    if not folded.open:
        return
    with folded:
        for function in functions:
            st.caption(f"{function.__module__.replace('.', '/')}.py")
            st.code(source_of(function), language="python")


def text_version(board: Storyboard) -> None:
    """The stage in words, folded.

    Written when it is unfolded: the tables of a long word would keep every other part of the page waiting.
    """
    decimals = session.current().decimals
    folded = st.expander("All steps as text", key="text_version", on_change="rerun")
    if not folded.open:
        return
    with folded:
        written = as_text(board, decimals)
        if len(written) <= LONGEST_TABLES:
            st.markdown(written)
        else:  # a browser takes seconds to lay out so many tables
            st.code(without_signs(written), language=None, height=600)

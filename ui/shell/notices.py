"""What was wrong with an address, or with weights that came with it: a warning a sentence."""

from collections.abc import Iterable

import streamlit as st

from ui.board.markdown import plain

MOST = 8  # sentences; an address can hold thousands of mistakes


def show_notices(notices: Iterable[str]) -> None:
    """One warning a sentence; whatever the sentence quotes is shown as it is. Of very many, the first and how many more."""
    said = list(notices)
    if len(said) > MOST:
        said[MOST - 1 :] = [f"And {len(said) - MOST + 1} more of this kind."]
    for notice in said:
        st.warning(plain(notice), icon=":material/warning:")

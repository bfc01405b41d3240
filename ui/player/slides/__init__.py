"""A page given with a remote alone: after its player its figures, each on the whole screen, then the next chapter."""

from collections.abc import Sequence

import streamlit as st

from ui.player.scripts import SLIDES

_slides = st.components.v2.component("slides", js=SLIDES.loader, isolate_styles=False)


def slides(page: str, course: Sequence[str]) -> None:
    """Lead on from the last step of this page's player to its figures and to the next page of the course (paths)."""
    _slides(key="slides", data={"page": page, "course": list(course)})

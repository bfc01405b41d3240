"""Home: what this is, and the chapters."""

import streamlit as st

from ui import settings
from ui.chapters import CHAPTERS

if not settings.current().present:
    st.subheader("Chapters", anchor=False)
    with st.container(horizontal=True):
        for chapter in CHAPTERS:
            with st.container(border=True, width=320):
                st.caption(f"Part {chapter.part} · Chapter {chapter.number}")
                st.page_link(chapter.file, label=chapter.title, icon=chapter.icon)
                st.markdown(chapter.shows)

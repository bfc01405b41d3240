"""Home: what this is, and the chapters."""

import streamlit as st

from ui.chapters import CHAPTERS

for chapter in CHAPTERS:
    with st.container(border=True):
        st.caption(f"Chapter {chapter.number}")
        st.page_link(chapter.file, label=chapter.title, icon=chapter.icon)
        st.markdown(chapter.shows)

"""What every page shares: the navigation, the header, the settings, and the way to the next chapter."""

from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from ui import __version__
from ui.board import theme
from ui.player.reconnect import ask_again
from ui.player.slides import slides
from ui.shell import address, charts, controls, session, user_model
from ui.shell.chapters import PAGES, next_chapter
from ui.shell.page import prose
from ui.training.counted import drawing
from ui.training.turns import pages

with pages.drawing(session.name()), drawing() as this:
    st.set_page_config(page_title="Unrolled", page_icon=str(theme.FAVICON), layout="wide", initial_sidebar_state=256)

    chapters = {c: st.Page(c.file, title=c.title, url_path=c.path, default=not c.path) for c in PAGES}
    here = st.navigation(list(chapters.values()), expanded=True)
    chapter = next(c for c in PAGES if c.path == here.url_path)
    this.page = chapter.path or "home"
    st.sidebar.caption(f"Version {__version__}")

    controls.open_session(chapter)
    charts.begin()
    user_model.restore()
    present, embed = session.current().present, session.current().embed
    st.html(f"<style>{theme.css('embed' if embed else 'present' if present else 'page')}</style>")
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.title(chapter.title, anchor=False, width="content")
        if not present and not embed:
            st.markdown(chapter.claim([controls.chosen(choice.name) for choice in chapter.choices]))
    notices = st.container()
    if not present and not embed:
        controls.show(chapter)
    with notices:  # which the controls, a moment ago, may have settled
        controls.show_notices()
    address.write(chapter)
    ask_again()

    body = st.container(key="body")
    following = next_chapter(chapter)
    if chapter.part and not present and not embed:
        ending = chapter.words["end"]
        if ending.startswith("<ol>"):
            st.subheader("Can you tell?", anchor=False)
        prose(ending)
        if following:
            st.page_link(chapters[following], label=f"Next: {following.title} →")
    if embed:
        st.caption(f"[Unrolled: {chapter.title}]({address.of(chapter, session.edits())})")
    else:
        controls.show_present_button()
    if present:
        slides(chapter.path, [c.path for c in PAGES])
    # Last: what is around the page stands there while it computes, and when it stops early; what was chosen holds all the same.
    with body, suppress(StopException):
        here.run()
    address.write_own(chapter)

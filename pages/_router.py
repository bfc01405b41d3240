"""What every page shares: the navigation, the header, the settings, and the way to the next chapter."""

import streamlit as st

from ui import controls
from ui.chapters import PAGES, PARTS, next_chapter

st.set_page_config(page_title="Unrolled", page_icon="🔁", layout="wide")

pages = {c: st.Page(c.file, title=c.title, icon=c.icon, url_path=c.path, default=not c.path) for c in PAGES}
sections: dict[str, list] = {}
for c, page in pages.items():
    sections.setdefault(f"Part {c.part}: {PARTS[c.part]}" if c.part else "", []).append(page)
here = st.navigation(sections)
chapter = next(c for c in PAGES if c.path == here.url_path)

controls.open_session(chapter)
if chapter.part:
    st.caption(f"Part {chapter.part} · Chapter {chapter.number}")
st.title(chapter.title, anchor=False)
st.markdown(chapter.claim)
controls.show_notices()
controls.show(chapter)
controls.write_address(chapter)

here.run()

if following := next_chapter(chapter):
    st.page_link(pages[following], label=f"Next: {following.title} →")

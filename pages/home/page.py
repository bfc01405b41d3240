"""The home page: the stage playing a word, and the chapters."""

import streamlit as st

from ui.cells import forward
from ui.cells.word_run import run
from ui.export.takeaway import take_away
from ui.shell import session
from ui.shell.chapters import CHAPTERS
from ui.shell.page import end_of_embed, play, prose, show_notices
from ui.shell.words import Words

reading = run(session.current())
show_notices(reading.notices)

prose(Words.beside(__file__)("reads", letters=len(reading.y)))
board = forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols)
play(board, edits=reading.edits)
end_of_embed()

st.header("The chapters", anchor=False)
st.page_link(CHAPTERS[0].file, label=f"Start here: {CHAPTERS[0].title} →")
for first in range(0, len(CHAPTERS), 3):
    for column, chapter in zip(st.columns(3), CHAPTERS[first : first + 3], strict=False):
        with column.container(border=True, height="stretch"):
            st.caption(f"Part {chapter.part} · Chapter {chapter.number}")
            st.page_link(chapter.file, label=f"**{chapter.title}**")
            st.markdown(chapter.words.source("card"))
take_away(board, reading, "", reading.edits)

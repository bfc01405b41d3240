"""Chapter 8: the LSTM, gate by gate; the GRU beside it."""

import streamlit as st

from engine import lstm
from ui import settings
from ui.gated_run import gated_run
from ui.page import listing, play, show_notices, twin
from ui.stories import lstm as lstm_story

chosen = settings.current()
cell, preset = st.session_state["cell"], st.session_state["lstm_preset"]
run = gated_run(cell, preset, chosen, settings.edits(cell))
show_notices(run.notices)
board = lstm_story.storyboard(run.reading, run.toy)
play(board, key="stage", edits=run.edits, model=cell)
if chosen.present:
    st.stop()
twin(board)
listing(lstm.forward)

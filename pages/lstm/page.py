"""Chapter 8: the LSTM, gate by gate; the GRU beside it."""

import streamlit as st

from engine import toy
from engine.cells import CELLS
from pages.lstm import panels, words
from ui.cells.gated_run import gated_run
from ui.export.takeaway import take_away
from ui.shell import controls, session
from ui.shell.notices import show_notices
from ui.shell.page import listing, play, prose, rest, text_version

chosen = session.current()
cell = controls.chosen("cell")
run = gated_run(cell, controls.chosen("lstm_preset"), chosen, session.edits(cell))
show_notices(run.notices)
board = run.storyboard()
play(board, key="stage" if cell == "lstm" else f"stage_{cell}", edits=run.edits, model=cell)
rest()

st.subheader("What you see", anchor=False)
prose(words.SEEN[cell])

st.subheader("What is kept, written and shown", anchor=False)
st.caption(
    "Press Play to go through the word letter by letter. The line marks the sum of the two bars: the unit’s new state."
)
panels.memory(run.reading, cell)
st.subheader("The gates over time", anchor=False)
st.caption(words.OVER_TIME[cell])
panels.gates(run.reading, cell)
st.subheader("Why gates are σ and content is tanh", anchor=False)
prose(words.SQUASHES)
panels.squashes(run.reading, cell)
st.subheader("How many weights?", anchor=False)
st.markdown(words.parameters(**run.reading.params.sizes))
st.caption(words.COUNTED, unsafe_allow_html=True)
read = run.reading
take_away(board, read.params, read.trace, read.y, run.alphabet.symbols, "lstm", run.edits)
text_version(board)
listing(*([toy.forward] if cell == "lstm" else []), CELLS[cell].forward, CELLS[cell].backward)

"""Chapter 8: the LSTM, gate by gate; the GRU beside it."""

import streamlit as st

from engine import toy
from engine.cells import CELLS
from pages.lstm import panels
from ui.cells.gated_run import gated_run
from ui.export.takeaway import take_away
from ui.shell import controls, session
from ui.shell.page import end_of_embed, listing, play, prose, show_notices, small_print, text_version
from ui.shell.words import Words

text = Words.beside(__file__)
chosen = session.current()
cell = controls.chosen("cell")
run = gated_run(cell, controls.chosen("lstm_preset"), chosen, session.edits(cell))
show_notices(run.notices)
board = run.storyboard()
play(board, key="stage" if cell == "lstm" else f"stage_{cell}", edits=run.edits, model=cell)
end_of_embed()

st.subheader("What you see", anchor=False)
prose(text[f"seen {cell}"])

st.subheader("What is kept, written and shown", anchor=False)
small_print(text["memory"])
panels.memory(run.reading, cell)
st.subheader("The gates over time", anchor=False)
small_print(text("over time", gate=panels.KEEPS[cell]))
panels.gates(run.reading, cell)
st.subheader("Why gates are σ and content is tanh", anchor=False)
prose(text["squashes"])
panels.squashes(run.reading, cell)
st.subheader("How many weights?", anchor=False)
st.markdown(panels.parameters(**run.reading.params.sizes))
small_print(text["counted"])
take_away(board, run.reading, "lstm", run.edits)
text_version(board)
listing(*([toy.forward] if cell == "lstm" else []), CELLS[cell].forward, CELLS[cell].backward)

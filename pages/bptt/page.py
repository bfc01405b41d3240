"""Chapter 5: backpropagation through time, every number."""

from dataclasses import replace

import streamlit as st

from engine import rnn
from pages.bptt import panels
from ui.cells import bptt
from ui.cells.word_run import run
from ui.export.takeaway import take_away
from ui.shell import session
from ui.shell.page import end_of_embed, listing, play, prose, show_notices, text_version

chosen = session.current()
reading = run(replace(chosen, feed="true"))
show_notices(reading.notices)
grads = rnn.backward(reading.params, reading.trace, reading.y)

board_here = st.container()  # above the learning rate that its last steps need
update = panels.update(grads, reading)
board = bptt.storyboard(grads, reading.y, reading.alphabet.symbols, update)
with board_here:
    play(board, edits=reading.edits, picks=panels.PICKS, on_pick=panels.pick)
end_of_embed()

st.subheader("What you see", anchor=False)
prose(panels.text["seen"])
panels.step_length(grads, reading, update)
panels.gradient_check(grads, reading)
panels.truncation(grads, reading)
take_away(board, reading, "bptt", reading.edits)
text_version(board)
listing(rnn.backward)

"""Chapter 5: backpropagation through time, every number."""

from dataclasses import replace

import streamlit as st

from engine import rnn
from ui.panels import bptt as panels
from ui.panels.page import listing, play, show_notices, twin
from ui.panels.takeaway import take_away
from ui.reader import session
from ui.runs.word import run
from ui.stories import bptt
from ui.theme import ink

chosen = session.current()
reading = run(replace(chosen, feed="true"))
show_notices(reading.notices)
grads = rnn.backward(reading.params, reading.trace, reading.y)

board_here = st.container()  # above the learning rate that its last steps need
update = panels.update(grads, reading)
board = bptt.storyboard(grads, reading.y, reading.alphabet.symbols, update)
with board_here:
    play(board, edits=reading.edits, picks=panels.PICKS, on_pick=panels.pick)
if chosen.present:
    st.stop()

st.subheader("What you see", anchor=False)
st.markdown(
    f"""
The word has been read; each letter had its loss, and L is their sum. A {ink("gradient", "gradient")} says how fast L
grows with a number: ∂L/∂s₂ = 0.5 means that 0.001 more of that unit after letter 2 makes L larger by 0.0005. The
gradient of a weight says which way to turn it, and that is all that learning needs.

At the output the gradient is ŷ − y: the probability that was given, less the one that should have been. From there it
walks backwards along the ways that the numbers came, multiplied by the same weights on their side (Vᵀ, Wᵀ) and by the
slope of tanh. A {ink("state", "state")} was used twice, for its own output and for the next state. So its gradient has two
parts: one from this output, and one **from the future**. That second part is why it is called *backpropagation through
time*, and why it starts at the last letter.

U, W, b, V and b_y were used at every letter. Their gradient is the sum of what each use contributes: an error, times what
it was multiplied with on the way forward. With the notes’ weights W is one number for all units and all letters, so its
gradient is one number too: the sum of all those products.
"""
)

panels.step_length(grads, reading, update)
panels.gradient_check(grads, reading)
take_away(board, reading.params, reading.x, reading.y, reading.alphabet.symbols, "bptt", reading.edits)
twin(board)
listing(rnn.backward)

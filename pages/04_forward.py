"""Chapter 4: the forward pass, every number."""

import streamlit as st

from engine import rnn
from ui.figures import forward as figures
from ui.markdown import plain
from ui.panels.charts import figure
from ui.panels.page import listing, play, show_notices, twin
from ui.panels.takeaway import take_away
from ui.reader import session
from ui.runs.word import run, written_on
from ui.stories import forward, handwritten
from ui.theme import ink

chosen = session.current()
reading = run(chosen)
show_notices(reading.notices)

noted = (
    chosen.notes
    and chosen.preset == "notes"
    and handwritten.speaks_of(reading.alphabet.decode(reading.x[:1].argmax(-1))[0], reading.edits)
)
board = forward.storyboard(
    reading.params,
    reading.trace,
    reading.y,
    reading.alphabet.symbols,
    handwritten.asides(len(reading.y)) if noted else None,
)
play(board, edits=reading.edits, asides=noted)
if chosen.present:
    st.stop()

if chosen.notes and chosen.preset == "notes" and not noted:
    st.caption("The notes’ handwriting is for a word that begins with h, read with their weights unchanged.")
if noted:
    st.subheader("Where the notes and the numbers part", anchor=False)
    for name, (_, note) in handwritten.NOTED.items():
        st.markdown(f"- **{board.grids[name].symbol.at(0)}**: {note}")

st.subheader("What you see", anchor=False)
st.markdown(
    f"""
The word is read one letter at a time. A letter enters as a **one-hot** vector {ink("x", "input")}: one row for every
letter of the alphabet, a 1 in its own row. The {ink("weights", "weight")} U turn it into what the letter says to each
**hidden unit**; the weights W do the same for the {ink("state", "state")} s that the letters before have left. Their sum,
plus a bias, goes through tanh, and is the new state.

From the state the weights V make a score for every letter, and **softmax** turns scores into
{ink("probabilities", "output")}: the network’s bet on what comes next. The **loss** is −ln of the probability it gave to
the letter that really came: 0 for a sure and right bet, large for a sure and wrong one.

The same U, W, b and V serve at every time step. That is all the network has: what it remembers of *h* when it reads the
last *l* is in the few numbers of the state. PyTorch writes W_ih for U, W_hh for W and h for s.
"""
)

reads = board.strip.reads
shape = f"{len(reads)} letters by {reading.params.H} units"
st.subheader("The hidden state over time", anchor=False)
st.caption(
    "Each column is the state after a letter. Play shows it grow; with the keyboard, the stage above does the same."
)
figure(figures.film(reading.trace.s, reads), f"Heatmap of the hidden state, {shape}", reading.trace.s, reads)
st.caption("The same numbers, each unit as a line between −1 and 1.")
figure(figures.lines_over_time(reading.trace.s, reads), f"Lines of the hidden state, {shape}")

st.subheader("Letter or memory?", anchor=False)
st.caption(
    "The share of the letter in |U·x| + |W·s|, for each unit and time step. At the first letter memory is empty, so the "
    "letter has it all."
)
figure(figures.input_share(reading.trace.Ux, reading.trace.Ws, reads), f"Heatmap of the letter’s share, {shape}")

st.subheader("Let it write", anchor=False)
how = "draws each next letter by its probability" if chosen.feed == "sample" else "always takes its best guess"
st.markdown(f"Started with ‘{plain(reads[0])}’, it {how} and reads it as its next input, 40 times:")
st.text(written_on(chosen, reading, 40))
take_away(board, reading.params, reading.x, reading.y, reading.alphabet.symbols, "forward", reading.edits, noted)
twin(board)
listing(rnn.forward)

"""Chapter 4: the forward pass, every number."""

import streamlit as st

from engine import rnn
from pages.forward import figures, handwritten, words
from pages.forward.handwritten import by_hand
from ui.board.markdown import plain
from ui.cells import forward
from ui.cells.word_run import run, written_on
from ui.export.takeaway import take_away
from ui.shell import session
from ui.shell.charts import figure
from ui.shell.notices import show_notices
from ui.shell.page import listing, play, prose, rest, text_version

chosen = session.current()
reading = run(chosen)
show_notices(reading.notices)

noted = by_hand(chosen, reading)
board = forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols, noted)
play(board, edits=reading.edits, asides=noted is not None)
rest()

if chosen.notes and chosen.preset == "notes" and not noted:
    st.caption("The lecture’s handwritten numbers are for a word that begins with h, read with the notes’ own weights.")
if noted:
    st.subheader("Where the lecture notes and the numbers disagree", anchor=False)
    for name, (_, note) in handwritten.NOTED.items():
        st.markdown(f"- **{board.grids[name].symbol.at(0)}**: {note}")

    st.markdown(words.noted_bet(reading.trace.y_hat[0], reading.alphabet.symbols, "e"))

st.subheader("What you see", anchor=False)
prose(words.SEEN)
st.markdown(words.whole_loss(board.grids["loss"].values[:, 0, 0], chosen.decimals))

reads = board.strip.reads if board.strip else ()
shape = f"{len(reads)} letters by {reading.params.H} units"
st.subheader("The hidden state over time", anchor=False)
st.caption(
    "Each column is the state after a letter. Press Play to watch it change; keyboard users can step through the board above."
)
figure(figures.film(reading.trace.s, reads), f"Heatmap of the hidden state, {shape}", reading.trace.s, reads)
st.caption("The same numbers, each unit as a line between −1 and 1.")
figure(figures.lines_over_time(reading.trace.s, reads), f"Lines of the hidden state, {shape}")

st.subheader("Letter or memory?", anchor=False)
st.caption(words.SHARE, unsafe_allow_html=True)
figure(figures.input_share(reading.trace.Ux, reading.trace.Ws, reads), f"Heatmap of the letter’s share, {shape}")

st.subheader("Let it write", anchor=False)
prose(words.WRITES)
st.markdown(words.writes(plain(reads[0]), chosen.feed == "sample", 40))
st.text(written_on(chosen, reading, 40))
take_away(
    board,
    reading.params,
    reading.trace,
    reading.y,
    reading.alphabet.symbols,
    "forward",
    reading.edits,
    noted is not None,
)
text_version(board)
listing(rnn.forward)

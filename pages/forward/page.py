"""Chapter 4: the forward pass, every number."""

import streamlit as st

from engine import rnn
from pages.forward import figures, words
from pages.forward.handwritten import by_hand
from ui.cells import forward
from ui.cells.word_run import run, written_on
from ui.export.takeaway import take_away
from ui.shell import session
from ui.shell.charts import figure
from ui.shell.page import end_of_embed, listing, play, prose, show_notices, small_print, text_version
from ui.shell.words import Words

WRITTEN = 40  # letters
text = Words.beside(__file__)
chosen = session.current()
reading = run(chosen)
show_notices(reading.notices)

noted = by_hand(chosen, reading)
letters = reading.alphabet.symbols
board = forward.storyboard(reading.params, reading.trace, reading.y, letters, noted)
play(board, edits=reading.edits, asides=noted is not None)
end_of_embed()

if chosen.notes and chosen.preset == "notes" and not noted:
    small_print(text["not noted"])
if noted:
    st.subheader("Where the lecture notes and the numbers disagree", anchor=False)
    for name, aside in noted.items():
        st.markdown(f"- **{board.grids[name].symbol.at(0)}**: {aside.note}")

    prose(words.noted_bet(reading.trace.y_hat[0], letters, "e"))

st.subheader("What you see", anchor=False)
prose(text["seen"])
prose(words.whole_loss(board.grids["loss"].values[:, 0, 0], chosen.decimals))

reads = board.strip.reads if board.strip else ()
shape = f"{len(reads)} letters by {reading.params.H} units"
st.subheader("The hidden state over time", anchor=False)
small_print(text["film"])
figure(figures.film(reading.trace.s, reads), f"Heatmap of the hidden state, {shape}", reading.trace.s, reads)
small_print(text["lines"])
figure(figures.lines_over_time(reading.trace.s, reads), f"Lines of the hidden state, {shape}")

st.subheader("Letter or memory?", anchor=False)
small_print(text["share"])
figure(figures.input_share(reading.trace.Ux, reading.trace.Ws, reads), f"Heatmap of the letter’s share, {shape}")

st.subheader("Let it write", anchor=False)
prose(text["feed"])
prose(text("writes sample" if chosen.feed == "sample" else "writes", first=reads[0], length=WRITTEN))
st.text(written_on(chosen, reading, WRITTEN))
take_away(board, reading, "forward", reading.edits, noted is not None)
text_version(board)
listing(rnn.forward)

"""Chapter 1: order matters."""

import streamlit as st

from engine import rnn
from engine.tasks.sentiment import PAIRS
from models import shipped
from ui.cells import order
from ui.export.takeaway import take_board
from ui.shell import controls, fields, readings, session, widgets
from ui.shell import sequences as figures
from ui.shell.charts import figure
from ui.shell.page import end_of_embed, listing, play, prose, small_print, text_version
from ui.shell.words import Words

text = Words.beside(__file__)
present = session.current().present
above, below = st.container(), st.container()
with below if present else above, controls.row():
    first = widgets.text("first", "First sentence (DOC1)", order.NOTES[0], fields.PASTED, order.checked)
    second = widgets.text("second", "Second sentence (DOC2)", order.NOTES[1], fields.PASTED, order.checked)
    every, shared = order.vocabulary(first, second), order.shared(first, second)
    ticked = widgets.choices("vocabulary", "Vocabulary (words to count)", every, shared)
with above if present else below:
    board = order.storyboard(first, second, ticked)
    play(board)
    st.markdown(order.collision(first, second, ticked))
end_of_embed()

pairs = {f"{a} / {b}": {"first": a, "second": b} for a, b in PAIRS}
unseen = {f"Never in training: {a} / {b}": {"first": a, "second": b} for a, b in readings.UNSEEN}
widgets.examples("Other pairs to try", pairs | unseen)
st.subheader("A bag of words", anchor=False)
prose(text["bag"])
st.subheader("A network that reads in order", anchor=False)
model = shipped("sentiment")
prose(text("reads", units=model.params.H))
for column, sentence in zip(st.columns(2), (first, second), strict=True):
    with column:
        reading = readings.read(model.params, model.inputs, sentence)
        prose(readings.verdict(reading))
        reads, s, positive = reading.labels, reading.trace.s, reading.trace.y_hat[:, 1]
        said = f"each word of ‘{' '.join(sentence)}’"
        alt = f"Line: the probability of ‘positive’ after {said}"
        figure(figures.probability(positive, reads), alt, positive[:, None], reads, "positive")
        figure(figures.states(s, reads), f"Heatmap of the state after {said}", s, reads)
prose(readings.honesty(model.figures))

st.subheader("The same words in a different order", anchor=False)
model = shipped("near-rnn")
prose(text["shuffled"])
sentence = order.checked(readings.GERMANY)
other = readings.shuffled(sentence, widgets.seed("shuffle", "Order (0: as written)", "Shuffle again", 9999, 1))
before, after = (readings.read(model.params, model.inputs, each) for each in (sentence, other))
names, languages = ["its own order", "shuffled"], model.outputs.symbols
prose(readings.language(before, after, languages, session.current().decimals))
bags = order.bags([sentence, other], sentence)
chart = figures.vectors(list(bags), names, before.labels)
figure(chart, "Heatmap: the counts in both orders, all equal", bags.T, before.labels, "counts, order")
chart = figures.answers([readings.asked(before), readings.asked(after)], names, languages)
figure(chart, "Bars: the probability of each language after the word speaks, in both orders")
small_print(text["states"])
ends = [before.trace.s[-1], after.trace.s[-1]]
figure(figures.vectors(ends, names), "Heatmap: the last state in both orders")
small_print(readings.about_country(model.figures))
take_board(board, "order")
text_version(board)
listing(rnn.forward)

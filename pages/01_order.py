"""Chapter 1: order matters."""

import streamlit as st

from engine import rnn
from engine.tasks.sentiment import PAIRS
from ui import own, settings
from ui.figures import order as figures
from ui.models import shipped
from ui.page import figure, listing, play, twin
from ui.stories import order

chosen = settings.current()
one, two = st.columns(2)
with one:
    first = own.text("first", "First sentence (DOC1)", order.NOTES[0], 3000, order.checked)
with two:
    second = own.text("second", "Second sentence (DOC2)", order.NOTES[1], 3000, order.checked)
every = order.vocabulary(first, second)
ticked = own.choices(
    "vocabulary", "Vocabulary: the words that are counted", every, order.shared(first, second)
)
if not ticked:
    st.error("A bag needs at least one word to count. Still shown: the words that both sentences have.")
    ticked = order.shared(first, second)

board = order.storyboard(first, second, ticked)
play(board)
st.markdown(order.collision(first, second, ticked))
if chosen.present:
    st.stop()

own.examples("Other pairs to try", {f"{a} / {b}": {"first": a, "second": b} for a, b in PAIRS})
st.subheader("A bag of words", anchor=False)
st.markdown(
    """
The simplest way to turn a sentence into numbers is to count: choose a **vocabulary**, and write down how often each of
its words occurs. That is a **bag of words**: the words are in it, their order is not. Capitals and punctuation are
dropped as well. *this phone is no good* and *NO, the phone is good* have the same bag over {good, phone, no, is}, and
opposite meanings. Whatever is built on top of the counts, it gets the same numbers twice, and must answer the same twice.
"""
)

st.subheader("A network that reads in order", anchor=False)
model = shipped("sentiment")
st.markdown(
    f"""
This small **recurrent network** (RNN, {model.params.H} numbers of memory) reads one word after the other, and after each word
says how probable it finds that the review is positive. Its memory, the **state**, is made from the word *and* from the
state before: so the same words in another order leave another state.
"""
)
for column, sentence in zip(st.columns(2), (first, second), strict=True):
    with column:
        reading = order.read(model.params, model.inputs, sentence)
        st.markdown(order.verdict(reading, chosen.decimals))
        positive = reading.trace.y_hat[:, 1]
        figure(
            figures.probability(positive, reading.labels),
            "Line: probability of positive after each word",
            positive[:, None],
            reading.labels,
            "positive",
        )
        figure(
            figures.states(reading.trace.s, reading.labels),
            "Heatmap of the state after each word",
            reading.trace.s,
            reading.labels,
        )
st.markdown(order.honesty(model.figures))

st.subheader("The same words in another order", anchor=False)

model = shipped("near-rnn")
st.markdown(
    """
The notes’ next example: *I went to germany and people speaks german there* makes sense because *germany* comes before
what people speak there. Unsorted, the notes write, it is like *good like and that is it ?*; sorted, *I like that for it is
good and ? today*. A second RNN reads country and sentence, and guesses the language right after *speaks*.
"""
)
sentence = order.checked(order.GERMANY)
other = order.shuffled(
    sentence, own.seed("shuffle", "Shuffle (0: in its own order)", "Shuffle again", 9999, 1)
)
before, after = (order.read(model.params, model.inputs, each) for each in (sentence, other))
st.markdown(order.table([sentence, other], sentence))
st.markdown(order.language(before, after, model.outputs.symbols, chosen.decimals))
chart = figures.answers(
    [order.asked(before), order.asked(after)], ["in its own order", "shuffled"], model.outputs.symbols
)
figure(chart, "Bars: the probability of each language after the word speaks, in both orders")
for column, reading in zip(st.columns(2), (before, after), strict=True):
    with column:
        figure(
            figures.states(reading.trace.s, reading.labels),
            "Heatmap of the state",
            reading.trace.s,
            reading.labels,
        )
st.caption(order.about_country(model.figures))
twin(board)
listing(rnn.forward)

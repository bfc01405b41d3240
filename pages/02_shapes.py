"""Chapter 2: any length in, any length out."""

import streamlit as st

from ui.panels.shapes import PANELS, germany
from ui.players.unroll import shapes
from ui.reader import session, widgets
from ui.stories.shapes import SHAPES, picture
from ui.theme import ink

shape = widgets.drawn("shape", "shapes", list(SHAPES))
diagram = st.container()  # it shows what the example below has read and said
columns = PANELS[shape]()
with diagram:
    shapes(picture(shape, columns), present=session.current().present)
if session.current().present:
    st.stop()

st.subheader("What you see", anchor=False)
st.markdown(
    f"""
A **feed-forward** network has a fixed number of inputs; sentences do not. A recurrent network reads one word at a time
with the same cell, and keeps what it needs in its {ink("state", "state")} s. So it may read as many
{ink("words", "input")} as come, and {ink("say", "output")} something after each, after the last, or only then begin to
speak. These are its shapes; each one here runs, on a small model that comes with this course.

Suggesting a reply to *Hi! How are you?*, as a mail program does, and translating are the same shape: input and output
are sentences of different lengths. An **encoder** reads; its last state is the **context**, a handful of numbers
that has to hold the whole sentence. A **decoder** begins with it, says the most probable word, reads what it has said,
and goes on until the most probable “word” is the **end sign** ■. Nobody tells it how long the answer should be.
"""
)
with st.expander("The shapes in words"):
    st.markdown("\n".join(f"- **{each.title}**. {each.sentence}" for each in SHAPES.values()))

st.subheader("How far does a memory reach?", anchor=False)
st.markdown(
    """
*I went to germany and people speaks german there*, say the notes: the language is decided by a word that came long before.
Put more and more words between the two, and ask a plain RNN and an **LSTM** (a cell with a second, protected memory; it
has its own chapter) for the language. For *germany* this RNN happens to hold out; start with *russia* and move the gap.
"""
)
germany()
st.markdown(
    """
The RNN that learnt on short gaps keeps some countries however long the gap is, and loses others. This LSTM keeps them
all: its gates were set, before training, to remember over 80 words (*chrono* initialisation). It is not that an RNN
*cannot* hold a word: another random start gives one that holds more or less, and one trained on a mix of short and long
gaps holds the country over 81 words. What it does not manage is to *learn* this from afar: shown long gaps only, it
stays at chance, one in eight, where this LSTM learns without a mistake. It owes that to its start: in chapter 9, LSTMs
that start in the usual way are at chance over 50 letters too. The signal that should tell it to remember the country
hardly reaches back that far.
"""
)

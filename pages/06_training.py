"""Chapter 6: watch it learn."""

import streamlit as st

from engine import lesson, training
from ui.panels.page import listing, show_notices
from ui.panels.training import choose, live, look_back, take_over
from ui.reader import session
from ui.theme import ink
from ui.words.training import BOUNDS

chosen = session.current()
here, reading = choose(chosen)
show_notices(reading.notices)
live(here)
take_over(here, reading)
if chosen.present:
    st.stop()

st.markdown(
    f"""
**What happens in one update.** The network reads, its guesses are compared with the letters that really come, the
{ink("gradients", "gradient")} are found by backpropagation through time (chapter 5), and every
{ink("weight", "weight")} moves a little against its gradient. The **learning rate** says how little. **SGD** does just
that; **Adagrad** takes shorter steps for weights that were pushed often; **Adam** keeps a running mean of the gradients
and steps by their sign more than by their size. **Clipping** shortens a gradient that is longer than the norm you choose.

An RNN starts from the weights chosen above, an LSTM, a GRU or a text from random ones by the seed. Of a text longer than
a word each update reads {lesson.PIECES} pieces of {lesson.WINDOW} letters, drawn by the seed. The loss of an update is
that of the weights before it.
"""
)
st.caption(BOUNDS)
look_back(here)
listing(training.SGD, training.Adagrad, training.Adam, lesson.Lesson.work)

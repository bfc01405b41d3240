"""Chapter 6: watch it learn."""

import streamlit as st

from engine import lesson, training
from ui.panels.page import listing, prose, rest, show_notices
from ui.panels.training import choose, live, look_back, take, take_over
from ui.reader import session
from ui.words import training as words

chosen = session.current()
here, reading = choose(chosen)
show_notices(reading.notices)
live(here, leads=True)
take_over(here, reading)
rest()

prose(words.UPDATE)
prose(words.MEMORISED)
st.caption(words.BOUNDS)
look_back(here)
take(here)
listing(training.SGD, training.Adagrad, training.Adam, lesson.Lesson.work)

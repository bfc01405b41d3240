"""Chapter 6: watch it learn."""

import streamlit as st

from engine import lesson, training
from ui.shell import session
from ui.shell.notices import show_notices
from ui.shell.page import listing, prose, rest
from ui.training import words
from ui.training.panels import choose, live, look_back, take, take_over

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

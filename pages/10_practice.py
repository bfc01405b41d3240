"""Chapter 10: practice."""

import streamlit as st

from ui.panels import practice as panels
from ui.reader import session

board = st.container()
given = panels.choose()
with board:
    panels.fill_in(given)
if session.current().present:
    st.stop()
panels.path()
panels.help_table()
panels.hand_out(given)

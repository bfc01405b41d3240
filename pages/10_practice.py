"""Chapter 10: practice."""

import streamlit as st

from ui.panels import practice as panels
from ui.panels.page import rest

board = st.container()
given = panels.choose()
with board:
    panels.fill_in(given)
rest()
panels.path()
panels.help_table()
panels.hand_out(given)

"""Chapter 10: practice."""

import streamlit as st

from pages.practice import panels
from ui.shell.page import end_of_embed

board = st.container()
given = panels.choose()
with board:
    panels.fill_in(given)
end_of_embed()
panels.path()
panels.help_table()
panels.hand_out(given)

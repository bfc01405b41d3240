"""Chapter 11: the lab."""

import streamlit as st

from pages.lab import attention, learn, panels, text
from pages.lab import respond_panel as respond
from ui.shell.page import end_of_embed

st.subheader("What a unit responds to", anchor=False)
above = st.container()  # what reads the text stands above it
read = text.choose()
st.subheader("Train a network on this text", anchor=False)
lesson = learn.choose(read)
learn.train(lesson)
with above:
    network = respond.choose(lesson)
    first = respond.show(network, read)
st.subheader("Let it write", anchor=False)
learn.write(network, first)
st.subheader("Load your PyTorch model", anchor=False)
panels.bring()
panels.show()
end_of_embed()
panels.how_to_save()
attention.outlook()

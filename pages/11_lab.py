"""Chapter 11: the lab."""

import streamlit as st

from ui.panels import lab as panels
from ui.panels import respond
from ui.reader import session

present = session.current().present
st.subheader("What a unit responds to", anchor=False)
respond.show()
st.subheader("Bring your PyTorch model", anchor=False)
panels.bring()
panels.show()
if present:
    st.stop()
panels.how_to_save()

"""Chapter 2: any length in, any length out."""

import streamlit as st

from ui.panels.page import prose, rest
from ui.panels.shapes import PANELS, germany
from ui.players.unroll import shapes
from ui.reader import session, widgets
from ui.stories.shapes import SHAPES, picture
from ui.words import shapes as words

shape = widgets.drawn("shape", "shapes", list(SHAPES))
diagram = st.container()  # it shows what the example below has read and said
columns = PANELS[shape]()
with diagram:
    shapes(picture(shape, columns), present=session.current().present)
rest()

st.subheader("What you see", anchor=False)
prose(words.SEEN)
with st.expander("The shapes in words"):
    st.markdown("\n".join(f"- **{each.title}**. {each.sentence}" for each in SHAPES.values()))

st.subheader("How far back does memory reach?", anchor=False)
prose(words.GERMANY)
germany()
prose(words.LEARNT)

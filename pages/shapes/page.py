"""Chapter 2: any length in, any length out."""

import streamlit as st

from pages.shapes.panels import PANELS, germany
from pages.shapes.story import SHAPES, picture
from ui.player.unroll import shapes
from ui.shell import session, widgets
from ui.shell.page import end_of_embed, prose
from ui.shell.words import Words

text = Words.beside(__file__)
shape = widgets.drawn("shape", "shapes", list(SHAPES))
diagram = st.container()  # it shows what the example below has read and said
columns = PANELS[shape]()
with diagram:
    shapes(picture(shape, columns), present=session.current().present)
end_of_embed()

st.subheader("What you see", anchor=False)
prose(text["seen"])
with st.expander("The shapes in words"):
    st.markdown("\n".join(f"- **{each.title}**. {each.sentence}" for each in SHAPES.values()))

st.subheader("How far back does memory reach?", anchor=False)
prose(text["germany"])
germany()
prose(text["learnt"])

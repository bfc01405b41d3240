"""Chapter 4: the forward pass."""

import streamlit as st

st.markdown(
    "At each time step the letter, written as a column of zeros and a single one, is multiplied by **U**; "
    "the previous state is multiplied by **W**; both are added to the bias and squashed by tanh."
)
st.latex(r"s_t = \tanh(U x_t + W s_{t-1} + b) \qquad \hat y_t = \mathrm{softmax}(V s_t + b_y)")

"""A page with one line of Streamlit and default settings: what any page costs at least."""

import streamlit as st

if __name__ == "__main__":  # run by Streamlit, as a script
    st.title("Empty")
else:  # imported by the server
    app = st.App(__file__)

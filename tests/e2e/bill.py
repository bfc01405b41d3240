"""An app with a story that is no network, with operations of its own: the stage plays it as it is."""

import streamlit as st

if __name__ == "__main__":  # run by Streamlit, as a script
    from tests.ui.boards import BILL_OPS, bill
    from ui.board.ops import OPS
    from ui.player.stage import stage

    OPS |= BILL_OPS
    st.title("A bill")
    stage(bill())
else:  # imported by the server
    from starlette.middleware import Middleware

    from server.files import Files

    app = st.App(__file__, middleware=[Middleware(Files)])  # which serves the stage its script

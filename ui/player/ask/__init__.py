"""Questions before a run that no stage shows: answered by one key, and answered once the run is over."""

from collections.abc import Sequence

import streamlit as st

from ui.board.question import Prediction
from ui.player.scripts import ASK

_asking = st.components.v2.component("unrolled_ask", js=ASK.loader, isolate_styles=False)


def ask(predictions: Sequence[Prediction], *, run: str, begun: bool, present: bool) -> None:
    """Put the questions one after the other; where they have their answers, say them all.

    run    which run they are about: what was guessed of one holds for no other
    begun  it has begun, and nothing is asked any more
    """
    asks = [prediction.to_json() for prediction in predictions]
    _asking(key="ask", data={"asks": asks, "run": run, "begun": begun, "present": present})

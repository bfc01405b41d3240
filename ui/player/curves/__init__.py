"""Curves that grow while something is computed: drawn in place, where a new Plotly figure would be mounted afresh.

Shares between 0 and 1 against a count. Below the picture stands a table of the same numbers.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui.player.scripts import CURVES

_drawing = st.components.v2.component("curves", js=CURVES.loader, isolate_styles=False)


@dataclass(frozen=True)
class Curve:
    """One line and its row of the table."""

    name: str
    colour: int  # 1 … 10, of the theme's categorical colours
    dash: str  # of SVG; "" is a solid line
    points: Sequence[tuple[int, float]]
    facts: Sequence[str]  # the rest of its row


def curves(
    drawn: Sequence[Curve], heads: Sequence[str], *, last: int, across: str, up: str, guess: float, label: str, key: str
) -> None:
    """Draw curves from 0 to `last`; `heads` are the table's headings, for the name and the facts.

    across, up  the axes' titles;  guess  a share that is marked, what guessing reaches;  label  for screen readers
    """
    data = {"curves": [asdict(curve) for curve in drawn], "heads": list(heads), "last": last, "across": across}
    _drawing(key=key, data={**data, "up": up, "guess": guess, "label": label})

"""The figures of a page as one HTML file: it holds Plotly itself, and colours of its own in place of the page's."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

import plotly.io as pio

from ui.board.theme import FONT, THEMES
from ui.export.walk import filled
from ui.player.bundle import bundle
from ui.player.scripts import PLOTLY
from ui.shell.plots import Figure

_PAGE, _SCRIPT = Path(__file__).with_suffix(".html"), Path(__file__).with_suffix(".js")
_LIGHT = THEMES["light"]
_LOOK = {
    "text": _LIGHT["textColor"],
    "ground": _LIGHT["backgroundColor"],
    "grid": _LIGHT["borderColor"],
    "palette": _LIGHT["chartCategoricalColors"],
    "sequential": _LIGHT["chartSequentialColors"],
    "diverging": _LIGHT["chartDivergingColors"],
    "font": FONT,
    "size": 12,
}


def standalone(title: str, figures: Sequence[tuple[str, Figure]], address: str) -> str:
    """A page that shows each figure under its description, from a disk and without a network; `address` leads to the app."""
    drawn = [
        {"about": about, "figure": pio.to_json(figure, validate=False), "height": figure["layout"]["height"]}
        for about, figure in figures
    ]
    parts = {
        "<!--title-->": escape(f"Unrolled: {title}"),
        "/*address*/": escape(address),
        "/*figures*/": json.dumps(drawn, ensure_ascii=False).replace("<", "\\u003c"),
        "/*look*/": json.dumps(_LOOK).replace("<", "\\u003c"),
        "/*script*/": bundle(_SCRIPT)[0],
        "/*plotly*/": PLOTLY.read_text("utf-8"),
    }
    return filled(_PAGE.read_text("utf-8"), parts)

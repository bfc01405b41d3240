"""What a page shows as one HTML file that needs no server: its figures, and its stage to be stepped through."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import plotly.io as pio

from ui.board import mathml, theme
from ui.board.storyboard import Storyboard
from ui.board.theme import FONT, THEMES
from ui.player.bundle import bundle
from ui.player.scripts import PLOTLY, STAGE
from ui.shell.plots import Figure

_PAGE, _SCRIPT = Path(__file__).with_suffix(".html"), Path(__file__).with_suffix(".js")
_WALK = Path(__file__).with_name("walk")
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
    """A page that shows each figure under its description, with Plotly and colours of its own; `address` leads to the app."""
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


def walk(board: Storyboard, *, decimals: int, address: str, edit: str = "", asides: bool = False) -> str:
    """The storyboard to be stepped through as on its page, at this precision (2 to 6 decimals), with no server.

    Its numbers cannot be changed: what would follow from them, only the app can compute. `address` leads there, and is
    what the button "Link" copies, with the step and the edited weights that are shown.
    """
    story = board.to_json()
    story["grids"] = {
        name: grid | {"typed": grid["editable"], "editable": False, "limits": None}
        for name, grid in story["grids"].items()
    }
    story |= {"decimals": decimals, "start": 0, "edit": edit, "asides": asides, "present": False, "picks": []}
    story["address"] = address
    parts = {
        "<!--title-->": escape(f"Unrolled: {board.label}"),
        "/*css*/": theme.standalone_css() + mathml.CSS + STAGE.css,
        "/*address*/": escape(address),
        "/*story*/": json.dumps(story, ensure_ascii=False).replace("<", "\\u003c"),
        "/*script*/": bundle(_WALK.with_suffix(".js"))[0],
    }
    return filled(_WALK.with_suffix(".html").read_text("utf-8"), parts)


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A text with these marks of it replaced, all at once: what stands in for one may look like another."""
    return re.sub("|".join(map(re.escape, parts)), lambda match: parts[match[0]], page)

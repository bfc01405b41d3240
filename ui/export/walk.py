"""The stage and its storyboard as one file of HTML, which plays from a disk, in slides or in a learning platform."""

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

from ui.board import mathml, theme
from ui.board.storyboard import Storyboard
from ui.player.bundle import bundle
from ui.player.scripts import STAGE

_PAGE, _SCRIPT = Path(__file__).with_suffix(".html"), Path(__file__).with_suffix(".js")


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
        "<!--title-->": html.escape(f"Unrolled: {board.label}"),
        "/*css*/": theme.standalone_css() + mathml.CSS + STAGE.css,
        "/*address*/": html.escape(address),
        "/*story*/": json.dumps(story, ensure_ascii=False).replace("<", "\\u003c"),
        "/*script*/": bundle(_SCRIPT)[0],
    }
    return filled(_PAGE.read_text("utf-8"), parts)


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A text with these marks of it replaced, all at once: what stands in for one may look like another."""
    return re.sub("|".join(map(re.escape, parts)), lambda found: parts[found[0]], page)

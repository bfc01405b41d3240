"""Two drawings in the browser: the cell that unrolls under the reader's hand, and the fixed places of a network without loop."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ui import theme

__all__ = ["slots", "unroll"]

_HERE = Path(__file__).parent
_STAGE = _HERE.parent / "stage"
_CSS = theme.stage_css(".unroll") + (_HERE / "unroll.css").read_text("utf-8")


def _drawing(name: str, script: str) -> Any:
    scripts = (_STAGE / "dom.js", _STAGE / "numbers.js", _HERE / "svg.js", _HERE / script)  # one module
    js = "\n".join(path.read_text("utf-8") for path in scripts)
    return st.components.v2.component(name, js=js, css=_CSS, isolate_styles=False)


_unrolled = _drawing("unrolled_cell", "unroll.js")
_slots = _drawing("unrolled_slots", "slots.js")


def unroll(
    picture: Mapping[str, Any], *, start: int = 0, edit: str = "", present: bool = False, key: str = "unroll"
) -> None:
    """Draw what `ui.stories.anatomy.unrolled` made; `start` letters are read at first (0 is folded).

    Afterwards the browser keeps its own place and writes it into the address as `t`, beside the edited weights.
    """
    _unrolled(key=key, data={**picture, "start": start, "edit": edit, "present": present})


def slots(picture: Mapping[str, Any], *, key: str = "slots") -> None:
    """Draw what `ui.stories.anatomy.slots` made."""
    _slots(key=key, data=picture)

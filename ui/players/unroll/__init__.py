"""Drawings in the browser: the cell that unrolls under the reader's hand, the fixed places of a network without loop,
and the shapes that input and output can have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from ui import theme

__all__ = ["shapes", "slots", "unroll"]

_HERE = Path(__file__).parent
_STAGE = _HERE.parent / "stage"
_CSS = theme.stage_css(".unroll") + (_HERE / "unroll.css").read_text("utf-8")


def _drawing(name: str, script: str) -> Any:
    scripts = (
        _STAGE / "dom.js",
        _STAGE / "icons.js",
        _STAGE / "numbers.js",
        _HERE / "svg.js",
        _HERE / script,
    )  # one module
    js = "\n".join(path.read_text("utf-8") for path in scripts)
    return st.components.v2.component(name, js=js, css=_CSS, isolate_styles=False)


_unrolled = _drawing("unrolled_cell", "unroll.js")
_slots = _drawing("unrolled_slots", "slots.js")
_shapes = _drawing("unrolled_shapes", "shapes.js")


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


def shapes(picture: Mapping[str, Any], *, present: bool = False, key: str = "shapes") -> None:
    """Draw what `ui.stories.shapes.picture` made. The shape that the reader chooses is the component's state `shape`,
    and in the address."""
    _shapes(key=key, data={**picture, "present": present}, on_shape_change=lambda: None)

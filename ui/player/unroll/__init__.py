"""Drawings in the browser: the cell that unrolls under the reader's hand, the fixed places of a network without loop,
and the shapes that input and output can have."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.player.scripts import SHAPES, SLOTS, UNROLL

_unrolled, _slots, _shapes = (
    st.components.v2.component(f"unrolled_{name}", js=script.loader, isolate_styles=False)
    for name, script in (("cell", UNROLL), ("slots", SLOTS), ("shapes", SHAPES))
)


def unroll(picture: Mapping[str, Any], *, start: int = 0, edit: str = "", present: bool = False) -> None:
    """Draw what `pages.anatomy.story.unrolled` made; `start` letters are read at first (0 is folded).

    Afterwards the browser keeps its own place and writes it into the address as `t`, beside the edited weights.
    """
    _unrolled(key="unroll", data={**picture, "start": start, "edit": edit, "present": present})


def slots(picture: Mapping[str, Any]) -> None:
    """Draw what `pages.anatomy.story.slots` made."""
    _slots(key="slots", data=picture)


def shapes(picture: Mapping[str, Any], *, present: bool = False) -> None:
    """Draw what `pages.shapes.story.picture` made. The shape that the reader chooses is the component's state `shape`,
    and in the address."""
    _shapes(key="shapes", data={**picture, "present": present}, on_shape_change=lambda: None)

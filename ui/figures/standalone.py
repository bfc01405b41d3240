"""The figures of a page as one HTML file: it holds Plotly itself, and colours of its own in place of the page's."""

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from ui.theme import TEMPLATE, THEMES

__all__ = ["standalone"]

_PAGE = Path(__file__).with_suffix(".html")
_LIGHT = THEMES["light"]


def standalone(title: str, figures: Sequence[tuple[str, go.Figure]], address: str) -> str:
    """A page that shows each figure under its description, from a disk and without a network; `address` leads to the app."""
    drawn = [{"about": about, "figure": _coloured(figure)} for about, figure in figures]
    parts = {
        "<!--title-->": escape(f"Unrolled: {title}"),
        "/*address*/": escape(address),
        "/*figures*/": json.dumps(drawn, ensure_ascii=False).replace("<", "\\u003c"),
        "/*plotly*/": get_plotlyjs(),
    }
    pattern = "|".join(map(re.escape, parts))
    return re.sub(pattern, lambda found: parts[found[0]], _PAGE.read_text("utf-8"))


def _coloured(figure: go.Figure) -> Any:
    """The figure as JSON, in the light theme's colours where it names places of the reader's theme."""
    palette = _LIGHT["chartCategoricalColors"]
    stops = _LIGHT["chartDivergingColors"]
    scale = [[k / (len(stops) - 1), colour] for k, colour in enumerate(stops)]
    found = json.loads(figure.to_json())
    template = TEMPLATE.to_plotly_json()
    template["layout"] |= {"xaxis": {"automargin": True}, "yaxis": {"automargin": True}}  # as Streamlit's own has it
    found["layout"] |= {"template": template, "colorway": palette, "font": {"color": _LIGHT["textColor"]}}
    for trace in [*found["data"], *(trace for frame in found.get("frames", []) for trace in frame["data"])]:
        if trace.pop("autocolorscale", False):
            trace["colorscale"] = scale
    places = {f'"#{k:06}"': json.dumps(colour) for k, colour in enumerate(palette, start=1)}
    return json.loads(re.sub("|".join(places), lambda place: places[place[0]], json.dumps(found)))

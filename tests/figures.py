"""Figures as Plotly understands them. The app sends them as plain dictionaries, which nobody checks on the way."""

import json
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio


def plotly(figure: dict[str, Any]) -> go.Figure:
    """The figure as Plotly's own; ValueError names the first thing that Plotly would have written otherwise."""
    own = go.Figure(figure)
    own.layout.template = None  # the browser's, from the reader's theme
    _same(json.loads(pio.to_json(own)), json.loads(pio.to_json(figure, validate=False)), "figure")
    return own


def _same(plotlys: Any, ours: Any, where: str) -> None:
    if isinstance(plotlys, dict) and isinstance(ours, dict):
        for name in sorted(plotlys.keys() | ours.keys()):
            _same(plotlys.get(name), ours.get(name), f"{where}.{name}")
    elif isinstance(plotlys, list) and isinstance(ours, list) and len(plotlys) == len(ours):
        for place, (one, other) in enumerate(zip(plotlys, ours, strict=True)):
            _same(one, other, f"{where}[{place}]")
    elif plotlys != ours:
        raise ValueError(f"{where}: Plotly writes {plotlys!r}, this figure {ours!r}.")

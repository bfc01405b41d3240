"""What the figures share: axes of letters and units, heatmaps with fixed scales, the margins."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio

from engine.functions import Array
from ui.board.arithmetic import number
from ui.board.mathml import in_figure

AT = f"{in_figure('t')} = %{{x}}"
LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}

# A letter at each column: equal letters must stay apart, so the axis counts and only its labels are letters.
Ticks = dict[str, object]
FRAME_MS = 700
Written = Callable[[float], str]
TWO_DECIMALS: Written = partial(number, decimals=2)
PLAYER = 150  # px below what plays: its buttons, and below them its slider, which on a phone have no room side by side


class Chart(go.Figure):  # type: ignore[misc]
    """A figure that is sent as it was written, as plain dictionaries; to check and to copy it took a fifth of a page's run.

    Plotly checks it where its parts are read, which tests do: its `data`, `layout` and `frames` are Plotly's own, and
    ValueError names the first thing that Plotly would have written otherwise.
    """

    def __init__(self, written: dict[str, Any]) -> None:
        object.__setattr__(self, "_written", written)

    def to_dict(self) -> dict[str, Any]:
        return dict(self._written)

    @property
    def data(self) -> Any:
        return self._checked().data

    @property
    def layout(self) -> Any:
        return self._checked().layout

    @property
    def frames(self) -> Any:
        return self._checked().frames

    def _checked(self) -> go.Figure:
        figure = go.Figure(self._written)
        figure.layout.template = None  # the browser's, from the reader's theme
        _same(json.loads(pio.to_json(figure)), json.loads(pio.to_json(self, validate=False)), "figure")
        return figure


def _same(plotlys: Any, ours: Any, where: str) -> None:
    if isinstance(plotlys, dict) and isinstance(ours, dict):
        for name in sorted(plotlys.keys() | ours.keys()):
            _same(plotlys.get(name), ours.get(name), f"{where}.{name}")
    elif isinstance(plotlys, list) and isinstance(ours, list) and len(plotlys) == len(ours):
        for place, (one, other) in enumerate(zip(plotlys, ours, strict=True)):
            _same(one, other, f"{where}[{place}]")
    elif plotlys != ours:
        raise ValueError(f"{where}: Plotly writes {plotlys!r}, this figure {ours!r}.")


def letters(reads: Sequence[str], **more: object) -> Ticks:
    positions = list(range(len(reads)))
    labels = [f"{escape(letter)}<br>t={t + 1}" for t, letter in enumerate(reads)]
    return {"tickvals": positions, "ticktext": labels, "fixedrange": True, "zeroline": False, **more}


def units(count: int) -> Ticks:
    return {
        "tickvals": list(range(count)),
        "ticktext": [f"unit {unit + 1}" for unit in range(count)],
        "autorange": "reversed",
        "fixedrange": True,
        "zeroline": False,
    }


def layout(height: int, **more: object) -> dict[str, object]:
    return {"height": height, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, **more}


def heatmap(values: Array, size: float, written: Written | None = TWO_DECIMALS, /, **more: object) -> dict[str, object]:
    """A heatmap (rows, T) from −size to size in the theme's diverging colours, numbers printed where they fit.

    written  how they are printed, None: not at all
    """
    shown = values.astype(object)
    shown[np.isnan(values)] = None
    cells = {
        "type": "heatmap",
        "z": shown.tolist(),
        "zmin": -size,
        "zmax": size,
        "zmid": 0,
        "autocolorscale": True,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": f"%{{y}}, {AT}: %{{z:.6f}}<extra></extra>",
        **more,
    }
    if written and values.shape[1] <= 12 and values.shape[0] <= 8:
        cells["text"] = [["" if np.isnan(value) else written(value) for value in row] for row in values.tolist()]
        cells["texttemplate"] = "%{text}"
    return cells


def heading(text: str, x: float) -> dict[str, object]:
    """The title of one of several panels, above it: a title beside it would cover its neighbour on a phone."""
    place = {"x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {"text": text, "showarrow": False, **place}


def player(labels: Sequence[str], redraw: bool = True, milliseconds: int = FRAME_MS) -> dict[str, object]:
    """The part of a layout that plays frames named 0, 1, …, a label each: two buttons and a slider below.

    A heatmap needs `redraw`; bars and lines move smoothly without. The slider stands at the last frame.
    """
    at_once = {"frame": {"duration": 0, "redraw": redraw}, "mode": "immediate", "transition": {"duration": 0}}
    moving = {"duration": 0 if redraw else milliseconds // 2}
    playing = {
        "frame": {"duration": milliseconds, "redraw": redraw},
        "transition": moving,
        "fromcurrent": False,
        "mode": "immediate",
    }
    steps = [
        {"method": "animate", "label": escape(letter), "args": [[str(t)], at_once]} for t, letter in enumerate(labels)
    ]
    buttons = [
        {"label": "▶ Play", "method": "animate", "args": [None, playing]},
        {"label": "❚❚ Pause", "method": "animate", "args": [[None], at_once]},
    ]
    below = {"x": 0, "y": 0, "yanchor": "top"}
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": PLAYER},
        "updatemenus": [
            {"type": "buttons", "direction": "left", "xanchor": "left", "showactive": False, "buttons": buttons}
            | below
            | {"pad": {"t": 48}}
        ],
        "sliders": [
            {"active": len(labels) - 1, "steps": steps, "currentvalue": {"visible": False}}
            | below
            | {"pad": {"t": PLAYER - 58}}
        ],
    }


def line(name: str, x: Sequence[float], y: Any, colour: str, **more: Any) -> dict[str, Any]:
    """A curve; what is not finite leaves a gap in it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(x),
        "y": with_gaps(y),
        "line": {"color": colour, "width": 2.5, **more.pop("line", {})},
        **more,
    }


def with_gaps(values: Any) -> list[float | None]:
    """Numbers (N,) as Plotly takes them; None for what is not finite."""
    return [float(value) if np.isfinite(value) else None for value in values]


def logs(values: Array) -> Array:
    """Logarithms to base 10 of sizes; that of exactly zero is −∞."""
    with np.errstate(divide="ignore"):
        return np.log10(values)


def powers(low: float, high: float, title: str) -> dict[str, Any]:
    """An axis of logarithms, labelled 10⁻⁵."""
    return {
        "title": {"text": title},
        "range": [low, high],
        "dtick": max(1, round((high - low) / 8)),
        "tickprefix": "10<sup>",
        "ticksuffix": "</sup>",
        "fixedrange": True,
        "zeroline": True,
    }

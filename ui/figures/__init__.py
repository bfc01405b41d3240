"""Overviews of a run as Plotly figures: data in, figure out. Scales are fixed per quantity, so that pictures compare.

Letters of the reader's go into labels escaped, as Plotly reads a subset of HTML in them.
"""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

__all__ = ["film", "input_share", "lines_over_time"]

Array = NDArray[np.float64]
FRAME_MS = 700
# A letter at each column: equal letters must stay apart, so the axis counts and only its labels are letters.
Ticks = dict[str, object]


def _letters(reads: Sequence[str], **more: object) -> Ticks:
    positions = list(range(len(reads)))
    labels = [f"{escape(letter)}<br>t={t + 1}" for t, letter in enumerate(reads)]
    return {"tickvals": positions, "ticktext": labels, "fixedrange": True, "zeroline": False, **more}


def _units(count: int) -> Ticks:
    return {
        "tickvals": list(range(count)),
        "ticktext": [f"unit {unit + 1}" for unit in range(count)],
        "autorange": "reversed",
        "fixedrange": True,
        "zeroline": False,
    }


def _layout(height: int, **more: object) -> dict[str, object]:
    return {"height": height, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, **more}


def _heatmap(values: Array, size: float, **more: object) -> dict[str, object]:
    """A heatmap (rows, T) from −size to size in the theme's diverging colours, numbers printed where they fit."""
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
        "hovertemplate": "%{y}, t = %{x}: %{z:.6f}<extra></extra>",
        **more,
    }
    if values.shape[1] <= 12 and values.shape[0] <= 8:
        cells["texttemplate"] = "%{z:.2f}"
    return cells


def film(states: Array, reads: Sequence[str]) -> go.Figure:
    """The hidden state (T, H) appearing letter by letter: a heatmap in frames, played in the browser.

    What is drawn first is the last frame, the whole run.
    """
    T, H = states.shape
    whole = states.T  # (H, T)
    frames = []
    for t in range(T):
        seen = whole.copy()
        seen[:, t + 1 :] = np.nan
        frames.append({"name": str(t), "data": [_heatmap(seen, 1.0)]})
    at_once = {"frame": {"duration": 0, "redraw": True}, "mode": "immediate", "transition": {"duration": 0}}
    playing = {"frame": {"duration": FRAME_MS, "redraw": True}, "fromcurrent": False, "mode": "immediate"}
    steps = [
        {"method": "animate", "label": escape(letter), "args": [[str(t)], at_once]}
        for t, letter in enumerate(reads)
    ]
    buttons = [
        {"label": "▶ Play", "method": "animate", "args": [None, playing]},
        {"label": "❚❚ Pause", "method": "animate", "args": [[None], at_once]},
    ]
    layout = _layout(
        170 + 30 * H,
        xaxis=_letters(reads),
        yaxis=_units(H),
        updatemenus=[
            {
                "type": "buttons",
                "direction": "left",
                "x": 0,
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 52},
                "buttons": buttons,
            }
        ],
        sliders=[
            {
                "active": T - 1,
                "steps": steps,
                "x": 0.3,
                "len": 0.7,
                "y": 0,
                "yanchor": "top",
                "pad": {"t": 52},
                "currentvalue": {"visible": False},
            }
        ],
    )
    layout["margin"] = {"l": 8, "r": 8, "t": 8, "b": 110}
    return go.Figure({"data": [_heatmap(whole, 1.0)], "layout": layout, "frames": frames})


def lines_over_time(states: Array, reads: Sequence[str]) -> go.Figure:
    """Each unit of the state (T, H) as a line over the letters, between −1 and 1."""
    T, H = states.shape
    markers = ("circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "star")
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": f"unit {unit + 1}",
            "x": list(range(T)),
            "y": states[:, unit].tolist(),
            "marker": {"symbol": markers[unit % len(markers)], "size": 8},
            "hovertemplate": f"unit {unit + 1}, t = %{{x}}: %{{y:.6f}}<extra></extra>",
        }
        for unit in range(H)
    ]
    layout = _layout(
        300, xaxis=_letters(reads), yaxis={"range": [-1.05, 1.05], "title": "state", "fixedrange": True}
    )
    return go.Figure({"data": traces, "layout": layout})


def input_share(Ux: Array, Ws: Array, reads: Sequence[str]) -> go.Figure:
    """How much of each pre-activation comes from the letter: |U·x| / (|U·x| + |W·s|), 0 to 1, (T, H) each.

    Where both are zero there is no share, and the cell is empty.
    """
    total = np.abs(Ux) + np.abs(Ws)
    share = np.divide(np.abs(Ux), total, out=np.full_like(total, np.nan), where=total > 0).T
    cells = _heatmap(share, 1.0, hovertemplate="%{y}, t = %{x}: %{z:.1%} from the letter<extra></extra>")
    cells |= {
        "zmin": 0,
        "zmax": 1,
        "zmid": 0.5,
        "colorbar": {"title": {"text": "letter"}, "tickformat": ".0%"},
    }
    if "texttemplate" in cells:
        cells["texttemplate"] = "%{z:.0%}"
    layout = _layout(90 + 30 * share.shape[0], xaxis=_letters(reads), yaxis=_units(share.shape[0]))
    return go.Figure({"data": [cells], "layout": layout})

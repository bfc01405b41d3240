"""What the figures share: axes of letters and units, heatmaps with fixed scales, the margins."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Ticks", "heading", "heatmap", "layout", "letters", "playback", "units"]

Array = NDArray[np.float64]
# A letter at each column: equal letters must stay apart, so the axis counts and only its labels are letters.
Ticks = dict[str, object]


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


def heatmap(values: Array, size: float, **more: object) -> dict[str, object]:
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


def heading(text: str, x: float) -> dict[str, object]:
    """The title of one of several panels, above it: a title beside it would cover its neighbour on a phone."""
    place = {"x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {"text": text, "showarrow": False, **place}


def playback(labels: Sequence[str], milliseconds: int) -> dict[str, object]:
    """Buttons and a slider below a figure, for frames named "0", "1", …, one label each; it stands at the last."""
    at_once = {"frame": {"duration": 0, "redraw": True}, "mode": "immediate", "transition": {"duration": 0}}
    frame = {"duration": milliseconds, "redraw": True}
    playing = {"frame": frame, "fromcurrent": False, "mode": "immediate"}
    steps = [
        {"method": "animate", "label": label, "args": [[str(index)], at_once]}
        for index, label in enumerate(labels)
    ]
    buttons = [
        {"label": "▶ Play", "method": "animate", "args": [None, playing]},
        {"label": "❚❚ Pause", "method": "animate", "args": [[None], at_once]},
    ]
    below = {"y": 0, "yanchor": "top", "pad": {"t": 52}}
    return {
        "updatemenus": [
            {"type": "buttons", "direction": "left", "x": 0, "xanchor": "left", "showactive": False}
            | {"buttons": buttons, **below}
        ],
        "sliders": [
            {
                "active": len(labels) - 1,
                "steps": steps,
                "x": 0.3,
                "len": 0.7,
                "currentvalue": {"visible": False},
                **below,
            }
        ],
    }

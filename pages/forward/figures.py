"""Overviews of a run as Plotly figures: data in, figure out. Scales are fixed per quantity, so that pictures compare.

Letters of the reader's go into labels escaped, as Plotly reads a subset of HTML in them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.functions import Array
from ui.shell.plots import AT, PLAYER, Figure, axis, heatmap, layout, letters, player, scatter, units


def film(states: Array, reads: Sequence[str]) -> Figure:
    """The hidden state (T, H) appearing letter by letter: a heatmap in frames, played in the browser.

    What is drawn first is the last frame, the whole run.
    """
    T, H = states.shape
    whole: dict[str, Any] = heatmap(states.T, 1.0)
    empty = {key: nothing for key, nothing in (("z", None), ("text", "")) if key in whole}

    def until(t: int) -> dict[str, Any]:
        rest = T - t - 1
        return whole | {key: [row[: t + 1] + [empty[key]] * rest for row in whole[key]] for key in empty}

    frames = [{"name": str(t), "data": [until(t)]} for t in range(T)]
    chart = layout(60 + PLAYER + 30 * H, xaxis=letters(reads), yaxis=units(H)) | player(reads)
    return {"data": [whole], "layout": chart, "frames": frames}


def lines_over_time(states: Array, reads: Sequence[str]) -> Figure:
    """Each unit of the state (T, H) as a line over the letters, between −1 and 1."""
    T, H = states.shape
    markers = ("circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "star")
    traces = [
        {
            **scatter(f"unit {unit + 1}", range(T), states[:, unit], "lines+markers"),
            "marker": {"symbol": markers[unit % len(markers)], "size": 8},
            "hovertemplate": f"unit {unit + 1}, {AT}: %{{y:.6f}}<extra></extra>",
        }
        for unit in range(H)
    ]
    return {"data": traces, "layout": layout(300, xaxis=letters(reads), yaxis=axis("state", range=[-1.05, 1.05]))}


def input_share(Ux: Array, Ws: Array, reads: Sequence[str]) -> Figure:
    """How much of each pre-activation comes from the letter: |U·x| / (|U·x| + |W·s|), 0 to 1, (T, H) each.

    Where both are zero there is no share, and the cell is empty.
    """
    total = np.abs(Ux) + np.abs(Ws)
    share = np.divide(np.abs(Ux), total, out=np.full_like(total, np.nan), where=total > 0).T
    hover = f"%{{y}}, {AT}: %{{z:.1%}} from the letter<extra></extra>"
    cells = heatmap(share, 1.0, lambda value: f"{value:.0%}", hovertemplate=hover)
    cells |= {"zmin": 0, "zmax": 1, "zmid": 0.5, "colorbar": {"title": {"text": "letter"}, "tickformat": ".0%"}}
    chart = layout(90 + 30 * share.shape[0], xaxis=letters(reads), yaxis=units(share.shape[0]))
    return {"data": [cells], "layout": chart}

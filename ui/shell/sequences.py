"""What a network makes of a sentence, word by word, and of the same words in another order."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.functions import Array
from ui.board.theme import CHART
from ui.shell.plots import Figure, axis, heatmap, layout, letters, rows, scatter, units

_SHARE = axis(range=[-0.04, 1.04], zeroline=False, tickformat=".0%")


def probability(values: Array, reads: Sequence[str]) -> Figure:
    """A probability after each word, (T,), as a line from 0 to 1; at the dashed half it could be either."""
    look: dict[str, Any] = {"line": {"color": CHART["output"]}, "marker": {"size": 9}}
    hover = "%{y:.6f}<extra></extra>"
    line = scatter(None, range(len(values)), values, "lines+markers", **look, hovertemplate=hover)
    dotted = {"dash": "dot", "width": 1, "color": CHART["weight"]}
    half = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0.5, "y1": 0.5, "line": dotted}
    chart = layout(240, xaxis={**letters(reads), "range": [-0.4, len(reads) - 0.6]}, yaxis=_SHARE, shapes=[half])
    return {"data": [line], "layout": chart}


def states(values: Array, reads: Sequence[str]) -> Figure:
    """The hidden state (T, H) after each word, from −1 to 1."""
    chart = layout(100 + 22 * values.shape[1], xaxis=letters(reads), yaxis=units(values.shape[1]))
    cells = heatmap(values.T, 1.0, None, showscale=False)
    return {"data": [cells], "layout": chart}


def answers(shares: Sequence[Array], names: Sequence[str], classes: Sequence[str]) -> Figure:
    """Probabilities (K,) of each reading, side by side for every class."""
    patterns = ("", "/", "x")
    bars = [
        {
            "type": "bar",
            "name": name,
            "x": list(classes),
            "y": np.asarray(share).tolist(),
            "marker": {"color": CHART["output"], "pattern": {"shape": patterns[k % len(patterns)]}},
            "hovertemplate": "%{x}: %{y:.6f}<extra></extra>",
        }
        for k, (share, name) in enumerate(zip(shares, names, strict=True))
    ]
    legend = {"orientation": "h", "y": 1.15}
    return {"data": bars, "layout": layout(260, barmode="group", yaxis=_SHARE, xaxis=axis(), legend=legend)}


def vectors(values: Sequence[NDArray[Any]], names: Sequence[str], columns: Sequence[str] = ()) -> Figure:
    """Whole vectors (n,) under each other, from −1 to 1; columns are units, or what they are named by."""
    side = rows(names) | {"zeroline": False}
    positions = list(range(1, len(values[0]) + 1))
    named = {"tickvals": positions, "ticktext": list(map(escape, columns))} if columns else {}
    below = axis("" if columns else "unit", zeroline=False, **named)
    chart = layout(80 + 40 * len(names), xaxis=below, yaxis=side)
    cells = heatmap(np.array(values), 1.0, None, x=positions, hovertemplate="%{x}: %{z:.6g}<extra></extra>")
    if columns:
        cells |= {"texttemplate": "%{z}", "showscale": False}
    return {"data": [cells], "layout": chart}

"""Attention over a word: how much of each state is taken, and what they make together."""

from collections.abc import Sequence

from engine.attention import Attention
from engine.functions import Array
from ui.board.symbols import label
from ui.board.theme import CHART
from ui.shell.plots import Figure, heading, heatmap, layout, letters, units

LEFT, RIGHT = [0, 0.78], [0.84, 1]  # of the width: a column a state, and their sum
BARS, STATES = [0.68, 1], [0, 0.52]  # of the height


def mixture(states: Array, found: Attention, reads: Sequence[str]) -> Figure:
    """Bars of each state's share above the states (T, H), and beside them their weighted sum (H,), on the states' scale."""
    T, H = states.shape
    bars = {
        "type": "bar",
        "x": list(range(T)),
        "y": found.share.tolist(),
        "customdata": found.scores.tolist(),
        "marker": {"color": CHART["output"]},
        "text": [f"{share:.0%}" for share in found.share],
        "textposition": "outside",
        "hovertemplate": "score %{customdata:.6f}, share %{y:.4%}<extra></extra>",
    }
    below = {"xaxis": "x2", "yaxis": "y2"}
    beside = {"xaxis": "x3", "yaxis": "y3", "hovertemplate": "%{y}: %{z:.6f}<extra></extra>"}
    across = letters(reads)
    titles = [
        heading("how much of each state is taken", 0),
        heading(f"the states {label('s')}", 0) | {"y": STATES[1]},
        heading("mixture", RIGHT[0]) | {"y": STATES[1]},
    ]
    axes = {
        "xaxis": {"domain": LEFT, "anchor": "y", "range": [-0.5, T - 0.5], "showticklabels": False, "fixedrange": True},
        "yaxis": {"domain": BARS, "anchor": "x", "range": [0, 1.2], "tickformat": ".0%", "tickvals": [0, 0.5, 1]}
        | {"fixedrange": True},
        "xaxis2": across | {"domain": LEFT, "anchor": "y2"},
        "yaxis2": units(H) | {"domain": STATES, "anchor": "x2"},
        "xaxis3": {"domain": RIGHT, "anchor": "y3", "showticklabels": False, "ticks": "", "fixedrange": True}
        | {"zeroline": False},
        "yaxis3": units(H) | {"domain": STATES, "anchor": "x3", "showticklabels": False, "ticks": ""},
    }
    cells = [
        heatmap(states.T, 1.0, showscale=False, **below),
        heatmap(found.context[:, None], 1.0, showscale=False, **beside),
    ]
    margin = {"l": 8, "r": 8, "t": 34, "b": 8}
    look = layout(430, annotations=titles, showlegend=False, margin=margin, **axes)
    return {"data": [bars, *cells], "layout": look}

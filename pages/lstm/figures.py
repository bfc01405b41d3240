"""The memory of a cell with gates: what each unit keeps, writes and shows, letter by letter; its gates over time."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.functions import Array
from ui.board.mathml import in_figure
from ui.board.theme import CHART, PALETTE
from ui.shell import plots
from ui.shell.plots import Figure

PAD = 1.08
SIZE = 6.0  # of the largest sum that is drawn where it lies


def memory_film(kept: Array, written: Array, state: Array, shown: Array, reads: Sequence[str]) -> Figure:
    """For each unit, two bars that add up to its cell state, and what is shown of it, (T, H) each: a frame a letter.

    The scale is that of the whole word, so that letters can be compared. Drawn first is the last letter.
    """
    T, H = state.shape
    size = max(1.0, float(np.abs([kept, written, state, kept + written]).max())) * PAD
    names = [f"unit {unit + 1}" for unit in range(H)]
    frames = [{"name": str(t), "data": _bars(names, kept[t], written[t], state[t], shown[t])} for t in range(T)]
    axes = {"xaxis": plots.axis(type="category"), "yaxis": plots.axis(range=[-size, size], zeroline=True)}
    chart = plots.layout(310 + plots.PLAYER, barmode="relative", legend=plots.LEGEND, **axes) | plots.player(
        reads, redraw=False
    )
    chart["margin"] = {"l": 8, "r": 8, "t": 40, "b": plots.PLAYER}
    return {"data": frames[-1]["data"], "layout": chart, "frames": frames}


def squashes(gates: Mapping[str, tuple[Array, Array]], candidate: tuple[Array, Array]) -> Figure:
    """σ and tanh, with the sums and results (T, H) of each gate, by name, and of the candidate; sums beyond ±SIZE at the edge."""
    a = np.linspace(-SIZE, SIZE, 121)
    curves = [("σ", 1 / (1 + np.exp(-a)), "dash"), ("tanh", np.tanh(a), "solid")]
    drawn = [
        plots.line(in_figure(name), a.tolist(), y, CHART["weight"], line={"dash": dash}, hoverinfo="skip")
        for name, y, dash in curves
    ]
    marks = ("circle", "square", "diamond", "triangle-up")
    for k, (name, (sums, results)) in enumerate({**gates, "candidate": candidate}.items()):
        look = {"color": PALETTE[5 + k], "symbol": marks[k], "size": 9}
        x, hover = sums.clip(-SIZE, SIZE).ravel().tolist(), f"{_set(name)}: %{{y:.6f}}<extra></extra>"
        drawn.append(plots.scatter(_set(name), x, results.ravel(), "markers", marker=look, hovertemplate=hover))
    axes = {
        "xaxis": plots.axis(f"sum {in_figure('a')}", range=[-SIZE * PAD, SIZE * PAD]),
        "yaxis": plots.axis(range=[-PAD, PAD]),
    }
    return {"data": drawn, "layout": plots.layout(360, legend=plots.LEGEND, **axes)}


def _set(gate: str) -> str:
    """The name of a gate, which ends in its letter; the candidate's has none."""
    words, _, letter = gate.rpartition(" ")
    return f"{words} {in_figure(letter)}" if words else gate


def _bars(names: Sequence[str], kept: Array, written: Array, state: Array, shown: Array) -> list[dict[str, object]]:
    def bar(name: str, values: Array, pattern: str) -> dict[str, object]:
        look = {"color": CHART["state"], "pattern": {"shape": pattern}}
        bars = {"type": "bar", "name": name, "x": list(names), "y": values.tolist(), "width": 0.5}
        return {**bars, "marker": look, "hovertemplate": _hover(name)}

    def mark(name: str, values: Array, symbol: str, size: int) -> dict[str, object]:
        look = {"color": CHART["state"], "symbol": symbol, "size": size, "line": {"width": 3, "color": "white"}}
        return plots.scatter(name, names, values, "markers", marker=look, hovertemplate=_hover(name))

    return [
        bar("kept", kept, ""),
        bar("written", written, "/"),
        mark("state = kept + written", state, "line-ew-open", 60),
        mark("shown", shown, "diamond", 15),
    ]


def _hover(name: str) -> str:
    return f"%{{x}}, {name}: %{{y:.6f}}<extra></extra>"


def gates_over_time(gates: Mapping[str, Array], reads: Sequence[str]) -> Figure:
    """Each gate (T, H) as a heatmap from 0, shut, to 1, open: one above the other, letters from left to right."""
    count = len(gates)
    H = next(iter(gates.values())).shape[1]
    gap = 0.12 / count
    traces, axes, titles = [], {}, []
    for index, (name, values) in enumerate(gates.items()):
        suffix = "" if index == 0 else str(index + 1)
        top = 1 - index / count - gap
        bottom = 1 - (index + 1) / count + gap / 2
        hover = f"{_set(name)}, %{{y}}, {plots.AT}: %{{z:.6f}}<extra></extra>"
        cells = plots.heatmap(values.T, 1.0, hovertemplate=hover, xaxis=f"x{suffix}", yaxis=f"y{suffix}")
        traces.append(cells | {"zmin": 0, "zmid": 0.5, "showscale": index == 0})
        axes[f"xaxis{suffix}"] = plots.letters(reads, anchor=f"y{suffix}", showticklabels=index == count - 1)
        axes[f"yaxis{suffix}"] = plots.units(H) | {"anchor": f"x{suffix}", "domain": [bottom, top]}
        titles.append(plots.heading(_set(name), 0, top))
    return {"data": traces, "layout": plots.layout(count * (60 + 28 * H) + 40, annotations=titles, **axes)}

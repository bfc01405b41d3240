"""The race as figures: right answers against distance, seed by seed, and the gradient's way back through each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from engine.functions import Array
from ui.board.mathml import in_figure
from ui.board.theme import PALETTE
from ui.shell.plots import LEGEND, Figure, axis, layout, line, logs, powers, rows, scatter

CHANCE = 0.25
K = in_figure("k")
SHIPPED = (
    f"{K} = %{{customdata[0]}}: median %{{y:.0%}}, from %{{customdata[1]:.0%}} to %{{customdata[2]:.0%}} over "
    "%{customdata[3]} seeds<extra>%{fullData.name}</extra>"
)
OWN = f"{K} = %{{customdata[0]}}, seed %{{customdata[1]}}: %{{y:.1%}}<extra>%{{fullData.name}}</extra>"


@dataclass(frozen=True)
class Look:
    """What a contestant is called, and how it is told apart: never by its colour alone."""

    name: str
    colour: int  # of the theme's categorical colours, 1 … 10; those of the roles are left out
    dash: str
    symbol: str


RACERS = {
    "rnn": Look("RNN", 8, "solid", "circle"),
    "rnn-orthogonal": Look("RNN, orthogonal W", 8, "dash", "circle-open"),
    "rnn-32": Look("RNN, 32 units", 8, "dot", "circle-cross-open"),
    "gru": Look("GRU", 7, "solid", "square"),
    "gru-32": Look("GRU, 32 units", 7, "dot", "square-cross-open"),
    "lstm-0": Look("LSTM, forget bias 0", 9, "dot", "diamond-tall-open"),
    "lstm": Look("LSTM, forget bias 1", 9, "dash", "diamond-open"),
    "lstm-32": Look("LSTM, 32 units, forget bias 1", 9, "longdashdot", "diamond-cross-open"),
    "lstm-3": Look("LSTM, forget bias 3", 9, "dashdot", "diamond-wide-open"),
    "lstm-open": Look("LSTM, forget gate always open", 9, "longdash", "diamond-x-open"),
    "lstm-chrono": Look("LSTM, chrono", 9, "solid", "diamond"),
}


class Mark(NamedTuple):
    """A race that was run here: held-out accuracy at distance k."""

    variant: str
    k: int
    seed: int
    accuracy: float


def accuracy(
    shipped: Mapping[str, Mapping[str, Sequence[float]]], own: Sequence[Mark] = (), height: int = 420
) -> Figure:
    """Held-out accuracy against distance: the median of the seeds, a bar from the worst to the best, own runs as stars.

    Variants that were run at one distance only are left to `every_seed`.
    """
    traces: list[dict[str, Any]] = []
    full = {variant: by_distance for variant, by_distance in shipped.items() if len(by_distance) > 1}
    for place, (variant, by_distance) in enumerate(full.items()):
        look = RACERS[variant]
        shift = 1 + 0.05 * (place - (len(full) - 1) / 2)  # side by side, or the bars would hide each other
        middle = [median(shares) for shares in by_distance.values()]
        bars = {
            "type": "data",
            "symmetric": False,
            "array": [max(shares) - m for shares, m in zip(by_distance.values(), middle, strict=True)],
            "arrayminus": [m - min(shares) for shares, m in zip(by_distance.values(), middle, strict=True)],
            "thickness": 1.5,
        }
        look_of = {"line": {"dash": look.dash}, "marker": {"symbol": look.symbol, "size": 9}, "error_y": bars}
        told = [[k, min(shares), max(shares), len(shares)] for k, shares in by_distance.items()]
        across, colour = [int(k) * shift for k in by_distance], PALETTE[look.colour - 1]
        traces.append(
            line(look.name, across, middle, colour, "lines+markers", **look_of, customdata=told, hovertemplate=SHIPPED)
        )
    beside = _beside(own)
    for variant in dict.fromkeys(mark.variant for mark in own):
        look, marks = RACERS[variant], [mark for mark in own if mark.variant == variant]
        at = [mark.k * beside[mark] for mark in marks]
        symbol = "star" if look.dash == "solid" else "star-open"
        star = {"symbol": symbol, "size": 17, "color": PALETTE[look.colour - 1], "line": {"width": 1.5}}
        curve = scatter(f"{look.name}, run here", at, [mark.accuracy for mark in marks], "markers")
        told = [[mark.k, mark.seed] for mark in marks]
        traces.append(curve | {"marker": star, "customdata": told, "hovertemplate": OWN})
    distances = [int(k) for k in next(iter(full.values()))]
    ends = [distances[0] * 0.85, distances[-1] * 1.18]
    traces.append(line("guessing", ends, [CHANCE] * 2, PALETTE[3], line={"dash": "dot", "width": 1.5}))
    axes = {
        "xaxis": axis(f"distractors {K}", type="log", range=np.log10(ends).tolist(), zeroline=False)
        | {"tickvals": distances, "ticktext": [str(k) for k in distances]},
        "yaxis": axis("right answers", range=[0, 1.06], tickformat=".0%"),
    }
    return {"data": traces, "layout": layout(height, legend=LEGEND, **axes)}


def _beside(own: Sequence[Mark]) -> dict[Mark, float]:
    """By how much each mark's distance is multiplied, so that those at one distance stand side by side."""
    factors: dict[Mark, float] = {}
    for k in {mark.k for mark in own}:
        there = sorted(mark for mark in own if mark.k == k)
        apart = min(0.05, 0.4 / len(there))
        factors |= {mark: 1 + apart * (place - (len(there) - 1) / 2) for place, mark in enumerate(there)}
    return factors


def every_seed(shares: Mapping[str, Sequence[float]]) -> Figure:
    """One distance: a row for each variant, a mark for each seed."""
    names = [RACERS[variant].name for variant in shares]
    traces = [
        {
            # equal results stand above each other
            **scatter(RACERS[variant].name, accuracies, row + np.linspace(-0.25, 0.25, len(accuracies)), "markers"),
            "marker": {"symbol": RACERS[variant].symbol, "size": 9, "color": PALETTE[RACERS[variant].colour - 1]},
            "hovertemplate": "seed %{customdata}: %{x:.0%}<extra>%{fullData.name}</extra>",
            "customdata": list(range(len(accuracies))),
        }
        for row, (variant, accuracies) in enumerate(shares.items())
    ]
    axes = {
        "xaxis": axis("right answers", range=[0, 1.04], tickformat=".0%"),
        "yaxis": rows(names) | {"autorange": False, "range": [len(names) - 0.5, -0.5], "zeroline": False},
    }
    return {"data": traces, "layout": layout(90 + 44 * len(names), showlegend=False, **axes)}


def race_curves(curves: Mapping[str, Sequence[tuple[int, float]]], last: int, height: int = 320) -> Figure:
    """The share of right answers while networks are trained, against updates, up to `last`: of each variant its points so far."""
    traces = []
    for variant, points in curves.items():
        look, (updates, shares) = RACERS[variant], (zip(*points, strict=True) if points else ((), ()))
        end = {"size": [0] * (len(points) - 1) + [10], "opacity": 1, "color": PALETTE[look.colour - 1]}
        curve = line(look.name, updates, shares, PALETTE[look.colour - 1], "lines+markers", line={"dash": look.dash})
        traces.append(curve | {"marker": end, "hovertemplate": "%{x}: %{y:.0%}<extra>%{fullData.name}</extra>"})
    dotted = {"dash": "dot", "width": 1.5}
    guessing = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": CHANCE, "y1": CHANCE, "line": dotted}
    axes = {
        "xaxis": axis("updates, each on 32 new sequences", range=[0, last], dtick=last / 4, zeroline=False),
        "yaxis": axis("right answers", range=[0, 1.04], tickformat=".0%"),
    }
    return {"data": traces, "layout": layout(height, legend=LEGEND, shapes=[guessing], showlegend=True, **axes)}


def way_back(curves: Mapping[tuple[str, str], Array]) -> Figure:
    """Sizes of ∂L/∂state (T,), from the last step back to the first, by (variant, state) of s, h or c.

    The LSTM's c is drawn solid as its variant says; its h, which is not the way that it keeps things, thinner.
    """
    traces = []
    steps = max(map(len, curves.values()))
    for (variant, state), sizes in curves.items():
        look = RACERS[variant]
        aside = variant.startswith("lstm") and state == "h"
        name, look_of = f"{look.name}: {in_figure('∂L/∂' + state)}", {"dash": look.dash, "width": 1.2 if aside else 2.8}
        hover = "%{x} steps back: 10<sup>%{y:.2f}</sup><extra>%{fullData.name}</extra>"
        y, colour = logs(sizes), PALETTE[look.colour - 1]
        traces.append(line(name, range(len(y)), y, colour, line=look_of, hovertemplate=hover))
    axes = {
        "xaxis": {"title": {"text": "steps back from the question"}, "fixedrange": True, "zeroline": False},
        "yaxis": powers(-5 - steps // 2, 1, f"norm of {in_figure('∂L/∂')}state"),  # the same at one distance
    }
    return {"data": traces, "layout": layout(380, legend=LEGEND, **axes)}

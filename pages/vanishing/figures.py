"""Long sequences as curves. Norms are drawn by their logarithms, so that no length leaves the picture empty.

What is exactly zero has the logarithm −∞ and leaves a gap.
"""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from engine.costs import Cost
from engine.explode import Descent
from engine.functions import Array
from ui.board.mathml import in_figure
from ui.board.symbols import label
from ui.board.theme import CHART
from ui.shell.plots import LEGEND, Chart, heading, layout, line, logs, powers

LOWEST, HIGHEST = -60, 60  # powers of ten that are drawn; beyond them a curve leaves the picture
FLOOR = -17  # of a difference of states: float64 holds no smaller one beside numbers near 1
STATE, OUTPUT, WEIGHT, GRADIENT = (CHART[role] for role in ("state", "output", "weight", "gradient"))
K = in_figure("k")
OTHER = "#000006"  # the first colour of the theme that no role has


def _span(*curves: Array) -> tuple[float, float]:
    """Whole powers of ten around all curves, wide enough that a small change looks small."""
    found = np.concatenate([curve[np.isfinite(curve)] for curve in curves])
    return (float(max(LOWEST, min(-4, np.floor(found.min())))), float(min(HIGHEST, max(2, np.ceil(found.max())))))


def way_back(chain: Array, gradient: Array, without: Array) -> go.Figure:
    """Logarithms of ‖∂s_T/∂s_k‖, ‖∂L_T/∂s_k‖ and ‖W^(T−k)‖ (T+1,) against k, from 0 to T."""
    k = range(len(chain))
    hover = f"{K} = %{{x}}: 10<sup>%{{y:.2f}}</sup><extra>%{{fullData.name}}</extra>"
    traces = [
        line(label("norm", place="_k"), k, chain, STATE, hovertemplate=hover),
        line(in_figure("‖∂L_T/∂s_k‖"), k, gradient, GRADIENT, line={"dash": "dot"}, hovertemplate=hover),
        line(
            f"the chain without {in_figure('tanh′')}",
            k,
            without,
            WEIGHT,
            line={"dash": "dash", "width": 2},
            hovertemplate=hover,
        ),
    ]
    axes = {
        "xaxis": {"title": {"text": f"{K}: the state after {K} letters"}, "fixedrange": True, "zeroline": False},
        "yaxis": powers(*_span(chain, gradient, without), "norm"),
    }
    return Chart({"data": traces, "layout": layout(380, legend=LEGEND, **axes)})


def fading(word: Array, middle: Array, low: Array, high: Array) -> go.Figure:
    """Differences of states (N,) against the distance from the changed letter, on a logarithmic scale."""
    distance = range(len(word))
    word, middle, low, high = (np.maximum(logs(values), FLOOR) for values in (word, middle, low, high))
    hover = "%{x} letters later: 10<sup>%{y:.2f}</sup><extra>%{fullData.name}</extra>"
    traces = [
        line("a tenth are below", distance, low, OTHER, line={"width": 0}, hoverinfo="skip", showlegend=False),
        line("random texts: middle 80%", distance, high, OTHER, line={"width": 0}, fill="tonexty", hoverinfo="skip"),
        line("random texts: median", distance, middle, OTHER, line={"dash": "dash"}, hovertemplate=hover),
        line("your word", distance, word, STATE, hovertemplate=hover),
    ]
    axes = {
        "xaxis": {"title": {"text": "letters after the changed one"}, "fixedrange": True, "zeroline": False},
        "yaxis": powers(FLOOR, 1, "difference of the states"),
    }
    return Chart({"data": traces, "layout": layout(340, legend=LEGEND, **axes)})


def costs(by_length: Mapping[int, tuple[Cost, Cost]], by_size: Mapping[int, tuple[Cost, Cost]]) -> go.Figure:
    """(multiplications, seconds) against T and against H: counts above, time below, both on logarithmic axes."""
    traces = []
    for column, table in enumerate((by_length, by_size)):
        for row in range(2):
            for way, colour, dash in (("forward", STATE, "solid"), ("backward", GRADIENT, "dot")):
                values = [getattr(found[row], way) * (1000 if row else 1) for found in table.values()]
                axis = str(2 * row + column + 1).replace("1", "")
                traces.append(
                    line(
                        way,
                        list(table),
                        values,
                        colour,
                        mode="lines+markers",
                        line={"dash": dash},
                        legendgroup=way,
                        showlegend=row == column == 0,
                        xaxis=f"x{axis}",
                        yaxis=f"y{axis}",
                        hovertemplate="%{x}: %{y:.3s}<extra>%{fullData.name}</extra>",
                    )
                )
    common = {"type": "log", "fixedrange": True, "zeroline": False}
    chart, titles = layout(520, legend={**LEGEND, "y": 1.06}), []
    for column, (counted, letter, table) in enumerate((("time steps", "T", by_length), ("hidden units", "H", by_size))):
        for row, title in enumerate(("multiplications", "milliseconds")):
            axis = str(2 * row + column + 1).replace("1", "")
            ticks = {"tickvals": list(table), "ticktext": [str(size) for size in table]}
            across = [0, 0.46] if column == 0 else [0.56, 1]
            up = [0.57, 1] if row == 0 else [0.02, 0.45]
            chart[f"xaxis{axis}"] = {**common, **ticks, "domain": across, "anchor": f"y{axis}"}
            if row == 1:
                chart[f"xaxis{axis}"] |= {"title": {"text": f"{counted} {in_figure(letter)}"}}  # type: ignore[operator]
            chart[f"yaxis{axis}"] = {**common, "domain": up, "anchor": f"x{axis}", "dtick": 1}
            if column == 0:
                titles.append(heading(title, 0) | {"y": up[1]})
    chart["annotations"] = titles
    return Chart({"data": traces, "layout": chart})


def descents(free: Descent, clipped: Descent, clip: float) -> go.Figure:
    """Two trainings from the same weights: the loss on the left, the gradient's norm on the right."""
    traces = []
    for axis, field in (("", "loss"), ("2", "grad_norm")):
        for name, run, colour, dash in (
            ("without clipping", free, GRADIENT, "dot"),
            (f"with clipping to norm {clip:g}", clipped, STATE, "solid"),
        ):
            values = getattr(run, field)
            traces.append(
                line(
                    name,
                    range(len(values)),
                    values if field == "loss" else logs(values),
                    colour,
                    line={"dash": dash},
                    legendgroup=name,
                    showlegend=not axis,
                    xaxis=f"x{axis}",
                    yaxis=f"y{axis}",
                )
            )
    highest = max(5.0, float(max(free.loss.max(), clipped.loss.max())))
    step = {"title": {"text": "updates"}, "fixedrange": True, "zeroline": False}
    chart = layout(
        320,
        legend=LEGEND,
        xaxis={**step, "domain": [0, 0.42]},
        xaxis2={**step, "domain": [0.58, 1]},
        yaxis={"range": [0, highest], "fixedrange": True},
        yaxis2=powers(-4, 6, "") | {"anchor": "x2"},
        annotations=[heading("loss per letter", 0), heading("gradient norm, before clipping", 0.58)],
    )
    chart["legend"] = {**LEGEND, "y": 1.1}
    return Chart({"data": traces, "layout": chart})

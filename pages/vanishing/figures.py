"""Long sequences as curves. Norms are drawn by their logarithms, so that no length leaves the picture empty.

What is exactly zero has the logarithm −∞ and leaves a gap.
"""

from collections.abc import Mapping

import numpy as np

from engine.costs import Cost
from engine.explode import Descent
from engine.functions import Array
from ui.board.mathml import in_figure
from ui.board.symbols import label
from ui.board.theme import CHART
from ui.shell.plots import LEGEND, Figure, axis, heading, layout, line, logs, powers

LOWEST, HIGHEST = -60, 60  # powers of ten that are drawn; beyond them a curve leaves the picture
FLOOR = -17  # of a difference of states: float64 holds no smaller one beside numbers near 1
STATE, OUTPUT, WEIGHT, GRADIENT = (CHART[role] for role in ("state", "output", "weight", "gradient"))
K = in_figure("k")
OTHER = "#000006"  # the first colour of the theme that no role has


def _span(*curves: Array) -> tuple[float, float]:
    """Whole powers of ten around all curves, wide enough that a small change looks small."""
    values = np.concatenate([curve[np.isfinite(curve)] for curve in curves])
    return (float(max(LOWEST, min(-4, np.floor(values.min())))), float(min(HIGHEST, max(2, np.ceil(values.max())))))


def way_back(chain: Array, gradient: Array, without: Array) -> Figure:
    """Logarithms of ‖∂s_T/∂s_k‖, ‖∂L_T/∂s_k‖ and ‖W^(T−k)‖ (T+1,) against k, from 0 to T."""
    k = range(len(chain))
    hover = f"{K} = %{{x}}: 10<sup>%{{y:.2f}}</sup><extra>%{{fullData.name}}</extra>"
    dashed = {"dash": "dash", "width": 2}
    traces = [
        line(label("norm", place="_k"), k, chain, STATE, hovertemplate=hover),
        line(in_figure("‖∂L_T/∂s_k‖"), k, gradient, GRADIENT, line={"dash": "dot"}, hovertemplate=hover),
        line(f"the chain without {in_figure('tanh′')}", k, without, WEIGHT, line=dashed, hovertemplate=hover),
    ]
    axes = {
        "xaxis": axis(f"{K}: the state after {K} letters", zeroline=False),
        "yaxis": powers(*_span(chain, gradient, without), "norm"),
    }
    return {"data": traces, "layout": layout(380, legend=LEGEND, **axes)}


def fading(word: Array, middle: Array, low: Array, high: Array) -> Figure:
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
        "xaxis": axis("letters after the changed one", zeroline=False),
        "yaxis": powers(FLOOR, 1, "difference of the states"),
    }
    return {"data": traces, "layout": layout(340, legend=LEGEND, **axes)}


def costs(by_length: Mapping[int, tuple[Cost, Cost]], by_size: Mapping[int, tuple[Cost, Cost]]) -> Figure:
    """(multiplications, seconds) against T and against H: counts above, time below, both on logarithmic axes."""
    traces, axes, titles = [], {}, []
    hover = "%{x}: %{y:.3s}<extra>%{fullData.name}</extra>"
    log = {"type": "log", "zeroline": False}
    for row, (quantity, up) in enumerate((("multiplications", [0.57, 1]), ("milliseconds", [0.02, 0.45]))):
        titles.append(heading(quantity, 0, up[1]))
        for column, (counted, letter, table, across) in enumerate(
            (("time steps", "T", by_length, [0, 0.46]), ("hidden units", "H", by_size, [0.56, 1]))
        ):
            k = str(2 * row + column + 1).replace("1", "")
            for way, colour, dash in (("forward", STATE, "solid"), ("backward", GRADIENT, "dot")):
                values = [getattr(cost[row], way) * (1000 if row else 1) for cost in table.values()]
                curve = line(way, table, values, colour, "lines+markers", line={"dash": dash}, hovertemplate=hover)
                place = {"xaxis": f"x{k}", "yaxis": f"y{k}", "legendgroup": way, "showlegend": not k}
                traces.append(curve | place)
            ticks = {"tickvals": list(table), "ticktext": [str(size) for size in table]}
            title = f"{counted} {in_figure(letter)}" if row else ""
            axes[f"xaxis{k}"] = axis(title, domain=across, anchor=f"y{k}", **log, **ticks)
            axes[f"yaxis{k}"] = axis(domain=up, anchor=f"x{k}", dtick=1, **log)
    return {"data": traces, "layout": layout(520, legend={**LEGEND, "y": 1.06}, annotations=titles, **axes)}


def descents(free: Descent, clipped: Descent, clip: float) -> Figure:
    """Two trainings from the same weights: the loss on the left, the gradient's norm on the right."""
    traces = []
    for k, field in (("", "loss"), ("2", "grad_norm")):
        for name, run, colour, dash in (
            ("without clipping", free, GRADIENT, "dot"),
            (f"with clipping to norm {clip:g}", clipped, STATE, "solid"),
        ):
            values = run.loss if field == "loss" else logs(run.grad_norm)
            place = {"xaxis": f"x{k}", "yaxis": f"y{k}", "legendgroup": name, "showlegend": not k}
            traces.append(line(name, range(len(values)), values, colour, line={"dash": dash}) | place)
    highest = max(5.0, float(max(free.loss.max(), clipped.loss.max())))
    axes = {
        "xaxis": axis("updates", zeroline=False, domain=[0, 0.42]),
        "xaxis2": axis("updates", zeroline=False, domain=[0.58, 1]),
        "yaxis": axis(range=[0, highest]),
        "yaxis2": powers(-4, 6, "") | {"anchor": "x2"},
    }
    titles = [heading("loss per letter", 0), heading("gradient norm, before clipping", 0.58)]
    return {"data": traces, "layout": layout(320, legend={**LEGEND, "y": 1.1}, annotations=titles, **axes)}

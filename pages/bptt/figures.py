"""Figures about gradients: what a nudge of ε gets wrong, and how far downhill a step should go."""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from ui.board.mathml import in_figure
from ui.board.symbols import label
from ui.board.theme import CHART, PALETTE
from ui.shell.plots import Figure, axis, layout, scatter

HEIGHT = 340
HIGHEST = 2.5  # times the loss now: what is drawn of the loss after an update
ABOVE = {"orientation": "h", "y": 1.12}
MARKER = {"symbol": "diamond", "size": 14, "color": CHART["state"]}
EPS, RATE = in_figure("ε"), label("lr")
HOVER = "%{x:.2e}: %{y:.3e}<extra></extra>"
SMALLEST = 1e-17  # a difference of 0 has no place on a logarithmic axis; it is drawn here


def error_against_eps(eps: Sequence[float], errors: Sequence[float], chosen: int, weight: str, place: str) -> Figure:
    """The relative error of a difference quotient against its ε, both logarithmic; `chosen` is the marked one.

    weight, place  whose gradient it is: "U", "1,h"
    """
    drawn = [max(error, SMALLEST) for error in errors]
    notes = [_note("rounding", -13, "left"), _note("the curve bends", -1, "right")]
    curve = _line(eps, drawn, f"deviation at {in_figure(weight, place)}", "gradient")
    mark = _mark(eps[chosen], drawn[chosen], f"your {EPS}")
    axes = {"xaxis": _log(EPS, -13.2, -0.8), "yaxis": _log("relative deviation", -17.3, 1.0)}
    return {"data": [curve, mark], "layout": layout(HEIGHT, legend=ABOVE, annotations=notes, **axes)}


def loss_against_rate(rates: Sequence[float], losses: Sequence[float], now: float, rate: float, loss: float) -> Figure:
    """The loss after one step of each length, beside the loss now; the chosen rate is marked, with its loss if that is above
    the figure."""
    top = HIGHEST * now
    mark = _mark(rate, min(loss, 0.95 * top), f"your {RATE}")
    if loss > top:
        mark |= {"name": f"your {RATE}: {loss:.3g}, above the figure"}
        mark["marker"] = {**MARKER, "symbol": "triangle-up"}
    after = _line(rates, losses, "loss after the update", "output")
    before = _line(rates, [now] * len(rates), "loss now", "weight")
    before["line"] |= {"dash": "dot"}
    axes = {"xaxis": _log(f"learning rate {RATE}", -3.1, 2.1), "yaxis": axis("loss of the word", range=[0, top])}
    return {"data": [after, before, mark], "layout": layout(HEIGHT, legend=ABOVE, **axes)}


def missing_against_window(missing: Mapping[str, Sequence[float]], chosen: int) -> Figure:
    """By the name of a weight, the share of its gradient that windows of 1, 2, … T letters miss; the chosen length is marked."""
    marks = ("circle", "square", "diamond")
    curves = [
        {
            **scatter(label(name), range(1, len(shares) + 1), shares, "lines+markers"),
            "line": {"color": PALETTE[k]},
            "marker": {"symbol": marks[k % len(marks)], "size": 9},
            "hovertemplate": f"{label(name)}, %{{x}} letters: %{{y:.1%}}<extra></extra>",
        }
        for k, (name, shares) in enumerate(missing.items())
    ]
    line = {"type": "line", "x0": chosen, "x1": chosen, "yref": "paper", "y0": 0, "y1": 1, "line": {"dash": "dot"}}
    axes = {
        "xaxis": axis("letters in a window", dtick=1),
        "yaxis": axis("missing part of the gradient", tickformat=".0%", rangemode="tozero"),
    }
    return {"data": curves, "layout": layout(HEIGHT, legend=ABOVE, shapes=[line], **axes)}


def _line(x: Sequence[float], y: Sequence[float], name: str, role: str) -> dict[str, Any]:
    mode = "lines+markers" if len(x) < 60 else "lines"
    return scatter(name, x, y, mode, line={"color": CHART[role]}, hovertemplate=HOVER)


def _mark(x: float, y: float, name: str) -> dict[str, Any]:
    return scatter(name, [x], [y], "markers", marker=MARKER, hovertemplate=HOVER)


def _note(text: str, x: float, side: str) -> dict[str, object]:
    """Words above the curve that end at x, a power of ten, on this side."""
    return {"text": text, "x": x, "y": 0.4, "xanchor": side, "showarrow": False}


def _log(title: str, low: float, high: float) -> dict[str, object]:
    every = 2 if high - low > 6 else 1
    powers = range(every * ceil(low / every), floor(high) + 1, every)
    written = [_power(power) for power in powers]  # Plotly's own are larger than the labels of other axes
    return axis(title, type="log", range=[low, high], tickvals=[10.0**power for power in powers], ticktext=written)


def _power(exponent: int) -> str:
    return {0: "1", 1: "10"}.get(exponent, f"10<sup>{exponent}</sup>".replace("-", "−"))

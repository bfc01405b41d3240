"""What the figures share: axes of letters and units, heatmaps with fixed scales, the margins."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from typing import Any

import numpy as np

from engine.functions import Array
from ui.board.arithmetic import number
from ui.board.mathml import in_figure

AT = f"{in_figure('t')} = %{{x}}"
LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}

# As Plotly takes it, in plain dictionaries: `data`, `layout` and, where it plays, `frames`. To have Plotly check and copy it
# took a fifth of a page's run, so the tests do that (tests/figures.py).
Figure = dict[str, Any]
FRAME_MS = 700
Written = Callable[[float], str]
TWO_DECIMALS: Written = partial(number, decimals=2)
PLAYER = 150  # px below what plays: its buttons, and below them its slider, which on a phone have no room side by side


def letters(reads: Sequence[str], **more: object) -> dict[str, object]:
    """An axis of letters, with their time steps. Equal letters must stay apart, so it counts, and only its labels are letters."""
    labels = [f"{escape(letter)}<br>t={t + 1}" for t, letter in enumerate(reads)]
    return axis(tickvals=list(range(len(reads))), ticktext=labels, zeroline=False, **more)


def units(count: int) -> dict[str, object]:
    """An axis of units, the first at the top."""
    return rows([f"unit {unit + 1}" for unit in range(count)]) | {"zeroline": False}


def rows(labels: Sequence[str]) -> dict[str, object]:
    """An axis of named rows, the first at the top."""
    return axis(tickvals=list(range(len(labels))), ticktext=list(labels), autorange="reversed")


def layout(height: int, **more: object) -> dict[str, object]:
    return {"height": height, "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, **more}


def heatmap(values: Array, size: float, written: Written | None = TWO_DECIMALS, /, **more: object) -> dict[str, object]:
    """A heatmap (rows, T) from −size to size in the theme's diverging colours, numbers printed where they fit.

    written  how they are printed, None: not at all
    """
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
        "hovertemplate": f"%{{y}}, {AT}: %{{z:.6f}}<extra></extra>",
        **more,
    }
    if written and values.shape[1] <= 12 and values.shape[0] <= 8:
        cells["text"] = [["" if np.isnan(value) else written(value) for value in row] for row in values.tolist()]
        cells["texttemplate"] = "%{text}"
    return cells


def axis(title: str = "", /, **more: object) -> dict[str, object]:
    """An axis that cannot be dragged: on a phone a finger scrolls the page."""
    named = {"title": {"text": title}} if title else {}
    return {**named, "fixedrange": True, **more}


def heading(text: str, x: float, y: float = 1) -> dict[str, object]:
    """The title of one of several panels, above it: a title beside it would cover its neighbour on a phone."""
    place = {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {"text": text, "showarrow": False, **place}


def player(labels: Sequence[str], redraw: bool = True, milliseconds: int = FRAME_MS) -> dict[str, object]:
    """The part of a layout that plays frames named 0, 1, …, a label each: two buttons and a slider below.

    A heatmap needs `redraw`; bars and lines move smoothly without. The slider stands at the last frame.
    """
    at_once = {"frame": {"duration": 0, "redraw": redraw}, "mode": "immediate", "transition": {"duration": 0}}
    moving = {"duration": 0 if redraw else milliseconds // 2}
    playing = {
        "frame": {"duration": milliseconds, "redraw": redraw},
        "transition": moving,
        "fromcurrent": False,
        "mode": "immediate",
    }

    def animate(label: str, frames: list[str | None] | None, how: dict[str, Any]) -> dict[str, object]:
        return {"method": "animate", "label": label, "args": [frames, how]}

    below = {"x": 0, "y": 0, "yanchor": "top"}
    steps = [animate(escape(letter), [str(t)], at_once) for t, letter in enumerate(labels)]
    slider = below | {"active": len(labels) - 1, "steps": steps, "currentvalue": {"visible": False}}
    pressed = [animate("▶ Play", None, playing), animate("❚❚ Pause", [None], at_once)]
    buttons = below | {"type": "buttons", "direction": "left", "xanchor": "left", "showactive": False}
    return {
        "margin": {"l": 8, "r": 8, "t": 8, "b": PLAYER},
        "updatemenus": [buttons | {"buttons": pressed, "pad": {"t": 48}}],
        "sliders": [slider | {"pad": {"t": PLAYER - 58}}],
    }


def scatter(name: str | None, x: Iterable[object], y: Any, mode: str, /, **more: object) -> dict[str, Any]:
    """Points, by mode "lines", "markers" or "lines+markers"; what is not finite leaves a gap."""
    named = {"name": name} if name else {}
    return {"type": "scatter", "mode": mode, **named, "x": list(x), "y": with_gaps(y), **more}


def line(name: str, x: Iterable[float], y: Any, colour: str, mode: str = "lines", **more: Any) -> dict[str, Any]:
    """A curve."""
    look = {"color": colour, "width": 2.5, **more.pop("line", {})}
    return scatter(name, x, y, mode, line=look, **more)


def with_gaps(values: Any) -> list[float | None]:
    """Numbers (N,) as Plotly takes them; None for what is not finite."""
    return [float(value) if np.isfinite(value) else None for value in values]


def logs(values: Array) -> Array:
    """Logarithms to base 10 of sizes; that of exactly zero is −∞."""
    with np.errstate(divide="ignore"):
        return np.log10(values)


def powers(low: float, high: float, title: str) -> dict[str, Any]:
    """An axis of logarithms, labelled 10⁻⁵."""
    written = {"tickprefix": "10<sup>", "ticksuffix": "</sup>"}
    return axis(title, range=[low, high], dtick=max(1, round((high - low) / 8)), zeroline=True, **written)

"""A training run as curves, and its weights as a film."""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from engine.functions import Array
from engine.lesson import Lesson
from engine.params import Params
from ui.board.parts import visible
from ui.board.symbols import label
from ui.board.theme import CHART
from ui.shell.plots import PLAYER, Figure, axis, heading, heatmap, layout, logs, player, scatter

POINTS = 500  # of a curve, at most
NUMBERS = 250_000  # of a film, at most: beyond, it has fewer frames
FRAME_MS = 150
MOST_LABELS = 20  # letters along an axis
PANELS = {"U": "from the input", "W": "from the previous state", "V": "to the output"}


def curves(lesson: Lesson) -> Figure:
    """The loss per letter on the left, the gradient's norm before clipping on the right, against updates.

    Before the first update there is one mark, where the curve of a word will begin.
    """
    chosen = np.unique(np.linspace(0, lesson.updates - 1, min(POINTS, lesson.updates)).astype(int))
    drawn = {"loss": np.array(lesson.loss)[chosen], "norm": np.array(lesson.grad_norm)[chosen]}
    if not lesson.updates and lesson.short:
        chosen, drawn["loss"] = np.zeros(1, int), np.array([lesson.snapshots[0].loss])
    colours = {"loss": CHART["output"], "norm": CHART["gradient"]}
    hover = {"loss": "%{y:.4g}", "norm": "10<sup>%{y:.2f}</sup>"}
    traces = []
    for k, (name, values) in zip(("", "2"), drawn.items(), strict=True):
        y = values if name == "loss" else logs(values)
        look: dict[str, Any] = {
            "line": {"color": colours[name], "width": 2.5},
            "marker": {"color": colours[name], "size": 10},
            "hovertemplate": f"after %{{x}} updates: {hover[name]}<extra></extra>",
        }
        curve = scatter(None, chosen.tolist(), y, "lines" if len(chosen) > 1 else "markers", **look)
        traces.append(curve | {"cliponaxis": False, "xaxis": f"x{k}", "yaxis": f"y{k}"})
    if lesson.checked:
        look = {
            "line": {"color": CHART["output"], "width": 2, "dash": "dash"},
            "marker": {"size": 4},
            "hovertemplate": "held out, after %{x} updates: %{y:.4g}<extra></extra>",
        }
        when = [snapshot.update for snapshot in lesson.snapshots]
        traces.append(scatter(None, when, lesson.checked, "lines+markers", **look))
    across = axis("updates", range=[0, max(20, lesson.updates)], zeroline=False)
    top = max([1.0, *drawn["loss"].tolist(), *lesson.checked])
    axes = {
        "xaxis": {**across, "domain": [0, 0.42]},
        "xaxis2": {**across, "domain": [0.58, 1]},
        "yaxis": axis(range=[0, 1.05 * top]),
        "yaxis2": axis(range=[-4, 4], dtick=2, tickprefix="10<sup>", ticksuffix="</sup>", anchor="x2"),
    }
    losses = "loss per letter" + (", held out dashed" if lesson.checked else "")
    titles = [heading(losses, 0), heading("norm of the gradient", 0.58)]
    margin = {"l": 8, "r": 8, "t": 28, "b": 8}
    return {"data": traces, "layout": layout(300, showlegend=False, annotations=titles, margin=margin, **axes)}


def matrices(params: Params) -> dict[str, Array]:
    """U, W and V of any cell; those of several gates stand below each other."""
    blocks: dict[str, list[Any]] = {name: [] for name in PANELS}
    for field, array in params.items():
        if array.ndim == 2 and field[0] in blocks:
            blocks[field[0]].append(array)
    return {name: np.concatenate(arrays) for name, arrays in blocks.items()}


def weights(like: Params, snapshots: Sequence[Array], updates: Sequence[int], alphabet: Sequence[str]) -> Figure:
    """U, W and V (heatmaps, one fixed scale each) after some updates: flat weights (N,) for each; the last is drawn."""
    N = like.flat.size
    count = min(len(snapshots), max(2, NUMBERS // N))
    chosen = np.unique(np.linspace(0, len(snapshots) - 1, count).astype(int))
    films = [matrices(like.with_flat(np.asarray(snapshots[k], float))) for k in chosen]
    sizes = {name: max(float(np.abs(film[name]).max()) for film in films) or 1.0 for name in PANELS}
    frames = [
        {"name": str(index), "data": _panels(film, sizes), "traces": [0, 1, 2]} for index, film in enumerate(films)
    ]
    tall = max(array.shape[0] for array in films[0].values())
    plays = player([str(updates[k]) for k in chosen], milliseconds=FRAME_MS)
    chart = layout(int(min(660, 90 + PLAYER + 26 * tall)), **plays)
    plain = axis(showticklabels=False, zeroline=False, showgrid=False)
    letters = {"tickvals": list(range(len(alphabet))), "ticktext": [escape(visible(a)) for a in alphabet]}
    titles = []
    for index, (name, title) in enumerate(PANELS.items()):
        k = str(index + 1).replace("1", "")
        left, right = index * 0.35, index * 0.35 + 0.3
        labelled = {"showticklabels": True, **letters} if len(alphabet) <= MOST_LABELS else {}
        across, down = (labelled if name == "U" else {}), (labelled if name == "V" else {})
        chart[f"xaxis{k}"] = {**plain, "domain": [left, right], "anchor": f"y{k}", **across}
        chart[f"yaxis{k}"] = {**plain, "autorange": "reversed", "anchor": f"x{k}", **down}
        text = f"{label(name)}: {title} (full colour at ±{sizes[name]:.2g})"
        titles.append(heading(text, left))
    chart |= {"annotations": titles, "margin": {"l": 8, "r": 8, "t": 32, "b": 110}}
    return {"data": _panels(films[-1], sizes), "layout": chart, "frames": frames}


def _panels(film: dict[str, Array], sizes: dict[str, float]) -> list[dict[str, object]]:
    panels = []
    for index, (name, array) in enumerate(film.items()):
        k = str(index + 1).replace("1", "")
        panel = heatmap(np.round(array, 4), sizes[name], xaxis=f"x{k}", yaxis=f"y{k}", showscale=False)
        gap = 2 if array.size <= 400 else 0
        panel |= {"xgap": gap, "ygap": gap}
        panel["hovertemplate"] = f"{label(name)}<sub>%{{y}}, %{{x}}</sub> = %{{z:.4f}}<extra></extra>"
        panels.append(panel)
    return panels

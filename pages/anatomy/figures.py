"""The states of words side by side, and the difference of two."""

from collections.abc import Sequence

from engine.functions import Array
from ui.board.arithmetic import short
from ui.shell.plots import Figure, heatmap, layout, letters, units

FULL_COLOUR = 0.5  # of a difference; states lie between −1 and 1, but two words seldom part by more


def differences(values: Array, reads: Sequence[str], instead: Sequence[str]) -> Figure:
    """By how much two words' states differ, (T, H), with two significant digits; columns carry both
    letters where these differ."""
    H = values.shape[1]
    labels = [a if a == b else f"{a} → {b}" for a, b in zip(reads, instead, strict=True)]
    cells = heatmap(values.T, FULL_COLOUR, lambda value: short(value, 1))
    chart = layout(100 + 30 * H, xaxis=letters(labels), yaxis=units(H))
    return {"data": [cells], "layout": chart}


def lengths(states: Sequence[Array], words: Sequence[Sequence[str]]) -> Figure:
    """The states of several words, (T, H) each, side by side with columns of one width, from −1 to 1."""
    H = states[0].shape[1]
    gap = 1  # columns between two words
    total = sum(len(word) for word in words) + gap * (len(words) - 1)
    cells, axes, start = [], {}, 0
    for index, (values, word) in enumerate(zip(states, words, strict=True), start=1):
        name = "" if index == 1 else str(index)
        cells.append(heatmap(values.T, 1.0, None, xaxis=f"x{name}", showscale=index == 1))
        axes[f"xaxis{name}"] = {**letters(word), "domain": [start / total, (start + len(word)) / total]}
        start += len(word) + gap
    return {"data": cells, "layout": layout(110 + 30 * H, yaxis=units(H), **axes)}

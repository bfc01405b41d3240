"""A run as a notebook: recomputed in plain NumPy and in PyTorch, each number held against the one that was shown.

The cells lie beside this file as text, one file a cell of the engine: what a student runs is short NumPy that reads like
the equations, not this engine. `# %%` begins a cell of code, `# %% [markdown]` one of text.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cells import cell_of
from engine.params import Params

__all__ = ["notebook"]

_FOLDER = Path(__file__).with_name("notebooks")


def notebook(
    title: str, params: Params, x: NDArray[np.float64], y: NDArray[np.int64], symbols: Sequence[str], address: str
) -> bytes:
    """The .ipynb of reading x (T, D) with the parameters, and of the way back from the targets y (T,), −1 for none."""
    cell = cell_of(params)
    trace = cell.forward(params, x)
    grads = cell.backward(params, trace, y)
    shown = _arrays(trace) | _arrays(grads) | {f"d{name}": array for name, array in grads.params.items()}
    run = {
        "weights": {name: array.tolist() for name, array in params.items()},
        "shown": {name: array.tolist() for name, array in shown.items()},
        "x": x.tolist(),
        "y": y.tolist(),
        "symbols": list(symbols),
    }
    start = (_FOLDER / "start.txt").read_text("utf-8")
    written = {"TITLE": _one_line(title), "ADDRESS": _one_line(address), "RUN": repr(json.dumps(run))}
    start = re.sub("|".join(written), lambda found: written[found[0]], start)
    cells = [*_cells(start), *_cells((_FOLDER / f"{cell.name}.txt").read_text("utf-8"))]
    document = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        },
        "cells": [{"id": f"cell-{number}"} | each for number, each in enumerate(cells)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _arrays(record: Any) -> dict[str, NDArray[Any]]:
    found = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: array for name, array in found.items() if isinstance(array, np.ndarray) and name != "x"}


def _one_line(text: str) -> str:
    """A reader's words fit for a heading: no line break, no markup."""
    return re.sub(r"([\\`*_\[\]<>#|$])", r"\\\1", " ".join(text.split()))


def _cells(script: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = []
    for block in re.split(r"^# %%", script, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        lines = body.strip().split("\n")
        if "markdown" in head:
            lines = [line.removeprefix("#").removeprefix(" ") for line in lines]
        source = "\n".join(lines)
        if "markdown" in head:
            cells.append({"cell_type": "markdown", "metadata": {}, "source": source})
        else:
            cells.append(
                {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
            )
    return cells

"""A page's numbers as a notebook, which computes them anew in plain NumPy and in PyTorch and holds each against the page's.

The cells lie beside this file as text, one file a cell of the engine: what a student runs is short NumPy that reads like
the equations, not this engine. `# %%` begins a cell of code, `# %% [markdown]` one of text.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from pprint import pformat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cells import cell_of
from engine.params import Params
from engine.seq2seq import Seq2SeqParams
from ui.board.storyboard import Storyboard
from ui.export.standalone import filled

Arrays = Mapping[str, NDArray[Any]]

_FOLDER = Path(__file__).with_name("notebooks")
_WIDTH = 116  # characters of a line of numbers
_UNSEEN = ("x", "log_sum")  # fields of a trace: the inputs, which are given, and what no board shows
_ANSWERS = {  # by cell: what its step is, PyTorch's layer, the state that votes
    "rnn": ("a = U·x + W·s + b, s = tanh(a).", "RNN", "s"),
    "lstm": ("c = f⊙c + i⊙g, h = o⊙tanh(c), with gates f, i, o and candidate g.", "LSTM", "h"),
}


def notebook(
    board: Storyboard, params: Params, trace: Any, y: NDArray[np.int64], symbols: Sequence[str], address: str
) -> bytes:
    """The .ipynb of a page's run: the trace of its cell reading with the parameters, and the way back from the targets y (T,),
    −1 for none.

    The numbers of trace and gradients are carried as the board shows them, where it does. What only the board has, as the
    share of one time step in a gradient or an update, is not carried.
    """
    cell = cell_of(params)
    grads = cell.backward(params, trace, y)
    computed = _arrays(trace) | _arrays(grads) | {f"d{name}": array for name, array in grads.params.items()}
    given = [
        "# The weights.",
        _named("weights", dict(params.items())),
        "# What the network read, a one-hot row for each time step, and the targets, −1 where there is none.",
        _listed("symbols", symbols),
        f"x = {_numbers(trace.x)}",
        f"y = {_numbers(y)}",
        "T = len(x)",
    ]
    shown = {name: _as_on(board, name, array) for name, array in computed.items()}
    return _document(board.label, address, given, shown, _script(cell.name))


def notebook_of_answer(
    board: Storyboard, params: Seq2SeqParams, source: Sequence[str], inputs: Sequence[str], outputs: Sequence[str],
    answer: Sequence[str], address: str,
) -> bytes:  # fmt: skip
    """The .ipynb of an encoder-decoder's answer to a source, with the numbers of its board."""
    read_alone = {name: array for name, array in params.encoder.items() if name not in ("V", "b_y")}
    given = [
        "# The weights of both halves. The encoder’s outputs are never read.",
        _named("encoder", read_alone),
        _named("decoder", dict(params.decoder.items())),
        "# The words that each half knows, what was read and said, and the words whose scores the page shows.",
        _listed("inputs", inputs),
        _listed("outputs", outputs),
        _listed("source", source),
        _listed("answer", answer),
        _listed("words", board.grids["logits"].rows),
    ]
    shown = {name: grid.values.reshape(len(grid.values), -1) for name, grid in board.grids.items() if grid.timed}
    shown = {name: array for name, array in shown.items() if not name.endswith("_column")}  # the state once more
    cell = params.cell.name
    about, layer, state = _ANSWERS[cell]
    parts = {"CELL": about, "STEP": _script(f"answer_{cell}").strip(), "KIND": layer, "STATE": state}
    return _document(board.label, address, given, shown, filled(_script("answer"), parts))


def _document(title: str, address: str, given: Sequence[str], shown: Arrays, script: str) -> bytes:
    start = filled(_script("start"), {"TITLE": _one_line(title), "ADDRESS": _one_line(address)})
    page = [
        "# What the page showed. Row t belongs to time step t, counted from 0.",
        _named("shown", shown),
        'print(f"{sum(map(np.size, shown.values())):,} numbers are to be held against those of the cells below.")',
    ]
    cells = [*_cells(start), _code("\n".join(given)), _code("\n".join(page)), *_cells(script)]
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
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: array for name, array in values.items() if isinstance(array, np.ndarray) and name not in _UNSEEN}


def _as_on(board: Storyboard, name: str, array: NDArray[Any]) -> NDArray[Any]:
    """The numbers of this name on the board, where it shows them; its gradients of weights add up towards the first step."""
    grid = board.grids.get(name)
    if grid is None or not grid.timed:
        return array
    values = grid.values if len(grid.values) == len(array) and grid.values.size == array.size else grid.values[0]
    return np.where(np.isnan(values), array.reshape(values.shape), values).reshape(array.shape)


def _listed(name: str, symbols: Sequence[str]) -> str:
    """A list of symbols as Python writes it."""
    return f"{name} = {pformat(list(symbols), width=_WIDTH - len(name), compact=True)}"


def _named(name: str, arrays: Arrays) -> str:
    """A dict of arrays as Python writes it."""
    return "\n".join([f"{name} = {{", *(f'    "{key}": {_numbers(array, 4)},' for key, array in arrays.items()), "}"])


def _numbers(array: NDArray[Any], indent: int = 0) -> str:
    """An array as Python writes it, each row on a line of its own, with all the digits that its numbers have."""
    inside = " " * (indent + 4)
    text = np.array2string(array, _WIDTH, separator=", ", prefix=inside, floatmode="unique", threshold=sys.maxsize)
    return f"np.array(\n{inside}{text}\n{' ' * indent})" if "\n" in text else f"np.array({text})"


def _script(name: str) -> str:
    return (_FOLDER / f"{name}.txt").read_text("utf-8")


def _one_line(text: str) -> str:
    """A reader's words fit for a heading: no line break, no markup."""
    return re.sub(r"([\\`*_\[\]<>#|$])", r"\\\1", " ".join(text.split()))


def _cells(script: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = []
    for block in re.split(r"^# %%", script, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        source = body.strip()
        if "markdown" in head:
            lines = [line.removeprefix("#").removeprefix(" ") for line in source.split("\n")]
            cells.append({"cell_type": "markdown", "metadata": {}, "source": "\n".join(lines)})
        else:
            cells.append(_code(source))
    return cells


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}

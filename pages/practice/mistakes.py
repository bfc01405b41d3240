"""The usual mistakes in one cell: what comes out of each, so that a wrong number can be told why it is wrong.

They are read off the operation and its sources, so they hold for every cell of every story. A mistake takes the wrong
operation or the wrong numbers. Rounding too early is no such mistake: it is the right operation with too few digits, and its
result may well be accepted.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.functions import sigmoid
from ui.board.arithmetic import Cell
from ui.board.caption import source
from ui.board.storyboard import Grid
from ui.shell.words import Words

_text = Words.beside(__file__)
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Mistake:
    """A wrong value, and the sentence that says what was probably done."""

    value: float
    why: str


def recognisable(grids: Mapping[str, Grid], cell: Cell, apart: float) -> Iterator[Mistake]:
    """The recognisable mistakes in this cell, each further than `apart` from the answer and from all others."""
    taken = [_value(grids, cell)]
    for mistake in (*mistakes(grids, cell), *_rounded(grids, cell)):
        if np.isfinite(mistake.value) and all(abs(mistake.value - other) > apart for other in taken):
            taken.append(mistake.value)
            yield mistake


def is_told_apart(grids: Mapping[str, Grid], cell: Cell, apart: float) -> bool:
    """Does every mistake in this cell come out further than `apart` from the answer?"""
    answer = _value(grids, cell)
    return not any(abs(mistake.value - answer) <= apart for mistake in mistakes(grids, cell))


def mistakes(grids: Mapping[str, Grid], cell: Cell) -> Iterator[Mistake]:
    """What comes out of the wrong operation, or of the right one with the wrong numbers."""
    grid, answer = grids[cell.grid], _value(grids, cell)
    sources = [source(text) for text in grid.of]
    known = _sources(grids, cell)
    at = (cell.row, cell.col)
    for row, label in enumerate(grid.rows):
        if row != cell.row:
            whose = "unit" if label.isdecimal() else "letter"
            yield _mistake(_value(grids, replace(cell, row=row)), f"another {whose}", label=label)
    match grid.op, known:
        case "matmul", [(left, A), (right, B)]:
            yield from _product(grids, cell, left, A, right, B, sources[1])
        case "transposed_matmul", [(left, A), (right, B)]:
            yield from _product(grids, cell, f"{left}ᵀ", A.T, right, B, sources[1])
        case "add", terms:
            for name, value in terms:
                yield _mistake(answer - _at(value, at), "left out", name=name)
        case "tanh", [(name, a)]:
            yield _mistake(_at(a, at), "without tanh", name=name)
            yield _mistake(1 / (1 + np.exp(-_at(a, at))), "σ for tanh")
        case "sigmoid", [(name, a)]:
            yield _mistake(_at(a, at), "without σ", name=name)
            yield _mistake(np.tanh(_at(a, at)), "tanh for σ")
        case "softmax", [(name, o)]:
            yield _mistake(_at(o, at) / o.sum(), "without exp", name=name)
            yield _mistake(np.exp(_at(o, at)), "exp alone")
        case "subtract", [(one, a), (other, b)]:
            yield _mistake(_at(b, at) - _at(a, at), "other way round", one=one, other=other)
            if _at(b, at):
                yield _mistake(_at(a, at), "not subtracted", other=other)
        case "times" | "product", factors:
            numbers = {name: _at(value, at) for name, value in factors}
            yield _mistake(sum(numbers.values()), "added", names=_and(numbers))
            for name, number in numbers.items():
                rest = [other for other in numbers if other != name]
                if len(rest) == 1:
                    yield _mistake(numbers[rest[0]], "alone", one=rest[0], other=name)
                elif number:
                    yield _mistake(answer / number, "factor left out", name=name, rest=" · ".join(rest))
        case "times_rest", [(one, a), (other, b)]:
            yield _mistake(_at(a, at) * _at(b, at), "times the share", one=one, other=other)
            yield _mistake(_at(a, at), "alone", one=one, other=f"1 − {other}")
            yield _mistake(1 - _at(b, at), "one minus", one=one, other=other)
        case "tanh_slope", [(name, s)]:
            yield _mistake(1 - _at(s, at), "not squared", name=name)
            yield _mistake(_at(s, at) ** 2, "only squared", name=name)
            yield _mistake(_at(s, at) * (1 - _at(s, at)), "slope of σ")
        case "sigmoid_slope", [(name, s)]:
            yield _mistake(1 - _at(s, at) ** 2, "slope of tanh")
            yield _mistake(1 - _at(s, at), "one minus", one=name, other=name)
    if grid.op != "subtract":
        yield _mistake(-answer, "sign")


def _mistake(value: float, why: str, **names: str) -> Mistake:
    """The wrong value, with the sentence of words.md that is called `why`."""
    return Mistake(value, _text.line(why, **names))


def _value(grids: Mapping[str, Grid], cell: Cell) -> float:
    values = grids[cell.grid].at(cell.t)
    assert values is not None  # nobody is asked for a number that is not there
    return float(values[cell.row, cell.col])


def _sources(grids: Mapping[str, Grid], cell: Cell) -> list[tuple[str, Matrix]]:
    """What the cell's grid is made from, at its time step: names and values."""
    sources = [(grids[name], cell.t + dt) for name, dt in map(source, grids[cell.grid].of)]
    return [(grid.symbol.at(t), value) for grid, t in sources if (value := grid.at(t)) is not None]


def _rounded(grids: Mapping[str, Grid], cell: Cell) -> Iterator[Mistake]:
    """What comes out if the numbers are rounded to one decimal before they are used."""
    op, known, at = grids[cell.grid].op, _sources(grids, cell), (cell.row, cell.col)
    if op in ("matmul", "transposed_matmul"):
        (_, A), (right, B) = known
        row = A[cell.row] if op == "matmul" else A[:, cell.row]
        yield _mistake(float(row @ np.round(B[:, cell.col], 1)), "rounded", name=right)
        return
    if op is not None and op in _OF_ROUNDED:
        value = _OF_ROUNDED[op](*(np.round(value, 1) for _, value in known))
        yield _mistake(
            _at(value, at), "rounded" if len(known) == 1 else "all rounded", name=_and(name for name, _ in known)
        )


_OF_ROUNDED: Mapping[str, Callable[..., Any]] = {
    "add": lambda *terms: sum(terms),
    "times": lambda *factors: math.prod(factors),
    "product": lambda *factors: math.prod(factors),
    "times_rest": lambda a, b: a * (1 - b),
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "tanh_slope": lambda s: 1 - s**2,
    "softmax": lambda o: np.exp(o) / np.exp(o).sum(),
}


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _product(
    grids: Mapping[str, Grid], cell: Cell, left: str, A: Matrix, right: str, B: Matrix, of: tuple[str, int]
) -> Iterator[Mistake]:
    row, col = cell.row, cell.col
    if A.shape[0] == A.shape[1] > 1:
        yield _mistake(float(A[:, row] @ B[:, col]), "column for row", column=str(row + 1), name=left)
    for other, grid in grids.items():
        fits = not grid.timed and grid.values.shape[1] == len(B) > 1 and row < len(grid.values)
        if fits and other in ("U", "W", "V") and grid.symbol.text != left:
            wrong = float(grid.values[row] @ B[:, col])
            yield _mistake(wrong, "other matrix", one=grid.symbol.text, right=right, left=left)
    base = grids[of[0]]
    for away, when in ((1, "late"), (-1, "early")):
        state = base.at(cell.t + of[1] + away)
        if base.timed and base.op == "copy" and state is not None:
            name = base.symbol.at(cell.t + of[1] + away)
            yield _mistake(float(A[row] @ state[:, col]), f"too {when}", name=name, right=right)


def _at(value: Matrix, at: tuple[int, int]) -> float:
    """The cell; a side of length 1 serves every row or column."""
    return float(np.broadcast_to(value, np.maximum(value.shape, np.array(at) + 1))[at])

"""The usual mistakes in one cell: what comes out of each, so that a wrong number can be told why it is wrong.

They are read off the operation and its sources, so they hold for every cell of every story. A mistake takes the wrong
operation or the wrong numbers; whoever rounds too early does the right thing with too few digits, which is another matter:
it may well come out right.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ui.board.arithmetic import Cell
from ui.board.caption import source
from ui.board.storyboard import Grid

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
    found = [source(text) for text in grid.of]
    known = _sources(grids, cell)
    at = (cell.row, cell.col)
    for row, label in enumerate(grid.rows):
        if row != cell.row:
            yield Mistake(_value(grids, replace(cell, row=row)), f"This is the value of {_whose(label)}.")
    match grid.op, known:
        case "matmul", [(left, A), (right, B)]:
            yield from _product(grids, cell, left, A, right, B, found[1])
        case "transposed_matmul", [(left, A), (right, B)]:
            yield from _product(grids, cell, f"{left}ᵀ", A.T, right, B, found[1])
        case "add", terms:
            for name, value in terms:
                yield Mistake(answer - _at(value, at), f"{name} is left out.")
        case "tanh", [(name, a)]:
            yield Mistake(_at(a, at), f"This is {name} itself: you left out tanh.")
            yield Mistake(1 / (1 + np.exp(-_at(a, at))), "This is σ; the candidate and the state go through tanh.")
        case "sigmoid", [(name, a)]:
            yield Mistake(_at(a, at), f"This is {name} itself: you left out σ.")
            yield Mistake(np.tanh(_at(a, at)), "This is tanh; a gate goes through σ.")
        case "softmax", [(name, o)]:
            yield Mistake(_at(o, at) / o.sum(), f"The scores {name} are divided by their sum without exp.")
            yield Mistake(
                np.exp(_at(o, at)),
                "This is exp of the score; it still has to be divided by the sum of all these exponentials.",
            )
        case "subtract", [(one, a), (other, b)]:
            yield Mistake(_at(b, at) - _at(a, at), f"The sign is the other way round: this is {other} − {one}.")
            if _at(b, at):
                yield Mistake(_at(a, at), f"{other} is not subtracted.")
        case "times" | "product", factors:
            numbers = {name: _at(value, at) for name, value in factors}
            yield Mistake(sum(numbers.values()), f"{_and(numbers)} are added; ⊙ multiplies them.")
            for name, number in numbers.items():
                rest = [other for other in numbers if other != name]
                if len(rest) == 1:
                    yield Mistake(
                        numbers[rest[0]], f"This is {rest[0]} alone: it still has to be multiplied by {name}."
                    )
                elif number:
                    yield Mistake(answer / number, f"{name} is left out: this is {' · '.join(rest)}.")
        case "times_rest", [(one, a), (other, b)]:
            yield Mistake(_at(a, at) * _at(b, at), f"This is {one} times {other}; 1 − {other} is needed.")
            yield Mistake(_at(a, at), f"This is {one} alone: it still has to be multiplied by 1 − {other}.")
            yield Mistake(1 - _at(b, at), f"This is 1 − {other}: it still has to be multiplied by {one}.")
        case "tanh_slope", [(name, s)]:
            yield Mistake(1 - _at(s, at), f"This is 1 − {name}: you forgot to square it.")
            yield Mistake(_at(s, at) ** 2, f"This is {name} squared; the slope is 1 minus that.")
            yield Mistake(
                _at(s, at) * (1 - _at(s, at)),
                "This is the slope of σ; going back through tanh, you need the slope of tanh.",
            )
        case "sigmoid_slope", [(name, s)]:
            yield Mistake(
                1 - _at(s, at) ** 2, "This is the slope of tanh; going back through σ, you need the slope of σ."
            )
            yield Mistake(1 - _at(s, at), f"This is 1 − {name}: it still has to be multiplied by {name}.")
    if grid.op != "subtract":
        yield Mistake(-answer, "The size is right and the sign is wrong.")


def _whose(label: str) -> str:
    return f"unit {label}" if label.isdecimal() else f"the letter {label}"


def _value(grids: Mapping[str, Grid], cell: Cell) -> float:
    values = grids[cell.grid].at(cell.t)
    assert values is not None  # nobody is asked for a number that is not there
    return float(values[cell.row, cell.col])


def _sources(grids: Mapping[str, Grid], cell: Cell) -> list[tuple[str, Matrix]]:
    """What the cell's grid is made from, at its time step: names and values."""
    found = [(grids[name], cell.t + dt) for name, dt in map(source, grids[cell.grid].of)]
    return [(grid.symbol.at(t), value) for grid, t in found if (value := grid.at(t)) is not None]


def _rounded(grids: Mapping[str, Grid], cell: Cell) -> Iterator[Mistake]:
    """What comes out if the numbers are rounded to one decimal before they are used."""
    op, known, at = grids[cell.grid].op, _sources(grids, cell), (cell.row, cell.col)
    if op in ("matmul", "transposed_matmul"):
        (_, A), (right, B) = known
        row = A[cell.row] if op == "matmul" else A[:, cell.row]
        yield Mistake(float(row @ np.round(B[:, cell.col], 1)), f"{right} is rounded to one decimal before it is used.")
        return
    short = [(name, np.round(value, 1)) for name, value in known]
    ones = [_at(value, at) for _, value in short]
    verb, them = ("is", "it is") if len(short) == 1 else ("are", "they are")
    why = f"{_and([name for name, _ in short])} {verb} rounded to one decimal before {them} used."
    match op, ones:
        case "add", _:
            yield Mistake(sum(ones), why)
        case "times" | "product", _:
            yield Mistake(float(np.prod(ones)), why)
        case "times_rest", [a, b]:
            yield Mistake(a * (1 - b), why)
        case "tanh", [a]:
            yield Mistake(float(np.tanh(a)), why)
        case "sigmoid", [a]:
            yield Mistake(float(1 / (1 + np.exp(-a))), why)
        case "tanh_slope", [a]:
            yield Mistake(1 - a**2, why)
        case "softmax", [a]:
            yield Mistake(float(np.exp(a) / np.exp(short[0][1]).sum()), why)


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _product(
    grids: Mapping[str, Grid], cell: Cell, left: str, A: Matrix, right: str, B: Matrix, of: tuple[str, int]
) -> Iterator[Mistake]:
    row, col = cell.row, cell.col
    if A.shape[0] == A.shape[1] > 1:
        yield Mistake(
            float(A[:, row] @ B[:, col]), f"Row and column are swapped: this takes column {row + 1} of {left}."
        )
    for other, grid in grids.items():
        fits = not grid.timed and grid.values.shape[1] == len(B) > 1 and row < len(grid.values)
        if fits and other in ("U", "W", "V") and grid.symbol.text != left:
            wrong = float(grid.values[row] @ B[:, col])
            yield Mistake(wrong, f"This is {grid.symbol.text} times {right}; {left} is needed.")
    base = grids[of[0]]
    for away, when in ((1, "late"), (-1, "early")):
        state = base.at(cell.t + of[1] + away)
        if base.timed and base.op == "copy" and state is not None:
            name = base.symbol.at(cell.t + of[1] + away)
            yield Mistake(float(A[row] @ state[:, col]), f"This takes {name}, one step too {when}; {right} is needed.")


def _at(value: Matrix, at: tuple[int, int]) -> float:
    """The cell; a side of length 1 serves every row or column."""
    return float(np.broadcast_to(value, np.maximum(value.shape, np.array(at) + 1))[at])

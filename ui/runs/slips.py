"""The usual mistakes in one cell: what comes out of each, so that a wrong number can be told why it is wrong.

They are read off the operation and its sources, so they hold for every cell of every story.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.board.arithmetic import Cell, value_of
from ui.board.caption import source
from ui.board.storyboard import Storyboard

__all__ = ["Slip", "slips"]

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Slip:
    """A wrong value, and the sentence that says what was probably done."""

    value: float
    why: str


def slips(board: Storyboard, cell: Cell, apart: float) -> Iterator[Slip]:
    """The recognisable mistakes in this cell, each further than `apart` from the answer and from all others."""
    answer = value_of(board, cell)
    assert answer is not None
    taken = [answer]
    for slip in _all(board, cell, answer):
        if np.isfinite(slip.value) and all(abs(slip.value - other) > apart for other in taken):
            taken.append(slip.value)
            yield slip


def _all(board: Storyboard, cell: Cell, answer: float) -> Iterator[Slip]:
    grid = board.grids[cell.grid]
    found = [source(text) for text in grid.of]
    values = [board.grids[name].at(cell.t + dt) for name, dt in found]
    names = [board.grids[name].symbol.at(cell.t + dt) for name, dt in found]
    known = [(name, value) for name, value in zip(names, values, strict=True) if value is not None]
    at = (cell.row, cell.col)
    match grid.op, known:
        case "matmul", [(left, A), (right, B)]:
            yield from _product(board, cell, left, A, right, B, found[1])
        case "add", terms:
            for name, value in terms:
                yield Slip(answer - _at(value, at), f"{name} is left out.")
        case "tanh", [(name, a)]:
            yield Slip(_at(a, at), f"This is {name} itself: tanh is forgotten.")
            yield Slip(1 / (1 + np.exp(-_at(a, at))), "This is σ; the candidate and the state go through tanh.")
        case "sigmoid", [(name, a)]:
            yield Slip(_at(a, at), f"This is {name} itself: σ is forgotten.")
            yield Slip(np.tanh(_at(a, at)), "This is tanh; a gate goes through σ.")
        case "softmax", [(name, o)]:
            yield Slip(_at(o, at) / o.sum(), f"The scores {name} are divided by their sum without exp.")
            yield Slip(
                np.exp(_at(o, at)), "This is exp of the score; it is still to be divided by the sum of all of them."
            )
        case "subtract", [(one, a), (other, b)]:
            yield Slip(_at(b, at) - _at(a, at), f"The sign is the other way round: this is {other} − {one}.")
            yield Slip(_at(a, at), f"{other} is not subtracted.")
        case "times", [(one, a), (other, b)]:
            yield Slip(_at(a, at) + _at(b, at), f"{one} and {other} are added; ⊙ multiplies them.")
            yield Slip(_at(a, at), f"This is {one} alone: it is still to be multiplied by {other}.")
            yield Slip(_at(b, at), f"This is {other} alone: it is still to be multiplied by {one}.")
    if grid.op != "subtract":
        yield Slip(-answer, "The size is right and the sign is wrong.")


def _product(
    board: Storyboard, cell: Cell, left: str, A: Matrix, right: str, B: Matrix, of: tuple[str, int]
) -> Iterator[Slip]:
    row, col = cell.row, cell.col
    if A.shape[0] == A.shape[1]:
        yield Slip(
            float(A[:, row] @ B[:, col]), f"Row and column are exchanged: this takes column {row + 1} of {left}."
        )
    for other, grid in board.grids.items():
        fits = not grid.timed and grid.values.shape[1] == len(B) > 1 and row < len(grid.values)
        if fits and other in ("U", "W", "V") and grid.symbol.text != left:
            wrong = float(grid.values[row] @ B[:, col])
            yield Slip(wrong, f"This is {grid.symbol.text} times {right}; {left} is needed.")
    base = board.grids[of[0]]
    for later, when in ((1, "next"), (-1, "last")):
        state = base.at(cell.t + of[1] + later)
        if base.timed and base.op == "copy" and state is not None:
            name = base.symbol.at(cell.t + of[1] + later)
            yield Slip(
                float(A[row] @ state[:, col]), f"This takes {name}, the state of the {when} step; {right} is needed."
            )
    yield Slip(float(A[row] @ np.round(B[:, col], 1)), f"{right} is rounded to one decimal before it is used.")


def _at(value: Matrix, at: tuple[int, int]) -> float:
    """The cell; a side of length 1 serves every row or column."""
    return float(np.broadcast_to(value, np.maximum(value.shape, np.array(at) + 1))[at])

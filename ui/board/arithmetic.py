"""A cell's arithmetic as text: the operation's pattern, expanded with the cells that it comes from."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from ui.board.caption import source
from ui.board.ops import OPS, All, Index, Pattern, Ref, Sum
from ui.board.storyboard import Grid, Storyboard

MINUS = "−"
MOST_ZEROS = 20  # after the point, before an exponent takes their place
MOST_IN_SENTENCE = 6  # the same, of a number in a sentence


@dataclass(frozen=True)
class Cell:
    """One cell of a board: grid, time step, row and column, all 0-based; precise as in ui.board.ops.Ref."""

    grid: str
    t: int
    row: int
    col: int
    precise: bool = field(default=False, compare=False)


def number(value: float, decimals: int, grid: Grid | None = None, in_sentence: bool = False) -> str:
    """The number as the stage writes it: fixed decimals, a true minus, an exponent where fixed decimals hide it.

    Weights keep up to four decimals as typed; whole numbers (a one-hot input) have none. A sentence has room to write a
    small number out: 0.000126 for a cell's 1e−4.
    """
    size = abs(value)
    if grid is not None and grid.integer:
        text = str(int(value))
    elif grid is not None and grid.editable and round(value, 4) == value and size < 1e6:
        typed = np.format_float_positional(value, trim="-").partition(".")[2]
        text = f"{value:.{max(decimals, len(typed))}f}"
    elif size >= 1e6:
        text = _exponential(value, decimals)
    elif 0 < size < 0.5 * 10**-decimals:
        zeros = math.ceil(-math.log10(size))
        if in_sentence and zeros <= MOST_IN_SENTENCE:
            text = _fixed(value, decimals + zeros)
        else:
            text = _exponential(value, decimals if in_sentence else max(0, decimals - 2))
    else:
        text = _fixed(value, decimals)
    return text.replace("-", MINUS)


def _exponential(value: float, decimals: int) -> str:
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def _fixed(value: float, decimals: int) -> str:
    """Halves go up, as in the browser; Python's own formatting takes the even neighbour."""
    return f"{Decimal(value + 0.0).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def short(value: float, digits: int) -> str:
    """The number with so many decimals of its leading digit: 0.056, or 1.0e−13 where it has many zeros."""
    plain = value == 0 or 1e-3 <= abs(value) < 1e5
    written = f"{value:.{digits + 1}g}" if plain else f"{value:.{digits}e}"
    return re.sub(r"e([-+])0*", lambda match: "e" + match[1].strip("+"), written).replace("-", MINUS)


def power(log: float) -> str:
    """The number with this logarithm to base 10, which may be too large or too small for a float: 3.2e−400."""
    if not math.isfinite(log):
        return "0" if log < 0 else "∞"
    exponent = math.floor(log)
    if -3 <= exponent < 5:
        return f"{10**log:.3g}"
    return f"{10 ** (log - exponent):.1f}e{exponent}".replace("-", MINUS)


def value_of(board: Storyboard, cell: Cell) -> float | None:
    """The cell's value in full precision; None where there is none, as in the row −1 of no target."""
    matrix = board.grids[cell.grid].at(cell.t)
    if matrix is None or cell.row < 0 or np.isnan(matrix[cell.row, cell.col]):
        return None
    return float(matrix[cell.row, cell.col])


def expand(board: Storyboard, cell: Cell) -> tuple[str | Cell, ...] | None:
    """The parts of the cell's arithmetic, text and source cells; None where it is not computed."""
    grid = board.grids[cell.grid]
    if grid.op is None:
        return None
    sources = [source(text) for text in grid.of]

    def resolve(ref: Ref, k: int) -> Cell:
        name, dt = sources[ref.source]
        rows, cols = len(board.grids[name].rows), len(board.grids[name].cols)
        picked = grid.pick[cell.t - grid.start] if grid.pick else -1

        def at(index: Index, length: int) -> int:
            return 0 if length == 1 else {"r": cell.row, "c": cell.col, "k": k, "p": picked, "0": 0, "1": 1}[index]

        return Cell(name, cell.t + dt, at(ref.row, rows), at(ref.col, cols), ref.precise)

    def walk(pattern: Pattern | Sequence[str | Ref], k: int = 0) -> list[str | Cell]:
        parts: list[str | Cell] = []
        for part in pattern:
            match part:
                case str():
                    parts.append(part)
                case Ref():
                    parts.append(resolve(part, k))
                case Sum(index, axis, body):
                    length = len(getattr(board.grids[sources[index][0]], axis))
                    for term in range(length):
                        parts += ([" + "] if term else []) + walk(body, term)
                case All(join):
                    cells = [resolve(Ref(index), k) for index in range(len(sources))]
                    known = [each for each in cells if value_of(board, each) is not None]
                    for position, each in enumerate(known):
                        parts += ([join] if position else []) + [each]
        return parts

    parts = walk(OPS[grid.op])
    cells = [part for part in parts if isinstance(part, Cell)]
    if not cells or any(value_of(board, each) is None for each in cells):
        return None
    return tuple(parts)


def cell_name(board: Storyboard, cell: Cell) -> str:
    """A cell's name on the board: a₂[1]."""
    grid = board.grids[cell.grid]
    labels = [label for label in (grid.rows[cell.row], grid.cols[cell.col]) if label]
    return grid.symbol.at(cell.t) + (f"[{','.join(labels)}]" if labels else "")


def formula(board: Storyboard, parts: Sequence[str | Cell]) -> str:
    """The arithmetic in names: U·x₂[1] + W·s₁[1] + b."""
    return "".join(part if isinstance(part, str) else cell_name(board, part) for part in parts)


def substituted(board: Storyboard, parts: Sequence[str | Cell], decimals: int) -> str:
    """The arithmetic in numbers, 0.80 + 0.30 + 0.50; a negative one stands in parentheses, once."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        value = value_of(board, part)
        assert value is not None  # expand() returns no arithmetic with a missing value
        zeros = math.ceil(-math.log10(abs(value))) if part.precise and 0 < abs(value) < 1 else 0
        written = (
            f"{value:.{decimals}e}".replace("-", MINUS)
            if zeros > MOST_ZEROS
            else number(value, decimals + zeros, board.grids[part.grid])
        )
        text += f"({written})" if value < 0 and not text.endswith("(") else written
    return text

"""What the stories share: grids made from the engine's arrays, letters made visible."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.board.caption import Caption
from ui.board.listing import line_of
from ui.board.notation import NOTATION, Symbol
from ui.board.storyboard import Grid, Step, Strip

TINY = np.finfo(np.float64).tiny  # below it a probability has lost digits, and then is 0
COLUMN = ("",)  # the one column of a vector needs no name


def bare(name: str, symbols: Mapping[str, Symbol] = NOTATION) -> str:
    """A field's symbol without a time step, for titles and for what is said of all steps."""
    return symbols[name].text.format(t="", p="", n="")


def units(count: int) -> tuple[str, ...]:
    """The names of units on the board, counted from 1."""
    return tuple(str(unit + 1) for unit in range(count))


def visible(letter: str) -> str:
    """A letter that can be seen: a space is written ␣."""
    return "␣" if letter.isspace() else letter


def largest(values: NDArray[Any]) -> int:
    """The index with the largest magnitude: the one worth a sentence."""
    return int(np.abs(values).argmax())


def largest_at(values: NDArray[Any]) -> tuple[int, int]:
    """The row and column with the largest magnitude; column 0 of a vector."""
    row, col = np.unravel_index(largest(values), values.shape) if values.ndim == 2 else (largest(values), 0)
    return int(row), int(col)


def scale_of(values: NDArray[Any], least: float = 1.0) -> float:
    """Full colour at the largest magnitude of all time steps, at `least` at least: so that steps can be compared."""
    return max(least, float(np.nanmax(np.abs(values), initial=0.0)))


def max_abs(*arrays: NDArray[Any]) -> float:
    """The largest magnitude of all, for quantities without a natural scale, as gradients; 1 if there is none."""
    return max(float(np.nanmax(np.abs(array), initial=0.0)) for array in arrays) or 1.0


def matrices_over_time(
    name: str,
    values: NDArray[Any],
    rows: Sequence[str],
    cols: Sequence[str],
    *,
    computed_in: Callable[..., Any] | None = None,
    symbols: Mapping[str, Symbol] = NOTATION,
    **more: Any,
) -> Grid:
    """A matrix (T, n, m) for each time step."""
    more.setdefault("scale", scale_of(values))
    if computed_in is not None:
        more["code"] = line_of(computed_in, name)
    return Grid(name, symbols[name], np.asarray(values, float), tuple(rows), tuple(cols), **more)


def loss_over_time(values: NDArray[Any], y_hat: NDArray[Any], y: NDArray[Any], **more: Any) -> Grid:
    """The loss (T,) of targets y (T,), −1 for none: −ln of ŷ[target], or made from the scores where a ŷ[target] is too
    small for a float, as the engine makes every loss."""
    scored = y >= 0
    seen = y_hat[scored, y[scored]].min(initial=1.0) > TINY
    how: dict[str, Any] = {"op": "nll", "of": ("y_hat",)} if seen else {"op": "log_sum_exp", "of": ("logits",)}
    return over_time("loss", values[:, None], COLUMN, pick=tuple(map(int, y)), **how, **more)


def filled(
    t: int, phase: str, name: str, row: int, title: str, caption: Caption, also: tuple[str, ...] = (), **place: Any
) -> Step:
    """A step that computes a grid, and `also` others, and speaks of its cell [row, 0]; `place`: its scene and part."""
    return Step(t, phase, title, caption, (name, *also), (name, row, 0), **place)


def guessing(trace: Any, y: NDArray[Any], letters: Sequence[str], **more: Any) -> Strip:
    """The strip of a network that guesses each next letter: its trace, the targets y (T,), −1 for none."""
    says = trace.y_hat.argmax(-1)
    return Strip(
        reads=tuple(letters[k] for k in trace.x.argmax(-1)),
        reads_of="x",
        says=tuple(letters[k] for k in says),
        says_of="y_hat",
        sure=tuple(map(float, trace.y_hat.max(-1))),
        wants=tuple("" if k < 0 else letters[k] for k in y),
        out=f"{bare('V')} ↑",
        **more,
    )


def over_time(name: str, values: NDArray[Any], rows: Sequence[str], **more: Any) -> Grid:
    """A vector (T, n) for each time step, as a grid of one column."""
    return matrices_over_time(name, values[..., None], rows, COLUMN, **more)


def transposed(name: str, values: NDArray[Any], cols: Sequence[str], **more: Any) -> Grid:
    """A vector (T, n) for each time step, on its side."""
    return matrices_over_time(f"{name}_T", values[:, None], COLUMN, cols, op="transpose", of=(name,), **more)


def shares(
    name: str, share: NDArray[Any], rows: Sequence[str], cols: Sequence[str], code: str = "", /, **made: Any
) -> Iterator[Grid]:
    """A weight's gradient: each step's share (T, …), made so, and the sum from the last step back to this one."""
    share = share[..., None] if share.ndim == 2 else share
    summed = np.cumsum(share[::-1], axis=0)[::-1]
    made["scale"] = max_abs(share, summed)
    yield matrices_over_time(f"d{name}_t", share, rows, cols, **made)
    yield matrices_over_time(
        f"d{name}", summed, rows, cols, **made | {"op": "add", "of": (f"d{name}@1", f"d{name}_t"), "code": code}
    )


def constant(
    name: str,
    values: NDArray[Any],
    rows: Sequence[str],
    cols: Sequence[str] = COLUMN,
    symbols: Mapping[str, Symbol] = NOTATION,
) -> Grid:
    """A weight: an editable grid that is the same at all time steps. One number for all units has no labels."""
    matrix = np.asarray(values, float).reshape(len(values), -1)
    if matrix.shape == (1, 1):
        rows, cols = COLUMN, COLUMN
    return Grid(
        name,
        symbols[name],
        matrix,
        tuple(rows),
        tuple(cols),
        scale=scale_of(matrix, least=0.1),
        origin="A weight: chosen, not computed. Click it to change it.",
        editable=True,
    )

"""The grids of backpropagation through time: every gradient with where it comes from."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.functions import Array
from engine.rnn import RNNGrads, RNNParams
from engine.update import Update
from ui.board.listing import line_of
from ui.board.notation import NOTATION
from ui.board.parts import COLUMN, max_abs, over_time, scale_of, shares, transposed, units
from ui.board.storyboard import Grid
from ui.cells import forward

NO_FUTURE = "No step comes after the last letter that is read, so nothing comes back: 0."


def grids(grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str], update: Update) -> dict[str, Grid]:
    """The forward pass, the way back, the shares of the weights and their update; y (T,) are the targets."""
    made = [*_back(grads, letters), *_shares(grads, letters), *_update(grads, letters, update)]
    return forward.grids(grads.at, grads.trace, y, letters, {}) | {grid.name: grid for grid in made}


def one_number(p: RNNParams, name: str) -> bool:
    """Whether a single number stands for a whole W or b."""
    return bool(getattr(p, name).size == 1 < p.H)


def _back(grads: RNNGrads, letters: Sequence[str]) -> Iterator[Grid]:
    hidden, run = units(grads.at.H), rnn.backward
    one_W = one_number(grads.at, "W")
    states = {"scale": max_abs(grads.ds_now, grads.ds_future, grads.ds)}
    sums = {"scale": max_abs(grads.da)}
    da_next = np.full_like(grads.da, np.nan)
    da_next[:-1] = grads.da[1:]

    yield over_time("dlogits", grads.dlogits, letters, op="subtract", of=("y_hat", "y"), computed_in=run)
    yield _turned("V", grads.at.V, hidden, letters)
    yield over_time("ds_now", grads.ds_now, hidden, op="matmul", of=("V_T", "dlogits"), computed_in=run, **states)
    if not one_W:
        yield _turned("W", grads.at.W, hidden, hidden)
    yield over_time("da_next", da_next, hidden, op="copy", of=("da@1",), origin=NO_FUTURE, **sums)
    made = {"op": "scale", "of": ("W", "da_next")} if one_W else {"op": "matmul", "of": ("W_T", "da_next")}
    back = {"origin": NO_FUTURE, "code": line_of(run, "ds_to_past")}
    yield over_time("ds_future", grads.ds_future, hidden, **made, **back, **states)
    yield over_time("ds", grads.ds, hidden, op="add", of=("ds_now", "ds_future"), computed_in=run, **states)
    yield over_time("slope", 1 - grads.trace.s**2, hidden, op="tanh_slope", of=("s",), scale=1.0, computed_in=run)
    yield over_time("da", grads.da, hidden, op="times", of=("ds", "slope"), computed_in=run, **sums)


def _shares(grads: RNNGrads, letters: Sequence[str]) -> Iterator[Grid]:
    """What each step adds to the gradient of each weight, and the sum from the last step back to this one."""
    trace, p = grads.trace, grads.at
    hidden = units(p.H)
    yield transposed("x", trace.x, letters, integer=True)
    yield transposed("s", trace.s, hidden, scale=1.0)
    one_W, one_b = one_number(p, "W"), one_number(p, "b")
    if not one_W:
        yield transposed("s_prev", trace.s_prev, hidden, scale=1.0)
    made_of = {
        "U": ("times", ("da", "x_T"), "grads.U"),
        "W": ("dot", ("da", "s_prev"), "grads.W[:]") if one_W else ("times", ("da", "s_prev_T"), "grads.W"),
        "b": ("sum_down", ("da",), "grads.b[:]") if one_b else ("copy", ("da",), "grads.b"),
        "V": ("times", ("dlogits", "s_T"), "grads.V"),
        "b_y": ("copy", ("dlogits",), "grads.b_y"),
    }
    for name, (op, of, line) in made_of.items():
        share = grads.per_step(name)
        yield from shares(name, share, *_labels(name, share[0], letters), line_of(rnn.backward, line), op=op, of=of)


def _update(grads: RNNGrads, letters: Sequence[str], update: Update) -> Iterator[Grid]:
    rate = "The learning rate: chosen below the board."
    yield Grid("lr", NOTATION["lr"], np.array([[update.lr]]), COLUMN, COLUMN, origin=rate)
    for name, old in grads.at.items():
        new = getattr(update.params, name).reshape(len(old), -1)
        change = -update.lr * getattr(grads.params, name).reshape(len(old), -1)
        rows, cols = _labels(name, old, letters)
        scale = scale_of(old, least=0.1)
        step: dict[str, Any] = {"op": "descend", "of": ("lr", f"d{name}"), "scale": max_abs(change)}
        yield Grid(f"{name}_step", NOTATION[f"{name}_step"], change, rows, cols, **step)
        added: dict[str, Any] = {"op": "add", "of": (name, f"{name}_step"), "scale": scale}
        yield Grid(f"{name}_new", NOTATION[f"{name}_new"], new, rows, cols, **added)
    times = tuple(f"t = {t + 1}" for t in range(len(grads.loss)))
    scale = scale_of(grads.loss)
    for suffix, losses, origin in (
        ("", grads.loss, "The losses of the forward pass."),
        ("_new", update.loss, "The same word, read again with the new weights."),
    ):
        line, total = losses[None, :].astype(np.float64), losses.sum().reshape(1, 1)
        yield Grid(f"losses{suffix}", NOTATION[f"losses{suffix}"], line, COLUMN, times, scale=scale, origin=origin)
        summed: dict[str, Any] = {"op": "sum_across", "of": (f"losses{suffix}",)}
        whole = float(grads.loss.sum()) or 1.0
        yield Grid(f"total{suffix}", NOTATION[f"total{suffix}"], total, COLUMN, COLUMN, scale=whole, **summed)


def _turned(name: str, weight: Array, rows: Sequence[str], cols: Sequence[str]) -> Grid:
    made: dict[str, Any] = {"op": "transpose", "of": (name,), "scale": scale_of(weight, least=0.1)}
    return Grid(f"{name}_T", NOTATION[f"{name}_T"], weight.T.astype(np.float64), tuple(rows), tuple(cols), **made)


def _labels(name: str, weight: Array, letters: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the rows and columns of a weight (n, m) or (n,); a single number for all units has none."""
    sizes = (*weight.shape, 1)[:2]
    if sizes == (1, 1):
        return COLUMN, COLUMN
    rows, cols = (
        {"H": units(size), "1": COLUMN}.get(letter, tuple(letters))
        for letter, size in zip(NOTATION[name].shape, sizes, strict=True)
    )
    return rows, cols

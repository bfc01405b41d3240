"""The gradient's way back through time, factor by factor: ∂s_T/∂s_k = ∏ diag(1 − s_t²)·W."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from engine import rnn
from engine.chain import chain, factors
from engine.functions import Array
from engine.rnn import RNNParams, RNNTrace
from ui.board.caption import Caption, CaptionPart, Ink, Num, Sym, tell
from ui.board.listing import line_of
from ui.board.notation import NOTATION
from ui.board.parts import COLUMN, bare, constant, largest_at, matrices_over_time, over_time, units, visible
from ui.board.storyboard import Grid, Row, Step, Storyboard, Strip
from ui.cells import questions
from ui.cells.equations import VANISHING, renamed
from ui.cells.questions import asking
from ui.shell.words import Words

_text = Words.beside(__file__)
ROWS = (
    Row("how steep tanh was", ("s", f"1 − {bare('s')}² →", "slope")),
    Row("one step back", ("slope", "times the rows of", "W", "=", "jacobian")),
    Row("all steps so far", ("chain_later", "·", "jacobian", "=", "chain")),
    Row(
        "how large that is",
        ("chain", "squares added →", "squares", "√ of the sum →", "norm", "÷ norm before =", "growth"),
    ),
)


def storyboard(params: RNNParams, trace: RNNTrace, alphabet: Sequence[str], scaled_by: str = "") -> Storyboard:
    """The story of a trace of one sequence; `scaled_by` says how W was changed, and then W is not edited here."""
    letters = tuple(visible(letter) for letter in alphabet)
    reads = tuple(letters[k] for k in trace.x.argmax(-1))
    one_W = params.W.size == 1 < params.H
    steps = factors(params, trace)
    product = chain(steps)
    grids = {grid.name: grid for grid in _grids(params, trace, steps, product, one_W, scaled_by)}
    rows: tuple[Row, ...] = ROWS
    if one_W:
        slope, back, *rest = ROWS
        full = Row(f"one number for all of {bare('W')}", ("W", "·", "I", "=", "W_full"))
        through = tuple("W_full" if item == "W" else item for item in back.items)
        rows = (full, slope, replace(back, items=through), *rest)
    story = (step for t in reversed(range(len(reads))) for step in _steps(t, grids, steps[t], product[t], reads))
    told = asking(story, questions.vanishing(grids["slope"].values[..., 0]))
    equations = renamed(VANISHING, {"W": "W_full"} if one_W else {})
    strip = Strip(reads=reads, reads_of="s", cells="norm", across="←")
    label = "The chain of factors, from the last step back to the first"
    return Storyboard(label, grids, rows, told, strip=strip, equations=equations)


def _grids(p: RNNParams, trace: RNNTrace, steps: Array, product: Array, one_W: bool, scaled_by: str) -> list[Grid]:
    hidden = units(p.H)
    squares = (product**2).sum(-1)  # (T+1, H)
    norm = np.sqrt(squares.sum(-1, keepdims=True))  # (T+1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = norm[:-1] / norm[1:]  # (T, 1); NaN once nothing is left
    W = constant("W", p.W, hidden, hidden)
    if scaled_by:
        W = replace(W, editable=False, origin=scaled_by)
    factor = line_of(rnn.step_jacobian, "jacobian")
    square = partial(matrices_over_time, rows=hidden, cols=hidden)
    grids = [
        W,
        over_time("s", trace.s, hidden, scale=1.0, origin=_text.line("state")),
        over_time("slope", 1 - trace.s**2, hidden, scale=1.0, op="tanh_slope", of=("s",), code=factor),
        square("jacobian", steps, op="times", of=("slope", "W_full" if one_W else "W"), code=factor),
        square("chain_later", product[1:], scale=1.0, op="copy", of=("chain@1",), origin=_text.line("identity")),
        square(
            "chain", product, scale=1.0, op="matmul", of=("chain_later", "jacobian"), code=line_of(chain, "product")
        ),
        over_time("squares", squares, hidden, scale=1.0, op="squares_across", of=("chain",)),
        over_time("norm", norm, COLUMN, scale=float(norm[-1, 0]), op="root_of_sum", of=("squares",)),
        over_time("growth", growth, COLUMN, scale=1.0, op="ratio", of=("norm", "norm@1")),
    ]
    if one_W:
        grids.append(
            Grid("I", NOTATION["I"], np.eye(p.H), hidden, hidden, integer=True, origin=_text.line("one number"))
        )
        made: dict[str, Any] = {"scale": W.scale, "op": "scale", "of": ("W", "I")}
        grids.append(Grid("W_full", NOTATION["W_full"], np.asarray(p.W_full, np.float64), hidden, hidden, **made))
    return grids


def told(section: str, **fields: CaptionPart | int) -> Caption:
    """A caption of words.md."""
    return tell(_text.source(section), **fields)


def _steps(t: int, grids: dict[str, Grid], factor: Array, product: Array, reads: Sequence[str]) -> list[Step]:
    last = t == len(reads) - 1
    flattest = int(grids["slope"].values[t, :, 0].argmin())
    row, col = largest_at(factor)
    far, near = largest_at(product)
    before = "the initial state" if t == 0 else f"the state after letter {t} (‘{reads[t - 1]}’)"
    slope = told("slope", u=flattest + 1, state=Num("s", flattest), slope=Num("slope", flattest))
    one_step = told(
        "one step back",
        W=Sym("W_full" if "W_full" in grids else "W"),
        from_unit=col + 1,
        before=before,
        to_unit=row + 1,
        n=t + 1,
        letter=Ink(reads[t], "input"),
        factor=Num("jacobian", row, col),
    )
    so_far = told("product of zeros", before=before)
    if product.any():
        so_far = told("product", before=before, entry=Num("chain", far, near), near=near + 1, far=far + 1)
    size = told("norm now", norm=Num("norm"), growth=Num("growth"))
    if np.isnan(grids["growth"].values[t, 0, 0]):
        size = told("norm of nothing", norm=Num("norm"))
    if t == 0:
        size = (*size, " ", *told("all the way" if product.any() else "no trace"))

    def step(name: str, cell: tuple[int, int], title: str, caption: Caption, also: tuple[str, ...] = ()) -> Step:
        return Step(t, name, title, caption, (name, *also), (name, *cell))

    chained = _text.source("first factor" if last else "next factor")
    return [
        step("slope", (flattest, 0), f"Back to {reads[t]}: how steep was tanh there?", slope),
        step("jacobian", (row, col), "One step back is one factor.", one_step),
        step("chain", (far, near), chained, so_far, ("chain_later",)),
        step("norm", (0, 0), "How large is the product?", size, ("squares", "growth")),
    ]

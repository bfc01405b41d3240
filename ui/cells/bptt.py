"""Backpropagation through time over a word, one operation at a time, and the update that it is for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.rnn import RNNGrads
from engine.update import Update
from ui.board.caption import Caption, Ink, Num, Sym, tell
from ui.board.parts import bare, filled, largest, largest_at, visible
from ui.board.storyboard import Row, Step, Storyboard, Strip
from ui.cells import forward, questions
from ui.cells.bptt_grids import grids, one_number
from ui.cells.bptt_update import UPDATES, update_rows, update_steps
from ui.cells.equations import BPTT, renamed
from ui.cells.output_captions import answered_for, loss_made, missed
from ui.cells.questions import asking

# A scene shows what fits on one board; the shares of a step and the update take several.
BACK = "back"
SHARES = {"V": "share out", "b_y": "share out", "U": "share in", "W": "share in", "b": "share in"}
FORWARD_ROWS = (2, 4)  # of chapter 4: the new state; the prediction and its loss


def storyboard(grads: RNNGrads, y: NDArray[np.int64], alphabet: Sequence[str], update: Update) -> Storyboard:
    """The story of the gradients of one sequence with targets y (T,), −1 where there is none.

    Forward in one step a letter, then back from the last letter to the first, then the update.
    """
    letters = tuple(visible(letter) for letter in alphabet)
    T = len(y)
    reads = [letters[k] for k in grads.trace.x.argmax(-1)]
    steps = [_forward_step(t, grads, y, letters) for t in range(T)]
    for t in reversed(range(T)):
        steps += _back_steps(t, grads, y, letters) + _share_steps(t, grads, reads)
    steps += update_steps(grads, update)
    told = asking(steps, questions.bptt(grads.dlogits, letters))
    strip = Strip(
        reads=tuple(reads),
        reads_of="x",
        cells="ds",
        says=("loss",) * T,
        says_of="loss",
        sure=tuple(map(float, grads.loss)),
        wants=("",) * T,
        up="↑",
        across=f"← {bare('W' if one_number(grads.at, 'W') else 'W_T')}",
        out=f"{bare('V_T')} ↓",
    )
    forth = replace(strip, cells="s", up=f"{bare('U')} ↑", across=f"{bare('W')} →", out=f"{bare('V')} ↑")
    board = grids(grads, y, letters, update)
    equations = renamed(BPTT, {} if "W_T" in board else {"W_T": "W", "s_prev_T": "s_prev"})
    label, rows = "Backpropagation through time, step by step", _rows(grads)
    return Storyboard(label, board, rows, told, strip=replace(strip, before=forth), equations=equations)


def _rows(grads: RNNGrads) -> tuple[Row, ...]:
    """W and b may be single numbers, which changes what multiplies what."""
    one_W, one_b = one_number(grads.at, "W"), one_number(grads.at, "b")
    past = ("da", "·", "s_prev") if one_W else ("da", "·", "s_prev_T")
    bias = ("da", "sum →" if one_b else "=")
    return (
        *(Row(forward.ROWS[k].label, forward.ROWS[k].items, "forward") for k in FORWARD_ROWS),
        Row("the error at the output", ("y_hat", "−", "y", "=", "dlogits"), BACK),
        Row("from this output", ("V_T", "·", "dlogits", "=", "ds_now"), BACK),
        Row("from the future", ("W" if one_W else "W_T", "·", "da_next", "=", "ds_future"), BACK),
        Row("together", ("ds_now", "+", "ds_future", "=", "ds"), BACK),
        Row("back through tanh", ("ds", "⊙", "slope", "=", "da", f"slope: 1 − {bare('s')}² of", "s"), BACK),
        _share_row("V", "dlogits", "·", "s_T", "="),
        _share_row("b_y", "dlogits", "="),
        _share_row("U", "da", "·", "x_T", "="),
        _share_row("W", *past, "="),
        _share_row("b", *bias),
        *(row for name in UPDATES for row in update_rows(name, getattr(grads.at, name).shape)),
        Row("the loss before", ("losses", "sum →", "total"), UPDATES["b_y"]),
        Row("the loss after", ("losses_new", "sum →", "total_new"), UPDATES["b_y"]),
    )


def _share_row(name: str, *made: str) -> Row:
    return Row(f"{bare(name)}’s share", (*made, f"d{name}_t", "summed so far", f"d{name}"), SHARES[name])


def _forward_step(t: int, grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str]) -> Step:
    read, target = letters[int(grads.trace.x[t].argmax())], int(y[t])
    computes = ("s", "x", "Ux", "s_prev", "Ws", "a", "Vs", "logits", "y_hat", "y", "loss")
    caption = tell("There is no target here, so there is no loss.")
    if target >= 0:
        made = loss_made(target, grads.trace.y_hat[t], letters)
        said = "The right letter, the one that should come next, is {true}. {made}"
        caption = tell(said, true=Ink(letters[target], "output"), made=made)
    title = ("Forward first, as in chapter 4. " if t == 0 else "") + f"Read {read}."
    return Step(t, "forward", title, caption, computes, ("loss", 0, 0), scene="forward", part="forward")


def _error(t: int, grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str]) -> Caption:
    """What the error ŷ − y says, and why it is so simple: at the last letter, where the way back begins."""
    target = int(y[t])
    if target < 0 or t < len(y) - 1:
        return missed(target, grads.dlogits[t], letters)
    return tell(
        "Why so simple? The loss is ln Σ exp({logits}) minus the score of the right letter. The slope of the first part with "
        "respect to each score is {y_hat}; the slope of the second is 1 for the right letter’s score and 0 for all others. "
        "For {true}: {y_hat:#} − 1 = {dlogits:#}.",
        target,
        true=Ink(letters[target], "output"),
    )


def _back_steps(t: int, grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str]) -> list[Step]:
    last = t == len(y) - 1
    true = max(int(y[t]), 0)
    heard, came, unit = largest(grads.ds_now[t]), largest(grads.ds_future[t]), largest(grads.ds[t])
    future = tell(
        "The state {s} was also used at letter {next}, through {W}. The gradient at that letter’s pre-activation, {da_next}, "
        "now comes back through {back}: unit {u} gets {ds_future:#}.",
        came,
        next=t + 2,
        back=Sym("W" if one_number(grads.at, "W") else "W_T"),
    )
    if last:
        future = tell("This is the last letter that is read: no later loss depends on its state.")
    raised = float(grads.ds[t, unit])
    both = tell(
        "Unit {u}: {ds_now:#} from this output and {ds_future:#} from the future make {ds:#}. Raise this unit by a little, and "
        "the loss of the whole word changes by {ds:#} times that amount{so}.",
        unit,
        so=": it grows" if raised > 0 else ": it falls" if raised < 0 else "",
    )
    squashed = tell(
        "Going forward, tanh passes on a small change multiplied by its slope; going back, the gradient is multiplied by the "
        "same slope. At unit {u} the slope is {slope:#}, and {ds:#} times that is {da:#}.",
        unit,
    )

    step = partial(filled, t, BACK, scene=BACK, part="backward")
    error = f"The error at the output is {bare('y_hat')} − {bare('y')}."
    from_future = "Nothing comes from the future." if last else "Back from the future."
    return [
        step("dlogits", true, error, _error(t, grads, y, letters)),
        step("ds_now", heard, f"Back through {bare('V')}.", answered_for("ds_now", heard)),
        step("ds_future", came, from_future, future, ("da_next",)),
        step("ds", unit, "Add both.", both),
        step("da", unit, "Back through tanh.", squashed, ("slope",)),
    ]


def _share_steps(t: int, grads: RNNGrads, reads: Sequence[str]) -> list[Step]:
    one_W, one_b = one_number(grads.at, "W"), one_number(grads.at, "b")

    def step(name: str, title: str, why: Caption, also: tuple[str, ...] = ()) -> Step:
        row, col = largest_at(grads.per_step(name)[t])
        numbers = {"share": Num(f"d{name}_t", row, col), "sum": Num(f"d{name}", row, col)}
        said = "{why} The share furthest from 0 is {share}; the sum so far for that weight is {sum}."
        if grads.per_step(name)[t].size == 1:
            said = "{why} The share is {share}; the sum so far is {sum}."
        told = tell(said, why=why, **numbers)
        if not grads.per_step(name)[t].any():
            told = tell("{why} Nothing is added here: the sum so far stays as it was.", why=why)
        computes, focus = (f"d{name}_t", f"d{name}", *also), (f"d{name}_t", row, col)
        return Step(t, "shares", title, told, computes, focus, scene=SHARES[name], part="backward")

    past = tell(
        "The gradient at each unit’s pre-activation times the previous state {s_prev}: a column times a row, which makes a "
        "whole matrix."
    )
    if one_W:
        past = tell(
            "{W} is one number for all units, so its share is one number too: the dot product of the gradients at the "
            "pre-activations and the previous state."
        )
    if not grads.trace.s_prev[t].any():
        past = tell("The state {s_prev} is all zeros, so {W} had only zeros to multiply: its share is 0.")
    column = tell(
        "{x} is 1 only at {letter}, so only column {letter} of {U} gets a share.", letter=Ink(reads[t], "input")
    )
    bias = tell("{b} is simply added, so its share is the gradient at the pre-activation.")
    if one_b:
        bias = tell(
            "{b} is one number for all units: its share is the sum of the gradients at the pre-activations of all units."
        )
    scores = tell("Each score’s error times each unit of {s}: a column times a row, which makes a whole matrix.")
    fixed = tell("{b_y} is simply added to the scores, so its share is their error.")
    return [
        step("V", f"{bare('V')}’s share.", scores, ("s_T",)),
        step("b_y", "The output bias’s share.", fixed),
        step("U", f"{bare('U')}’s share.", column, ("x_T",)),
        step("W", f"{bare('W')}’s share.", past, () if one_W else ("s_prev_T",)),
        step("b", f"{bare('b')}’s share.", bias),
    ]

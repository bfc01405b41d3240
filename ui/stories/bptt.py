"""Backpropagation through time over a word, one operation at a time, and the update that it is for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.rnn import RNNGrads
from engine.update import Update
from ui.board.caption import CaptionPart, Ink, Num
from ui.board.storyboard import Row, Step, Storyboard, Strip
from ui.stories import forward, questions
from ui.stories.bets import loss_made
from ui.stories.bptt_grids import grids, one_number
from ui.stories.parts import largest, largest_at, visible
from ui.stories.questions import asking

__all__ = ["storyboard"]

# A scene shows what fits on one board; the shares of a step and the update take several.
BACK = "back"
SHARES = {"V": "share out", "b_y": "share out", "U": "share in", "W": "share in", "b": "share in"}
UPDATES = {"U": "update 1", "W": "update 1", "b": "update 2", "V": "update 2", "b_y": "update 3"}
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
    steps += _update_steps(grads, update)
    told = asking(steps, questions.bptt(grads.dlogits, letters))
    strip = Strip(
        reads=tuple(reads),
        reads_of="x",
        cells="ds",
        says=("loss",) * T,
        says_of="loss",
        sure=tuple(float(loss) for loss in grads.loss),
        wants=("",) * T,
        up="↑",
        across="← Wᵀ",
        out="Vᵀ ↓",
    )
    board = grids(grads, y, letters, update)
    return Storyboard("Backpropagation through time, step by step", board, _rows(grads), told, strip)


def _rows(grads: RNNGrads) -> tuple[Row, ...]:
    """W and b may be single numbers, which changes what multiplies what."""
    one_W, one_b = one_number(grads.at, "W"), one_number(grads.at, "b")
    past = ("da", "·", "s_prev") if one_W else ("da", "·", "s_prev_T")
    bias = ("da", "sum →" if one_b else "=")
    return (
        *(Row(forward.ROWS[k].label, forward.ROWS[k].items, "forward") for k in FORWARD_ROWS),
        Row("the error at the output", ("y_hat", "−", "y", "=", "dlogits"), BACK),
        Row("what this output asks of the state", ("V_T", "·", "dlogits", "=", "ds_now"), BACK),
        Row("what the future asks of it", ("W" if one_W else "W_T", "·", "da_next", "=", "ds_future"), BACK),
        Row("together", ("ds_now", "+", "ds_future", "=", "ds"), BACK),
        Row("back through tanh", ("ds", "⊙", "slope", "=", "da", "slope: 1 − s² of", "s"), BACK),
        _share_row("V", "dlogits", "·", "s_T", "="),
        _share_row("b_y", "dlogits", "="),
        _share_row("U", "da", "·", "x_T", "="),
        _share_row("W", *past, "="),
        _share_row("b", *bias),
        *(row for name in UPDATES for row in _update_rows(name, getattr(grads.at, name).shape)),
        Row("the loss before", ("losses", "sum →", "total"), UPDATES["b_y"]),
        Row("the loss after", ("losses_new", "sum →", "total_new"), UPDATES["b_y"]),
    )


def _update_rows(name: str, shape: tuple[int, ...]) -> tuple[Row, ...]:
    """Gradient, step, old, new: a row of two for the gradient and one for the weight, if they are wide."""
    scene = UPDATES[name]
    slope, weight = (f"d{name}", "· (−η) =", f"{name}_step"), (name, f"+ Δ{name} =", f"{name}_new")
    rate = (Row("step size", ("lr",), scene),) if name in ("U", "b", "b_y") else ()
    if len(shape) == 1 or shape[1] == 1:
        return (*rate, Row(f"{name} steps downhill", (*slope, "so", *weight), scene))
    return (*rate, Row(f"{name} steps downhill", slope, scene), Row(f"the new {name}", weight, scene))


def _share_row(name: str, *made: str) -> Row:
    return Row(f"{name}’s share", (*made, f"d{name}_t", "summed so far", f"d{name}"), SHARES[name])


def _forward_step(t: int, grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str]) -> Step:
    read = Ink(letters[int(grads.trace.x[t].argmax())], "input")
    target = int(y[t])
    computes = ("s", "x", "Ux", "s_prev", "Ws", "a", "Vs", "logits", "y_hat", "y", "loss")
    if target < 0:
        caption: tuple[CaptionPart, ...] = ("No letter is asked for here, so there is no loss.",)
    else:
        caption = loss_made(target, grads.trace.y_hat[t], letters)
    first = "Forward first, as in chapter 4. " if t == 0 else ""
    return Step(t, "forward", f"{first}Read {read.text}.", caption, computes, ("loss", 0, 0), "forward", "forward")


def _back_steps(t: int, grads: RNNGrads, y: NDArray[np.int64], letters: Sequence[str]) -> list[Step]:
    last = t == len(y) - 1
    target = int(y[t])
    k = max(target, 0)
    heard = largest(grads.ds_now[t])
    came = largest(grads.ds_future[t])
    unit = largest(grads.ds[t])
    error: tuple[CaptionPart, ...] = (
        "The true letter, ",
        Ink(letters[k], "output"),
        ", was given ",
        Num("y_hat", k),
        " instead of 1: ",
        Num("dlogits", k),
        ". Its score should rise; every other should fall, in proportion to its own probability.",
    )
    if target < 0:
        error = ("Nothing was asked for here, so nothing is wrong here.",)
    elif last:
        error = (
            "Why so simple? The loss is ln Σ exp(o) less the true letter’s score. The first part grows by ŷ with each score, "
            "the second by 1 with one: for ",
            Ink(letters[k], "output"),
            ", ",
            Num("y_hat", k),
            " − 1 = ",
            Num("dlogits", k),
            ".",
        )
    future: tuple[CaptionPart, ...] = (
        f"This state went into step {t + 2} through W; what that step found at its sum comes back through Wᵀ. Unit ",
        f"{came + 1} hears ",
        Num("ds_future", came),
        ".",
    )
    if last:
        future = ("This is the last letter: no later loss depends on its state.",)

    def step(name: str, row: int, title: str, *caption: CaptionPart, also: tuple[str, ...] = ()) -> Step:
        return Step(t, BACK, title, caption, (name, *also), (name, row, 0), BACK, "backward")

    return [
        step("dlogits", k, "The error at the output is ŷ − y.", *error),
        step(
            "ds_now",
            heard,
            "Back through V.",
            "A unit answers for each score as far as V let it speak there: its column of V, times the errors. Unit ",
            f"{heard + 1} gets ",
            Num("ds_now", heard),
            ".",
        ),
        step(
            "ds_future",
            came,
            "Nothing comes from the future." if last else "Back from the future.",
            *future,
            also=("da_next",),
        ),
        step(
            "ds",
            unit,
            "Add both.",
            f"Unit {unit + 1}: ",
            Num("ds_now", unit),
            " from this output and ",
            Num("ds_future", unit),
            " from the future make ",
            Num("ds", unit),
            ". Raise this unit by a little, and the whole loss changes by that many times as much.",
        ),
        step(
            "da",
            unit,
            "Back through tanh.",
            "Where tanh is flat, a change before it hardly shows after it. Its slope at unit ",
            f"{unit + 1} is ",
            Num("slope", unit),
            ", so ",
            Num("ds", unit),
            " shrinks to ",
            Num("da", unit),
            ".",
            also=("slope",),
        ),
    ]


def _share_steps(t: int, grads: RNNGrads, reads: Sequence[str]) -> list[Step]:
    one_W, one_b = one_number(grads.at, "W"), one_number(grads.at, "b")
    read = Ink(reads[t], "input")

    def step(name: str, title: str, *caption: CaptionPart, also: tuple[str, ...] = ()) -> Step:
        row, col = largest_at(grads.per_step(name)[t])
        names = (f"d{name}_t", f"d{name}", *also)
        told = (*caption, " The outlined share brings its sum to ", Num(f"d{name}", row, col), ".")
        return Step(t, "shares", title, told, names, (f"d{name}_t", row, col), SHARES[name], "backward")

    past = "Each unit’s error, times what each unit remembered: a column times a row."
    if one_W:
        past = "W is one number, used by every unit, so its share is one number: the products of all units, added up."
    if not grads.trace.s_prev[t].any():
        past = "The state before the first letter is all zeros, so W had nothing to multiply: its share is 0."
    return [
        step(
            "V", "V’s share.", "Each score’s error, times each unit of the state: a column times a row.", also=("s_T",)
        ),
        step("b_y", "The output bias’s share.", "It is simply added to the scores: its share is their error."),
        step(
            "U", "U’s share.", "x is 1 at ", read, " only, so only U’s column ", read, " gets something.", also=("x_T",)
        ),
        step("W", "W’s share.", past, also=() if one_W else ("s_prev_T",)),
        step(
            "b",
            "b’s share.",
            "b is one number, used by every unit: its share is their sum."
            if one_b
            else "b is simply added, so its share is the error itself.",
        ),
    ]


def _update_steps(grads: RNNGrads, update: Update) -> list[Step]:
    steps = []
    for name, gradient in grads.params.items():
        row, col = largest_at(gradient)
        caption: tuple[CaptionPart, ...] = (
            "Every weight moves by −η times its gradient. The steepest here is ",
            Num(f"d{name}", row, col),
            ", so it moves by ",
            Num(f"{name}_step", row, col),
            " to ",
            Num(f"{name}_new", row, col),
            ".",
        )
        computes = (f"{name}_step", f"{name}_new")
        steps.append(
            Step(0, "update", f"Update {name}.", caption, computes, (f"{name}_step", row, col), UPDATES[name], "update")
        )
    fell = update.loss.sum() < grads.loss.sum()
    verdict = (
        ": downhill. Apply the update below, and go again."
        if fell
        else ": uphill. The step was too long for a slope that bends; try a smaller learning rate."
    )
    told = ("The loss of the whole word goes from ", Num("total"), " to ", Num("total_new"), verdict)
    read = ("losses", "total", "losses_new", "total_new")
    scene = UPDATES["b_y"]
    steps.append(Step(0, "loss", "Read the word again.", told, read, ("total_new", 0, 0), scene, "update"))
    return steps

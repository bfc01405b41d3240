"""The update that backpropagation is for: every weight a step downhill, and the word read again."""

from typing import Any

from engine.functions import Array
from engine.rnn import RNNGrads
from engine.update import Update
from ui.board.caption import Caption, Num, Sym, tell
from ui.board.parts import bare, largest_at
from ui.board.storyboard import Row, Step

UPDATES = {"U": "update 1", "W": "update 1", "b": "update 2", "V": "update 2", "b_y": "update 3"}  # the scene of each


def update_rows(name: str, shape: tuple[int, ...]) -> tuple[Row, ...]:
    """Gradient, step, old, new: a row of two for the gradient and one for the weight, if they are wide."""
    scene = UPDATES[name]
    symbol, rate_symbol = bare(name), bare("lr")
    slope = (f"d{name}", f"· (−{rate_symbol}) =", f"{name}_step")
    weight = (name, f"+ {bare(f'{name}_step')} =", f"{name}_new")
    rate = (Row("step size", ("lr",), scene),) if name in ("U", "b", "b_y") else ()
    if len(shape) == 1 or shape[1] == 1:
        return (*rate, Row(f"{symbol} steps downhill", (*slope, "so", *weight), scene))
    return (*rate, Row(f"{symbol} steps downhill", slope, scene), Row(f"the new {symbol}", weight, scene))


def update_steps(grads: RNNGrads, update: Update) -> list[Step]:
    """A step for each weight, and one for the loss before and after."""
    steps = []
    for name, gradient in grads.params.items():
        row, col = largest_at(gradient)
        title, computes, focus = f"Update {bare(name)}.", (f"{name}_step", f"{name}_new"), (f"{name}_step", row, col)
        told = _moved(name, gradient)
        steps.append(Step(0, "update", title, told, computes, focus, scene=UPDATES[name], part="update"))
    told, losses = _verdict(grads, update), ("losses", "total", "losses_new", "total_new")
    last = Step(
        0, "loss", "Read the word again.", told, losses, ("total_new", 0, 0), scene=UPDATES["b_y"], part="update"
    )
    return [*steps, last]


def _moved(name: str, gradient: Array) -> Caption:
    """How far the update moves a weight: one number, or the one of many whose gradient is furthest from 0."""
    row, col = largest_at(gradient)
    numbers: dict[str, Any] = {
        "gradient": Num(f"d{name}", row, col),
        "change": Num(f"{name}_step", row, col),
        "old": Num(name, row, col),
        "new": Num(f"{name}_new", row, col),
    }
    if gradient.size == 1:
        rule = tell("{it} moves by −{lr} times its gradient.", it=Sym(name))
        if not gradient.any():
            return tell("{rule} Here the gradient is 0, so {it} does not move.", rule=rule, it=Sym(name))
        return tell(
            "{rule} The gradient is {gradient}, so {it} moves by {change}, from {old} to {new}.",
            **numbers | {"rule": rule, "it": Sym(name)},
        )
    kind = "bias" if gradient.ndim == 1 else "weight"
    rule = tell("Every {kind} moves by −{lr} times its gradient.", kind=kind)
    if not gradient.any():
        return tell("{rule} Here all gradients are 0, so nothing moves.", rule=rule)
    return tell(
        "{rule} The gradient furthest from 0 is {gradient}: its {kind} moves by {change}, from {old} to {new}.",
        kind=kind,
        **numbers | {"rule": rule},
    )


def _verdict(grads: RNNGrads, update: Update) -> Caption:
    """Whether the update made the loss smaller."""
    before, after = grads.loss.sum(), update.loss.sum()
    if after == before:
        return tell("The loss of the whole word is {total:#} as before: this update changed nothing.")
    went = "downhill. Press “Apply the update” and go again."
    if after > before:
        went = "uphill. The step was too long: the slope changes on the way. Try a smaller learning rate."
    return tell("The loss of the whole word goes from {total:#} to {total_new:#}: {went}", went=went)

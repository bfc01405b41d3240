"""The forward pass of a simple RNN over a word, one operation at a time."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.functions import cross_entropy
from engine.rnn import RNNParams, RNNTrace
from engine.text import one_hot
from ui.board.caption import Ink, Num, tell
from ui.board.parts import bare, constant, filled, guessing, largest, loss_over_time, over_time, units, visible
from ui.board.storyboard import Aside, Grid, Row, Step, Storyboard
from ui.cells import equations, questions
from ui.cells.output_captions import compared, most_probable, scored, voted
from ui.cells.questions import asking

ROWS = (
    Row("what the letter says", ("U", "·", "x", "=", "Ux")),
    Row("what memory says", ("W", "·", "s_prev", "=", "Ws")),
    Row("together", ("Ux", "+", "Ws", "+", "b", "=", "a", "tanh →", "s")),
    Row("what the state votes for", ("V", "·", "s", "=", "Vs", "+", "b_y", "=", "logits")),
    Row("the bets, and how wrong they are", ("logits", "softmax →", "y_hat", "target", "y", "−ln →", "loss")),
)


def storyboard(
    params: RNNParams,
    trace: RNNTrace,
    y: NDArray[np.int64],
    alphabet: Sequence[str],
    asides: Mapping[str, Aside] | None = None,
) -> Storyboard:
    """The story of a trace of one sequence, with targets y (T,), −1 where there is none.

    asides: by grid, values from elsewhere to print beside the computed ones.
    """
    letters = tuple(visible(letter) for letter in alphabet)
    steps = (step for t in range(len(y)) for step in _steps(t, trace, y, letters, params))
    told = asking(steps, questions.forward(trace.y_hat, letters))
    strayed = next((t for t in range(1, len(y)) if 0 <= y[t - 1] != trace.x[t].argmax()), None)
    up, across = f"{bare('U')} ↑", f"{bare('W')} →"
    strip = guessing(trace, y, letters, cells="s", up=up, across=across, strayed=strayed)
    board = grids(params, trace, y, letters, asides or {})
    return Storyboard("The forward pass, step by step", board, ROWS, told, strip=strip, equations=equations.FORWARD)


def grids(
    p: RNNParams, trace: RNNTrace, y: NDArray[np.int64], letters: Sequence[str], asides: Mapping[str, Aside]
) -> dict[str, Grid]:
    hidden = units(p.H)
    losses, _ = cross_entropy(trace.logits, trace.y_hat, trace.log_sum, y)
    run, through_W = rnn.forward, "scale" if p.W.size < p.H**2 else "matmul"
    nothing = "The initial state: before the first letter the network knows nothing, so every unit is 0."
    target = "The target: 1 at the letter that should come next."
    aside = {"aside": asides.get("y_hat")}
    made = (
        constant("U", p.U, hidden, letters),
        over_time("x", trace.x, letters, integer=True, origin="Not computed: the letter is given."),
        over_time("Ux", trace.Ux, hidden, op="matmul", of=("U", "x"), computed_in=run, aside=asides.get("Ux")),
        constant("W", p.W, hidden, hidden),
        over_time("s_prev", trace.s_prev, hidden, scale=1.0, op="copy", of=("s@-1",), origin=nothing),
        over_time("Ws", trace.Ws, hidden, op=through_W, of=("W", "s_prev"), computed_in=run),
        constant("b", p.b, hidden),
        over_time("a", trace.a, hidden, op="add", of=("Ux", "Ws", "b"), computed_in=run),
        over_time("s", trace.s, hidden, scale=1.0, op="tanh", of=("a",), computed_in=run, aside=asides.get("s")),
        constant("V", p.V, letters, hidden),
        over_time("Vs", trace.Vs, letters, op="matmul", of=("V", "s"), computed_in=run, aside=asides.get("Vs")),
        constant("b_y", p.b_y, letters),
        over_time("logits", trace.logits, letters, op="add", of=("Vs", "b_y"), computed_in=run),
        over_time("y_hat", trace.y_hat, letters, scale=1.0, op="softmax", of=("logits",), computed_in=run, **aside),
        over_time("y", one_hot(y, len(letters)), letters, integer=True, origin=target),
        loss_over_time(losses, trace.y_hat, y, computed_in=rnn.backward),
    )
    return {grid.name: grid for grid in made}


def _steps(t: int, trace: RNNTrace, y: NDArray[np.int64], letters: Sequence[str], p: RNNParams) -> tuple[Step, ...]:
    column = int(trace.x[t].argmax())
    letter = Ink(letters[column], "input")
    said, recalled, unit = largest(trace.Ux[t]), largest(trace.Ws[t]), largest(trace.a[t])
    best = int(trace.logits[t].argmax())

    memory = tell(
        "The previous state, {s_prev}, comes in through {W}{single}: unit {u}, for example, gets {Ws:#} from memory.",
        recalled,
        single=", one number that multiplies every unit" if p.W.size == 1 < p.H else "",
    )
    if not trace.s_prev[t].any():
        memory = tell(
            "The state {s_prev} before this letter is all zeros, so memory adds nothing: {W} times {s_prev} is all zeros."
        )
    together = tell(
        "Unit {u}: {Ux:#} from the letter, {Ws:#} from memory and a bias of {b} add up to {a:#}.",
        unit,
        b=Num("b", 0 if p.b.size == 1 else unit),
    )
    squashed = tell(
        "tanh squashes any sum to between −1 and 1: unit {u} goes from {a:#} to {s:#}. "
        "All units together are the new {state}, {s}.",
        unit,
        state=Ink("state", "state"),
    )

    read = tell("It is {letter}: {x} has a 1 in the row of {letter} and 0 everywhere else.", letter=letter)
    heard = tell(
        "{U} times {x} picks out column {letter} of {U}. Unit {u}, for example, gets {Ux:#} from the letter.",
        said,
        letter=letter,
    )

    step = partial(filled, t)
    story = [
        step("letter", "x", column, "Read a letter.", read),
        step("letter", "Ux", said, "What the letter says.", heard),
        step("memory", "Ws", recalled, "What memory says.", memory),
        step("state", "a", unit, "Add the letter, the memory and the bias.", together),
        step("state", "s", unit, "Squash it with tanh.", squashed),
        step("scores", "Vs", best, "Let the state vote.", voted("Vs", best, letters, "s")),
        step("scores", "logits", best, "Add the output bias.", scored(trace.logits[t], letters)),
        step("prediction", "y_hat", best, "Turn scores into probabilities.", most_probable(trace.logits[t], letters)),
    ]
    target = int(y[t])
    if target >= 0:
        truth = compared(t, target, trace.logits[t], trace.y_hat[t], letters)
        story.append(step("loss", "loss", 0, "Compare with the target.", truth, also=("y",)))
    return tuple(story)

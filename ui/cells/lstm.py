"""One word read by an LSTM, one operation at a time: the gates, the cell state, what is shown of it."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from engine.toy import Toy
from ui.board.caption import Ink, tell
from ui.board.parts import filled, largest
from ui.board.storyboard import Grid, Row, Step, Storyboard
from ui.cells import equations, lstm_back, questions
from ui.cells.diagrams import LSTM_DIAGRAM
from ui.cells.gated import Gate, Reading, gate_rows, output_rows
from ui.cells.gated_captions import gate_steps, output_steps
from ui.cells.questions import asking
from ui.cells.toy import ToyStory

GATES = (
    Gate("f", "forget gate", "It decides how much of its old number each unit keeps."),
    Gate("i", "input gate", "It decides how much of the candidate each unit writes."),
    Gate("g", "candidate", "It is what each unit could write: a number between −1 and 1."),
    Gate("o", "output gate", "It decides how much of its number each unit shows."),
)
CELL = "cell"
OUT = "out"
FORWARD = "forward"

ROWS = (
    *(row for gate in GATES for row in gate_rows(gate)),
    Row("what is kept", ("f", "⊙", "c_prev", "=", "keep"), CELL),
    Row("what is written", ("i", "⊙", "g", "=", "write"), CELL),
    Row("the new cell state", ("keep", "+", "write", "=", "c"), CELL),
    Row("what is shown of it", ("c", "tanh →", "tanh_c", "⊙", "o", "=", "h"), CELL),
    *output_rows(OUT),
)


def storyboard(reading: Reading, numbers: Toy) -> Storyboard:
    """The notes' toy with the reader's numbers, then the whole cell forward, letter by letter, then backward."""
    toy = ToyStory(numbers)
    steps = [*toy.steps()]
    for t in range(reading.T):
        steps += _steps(reading, t)
    for t in reversed(range(reading.T)):
        steps += lstm_back.steps(reading, t)
    return Storyboard(
        "The LSTM, gate by gate",
        {grid.name: grid for grid in toy.grids()} | grids(reading),
        (*toy.rows(), *ROWS, *lstm_back.ROWS),
        asking(steps, questions.lstm(reading.trace.y_hat, reading.letters)),
        strip=reading.strip("c", "c, h →", above="h"),
        diagram=LSTM_DIAGRAM,
        equations=equations.LSTM,
    )


def grids(reading: Reading) -> dict[str, Grid]:
    """Every number of the cell, forward and backward, with where it comes from."""
    return {grid.name: grid for grid in (*_grids(reading), *lstm_back.grids(reading))}


def _grids(r: Reading) -> Iterator[Grid]:
    yield from r.ends()
    for gate in GATES:
        yield from r.gate(gate, "g" if gate.name == "g" else "ofi")
    yield r.passed("a_g", "a", op="add", of=("Ux_g", "Wh_g", "b_g"))
    size = max(1.0, float(np.abs([r.trace.c, r.trace.keep, r.trace.write]).max()))
    nothing = "The initial cell state: before the first letter nothing has been written, so every unit is 0."
    yield r.column("c_prev", r.trace.c_prev, scale=size, op="copy", of=("c@-1",), origin=nothing)
    yield r.passed("keep", op="times", of=("f", "c_prev"), scale=size)
    yield r.passed("write", op="times", of=("i", "g"), scale=size)
    yield r.passed("c", op="add", of=("keep", "write"), scale=size)
    yield r.passed("tanh_c", op="tanh", of=("c",), scale=1.0)
    yield r.passed("h", op="times", of=("o", "tanh_c"), scale=1.0)


def _steps(r: Reading, t: int) -> Iterator[Step]:
    trace = r.trace
    for gate in GATES:
        yield from gate_steps(r, gate, t, first=gate is GATES[0], also=("c_prev",))
    kept, written = largest(trace.keep[t]), largest(trace.write[t])
    unit, shown = largest(trace.c[t]), largest(trace.h[t])

    kept_of = tell(
        "Unit {u} had {c_prev:#}; its forget gate of {f:#} leaves {keep:#}. No matrix and no tanh: what a unit keeps is a share "
        "of its own number alone.",
        kept,
    )
    if not trace.c_prev[t].any():
        kept_of = tell("The cell state {c_prev} before this letter is all zeros: there is nothing to keep.")
    anew = tell("Unit {u}: the input gate lets {i:#} times the candidate’s {g:#} through: {write:#}.", written)
    both = tell(
        "Unit {u}: {keep:#} kept and {write:#} written make {c:#}. This is the new {state}, {c}; it is passed on to the next "
        "letter unchanged.",
        unit,
        state=Ink("cell state", "state"),
    )
    read = tell(
        "The cell state can go beyond −1 and 1; what is shown of it cannot. Unit {u} goes from {c:#} to {tanh_c:#}. "
        "The cell state itself does not change.",
        unit,
    )
    some = tell(
        "Unit {u}: the output gate shows {o:#} times {tanh_c:#}, which is {h:#}. This is the {state}, {h}: all that the "
        "output and the next letter’s gates and candidate see of the cell state.",
        shown,
        state=Ink("hidden state", "state"),
    )

    step = partial(filled, t, CELL, scene=CELL, part=FORWARD)
    yield step("keep", kept, "Keep.", kept_of)
    yield step("write", written, "Write.", anew)
    yield step("c", unit, "Add what is kept and what is written.", both)
    yield step("tanh_c", unit, "Squash it for reading.", read)
    yield step("h", shown, "Show some of it.", some)
    yield from output_steps(r, t, OUT, FORWARD)

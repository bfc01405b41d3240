"""One word read by an LSTM, one operation at a time: the gates, the cell state, what is shown of it."""

from collections.abc import Iterator

import numpy as np

from engine.toy import Toy
from ui.board.caption import CaptionPart, Ink, Num
from ui.board.storyboard import Grid, Row, Step, Storyboard
from ui.stories import lstm_back, questions
from ui.stories.diagrams import LSTM_DIAGRAM
from ui.stories.gated import Gate, Reading, gate_rows, output_rows
from ui.stories.parts import largest
from ui.stories.questions import asking
from ui.stories.telling import gate_steps, output_steps
from ui.stories.toy import ToyStory

__all__ = ["GATES", "storyboard"]

GATES = (
    Gate("f", "forget gate", "For every unit it says how much of the old number is kept"),
    Gate("i", "input gate", "For every unit it says how much of something new is written"),
    Gate("g", "candidate", "It is what could be written, for every unit a number between −1 and 1"),
    Gate("o", "output gate", "For every unit it says how much of the cell state is shown"),
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
    grids = [*toy.grids(), *_grids(reading), *lstm_back.grids(reading)]
    steps = [*toy.steps()]
    for t in range(reading.T):
        steps += _steps(reading, t)
    for t in reversed(range(reading.T)):
        steps += lstm_back.steps(reading, t)
    return Storyboard(
        "The LSTM, gate by gate",
        {grid.name: grid for grid in grids},
        (*toy.rows(), *ROWS, *lstm_back.ROWS),
        asking(steps, questions.lstm(reading.trace.y_hat, reading.letters)),
        reading.strip("c", "c, h →"),
        LSTM_DIAGRAM,
    )


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

    def step(name: str, row: int, title: str, *caption: CaptionPart) -> Step:
        return Step(t, CELL, title, caption, (name,), (name, row, 0), CELL, FORWARD)

    memory: tuple[CaptionPart, ...] = (
        f"Unit {kept + 1} had ",
        Num("c_prev", kept),
        "; its forget gate of ",
        Num("f", kept),
        " leaves ",
        Num("keep", kept),
        ". No matrix, no tanh: each unit keeps its own number.",
    )
    if not trace.c_prev[t].any():
        memory = ("The cell state before this letter is all zeros: there is nothing to keep.",)
    yield step("keep", kept, "Keep.", *memory)
    yield step(
        "write",
        written,
        "Write.",
        f"Unit {written + 1}: of the candidate ",
        Num("g", written),
        " the input gate lets ",
        Num("i", written),
        " through, which is ",
        Num("write", written),
        ".",
    )
    yield step(
        "c",
        unit,
        "Add what is kept and what is written.",
        f"Unit {unit + 1}: ",
        Num("keep", unit),
        " + ",
        Num("write", unit),
        " = ",
        Num("c", unit),
        ". This is the new ",
        Ink("cell state", "state"),
        ", and all that the next letter will find of it.",
    )
    yield step(
        "tanh_c",
        unit,
        "Squash it, to be read.",
        f"The cell state may grow beyond 1; what is shown of it may not: unit {unit + 1} goes from ",
        Num("c", unit),
        " to ",
        Num("tanh_c", unit),
        ". The cell state itself stays as it is.",
    )
    yield step(
        "h",
        shown,
        "Show some of it.",
        f"Unit {shown + 1}: the output gate shows ",
        Num("o", shown),
        " of ",
        Num("tanh_c", shown),
        ", which is ",
        Num("h", shown),
        ". This is the ",
        Ink("hidden state", "state"),
        ": the output and the next letter’s gates see only this.",
    )
    yield from output_steps(r, t, OUT, FORWARD)

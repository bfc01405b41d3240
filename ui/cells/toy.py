"""The notes' three numbers and their gates: the cell update in three small scenes, before any matrix appears."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine import toy
from engine.toy import LIMITS, Toy, ToyTrace
from ui.board.caption import Caption, Ink, Num, tell
from ui.board.listing import line_of
from ui.board.notation import LSTM
from ui.board.parts import COLUMN, filled, units
from ui.board.storyboard import Grid, Row, Step

PREFIX = "toy_"  # the cell's own grids have the same names
KEEP, WRITE, SHOW = "toy_keep", "toy_write", "toy_show"
SCALE = 10.0
GIVEN = {
    "c_prev": "The old cell state, the long memory: the notes’ 5, 6, 7. Click a number to change it.",
    "f": "The forget gate: 0 forgets, 1 keeps. Move a slider, or click a number.",
    "i": "The input gate: how much of the candidate is written. Move a slider, or click a number.",
    "g": "The candidate: what could be written, −1 to 1. Move a slider, or click a number.",
    "o": "The output gate: how much of the cell state is shown. Move a slider, or click a number.",
}
MADE = {
    "keep": ("times", ("f", "c_prev")),
    "write": ("times", ("i", "g")),
    "c": ("add", ("keep", "write")),
    "tanh_c": ("tanh", ("c",)),
    "h": ("times", ("o", "tanh_c")),
}


class ToyStory:
    """The toy with the reader's numbers, as grids, rows and steps."""

    def __init__(self, numbers: Toy) -> None:
        self.numbers = numbers
        self.trace: ToyTrace = toy.forward(numbers)

    def grids(self) -> Iterator[Grid]:
        for name, origin in GIVEN.items():
            limits = None if name == "c_prev" else LIMITS[name]
            yield _grid(name, getattr(self.numbers, name), origin=origin, editable=True, limits=limits)
        for name, (op, of) in MADE.items():
            code = line_of(toy.forward, name)
            sources = tuple(PREFIX + source for source in of)
            yield _grid(name, getattr(self.trace, name), op=op, of=sources, code=code)

    def rows(self) -> tuple[Row, ...]:
        kept = _items("f", "⊙", "c_prev", "=", "keep")
        written = _items("i", "⊙", "g", "=", "write")
        summed = _items("keep", "+", "write", "=", "c")
        return (
            Row("what is kept", kept, KEEP),
            Row("what is kept", kept, WRITE),
            Row("what is written", written, WRITE),
            Row("the new cell state", summed, WRITE),
            Row("the new cell state", (*summed, *_items("tanh →", "tanh_c")), SHOW),
            Row("what is shown of it", _items("o", "⊙", "tanh_c", "=", "h"), SHOW),
        )

    def steps(self) -> Iterator[Step]:
        forgets = _told(
            "The memory is three numbers. The {gate} has a number between 0 and 1 for each of them: {f} times {c_prev} leaves "
            "{keep}. Move the sliders.",
            gate=Ink("forget gate", "state"),
        )
        yield _step("keep", int((1 - self.numbers.f).argmax()), KEEP, "Keep or forget.", forgets)
        writes = _told(
            "A {candidate} says what could be written, and an {gate} says how much of it: {i} times {g} is {write}.",
            candidate=Ink("candidate", "state"),
            gate=Ink("input gate", "state"),
        )
        yield _step("write", 1, WRITE, "Write something new.", writes)
        adds = _told(
            "What was kept plus what is written is the new {state}: {c}. At this letter nothing else changes it: from here on "
            "it is only read.",
            state=Ink("cell state", "state"),
        )
        yield _step("c", 1, WRITE, "Add both.", adds)
        reads = _told(
            "tanh squashes every number into the range −1 to 1: {tanh_c}. The cell state itself keeps its size."
        )
        yield _step("tanh_c", 0, SHOW, "Squash it for reading.", reads)
        shows = _told(
            "The {gate} says how much of each number the rest of the network sees: {o} times {tanh_c} is {h}. What is hidden "
            "now is not lost. Next comes the whole cell: gates and candidate are computed from the letter and the previous "
            "hidden state.",
            gate=Ink("output gate", "state"),
        )
        yield _step("h", 0, SHOW, "Show some of it.", shows)


def _grid(name: str, values: NDArray[np.float64], **more: object) -> Grid:
    rows = units(len(values))
    scale = 1.0 if name in ("f", "i", "g", "o", "write", "tanh_c", "h") else SCALE
    return Grid(PREFIX + name, LSTM[name], values[:, None], rows, COLUMN, scale=scale, **more)  # type: ignore[arg-type]


def _items(*items: str) -> tuple[str, ...]:
    """Names of the cell's fields become the toy's; signs stay."""
    return tuple(PREFIX + item if item in GIVEN or item in MADE else item for item in items)


def _told(sentence: str, **inks: Ink) -> Caption:
    """A sentence in which a field of the cell stands for its three numbers: [5 0 7]."""
    named = [name for name in (*GIVEN, *MADE) if f"{{{name}}}" in sentence]
    lists = {name: tell("[{0} {1} {2}]", **{str(row): Num(PREFIX + name, row) for row in range(3)}) for name in named}
    return tell(sentence, **lists, **inks)


def _step(name: str, row: int, scene: str, title: str, caption: Caption) -> Step:
    return filled(0, scene, PREFIX + name, row, title, caption, scene=scene, part="the idea")

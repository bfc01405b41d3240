"""The notes' three numbers and their gates: the cell update in three small scenes, before any matrix appears."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine import toy
from engine.notation_gates import LSTM
from engine.toy import LIMITS, Toy, ToyTrace
from ui.board.caption import CaptionPart, Ink, Num
from ui.board.listing import line_of
from ui.board.storyboard import Grid, Row, Step
from ui.stories.parts import COLUMN, units

__all__ = ["GIVEN", "MADE", "PREFIX", "ToyStory"]

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
        lost = int((1 - self.numbers.f).argmax())
        yield _step(
            "keep",
            lost,
            KEEP,
            "Keep or forget.",
            "The memory is three numbers. The ",
            Ink("forget gate", "state"),
            " is three numbers between 0 and 1, one for each: ",
            *_list("f"),
            " times ",
            *_list("c_prev"),
            " leaves ",
            *_list("keep"),
            ". Move the sliders.",
        )
        yield _step(
            "write",
            1,
            WRITE,
            "Write something new.",
            "A ",
            Ink("candidate", "state"),
            " says what could be written, an ",
            Ink("input gate", "state"),
            " how much of it: ",
            *_list("i"),
            " times ",
            *_list("g"),
            " is ",
            *_list("write"),
            ".",
        )
        yield _step(
            "c",
            1,
            WRITE,
            "Add both.",
            "What was kept plus what is written is the new ",
            Ink("cell state", "state"),
            ": ",
            *_list("c"),
            ". Nothing else ever happens to it.",
        )
        yield _step(
            "tanh_c",
            0,
            SHOW,
            "Squash it, to be read.",
            "tanh brings every number between −1 and 1: ",
            *_list("tanh_c"),
            ". The cell state itself stays as large as it is.",
        )
        yield _step(
            "h",
            0,
            SHOW,
            "Show some of it.",
            "The ",
            Ink("output gate", "state"),
            " says how much of each number the rest of the network sees: ",
            *_list("h"),
            ". What is hidden now is not lost. In the whole cell, next, the gates are computed from the letter.",
        )


def _grid(name: str, values: NDArray[np.float64], **more: object) -> Grid:
    rows = units(len(values))
    scale = 1.0 if name in ("f", "i", "g", "o", "write", "tanh_c", "h") else SCALE
    return Grid(PREFIX + name, LSTM[name], values[:, None], rows, COLUMN, scale=scale, **more)  # type: ignore[arg-type]


def _items(*items: str) -> tuple[str, ...]:
    """Names of the cell's fields become the toy's; signs stay."""
    return tuple(PREFIX + item if item in GIVEN or item in MADE else item for item in items)


def _list(name: str) -> tuple[CaptionPart, ...]:
    """All three numbers: [5 0 7]."""
    grid = PREFIX + name
    return ("[", Num(grid, 0), " ", Num(grid, 1), " ", Num(grid, 2), "]")


def _step(name: str, row: int, scene: str, title: str, *caption: CaptionPart) -> Step:
    return Step(0, scene, title, caption, (PREFIX + name,), (PREFIX + name, row, 0), scene, "the idea")

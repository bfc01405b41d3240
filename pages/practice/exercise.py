"""Exercises: a story of small numbers with some of its cells left blank, their answers, hints and usual mistakes.

An exercise is what its address says: level, seed, student. Nothing of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pages.practice.draw import LENGTH, draw
from pages.practice.mistakes import Mistake, is_told_apart, recognisable
from ui.board.arithmetic import Cell, cell_name, expand, formula, number, substituted, value_of
from ui.board.caption import source
from ui.board.storyboard import Grid, Step, Storyboard
from ui.shell.chapters import LEVEL

DECIMALS = 2  # that an answer is asked to have
TOLERANCE = 0.02  # by which it may be off: the numbers shown are rounded too
LEAST = 0.05  # the smallest answer, without its sign
APART = 2 * TOLERANCE  # from the answer to any mistake, so that no number counts as both
TABLE = tuple(k / 10 for k in range(0, 21, 2))  # the arguments of the printed table of tanh and σ
AT = 1  # where the blanks stand, at the second letter that is read, except where any number can be blank


@dataclass(frozen=True)
class Level:
    """A kind of exercise.

    grids  the grids that are blank, in the order in which the story computes them
    cells  how many cells of the first grid are blank, 0 for all of all
    at     the time step at which they stand
    """

    key: str
    needs: str
    story: str  # "forward", "bptt", "lstm" or "gru"
    hidden: int
    grids: tuple[str, ...]
    cells: int = 0
    false: bool = False
    at: int = AT

    @property
    def title(self) -> str:
        """As the page's control says it."""
        return dict(LEVEL.options)[self.key]


_TABLE = "a calculator with tanh and exp, or a table of tanh and σ."
LEVELS = {
    level.key: level
    for level in (
        Level("dot", "paper and pencil.", "forward", 3, ("Ws",), 1),
        Level("sum", "paper and pencil.", "forward", 3, ("a",), 2),
        Level("step", _TABLE, "forward", 2, ("Ws", "a", "s")),
        Level("bet", "a calculator with exp.", "forward", 2, ("logits", "y_hat")),
        Level("gate", _TABLE, "lstm", 2, ("a_f", "f")),
        Level("cell", _TABLE, "lstm", 1, ("f", "keep", "write", "c", "tanh_c", "h")),
        Level("error", "paper and pencil.", "bptt", 2, ("dlogits",)),
        Level("wrong", _TABLE, "forward", 2, ("Ws", "a", "s"), false=True),
        Level("gradient", "paper and pencil.", "bptt", 2, ("dlogits", "ds_now")),
        Level("along", "a calculator.", "lstm", 1, ("dc_now", "dc_future", "dc")),
        Level("into", "a calculator.", "lstm", 1, ("dg", "slope_g", "da_g")),
        Level("gru", _TABLE, "gru", 1, ("z", "reset", "n", "write", "keep", "h")),
        Level("gru_back", "a calculator.", "gru", 1, ("dh_kept", "dh", "dn", "da_n")),
        Level("any", _TABLE, "", 2, (), 1),
    )
}
# Where any number can be blank: the stories, their sizes, and the operations that two decimals and a calculator are enough for.
ANY = {"forward": 3, "bptt": 2, "lstm": 2, "gru": 2}
BY_HAND = (
    *("matmul", "transposed_matmul", "add", "subtract", "times", "product", "times_rest"),
    *("tanh", "sigmoid", "tanh_slope", "sigmoid_slope", "softmax"),
)
# From the dot product to the LSTM's cell state, each (level, seed).
PATH = (
    *(("dot", 1), ("dot", 2), ("sum", 1), ("step", 1), ("bet", 1)),
    *(("error", 1), ("gradient", 1), ("gate", 1), ("cell", 1), ("cell", 2)),
)


def _place(cell: Cell) -> dict[str, Any]:
    return {"name": cell.grid, "t": cell.t, "row": cell.row, "col": cell.col}


@dataclass(frozen=True)
class Blank:
    """One cell to be filled in.

    hints  the formula, the formula with numbers, the answer
    mistakes  wrong values that tell what was done
    """

    cell: Cell
    name: str
    answer: float
    hints: tuple[str, ...]
    mistakes: tuple[Mistake, ...]

    def to_json(self) -> dict[str, Any]:
        """What the stage needs, as JSON types."""
        return _place(self.cell) | {
            "label": self.name, "answer": self.answer, "tolerance": TOLERANCE, "hints": list(self.hints),
            "mistakes": [vars(mistake) for mistake in self.mistakes],
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Exercise:
    """A board that ends with the last blank, and the step at which the first one stands."""

    level: Level
    seed: int
    student: int
    board: Storyboard
    start: int
    blanks: tuple[Blank, ...]
    false: tuple[Blank, float] | None = None  # the one that shows a wrong number, and that number

    def to_json(self) -> dict[str, Any]:
        """What the stage needs of the exercise besides its board, as JSON types."""
        count = len(self.blanks)
        task = f"Fill in the {count} blanks." if count > 1 else "Fill in the blank."
        shown = None
        if self.false:
            task = f"One of these {count} numbers is wrong. Find it and type the right one."
            shown = _place(self.false[0].cell) | {"value": self.false[1]}
        task += f" ±{TOLERANCE:g} counts as right. You need {self.level.needs}"
        return {
            "key": self.key, "label": self.level.title, "task": task,
            "blanks": [blank.to_json() for blank in self.blanks], "false": shown,
        }  # fmt: skip

    @property
    def asked(self) -> tuple[Blank, ...]:
        """The cells whose number is to be given."""
        return (self.false[0],) if self.false else self.blanks

    @property
    def key(self) -> str:
        """Its name in a reader's list."""
        return f"{self.level.key}-{self.seed}-{self.student}"


def exercise(level: str, seed: int, student: int = 0) -> Exercise:
    """The exercise of this address; every student gets a different one of the same kind; 0 stands for no particular student."""
    kind = LEVELS[level]
    rng = np.random.default_rng([seed, student])
    if not kind.grids:
        kind = replace(kind, story=str(rng.choice(list(ANY))), at=int(rng.integers(AT, LENGTH)))
        kind = replace(kind, hidden=ANY[kind.story])
    while True:  # until the numbers drawn are fair
        grids, tell = draw(kind.story, kind.hidden, rng)
        named = kind if kind.grids else _named(tell(), kind, rng)
        cells = [Cell(name, named.at, row, 0) for name in named.grids for row in range(len(grids[name].rows))]
        if cells and all(_is_fair(grids, cell) for cell in cells):
            break
    kind, board = named, tell()
    asked = _until(board, kind)
    start = next(k for k, step in enumerate(asked.steps) if _asks(step, kind))
    if kind.cells:
        cells = [cells[k] for k in sorted(rng.permutation(len(cells))[: kind.cells])]
    blanks = tuple(_blank(board, cell) for cell in cells)
    if not kind.false:
        return Exercise(kind, seed, student, asked, start, blanks)
    wrong = blanks[rng.integers(len(blanks))]
    shown = rng.choice([mistake.value for mistake in wrong.mistakes]) if wrong.mistakes else -wrong.answer
    return Exercise(kind, seed, student, asked, len(asked.steps) - 1, blanks, (wrong, float(shown)))


def _named(board: Storyboard, level: Level, rng: np.random.Generator) -> Level:
    """A level without grids with one: any column that the story computes at its time step."""
    steps = [step for step in board.steps if step.t == level.at]
    last = [(step, name) for step in steps if step.part == steps[-1].part for name in step.computes]
    columns = [name for step, name in last if _fits(board, step, name)]
    return replace(level, grids=(str(rng.choice(columns)),) if columns else ())


def _fits(board: Storyboard, step: Step, name: str) -> bool:
    """Can this grid be asked for at this step? Two decimals are enough, what it is made from is seen, and nothing that is made
    from it."""
    grid = board.grids[name]
    if grid.op not in BY_HAND or not grid.timed or len(grid.cols) > 1:
        return False
    seen = {item for row in board.rows if row.scene in ("", step.scene) for item in row.items}
    others = [board.grids[other] for other in step.computes if other != name]
    return {source(text)[0] for text in grid.of} <= seen and all(name not in other.of for other in others)


def _is_fair(grids: Mapping[str, Grid], cell: Cell) -> bool:
    """Can this be asked for? Two decimals tell the answer's sign and size, the printed table is long enough to find it, and
    no usual mistake passes for it."""
    grid = grids[cell.grid]
    values = grid.at(cell.t)
    if values is None or abs(values[cell.row, cell.col]) < LEAST:
        return False
    if grid.op in ("tanh", "sigmoid"):
        looked_up = grids[grid.of[0]].at(cell.t)
        if looked_up is None or abs(looked_up[cell.row, cell.col]) > TABLE[-1]:
            return False
    return is_told_apart(grids, cell, APART)


def _blank(board: Storyboard, cell: Cell) -> Blank:
    parts, value, name = expand(board, cell), value_of(board, cell), cell_name(board, cell)
    assert parts is not None
    assert value is not None
    made = (formula(board, parts), substituted(board, parts, DECIMALS), number(value, DECIMALS))
    hints = tuple(f"{name} = {each}" for each in made)
    return Blank(cell, name, value, hints, tuple(recognisable(board.grids, cell, APART)))


def _asks(step: Step, level: Level) -> bool:
    return step.t == level.at and bool(set(step.computes) & set(level.grids))


def _until(board: Storyboard, level: Level) -> Storyboard:
    """The board without what comes after the last blank: no later number, strip or drawing gives an answer away."""
    last = max(k for k, step in enumerate(board.steps) if _asks(step, level))
    parts = {step.part for step in board.steps if step.t == level.at}  # not the toy with which the LSTM's story begins
    kept = [step for step in board.steps[: last + 1] if step.part in parts]
    known = {name for step in kept if step.t == level.at for name in step.computes}
    later = {name for step in board.steps for name in step.computes} - known
    rows, seen = [], set[str]()
    for row in board.rows:
        items = set(row.items)
        asks = items & set(level.grids) - seen  # where a blank stands for the first time
        if asks or (items & known and not items & later):
            rows.append(row)
        seen |= asks
    used = {item for row in rows for item in row.items}
    steps = tuple(_asking(step, level) for step in kept if set(step.computes) & used)
    grids = {name: replace(grid, editable=False, limits=None) for name, grid in board.grids.items()}
    return replace(board, label=level.title, grids=grids, rows=tuple(rows), steps=steps, strip=None, diagram=None)


def _asking(step: Step, level: Level) -> Step:
    """A step whose numbers are asked for does not tell them in its sentence."""
    step = replace(step, asks=None)  # one question at a time
    if not _asks(step, level):
        return step
    told = "Type a number to two decimal places, and press Enter to check it."
    if level.false:
        told = "Recompute what you see. Enter on a number opens it."
    return replace(step, title="Your turn.", caption=(told,))

"""A storyboard: named grids of numbers, and the ordered steps in which a lecturer would fill them in.

A grid that is computed declares once from what (``of``) and how (``op``). The arithmetic under the pointer,
the outlining of sources, the worksheet and the exercises' hints all derive from this declaration.
Nothing here knows what the numbers mean, nor on what screen they are shown.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.board.caption import Caption, CaptionPart, Ink, Num, Sym, source
from ui.board.diagram import Diagram
from ui.board.notation import Symbol
from ui.board.ops import OPS, pattern_json
from ui.board.question import Question


@dataclass(frozen=True, eq=False)
class Aside:
    """Values from elsewhere (handwriting, say) to print beside a grid's own; NaN where there is none."""

    label: str
    values: NDArray[np.float64]  # as the grid's values
    note: str  # why they agree or differ


@dataclass(frozen=True, eq=False)
class Grid:
    """A named matrix: the same at all times, or one for each time step.

    values    (rows, cols), or (T, rows, cols); NaN where there is no value
    rows      a label for each row; cols the same; one empty label where a side has length 1
    scale     the magnitude drawn in full colour, the same at every time step
    op, of    how a cell is computed, and from which grids ("s@-1": s, one time step earlier)
    origin    one sentence for a value that is not computed: a weight, an input, an initial state
    pick      (T,) the row that an operation reads at each time step (the target of a loss); −1 for none
    code      the line of the engine that computed it
    start     the first time step that has values
    limits    of an editable number that is set with a slider as well
    """

    name: str
    symbol: Symbol
    values: NDArray[np.float64]
    rows: tuple[str, ...]
    cols: tuple[str, ...]
    scale: float = 1.0
    op: str | None = None
    of: tuple[str, ...] = ()
    origin: str = ""
    pick: tuple[int, ...] = ()
    code: str = ""
    start: int = 0
    editable: bool = False
    integer: bool = False
    limits: tuple[float, float] | None = None
    aside: Aside | None = None

    def __post_init__(self) -> None:
        if self.values.ndim not in (2, 3) or self.values.shape[-2:] != (len(self.rows), len(self.cols)):
            raise ValueError(
                f"grid {self.name} has {len(self.rows)} row and {len(self.cols)} column labels, "
                f"but values of shape {self.values.shape}"
            )
        if self.op is not None and self.op not in OPS:
            raise ValueError(f"grid {self.name}: no operation named {self.op!r}")

    @property
    def timed(self) -> bool:
        return self.values.ndim == 3

    def at(self, t: int) -> NDArray[np.float64] | None:
        """The matrix at time step t, None where there is none."""
        if not self.timed:
            return self.values
        index = t - self.start
        return self.values[index] if 0 <= index < len(self.values) else None


@dataclass(frozen=True)
class Row:
    """One thought of the board: a name in plain words, then grids (by name) and signs, left to right.

    A scene is a set of rows shown together; a row without one is shown always."""

    label: str
    items: tuple[str, ...]
    scene: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the story, at time step t (0-based).

    phase     a short key; a coarse step takes all steps of one time step and phase at once
    title     the sentence's first words; caption continues it
    computes  the grids that are filled in now
    focus     (grid, row, col): the cell that the sentence speaks of, explained without a pointer
    part      the stretch of the story, in a word, if it has several; each may pass through all time steps
    asks      a question that may be put before the step is shown
    """

    t: int
    phase: str
    title: str
    caption: Caption
    computes: tuple[str, ...]
    focus: tuple[str, int, int]
    _: KW_ONLY
    scene: str = ""
    part: str = ""
    asks: Question | None = None


@dataclass(frozen=True, eq=False)
class Strip:
    """The unrolled row above the board: a column for each time step.

    reads   what goes in at the bottom; it is the grid reads_of that fills it
    cells   the grid drawn as small cells
    above   another one over it, which the arrow out leads from; "" for none
    says    what comes out at the top; sure is its probability; it is the grid says_of that fills it
    wants   the right answer, "" where there is none
    up, across, out   what is written on the arrows, the arrowhead included
    parts   the part of the network that each column belongs to, if there are several
    strayed   the first column that reads another answer than the right one: nothing is wanted from there on, but compared
    before  what the strip is until the part of the story begins that fills the cells, if they are others then
    own_from  the first column that reads the network's own answers: not to be seen before they are there
    """

    reads: tuple[str, ...]
    reads_of: str
    cells: str
    above: str = ""
    says: tuple[str, ...] = ()
    says_of: str = ""
    sure: tuple[float, ...] = ()
    wants: tuple[str, ...] = ()
    up: str = ""
    across: str = ""
    out: str = ""
    parts: tuple[str, ...] = ()
    strayed: int | None = None
    before: "Strip | None" = None
    own_from: int | None = None

    @property
    def names(self) -> set[str]:
        """The grids that it shows."""
        seen = {self.cells, self.above, self.says_of, self.reads_of} - {""}
        return seen | self.before.names if self.before else seen


@dataclass(frozen=True, eq=False)
class Storyboard:
    """The whole of what the stage plays. Invalid references raise ValueError naming them."""

    label: str
    grids: Mapping[str, Grid]
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    strip: Strip | None = None
    diagram: Diagram | None = None
    equations: tuple[tuple[str, ...], ...] = ()  # in letters: names of grids, and signs

    def __post_init__(self) -> None:
        known = set(self.grids)
        used = {source(text)[0] for grid in self.grids.values() for text in grid.of}
        used |= {name for step in self.steps for name in (*step.computes, step.focus[0])}
        used |= {part.grid for step in self.steps for part in step.caption if isinstance(part, Num | Sym)}
        used |= {guess.grid for step in self.steps if step.asks for guess in step.asks.guesses}
        if self.strip:
            used |= self.strip.names
        if self.diagram:
            used |= self.diagram.names
        if used - known:
            raise ValueError(f"no grid named {', '.join(sorted(used - known))}")
        if not self.steps:
            raise ValueError("a storyboard needs at least one step")

    @cached_property
    def computed(self) -> frozenset[str]:
        """The grids that some step fills in; the others are given, and always shown."""
        return frozenset(name for step in self.steps for name in step.computes)

    def to_json(self) -> dict[str, Any]:
        """Everything the stage needs, in full precision, for JSON."""
        return {
            "label": self.label,
            "grids": {name: _grid_json(grid) for name, grid in self.grids.items()},
            "rows": [vars(row) for row in self.rows],
            "steps": [_step_json(step) for step in self.steps],
            "strip": self.strip and asdict(self.strip),
            "equations": self.equations,
            "diagram": self.diagram and asdict(self.diagram),
            "ops": {g.op: pattern_json(OPS[g.op]) for g in self.grids.values() if g.op is not None},
        }


def _numbers(values: NDArray[np.float64]) -> Any:
    """Nested lists with None for NaN, which JSON does not have."""
    missing = np.isnan(values)
    if not missing.any():
        return values.tolist()
    numbers = values.astype(object)
    numbers[missing] = None
    return numbers.tolist()


def _grid_json(grid: Grid) -> dict[str, Any]:
    symbol, aside = grid.symbol, grid.aside
    out = {name: value for name, value in vars(grid).items() if name not in ("name", "aside")}
    out |= {"symbol": symbol.text, "meaning": symbol.meaning, "role": symbol.role, "timed": grid.timed}
    out |= {"values": _numbers(grid.values), "of": [source(text) for text in grid.of]}
    return out if aside is None else out | {"aside": vars(aside) | {"values": _numbers(aside.values)}}


def _part_json(part: CaptionPart) -> Any:
    match part:
        case Ink(text, role):
            return {"ink": text, "role": role}
        case Num(grid, row, col, dt):
            return {"num": grid, "row": row, "col": col, "dt": dt}
        case Sym(grid, dt):
            return {"sym": grid, "dt": dt}
    return part


def _step_json(step: Step) -> dict[str, Any]:
    out = {name: value for name, value in vars(step).items() if name != "asks"}
    out["caption"] = [_part_json(part) for part in step.caption]
    return out | {"asks": step.asks.to_json()} if step.asks else out

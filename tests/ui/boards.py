"""Boards for the tests: the forward story of any weights, a board without any network, and the arithmetic of a cell done anew."""

import math
import re
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from engine import rnn
from engine.rnn import RNNParams
from engine.text import one_hot
from ui.board.arithmetic import Cell
from ui.board.caption import Num
from ui.board.notation import Symbol
from ui.board.ops import Pattern, Ref, Sum
from ui.board.storyboard import Grid, Row, Step, Storyboard, Strip
from ui.cells import forward


def forward_board(p: RNNParams, inputs: list[int], targets: list[int], alphabet: str) -> Storyboard:
    trace = rnn.forward(p, one_hot(np.array(inputs), len(alphabet)))
    return forward.storyboard(p, trace, np.array(targets), tuple(alphabet))


@st.composite
def forward_boards(draw: st.DrawFn) -> Storyboard:
    """A random word read by random weights; W and b are full or one number, a target may be missing."""
    alphabet = draw(st.sampled_from(["ab", "helo", "a ßé<"]))
    D, H, T = len(alphabet), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    W = (H, H) if draw(st.booleans()) else (1, 1)
    b = H if draw(st.booleans()) else 1
    p = RNNParams(*(rng.uniform(-2, 2, shape) for shape in ((H, D), W, b, (D, H), D)))
    letters = st.lists(st.integers(0, D - 1), min_size=T, max_size=T)
    targets = st.lists(st.integers(-1, D - 1), min_size=T, max_size=T)
    return forward_board(p, draw(letters), draw(targets), alphabet)


def cells(board: Storyboard) -> Iterator[Cell]:
    """Every cell of every grid that some step computes, at each of its time steps."""
    for name, grid in board.grids.items():
        if name in board.computed:
            for t in range(grid.start, grid.start + len(grid.values) if grid.timed else 1):
                yield from (Cell(name, t, r, c) for r in range(len(grid.rows)) for c in range(len(grid.cols)))


def evaluated(written: str) -> float:
    """What a student's calculator gives for arithmetic as it is written on the board."""
    plain = written.replace("·", "*").replace("−", "-").replace("ln(", "log(")
    plain = plain.replace("²", "**2").replace("√", "sqrt")
    names = {"exp": math.exp, "sqrt": math.sqrt, "tanh": math.tanh, "log": math.log}
    return float(eval(plain, {"__builtins__": {}}, names))


NUMBER = re.compile(r"\d+\.(\d+)(?:e(−?\d+))?")


def rounding(written: str) -> float:
    """How far the written arithmetic may be off, its numbers being rounded in their last digit (first order)."""
    exact, slack = evaluated(written), 0.0
    for match in NUMBER.finditer(written):
        half = 0.5 * 10.0 ** (int((match[2] or "0").replace("−", "-")) - len(match[1]))
        nudged = f"({match[0]} + {half!r})"
        slack += abs(evaluated(written[: match.start()] + nudged + written[match.end() :]) - exact)
    return slack


def _symbol(name: str) -> Symbol:
    return Symbol(name, f"the {name}", ("1", "1"), "state")


# Operations that only the bill needs: rows of a table, put into ui.ops.OPS by whoever plays it.
BILL_OPS: dict[str, Pattern] = {"times": (Ref(0), " × ", Ref(1)), "sum": (Sum(0, "rows", (Ref(0, "k"),)),)}


def bill(**changed: object) -> Storyboard:
    """Two days of shopping: a story without a network. `changed` replaces fields of the board."""
    price, count = np.array([[1.5], [0.25]]), np.array([[[2.0], [8.0]], [[1.0], [0.0]]])
    each = price * count  # (days, goods, 1)
    total = each.sum(1, keepdims=True)
    spent = total.cumsum(0)
    before = np.concatenate([np.zeros((1, 1, 1)), spent[:-1]])
    goods, one = ("tea", "bun"), ("",)
    grids = (
        Grid("price", _symbol("price"), price, goods, one, origin="On the label.", editable=True),
        Grid("count", _symbol("count{t}"), count, goods, one, origin="In the basket.", integer=True),
        Grid("each", _symbol("each{t}"), each, goods, one, op="times", of=("price", "count")),
        Grid("total", _symbol("total{t}"), total, one, one, op="sum", of=("each",)),
        Grid("before", _symbol("spent{p}"), before, one, one, op="copy", of=("spent@-1",), origin="Nothing."),
        Grid("spent", _symbol("spent{t}"), spent, one, one, op="add", of=("total", "before")),
    )

    def day(t: int) -> tuple[Step, ...]:
        return (
            Step(t, "basket", "Fill the basket.", ("Tea, ", Num("count", 0)), ("count",), ("count", 0, 0)),
            Step(t, "basket", "Multiply.", ("Tea costs ", Num("each", 0), "."), ("each",), ("each", 0, 0)),
            Step(t, "till", "Add up.", ("That is ", Num("total"), "."), ("total",), ("total", 0, 0)),
            Step(t, "till", "Go on.", ("In all ", Num("spent"), "."), ("spent",), ("spent", 0, 0)),
        )

    board = {
        "label": "The bill",
        "grids": {grid.name: grid for grid in grids},
        "rows": (
            Row("what it costs", ("price", "×", "count", "=", "each")),
            Row("what is spent", ("total", "+", "before", "=", "spent")),
        ),
        "steps": day(0) + day(1),
        "strip": Strip(("Monday", "Tuesday"), "count", "spent"),
    }
    return Storyboard(**board | changed)  # type: ignore[arg-type]

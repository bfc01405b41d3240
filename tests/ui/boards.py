"""Boards for the tests: the forward story of any weights, a board without any network, and the arithmetic of a cell done anew."""

import math
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from engine import rnn
from engine.notation import Symbol
from engine.rnn import RNNParams
from engine.text import one_hot
from ui.arithmetic import Cell
from ui.stories import forward
from ui.storyboard import Grid, Row, Step, Storyboard


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
                yield from (
                    Cell(name, t, r, c) for r in range(len(grid.rows)) for c in range(len(grid.cols))
                )


def evaluated(written: str) -> float:
    """What a student's calculator gives for arithmetic as it is written on the board."""
    plain = written.replace("·", "*").replace("−", "-").replace("ln(", "log(")
    names = {"exp": math.exp, "tanh": math.tanh, "log": math.log}
    return float(eval(plain, {"__builtins__": {}}, names))


def symbol(name: str) -> Symbol:
    return Symbol(name, name, f"the {name}", ("1", "1"), "state")


def bill(**more: object) -> Storyboard:
    """A shop's bill: no network, no letters, no strip."""
    price, count = np.array([[1.5], [0.25]]), np.array([[2.0], [8.0]])
    grids = (
        Grid("price", symbol("price"), price, ("tea", "bun"), ("",), origin="On the label."),
        Grid("count", symbol("count"), count, ("tea", "bun"), ("",), origin="In the basket.", integer=True),
        Grid("each", symbol("each"), price * count, ("tea", "bun"), ("",), op="times", of=("price", "count")),
    )
    board = {
        "label": "The bill",
        "grids": {grid.name: grid for grid in grids},
        "rows": (Row("what it costs", ("price", "×", "count", "=", "each")),),
        "steps": (Step(0, "each", "Multiply.", ("Line by line.",), ("each",), ("each", 0, 0)),),
    }
    return Storyboard(**board | more)  # type: ignore[arg-type]

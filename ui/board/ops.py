"""How one cell of a grid is made from the cells it comes from, as data.

Each operation is a pattern of text and references. Python expands a pattern for the worksheet and the
text version, the stage expands the same pattern in the browser for the arithmetic under the pointer, so an
operation is described once. A new operation is a new row of ``OPS``; the stage needs no change.

Inside a pattern, ``r`` and ``c`` are the row and column of the cell, ``k`` runs over a sum, ``p`` is the
row that the grid picks at this time step (the target, for a loss). An index into a side of length 1 is 0,
so that a 1×1 weight serves every unit.
"""

from dataclasses import dataclass
from typing import Literal

Index = Literal["r", "c", "k", "p", "0", "1"]


@dataclass(frozen=True)
class Ref:
    """The cell [row, col] of source number ``source``; ``precise`` where its leading zeros cost digits (a logarithm)."""

    source: int
    row: Index = "r"
    col: Index = "c"
    precise: bool = False


@dataclass(frozen=True)
class Sum:
    """The body once for each k along an axis of source number ``source``, joined by plus signs."""

    source: int
    axis: Literal["rows", "cols"]
    body: tuple["str | Ref", ...]


@dataclass(frozen=True)
class All:
    """The cell [r, c] of every source, joined."""

    join: str = " + "


Pattern = tuple[str | Ref | Sum | All, ...]

OPS: dict[str, Pattern] = {
    "copy": (Ref(0),),
    "matmul": (Sum(0, "cols", (Ref(0, "r", "k"), "·", Ref(1, "k", "c"))),),
    "scale": (Ref(0, "0", "0"), "·", Ref(1)),
    "add": (All(),),
    "tanh": ("tanh(", Ref(0), ")"),
    "softmax": ("exp(", Ref(0), ") / (", Sum(0, "rows", ("exp(", Ref(0, "k", "c"), ")")), ")"),
    "rows_apart": (Ref(0, "0", "c"), " − ", Ref(0, "1", "c")),
    "nll": ("−ln(", Ref(0, "p", "c", precise=True), ")"),
    "log_sum_exp": ("ln(", Sum(0, "rows", ("exp(", Ref(0, "k", "c"), ")")), ") − ", Ref(0, "p", "c")),
    "transpose": (Ref(0, "c", "r"),),
    "subtract": (Ref(0), " − ", Ref(1)),
    "times": (Ref(0), "·", Ref(1)),  # elementwise; a column times a row is their outer product
    "tanh_slope": ("1 − ", Ref(0), "²"),
    "dot": (Sum(0, "rows", (Ref(0, "k", "0"), "·", Ref(1, "k", "0"))),),
    "sum_down": (Sum(0, "rows", (Ref(0, "k", "c"),)),),
    "sum_across": (Sum(0, "cols", (Ref(0, "r", "k"),)),),
    "score": (Sum(0, "cols", (Ref(0, "r", "k"), "·", Ref(1, "k", "c"))), " + ", Ref(2)),
    "share": ("exp(", Ref(0), ") / ", Ref(1, "0", "0")),
    "sum_exp": (Sum(0, "rows", ("exp(", Ref(0, "k", "c"), ")")),),
    "rest": ("1 − (", Sum(0, "rows", (Ref(0, "k", "c"),)), ")"),
    "descend": ("−", Ref(0, "0", "0"), "·", Ref(1)),
    "sigmoid": ("σ(", Ref(0), ")"),
    "sigmoid_slope": (Ref(0), "·(1 − ", Ref(0), ")"),
    "product": (All("·"),),
    "times_rest": (Ref(0), "·(1 − ", Ref(1), ")"),
    "times_difference": (Ref(0), "·(", Ref(1), " − ", Ref(2), ")"),
    "transposed_matmul": (Sum(0, "rows", (Ref(0, "k", "r"), "·", Ref(1, "k", "c"))),),  # a column of the matrix
    "squares_across": (Sum(0, "cols", (Ref(0, "r", "k"), "²")),),
    "root_of_sum": ("√(", Sum(0, "rows", (Ref(0, "k", "c"),)), ")"),
    "ratio": (Ref(0), " / ", Ref(1)),
}


def pattern_json(pattern: Pattern) -> list[object]:
    """The pattern as nested lists, the form that the stage reads."""
    out: list[object] = []
    for part in pattern:
        match part:
            case str():
                out.append(part)
            case Ref(source, row, col, precise):
                out.append({"ref": source, "row": row, "col": col, "precise": precise})
            case Sum(source, axis, body):
                out.append({"sum": source, "axis": axis, "body": pattern_json(body)})
            case All(join):
                out.append({"all": join})
    return out

"""The drawings of the LSTM's and the GRU's cell, read from `diagrams.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ui.board.diagram import Diagram, Shape, Wire
from ui.board.notation import GRU, LSTM, Symbol
from ui.board.parts import bare
from ui.cells.toy import GIVEN, MADE, PREFIX

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
BOTTOM, BUS, LEFT = 304, 353, 22  # below the gates; the line that feeds them; where h₍t₋₁₎ enters


def _diagram(cell: str, symbols: Mapping[str, Symbol], toys: Iterable[str] = ()) -> Diagram:
    """A cell's drawing; the toy's operations light it too, by the names of the cell's fields that it has."""
    names = {name: bare(name, symbols) for name in symbols}
    shapes = [_shape(row, names, toys) for row in _TABLE[cell]["shapes"]]
    gates = {shape.name: shape.x for shape in shapes if shape.name}
    wires = [
        Wire(tuple(map(tuple, points)), _with_toys(carries, toys), _with_toys(into, toys))
        for points, carries, into in (*_feeding(gates), *_TABLE[cell]["wires"])
    ]
    about = _TABLE[cell]["about"].format(**names)
    return Diagram(_TABLE["width"], _TABLE["height"], about, tuple(shapes), tuple(wires))


def _shape(row: list[Any], names: Mapping[str, str], toys: Iterable[str]) -> Shape:
    named, x, y, label, about, grids, *place = row
    kind, _, k = named.partition(" ")
    if k:
        forward, back = (f"Ux_{k}", f"Wh_{k}", *grids, f"a_{k}", k), (f"dh_{k}", f"d{k}", f"da_{k}")
        grids = [*forward, *back, f"dU_{k}_t", f"dW_{k}_t"]
    value = tuple(_TABLE["places"][place[0]]) if place else None
    also = _with_toys(grids, toys)[len(grids) :]
    return Shape(kind, x, y, label.format(**names), tuple(grids), about.format(**names), value, also, k)


def _with_toys(grids: Iterable[str], toys: Iterable[str]) -> tuple[str, ...]:
    return (*grids, *(PREFIX + name for name in grids if name in toys))


def _feeding(gates: Mapping[str, float]) -> Iterator[tuple[Any, Any, Any]]:
    """x and h₍t₋₁₎ on their way into every gate: a line along the bottom, and a branch for each gate."""
    into = {k: (f"Ux_{k}", f"Wh_{k}") for k in gates}
    yield ((LEFT + 12, BUS), (max(gates.values()), BUS)), ("x", "h_prev"), sum(into.values(), ())
    yield ((LEFT + 50, BUS + 22), (LEFT + 50, BUS)), ("x",), tuple(f"Ux_{k}" for k in gates)
    for k, x in gates.items():
        yield ((x, BUS), (x, BOTTOM)), ("x", "h_prev"), into[k]


LSTM_DIAGRAM = _diagram("lstm", LSTM, toys=(*GIVEN, *MADE))
GRU_DIAGRAM = _diagram("gru", GRU)

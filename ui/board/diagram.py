"""A drawing of a cell as data: operations and the wires between them, each naming the grids that it carries.

The stage draws it and lights what its current step computes, and from what. Nothing here knows what it means.
"""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """An operation at its centre (x, y), in the drawing's own units.

    kind    an operation (a circle), a gate (a box), or a port: a bare label where something enters or leaves
    grids   what is computed here; the latest that is known is shown, and a click leads to where it is computed
    value   where its numbers stand, from the centre; None if they are not shown
    about   what it is, in words
    also    grids that light it as well, without showing their numbers
    name    what its result is called; it stands beside the box
    """

    kind: Literal["op", "gate", "port"]
    x: float
    y: float
    label: str
    grids: tuple[str, ...]
    about: str
    value: Point | None = None
    also: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Wire:
    """A line through points, with an arrow at its end; it is lit while `carries` goes into one of `into`."""

    points: tuple[Point, ...]
    carries: tuple[str, ...]
    into: tuple[str, ...]


@dataclass(frozen=True)
class Diagram:
    """The whole drawing, width by height; `about` is its description."""

    width: float
    height: float
    about: str
    shapes: tuple[Shape, ...]
    wires: tuple[Wire, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every grid that is mentioned."""
        of_shapes = (name for shape in self.shapes for name in (*shape.grids, *shape.also))
        of_wires = (name for wire in self.wires for name in (*wire.carries, *wire.into))
        return frozenset((*of_shapes, *of_wires))

"""The cell update of an LSTM with nothing around it: three numbers, and gates set by hand.

    keep = f⊙c₍t₋₁₎    c = keep + i⊙g    h = o⊙tanh(c)

The lecture's example is c₍t₋₁₎ = [5 6 7] with f = [1 0 1], which keeps [5 0 7].
"""

from dataclasses import dataclass

import numpy as np

from engine.functions import Array

# What each number can be: σ gives a gate 0 … 1, tanh gives a candidate −1 … 1.
LIMITS = {"c_prev": (-1000.0, 1000.0), "f": (0.0, 1.0), "i": (0.0, 1.0), "g": (-1.0, 1.0), "o": (0.0, 1.0)}


@dataclass(frozen=True, eq=False)
class Toy:
    """The old cell state, three gates and a candidate, (3,) each. Numbers outside LIMITS raise ValueError."""

    c_prev: Array
    f: Array
    i: Array
    g: Array
    o: Array

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            for value in getattr(self, name):
                if not low <= value <= high:
                    raise ValueError(f"{name} must lie between {low:g} and {high:g}; got {value:g}.")


@dataclass(frozen=True, eq=False)
class ToyTrace:
    """What one update makes of a toy, (3,) each."""

    keep: Array
    write: Array
    c: Array
    tanh_c: Array
    h: Array


NOTES = Toy(
    c_prev=np.array([5.0, 6.0, 7.0]),
    f=np.array([1.0, 0.0, 1.0]),
    i=np.array([0.0, 1.0, 0.5]),
    g=np.array([0.6, 0.9, -0.8]),
    o=np.array([1.0, 1.0, 0.0]),
)


def forward(toy: Toy) -> ToyTrace:
    """One update of the cell."""
    keep = toy.f * toy.c_prev  # (3,)
    write = toy.i * toy.g
    c = keep + write
    tanh_c = np.tanh(c)
    h = toy.o * tanh_c
    return ToyTrace(keep=keep, write=write, c=c, tanh_c=tanh_c, h=h)

"""The gradients of a word, by finite differences of a forward pass written once more: nothing here knows of backpropagation.

A derivative by a number that several steps use is taken by changing it at some of them only: `∂L/∂U₃` by a U that is
different at step 3 alone, `what the future asks` by a state that only the next step sees changed.
"""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.rnn import RNNParams

Array = NDArray[np.float64]
H = 2e-3  # of the five-point rule below: its error is about H⁴


class Differences:
    """The word read as inputs (T,) with targets (T,), both class numbers."""

    def __init__(self, p: RNNParams, inputs: list[int], targets: list[int]) -> None:
        self.weights = {name: array.copy() for name, array in p.items()}
        self.inputs, self.targets = inputs, targets
        self.T = len(inputs)

    def loss(self, changed: str = "", at: Collection[int] = (), by: Any = 0.0) -> float:
        """The summed loss, with one quantity changed by `by` at some of the time steps."""

        def change(name: str, t: int) -> Any:
            return by if name == changed and t in at else 0.0

        units = len(self.weights["U"])
        seen = np.zeros(units)
        total = 0.0
        for t, (letter, target) in enumerate(zip(self.inputs, self.targets, strict=True)):
            U, W, b, V, b_y = (array + change(name, t) for name, array in self.weights.items())
            memory = W[0, 0] * seen if W.shape == (1, 1) else W @ seen
            s = np.tanh(U[:, letter] + memory + b + change("a", t)) + change("s", t)
            scores = V @ (s + change("s to output", t)) + b_y + change("scores", t)
            total += np.log(np.exp(scores).sum()) - scores[target]
            seen = s + change("s to future", t)
        return float(total)

    def by(self, name: str, shape: tuple[int, ...], at: Collection[int]) -> Array:
        """dL by a quantity of this shape, changed at these time steps."""
        return slope(lambda change: self.loss(name, at, change), np.zeros(shape))

    def over_time(self, name: str, size: int) -> Array:
        """dL by a vector, changed at one time step after the other: (T, size)."""
        return np.stack([self.by(name, (size,), [t]) for t in range(self.T)])

    def shares(self, name: str) -> Array:
        """dL by the use of a weight at each single step: (T, …)."""
        return np.stack([self.by(name, self.weights[name].shape, [t]) for t in range(self.T)])

    def sums(self, name: str) -> Array:
        """dL by the uses of a weight at each step and all later ones: (T, …)."""
        return np.stack([self.by(name, self.weights[name].shape, range(t, self.T)) for t in range(self.T)])

    def all(self) -> dict[str, Array]:
        """Every gradient of the story by the engine's name, (T, …)."""
        units, classes = len(self.weights["U"]), len(self.weights["V"])
        found = {
            "dlogits": self.over_time("scores", classes),
            "ds_now": self.over_time("s to output", units),
            "ds_future": self.over_time("s to future", units),
            "ds": self.over_time("s", units),
            "da": self.over_time("a", units),
        }
        for name in self.weights:
            found |= {f"d{name}_t": self.shares(name), f"d{name}": self.sums(name)}
        return found


def slope(f: Callable[[Array], Any], at: Array) -> Array:
    """df/dv at v = `at`, entry by entry, for a number or an array f: (*at.shape, *f.shape).

    (8·(f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h
    """
    found = []
    for index in np.ndindex(at.shape):

        def moved(steps: int, index: tuple[int, ...] = index) -> Array:
            v = at.copy()
            v[index] += steps * H
            return np.asarray(f(v))

        found.append((8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * H))
    return np.reshape(found, (*at.shape, *found[0].shape))


def close(found: Array, wanted: Array, relative: float) -> bool:
    """Whether two arrays agree, relative to their largest entry (an error of 1e-11 is the rounding of the differences)."""
    size = max(np.abs(wanted).max(), np.abs(found).max())
    return bool(np.abs(found - wanted).max() <= relative * size + (1e-11 if relative > 1e-10 else 1e-14))

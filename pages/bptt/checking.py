"""The gradient check that a reader runs: nudge one weight, compare the slope of the loss with the gradient."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import gradcheck, rnn
from engine.functions import Array, cross_entropy
from engine.rnn import RNNGrads, RNNParams
from engine.truncate import truncated
from ui.cells.edits import Edit

EXPONENTS = (-13, -1)  # of ε, as a power of ten
ALL = 16  # a float64 has not more digits than this


@dataclass(frozen=True)
class Check:
    """One weight's derivative, measured and computed.

    up, down  the loss with the weight raised by eps, and lowered by it
    """

    eps: float
    up: float
    down: float
    backprop: float

    @property
    def quotient(self) -> float:
        """(L₊ − L₋) / 2ε."""
        return (self.up - self.down) / (2 * self.eps)

    @property
    def error(self) -> float:
        """|quotient − backprop| as a fraction of the larger of the two; 0 where both are 0."""
        return gradcheck.relative_error(np.array(self.quotient), np.array(self.backprop))


def digits(error: float) -> int:
    """How many leading digits agree at a relative error: 3e-9 → 8; 16 where no difference is left."""
    return ALL if error == 0 else min(ALL, max(0, math.floor(-math.log10(error))))


def weights(params: RNNParams, letters: Sequence[str]) -> dict[str, Edit]:
    """Every weight by the name that it has on the board: {"U[1,h]": Edit("U", 0, 0, 0.2), …}."""
    return {
        name_of(name, index, array.shape, letters): Edit(
            name, index[0], index[1] if array.ndim == 2 else 0, float(array[index])
        )
        for name, array in params.items()
        for index in np.ndindex(array.shape)
    }


def name_of(name: str, index: Sequence[int], shape: Sequence[int], letters: Sequence[str]) -> str:
    """A weight's name on the board: U[1,h] for index (0, 0); units count from 1. A single number has no index."""
    if math.prod(shape) == 1:
        return name
    labels = {"U": (None, letters), "V": (letters, None), "b_y": (letters,)}.get(name, (None, None))
    written = (names[k] if names else str(k + 1) for k, names in zip(index, labels, strict=False))
    return f"{name}[{','.join(written)}]"


def check(grads: RNNGrads, y: NDArray[np.int64], weight: Edit, eps: float) -> Check:
    """Read the sequence of the gradient twice more, the weight raised and lowered by eps."""
    array = getattr(grads.at, weight.name)
    index = (weight.row, weight.col)[: array.ndim]

    def loss(changed: Array) -> float:
        arrays = dict(grads.at.items()) | {weight.name: changed}
        return _loss(RNNParams(**arrays), grads, y)

    up, down = gradcheck.nudge(loss, array, index, eps)
    return Check(eps, up, down, float(getattr(grads.params, weight.name)[index]))


def sweep(grads: RNNGrads, y: NDArray[np.int64], weight: Edit) -> list[Check]:
    """The check at four ε a decade, over all of EXPONENTS."""
    low, high = EXPONENTS
    return [check(grads, y, weight, 10.0**power) for power in np.arange(low, high + 0.01, 0.25)]


def check_all(grads: RNNGrads, y: NDArray[np.int64]) -> Iterator[tuple[str, int, float]]:
    """For each parameter: its name, how many weights it has, and the largest error over its largest gradient."""
    errors = gradcheck.check(lambda params: _loss(params, grads, y), grads.at, grads.params)
    for name, array in grads.at.items():
        yield name, array.size, errors[name]


def _loss(params: RNNParams, grads: RNNGrads, y: NDArray[np.int64]) -> float:
    """By the forward pass alone: what backpropagation computes has no say in it."""
    trace = rnn.forward(params, grads.trace.x)
    return float(cross_entropy(trace.logits, trace.y_hat, trace.log_sum, y)[0].sum())


def missing(grads: RNNGrads, x: Array, y: NDArray[np.int64]) -> dict[str, list[float]]:
    """By weight, ‖full gradient − truncated gradient‖ / ‖full gradient‖ for windows of 1, 2, … T letters; 0 where it is 0."""
    cut = [truncated(grads.at, x, y, window) for window in range(1, len(y) + 1)]

    def share(name: str, part: RNNParams) -> float:
        whole = getattr(grads.params, name)
        size = float(np.linalg.norm(whole))
        return float(np.linalg.norm(whole - getattr(part, name))) / size if size else 0.0

    return {name: [share(name, part) for part in cut] for name in ("U", "W", "b")}

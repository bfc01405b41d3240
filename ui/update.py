"""One step of gradient descent, and its result as the reader's own weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.rnn import RNNGrads, RNNParams
from engine.training import SGD
from ui.edits import LARGEST_WEIGHT, LONGEST_HELD, Edit, parse, text

__all__ = ["Update", "along", "as_edits", "descend"]


@dataclass(frozen=True, eq=False)
class Update:
    """Weights after w ← w − lr·gradient, and the loss (T,) of the same sequence read with them."""

    lr: float
    params: RNNParams
    loss: NDArray[np.float64]


def descend(grads: RNNGrads, y: NDArray[np.int64], lr: float) -> Update:
    """Take the step, and read the sequence (T, D) of the gradient again; y (T,) are its targets."""
    flat = grads.at.flat.copy()
    SGD(lr).start(flat)(grads.params.flat)
    params = grads.at.with_flat(flat)
    loss = rnn.backward(params, rnn.forward(params, grads.trace.x), y).loss
    return Update(lr, params, loss.astype(np.float64))


def as_edits(old: RNNParams, new: RNNParams, edits: str) -> str:
    """The text of the edits that turn a preset into `new`, given those (`edits`) that turned it into `old`.

    Raises ValueError naming the weight if one left the range that weights may have.
    """
    changed = list(parse(edits, LONGEST_HELD)[0])
    before = dict(old.items())
    for name, array in new.items():
        for index in zip(*np.nonzero(array != before[name]), strict=True):
            row, col = (*map(int, index), 0)[:2]
            value = float(array[index])
            if abs(value) > LARGEST_WEIGHT:
                raise ValueError(
                    f"{name}[{row + 1},{col + 1}] would become {value:.6g}; a weight lies between "
                    f"−{LARGEST_WEIGHT} and {LARGEST_WEIGHT}. Try a smaller learning rate."
                )
            changed.append(Edit(name, row, col, value))
    return text({edit[:3]: edit for edit in changed}.values())


def along(grads: RNNGrads, y: NDArray[np.int64], rates: NDArray[np.float64]) -> list[float]:
    """The loss of the whole sequence after one step of each learning rate."""
    return [float(descend(grads, y, float(lr)).loss.sum()) for lr in rates]

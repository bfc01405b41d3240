"""One step of gradient descent, and the loss that comes of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.rnn import RNNGrads, RNNParams
from engine.training import SGD

RATE = 0.1  # the learning rate with which chapter 5 begins


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


def along(grads: RNNGrads, y: NDArray[np.int64], rates: NDArray[np.float64]) -> list[float]:
    """The loss of the whole sequence after one step of each learning rate."""
    return [float(descend(grads, y, float(lr)).loss.sum()) for lr in rates]

"""Truncated backpropagation through time: the state is carried from window to window, the gradient is not."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.functions import Array
from engine.rnn import RNNParams


def truncated(params: RNNParams, x: Array, y: NDArray[np.int64], window: int) -> RNNParams:
    """The gradient of the loss of a sequence x (T, D) with targets y (T,), cut into windows of so many time steps.

    Equal to the full gradient for window ≥ T. Raises ValueError for a window below 1.
    """
    if window < 1:
        raise ValueError(f"window must be at least 1 time step; got {window}.")
    state: Array | None = None
    parts = []
    for start in range(0, len(x), window):
        trace = rnn.forward(params, x[start : start + window], state)
        parts.append(rnn.backward(params, trace, y[start : start + window]).params.flat)
        state = trace.s[-1]  # the next window reads on from here, and knows nothing of how it was made
    return params.with_flat(reduce(lambda total, part: total + part, parts))

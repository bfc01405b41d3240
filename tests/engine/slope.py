"""Central differences, written once more for the tests: nothing judges itself."""

import numpy as np


def slope(loss_at, array, eps=1e-6):
    """d loss_at(v) / dv at v = array, entry by entry."""
    result = np.empty_like(array)
    for i in np.ndindex(array.shape):
        up, down = array.copy(), array.copy()
        up[i] += eps
        down[i] -= eps
        result[i] = (loss_at(up) - loss_at(down)) / (2 * eps)
    return result

"""Is a gradient right? Compare it with the slope of the loss, measured by central differences.

    dL/dw ≈ (L(w + ε) − L(w − ε)) / 2ε

A larger ε bends the slope (error ∝ ε²), a smaller one loses it in rounding (error ∝ 1/ε). In float64,
ε = 3·10⁻⁵ is best for these networks: 8 to 10 digits agree, and 7 to 8 at 10⁻⁶ and at 10⁻⁴. (Theory says the
cube root of the machine precision, 6·10⁻⁶, times a length over which the loss bends.) In float32 about four
digits would be left, so a check needs float64.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from engine.functions import Array
from engine.params import Params

P = TypeVar("P", bound=Params)

EPSILON = 3e-5
TOLERANCE = 1e-6  # a correct gradient of an array stays below, one that is wrong by 0.05 % is far above


def nudge(
    loss: Callable[[Array], float], array: Array, index: tuple[int, ...], eps: float = EPSILON
) -> tuple[float, float]:
    """The loss with array[index] raised by eps, and lowered by eps. The array itself is not changed."""
    up, down = array.copy(), array.copy()
    up[index] += eps
    down[index] -= eps
    return loss(up), loss(down)


def numerical_gradient(loss: Callable[[Array], float], array: Array, eps: float = EPSILON) -> Array:
    """The slope of `loss` in every entry of a float64 array, in the array's shape.

    Two evaluations of the loss per entry. `loss` is a function of the whole array.
    """
    if array.dtype != np.float64:
        raise ValueError(f"A gradient can only be checked in float64; the array is {array.dtype}.")
    gradient = np.empty_like(array)
    for index in np.ndindex(array.shape):
        up, down = nudge(loss, array, index, eps)
        gradient[index] = (up - down) / (2 * eps)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """The largest difference of two arrays as a fraction of their largest entry; 0 if both are zero.

    For two single numbers, |a − b| / max(|a|, |b|). A difference is measured against the whole array because
    an entry that happens to be nearly zero has no digits of its own to agree in.
    """
    size = max(np.abs(a).max(), np.abs(b).max())
    return float(np.abs(np.subtract(a, b)).max() / size) if size else 0.0


def check(loss: Callable[[P], float], params: P, gradient: P, eps: float = EPSILON) -> dict[str, float]:
    """The relative error of each parameter's gradient: {"U": 3e-11, …}; all below TOLERANCE if it is right.

    `loss` is a function of the parameters; `gradient` is what a cell's backward returned as `params`.
    """
    numerical = params.with_flat(numerical_gradient(lambda flat: loss(params.with_flat(flat)), params.flat, eps))
    return {name: relative_error(g, getattr(numerical, name)) for name, g in gradient.items()}

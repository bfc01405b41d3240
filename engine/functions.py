"""Sigmoid, softmax and cross-entropy in forms that neither overflow nor lose digits."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating[Any]]


def all_finite(array: Array) -> bool:
    """Whether no number is NaN or infinite."""
    # The sum of squares costs a tenth of asking each number; only if it overflows must they be asked.
    row = array.ravel()
    return math.isfinite(row.dot(row)) or bool(np.isfinite(row).all())


def sigmoid(a: Array) -> Array:
    """σ(a) = 1 / (1 + e⁻ᵃ), elementwise, correct to the last digits at any finite a."""
    with np.errstate(over="ignore"):
        return sigmoid_into(a, np.empty_like(a))


def sigmoid_into(a: Array, out: Array) -> Array:
    """σ(a) into `out`, for loops, which hold `np.errstate(over="ignore")` once around all their steps.

    Where a is very negative, e⁻ᵃ is too large for a float; 1/∞ = 0 is then the right value, and NumPy's
    overflow warning a false alarm.
    """
    np.negative(a, out)
    np.exp(out, out)
    out += 1.0
    return np.reciprocal(out, out)


def softmax(logits: Array) -> Array:
    """ŷ_k = e^{z_k} / Σ_j e^{z_j} along the last axis."""
    return softmax_and_log_sum(logits)[0]


def softmax_and_log_sum(logits: Array) -> tuple[Array, Array]:
    """Softmax (…, K) and log Σ e^{z_k} (…), the two quantities that the cross-entropy needs.

    The largest score is subtracted first: ŷ does not change, and no exponential can overflow.
    """
    top = np.maximum.reduce(logits, axis=-1, keepdims=True)  # (…, 1)
    y_hat = logits - top
    np.exp(y_hat, y_hat)
    total = np.add.reduce(y_hat, axis=-1, keepdims=True)
    y_hat /= total
    return y_hat, (top + np.log(total))[..., 0]


def cross_entropy(logits: Array, y_hat: Array, log_sum: Array, y: npt.ArrayLike) -> tuple[Array, Array]:
    """Loss per step, −log ŷ[target], and its gradient by the scores, ŷ − one_hot(target).

    logits, y_hat (…, K); log_sum (…); y integers (…), where −1 means "no loss here": loss 0, gradient 0.
    The loss is log Σ e^{z} − z[target], which stays finite where ŷ[target] is too small for a float.
    """
    K = logits.shape[-1]
    y, unscored = _check_targets(y, logits.shape[:-1], K)
    target = np.maximum(y, 0) if unscored else y
    at = np.arange(0, y.size * K, K) + target.ravel()  # where the targets' scores lie among all
    loss = log_sum - logits.ravel()[at].reshape(y.shape)
    dlogits = y_hat.copy()
    dlogits.ravel()[at] -= 1
    if unscored:
        loss[y < 0] = 0
        dlogits[y < 0] = 0
    return loss, dlogits


def _check_targets(y: npt.ArrayLike, shape: tuple[int, ...], K: int) -> tuple[npt.NDArray[np.integer[Any]], bool]:
    """The targets as integers of the given shape, each −1 or a class 0 … K−1; and whether any is −1."""
    y = np.asarray(y)
    if y.shape != shape:
        raise ValueError(f"y must have one target per time step, shape {shape}; got {y.shape}.")
    if y.dtype.kind not in "iu":
        raise ValueError(f"y must hold class numbers (integers); got {y.dtype}.")
    lowest, highest = np.minimum.reduce(y, axis=None), np.maximum.reduce(y, axis=None)
    if lowest < -1 or highest >= K:
        where = tuple(int(i) for i in np.argwhere((y < -1) | (y >= K))[0])
        raise ValueError(f"y{list(where)} must be a class from 0 to {K - 1}, or −1 for “no loss here”; got {y[where]}.")
    return y, bool(lowest < 0)

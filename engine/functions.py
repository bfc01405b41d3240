"""Sigmoid, softmax and cross-entropy in forms that neither overflow nor lose digits."""

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "Array",
    "cross_entropy",
    "one_hot",
    "outer_per_step",
    "over_time",
    "sigmoid",
    "softmax",
    "softmax_and_log_sum",
    "sum_per_step",
]

Array = npt.NDArray[np.floating[Any]]


def sigmoid(a: Array, out: Array | None = None) -> Array:
    """σ(a) = 1 / (1 + e⁻ᵃ), elementwise, correct to the last digits at any finite a.

    For very negative a, e⁻ᵃ is infinite in floating point and 1/∞ = 0 is the right limit: NumPy's
    overflow warning would be false alarm there.
    """
    with np.errstate(over="ignore"):
        e = np.exp(-a)
    e += 1
    return np.reciprocal(e, out)


def softmax(logits: Array) -> Array:
    """ŷ_k = e^{z_k} / Σ_j e^{z_j} along the last axis."""
    return softmax_and_log_sum(logits)[0]


def softmax_and_log_sum(logits: Array) -> tuple[Array, Array]:
    """Softmax (…, K) and log Σ e^{z_k} (…), the two quantities that the cross-entropy needs.

    The largest score is subtracted first: ŷ does not change, and no exponential can overflow.
    """
    top = np.maximum.reduce(logits, axis=-1, keepdims=True)  # (…, 1)
    y_hat = np.exp(logits - top)
    total = np.add.reduce(y_hat, axis=-1, keepdims=True)
    y_hat /= total
    return y_hat, (top + np.log(total))[..., 0]


def cross_entropy(logits: Array, y_hat: Array, log_sum: Array, y: npt.ArrayLike) -> tuple[Array, Array]:
    """Loss per step, −log ŷ[target], and its gradient by the scores, ŷ − one_hot(target).

    logits, y_hat (…, K); log_sum (…); y integers (…), where −1 means "no loss here": loss 0, gradient 0.
    The loss is log Σ e^{z} − z[target], which stays finite where ŷ[target] is too small for a float.
    """
    y = _check_targets(y, logits.shape[:-1], logits.shape[-1])
    K = logits.shape[-1]
    rows = np.arange(y.size)
    target = y.ravel()
    loss = log_sum - logits.reshape(-1, K)[rows, target].reshape(y.shape)
    dlogits = y_hat.copy()
    dlogits.reshape(-1, K)[rows, target] -= 1
    unscored = y < 0
    if unscored.any():
        loss[unscored] = 0
        dlogits[unscored] = 0
    return loss, dlogits


def _check_targets(y: npt.ArrayLike, shape: tuple[int, ...], K: int) -> npt.NDArray[np.integer[Any]]:
    """The targets as integers of the given shape, each −1 (no loss) or a class 0 … K−1."""
    y = np.asarray(y)
    if y.shape != shape:
        raise ValueError(f"y must have one target per time step, shape {shape}; got {y.shape}.")
    if not np.issubdtype(y.dtype, np.integer):
        raise ValueError(f"y must hold class numbers (integers); got {y.dtype}.")
    outside = (y < -1) | (y >= K)
    if outside.any():
        where = tuple(int(i) for i in np.argwhere(outside)[0])
        raise ValueError(
            f"y{list(where)} must be a class from 0 to {K - 1}, or −1 for “no loss here”; got {y[where]}."
        )
    return y


def one_hot(y: npt.ArrayLike, K: int) -> Array:
    """Class numbers (…) as rows with a single 1, shape (…, K); −1 gives a row of zeros."""
    rows: Array = (np.asarray(y)[..., None] == np.arange(K)).astype(np.float64)
    return rows


def outer_per_step(da: Array, x: Array) -> Array:
    """Σ over the batch of da_t ⊗ x_t for every time step: (T, [B,] H), (T, [B,] D) → (T, H, D)."""
    return da[..., :, None] * x[..., None, :] if da.ndim == 2 else da.swapaxes(1, 2) @ x


def sum_per_step(da: Array) -> Array:
    """Σ over the batch for every time step: (T, [B,] H) → (T, H)."""
    return da if da.ndim == 2 else da.sum(axis=1)


def over_time(da: Array, x: Array, out: Array) -> None:
    """Σ over time and batch of da_t ⊗ x_t, as one matrix product, into out (H, D)."""
    np.matmul(da.reshape(-1, da.shape[-1]).T, x.reshape(-1, x.shape[-1]), out=out)

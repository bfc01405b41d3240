"""The gradient's way back through time as the product it is, and what is left of a letter after a while.

    ∂s_T/∂s_k = ∏ diag(1 − s_t²)·W,  t = T … k+1        ∂L_T/∂s_k = ∂L_T/∂s_T · ∂s_T/∂s_k

Bengio, Simard & Frasconi (1994), "Learning long-term dependencies with gradient descent is difficult";
Pascanu, Mikolov & Bengio (2013), "On the difficulty of training recurrent neural networks".
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from engine import rnn
from engine.cells import cell_of
from engine.functions import Array
from engine.params import Params
from engine.rnn import RNNParams, RNNTrace
from engine.tasks.data import Batch
from engine.text import one_hot

STEADY = 0.05  # a norm that changes by less than this share a step neither vanishes nor explodes


class Growth(NamedTuple):
    """What a norm is multiplied by at each step back, on average, and the name of that regime."""

    rate: float
    regime: Literal["vanishing", "neither", "exploding"]


def spectral_radius(p: RNNParams) -> float:
    """The largest |eigenvalue| of W: what a long power of W grows by at each step."""
    return float(np.abs(np.linalg.eigvals(p.W)).max())


def scaled(p: RNNParams, radius: float) -> RNNParams:
    """The same weights with W multiplied by one number, so that its spectral radius is `radius`.

    Raises ValueError where W has spectral radius 0, which no multiple changes.
    """
    own = spectral_radius(p)
    if own < 1e-12:
        raise ValueError("Every multiple of this W has spectral radius 0; change one of its weights first.")
    arrays = dict(p.items())
    return RNNParams(**arrays | {"W": p.W * (radius / own)})


def factors(p: RNNParams, trace: RNNTrace, slope: bool = True) -> Array:
    """∂s_t/∂s₍t₋₁₎ for each step, (T, H, H); without the slope of tanh it is W every time."""
    return rnn.step_jacobian(p, trace) if slope else np.repeat(p.W_full[None], len(trace.s), axis=0)


def chain(steps: Array) -> Array:
    """∂s_T/∂s_k for k = 0 … T, (T+1, H, H), from the factors (T, H, H); row T is the identity."""
    product = np.empty((len(steps) + 1, *steps.shape[1:]), steps.dtype)
    product[-1] = np.eye(steps.shape[-1])
    for t in reversed(range(len(steps))):
        product[t] = product[t + 1] @ steps[t]  # (H, H)
    return product


def log_norms(steps: Array, start: Array) -> Array:
    """log₁₀ of the Frobenius norm of start·∂s_T/∂s_k for k = 0 … T, (T+1,); start is (n, H).

    With the identity as start it is the norm of the chain, with ∂L_T/∂s_T (1, H) that of the gradient. The
    product is brought to length 1 at every step and its logarithm kept, so that it neither over- nor
    underflows; where it is exactly zero the result is −∞.
    """
    logs = np.full(len(steps) + 1, -np.inf)
    product, log = start, 0.0
    for k in reversed(range(len(steps) + 1)):
        if k < len(steps):
            product = product @ steps[k]
        size = np.linalg.norm(product)
        if size == 0:
            break
        log += float(np.log10(size))
        product = product / size
        logs[k] = log
    return logs


def last_gradient(p: RNNParams, trace: RNNTrace, target: int) -> Array:
    """∂L_T/∂s_T = Vᵀ(ŷ_T − y_T), (1, H): where the loss of the last step sets out on its way back."""
    dlogits = trace.y_hat[-1:].copy()
    dlogits[0, target] -= 1
    gradient: Array = dlogits @ p.V
    return gradient


def growth(logs: Array) -> Growth:
    """The mean change a step back of norms as `log_norms` gives them, (T+1,).

    A norm that shrinks by more than 5 % a step vanishes, one that grows by more than 5 % explodes.
    """
    if not np.isfinite(logs[-1]):
        return Growth(0.0, "vanishing")
    with np.errstate(over="ignore"):
        rate = float(np.float64(10) ** ((logs[0] - logs[-1]) / (len(logs) - 1)))
    if rate < 1 - STEADY:
        return Growth(rate, "vanishing")
    return Growth(rate, "exploding" if rate > 1 + STEADY else "neither")


def state_differences(p: RNNParams, x: npt.ArrayLike, others: Sequence[npt.ArrayLike]) -> Array:
    """‖s_t − s′_t‖ (n, T, …): how far the states are apart when each of n other inputs is read instead of x.

    x and the others are (T, D), or (T, B, D) for a batch.
    """
    s = rnn.forward(p, x).s
    return np.array([np.linalg.norm(rnn.forward(p, other).s - s, axis=-1) for other in others])


def gradient_norms(p: Params, batch: Batch) -> dict[str, Array]:
    """‖∂L_b/∂state_t‖ of every sequence b, (T, B), for each state that the cell hands on, by its name: s, h, c.

    L_b is the loss of sequence b; x and y of the batch are (T, B). It is the full derivative: all ways by which the
    state reaches the loss count. For the LSTM, ∂L/∂h holds c of the same step fixed, and ∂L/∂c includes what goes
    through h of the same step.
    """
    cell = cell_of(p)
    grads = cell.backward(p, cell.forward(p, one_hot(batch.x, p.sizes["D"], p.dtype)), batch.y)
    return {state: np.linalg.norm(getattr(grads, f"d{state}"), axis=-1) for state in cell.states}

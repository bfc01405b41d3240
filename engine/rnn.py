"""The vanilla recurrent network (Elman, 1990): forward pass and backpropagation through time.

    a_t = U·x_t + W·s₍t₋₁₎ + b        s_t = tanh(a_t)
    logits_t = V·s_t + b_y            ŷ_t = softmax(logits_t)

Shapes: T time steps, D inputs, H hidden units, K classes. Arrays over time are (T, …) for one sequence and
(T, B, …) for a batch of B; the same lines serve both.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from engine import unroll
from engine.functions import Array, cross_entropy, softmax_and_log_sum
from engine.params import Params, check_input, check_outside, check_state


@dataclass(frozen=True, eq=False)
class RNNParams(Params):
    """The weights. One number may stand for a whole W, as W·I, or for a whole b."""

    U: Array  # (H, D)  weights from the input
    W: Array  # (H, H) or (1, 1)  weights for the previous hidden state
    b: Array  # (H,) or (1,)
    V: Array  # (K, H)  weights for the output
    b_y: Array  # (K,)

    SHAPES: ClassVar = {"U": "HD", "W": "HH", "b": "H", "V": "KH", "b_y": "K"}
    SCALARS: ClassVar = frozenset({"W", "b"})

    @property
    def W_full(self) -> Array:
        """W as (H, H) also where it is given as one number."""
        return self.W if self.W.shape == (self.H, self.H) else self.W * np.eye(self.H, dtype=self.dtype)


@dataclass(frozen=True, eq=False)
class RNNTrace:
    """Every intermediate of a forward pass; row t belongs to time step t."""

    x: Array  # (T, D)  the input itself, not a copy
    s_prev: Array  # (T, H)  row t is s₍t₋₁₎; row 0 is the initial state
    Ux: Array  # (T, H)
    Ws: Array  # (T, H)
    a: Array  # (T, H)  Ux + b + Ws
    s: Array  # (T, H)
    Vs: Array  # (T, K)
    logits: Array  # (T, K)  Vs + b_y
    y_hat: Array  # (T, K)
    log_sum: Array  # (T,)  log Σ e^logits: the loss at target k is log_sum − logits[k]


@dataclass(frozen=True, eq=False)
class RNNGrads:
    """Every intermediate of backpropagation; d<name> is the derivative of the total loss by <name>.

    ds_now is what reaches s_t from step t itself, ds_future what arrives through s₍t₊₁₎; ds is their sum.
    """

    loss: Array  # (T,)  −log ŷ_t[target]; 0 where the target is −1
    dlogits: Array  # (T, K)
    ds_now: Array  # (T, H)
    ds_future: Array  # (T, H)  the last row is zero
    ds: Array  # (T, H)
    da: Array  # (T, H)
    ds0: Array  # (H,)  by the initial state
    params: RNNParams  # by the weights, summed over time and batch
    trace: RNNTrace
    at: RNNParams  # the weights that the gradient was taken at

    @property
    def dx(self) -> Array:
        """By the input, (T, D)."""
        return self.da @ self.at.U

    @property
    def dU_t(self) -> Array:
        """What each time step adds to the gradient of U: (T, H, D)."""
        return unroll.outer_per_step(self.da, self.trace.x)

    @property
    def dW_t(self) -> Array:
        """What each time step adds to the gradient of W: (T, H, H), or (T, 1, 1) if W is one number."""
        if self.params.W.shape != (self.params.H,) * 2:
            dW_t: Array = unroll.sum_per_step(self.da * self.trace.s_prev).sum(-1, keepdims=True)[..., None]
            return dW_t
        return unroll.outer_per_step(self.da, self.trace.s_prev)

    @property
    def db_t(self) -> Array:
        """What each time step adds to the gradient of b: (T, H), or (T, 1) if b is one number."""
        db_t = unroll.sum_per_step(self.da)
        return db_t if self.params.b.shape == db_t.shape[1:] else db_t.sum(-1, keepdims=True)

    @property
    def dV_t(self) -> Array:
        """What each time step adds to the gradient of V: (T, K, H)."""
        return unroll.outer_per_step(self.dlogits, self.trace.s)

    @property
    def db_y_t(self) -> Array:
        """What each time step adds to the gradient of b_y: (T, K)."""
        return unroll.sum_per_step(self.dlogits)

    def per_step(self, name: str) -> Array:
        """What each time step adds to the gradient of the parameter `name`: (T, …its shape)."""
        contribution: Array = getattr(self, f"d{name}_t")
        return contribution


def init(rng: np.random.Generator, D: int, H: int, K: int, orthogonal: bool = False) -> RNNParams:
    """Random weights, all uniform in ±1/√H: PyTorch's rule (torch.nn.RNN, "Variables").

    orthogonal: W is a random rotation or reflection instead, W·Wᵀ = I, which keeps every length (Saxe, McClelland &
    Ganguli, 2014).
    """
    p = RNNParams.uniform(rng, D=D, H=H, K=K)
    if orthogonal:
        Q, R = np.linalg.qr(rng.standard_normal((H, H)))
        p.W[:] = Q * np.sign(np.diag(R))  # else QR's own choice of signs would prefer some rotations (Mezzadri, 2007)
    return p


def forward(p: RNNParams, x: npt.ArrayLike, s0: npt.ArrayLike | None = None) -> RNNTrace:
    """Read the sequence x, (T, D) or (T, B, D), from the state s0, (H,) or (B, H), by default zero.

    Raises ValueError where a shape does not fit or a number is not finite.
    """
    x = check_input(x, p, "U")
    s0 = check_state("s0", s0, x, p)
    p.check_finite()
    s_prev, s = unroll.states_from(s0, len(x))
    Ws, a = np.empty_like(s), np.empty_like(s)
    WT = unroll.aligned(p.W_full).T

    Ux = x @ p.U.T  # (T, H)  waits for no state: all steps at once
    for s_before, Ux_b, Ws_t, a_t, s_t in zip(s_prev, Ux + p.b, Ws, a, s, strict=True):
        np.dot(s_before, WT, Ws_t)  # (H,)  W·s₍t₋₁₎
        np.add(Ux_b, Ws_t, a_t)  # U·x_t + b + W·s₍t₋₁₎
        np.tanh(a_t, s_t)
    Vs = s @ p.V.T  # (T, K)
    logits = Vs + p.b_y
    y_hat, log_sum = softmax_and_log_sum(logits)
    return RNNTrace(x=x, s_prev=s_prev, Ux=Ux, Ws=Ws, a=a, s=s, Vs=Vs, logits=logits, y_hat=y_hat, log_sum=log_sum)


def backward(p: RNNParams, trace: RNNTrace, y: npt.ArrayLike, ds_extra: npt.ArrayLike | None = None) -> RNNGrads:
    """Backpropagation through time (Rumelhart, Hinton & Williams, 1986; Werbos, 1990).

    y: the target classes, integers (T,) or (T, B); −1 means "no loss here". The loss is the sum over time and
    batch. ds_extra (T, H) or (T, B, H) is a gradient that reaches the states from outside, for example from a
    decoder that starts from one of them; it counts as part of ds_now. Raises ValueError where y does not fit.
    """
    loss, dlogits = cross_entropy(trace.logits, trace.y_hat, trace.log_sum, y)
    ds_now = dlogits @ p.V  # (T, H)
    if ds_extra is not None:
        ds_now += check_outside("ds_extra", ds_extra, ds_now)
    ds_to_past, ds_future = unroll.futures_like(ds_now)
    ds, da = np.empty_like(ds_now), np.empty_like(ds_now)
    W, slope = unroll.aligned(p.W_full), 1 - trace.s**2  # tanh′(a) = 1 − tanh²(a)

    for ds_now_t, ds_future_t, ds_t, slope_t, da_t, ds_to_past_t in unroll.backwards(
        ds_now, ds_future, ds, slope, da, ds_to_past
    ):
        np.add(ds_now_t, ds_future_t, ds_t)  # (H,)
        np.multiply(ds_t, slope_t, da_t)
        np.dot(da_t, W, ds_to_past_t)  # Wᵀ·da: the gradient from the future of s₍t₋₁₎

    grads = p.empty_like()
    unroll.over_time(da, trace.x, grads.U)
    if p.W.shape == W.shape:
        unroll.over_time(da, trace.s_prev, grads.W)
    else:
        grads.W[:] = (da * trace.s_prev).sum()
    if len(p.b) == p.H:
        unroll.sum_over_time(da, grads.b)
    else:
        grads.b[:] = da.sum()
    unroll.over_time(dlogits, trace.s, grads.V)
    unroll.sum_over_time(dlogits, grads.b_y)
    return RNNGrads(
        loss=loss, dlogits=dlogits, ds_now=ds_now, ds_future=ds_future, ds=ds, da=da, ds0=ds_to_past[0],
        params=grads, trace=trace, at=p,
    )  # fmt: skip


def step_jacobian(p: RNNParams, trace: RNNTrace) -> Array:
    """∂s_t/∂s₍t₋₁₎ = diag(1 − s_t²)·W for every time step: (T, H, H), or (T, B, H, H).

    Their product over t is what a gradient is multiplied by on its way back through time (Bengio, Simard &
    Frasconi, 1994).
    """
    jacobian: Array = (1 - trace.s**2)[..., None] * p.W_full
    return jacobian

"""The gated recurrent unit (Cho et al., 2014) in PyTorch's form, whose reset gate acts after W_n.

    r = σ(U_r·x_t + W_r·h₍t₋₁₎ + b_r)       z = σ(U_z·x_t + W_z·h₍t₋₁₎ + b_z)
    n = tanh(U_n·x_t + b_n + r⊙(W_n·h₍t₋₁₎ + c_n))
    h_t = (1 − z)⊙n + z⊙h₍t₋₁₎
    logits_t = V·h_t + b_y                  ŷ_t = softmax(logits_t)

Shapes: T time steps, D inputs, H hidden units, K classes. Arrays over time are (T, …) for one sequence and
(T, B, …) for a batch of B; the same lines serve both.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from engine import unroll
from engine.functions import Array, cross_entropy, sigmoid_into, softmax_and_log_sum
from engine.params import Params, check_input, check_outside, check_state


@dataclass(frozen=True, eq=False)
class GRUParams(Params):
    """The weights of the reset gate r, update gate z, candidate n, and of the output."""

    U_r: Array  # (H, D)
    W_r: Array  # (H, H)
    b_r: Array  # (H,)
    U_z: Array
    W_z: Array
    b_z: Array
    U_n: Array
    W_n: Array
    b_n: Array
    c_n: Array  # (H,)  inside the reset gate's reach, b_n outside it
    V: Array  # (K, H)
    b_y: Array  # (K,)

    # In the buffer U and b stand n, r, z and W stands r, z, n, so that backward's da_n, da_r, da_z, dinner
    # in a row serve both.
    SHAPES: ClassVar = {
        **{f"U_{gate}": "HD" for gate in "nrz"},
        **{f"W_{gate}": "HH" for gate in "rzn"},
        **{f"b_{gate}": "H" for gate in "nrz"},
        "c_n": "H",
        "V": "KH",
        "b_y": "K",
    }

    @property
    def U(self) -> Array:
        """U_n, U_r, U_z below each other, (3H, D); a view."""
        return self.stacked("U_n", "U_z")

    @property
    def W(self) -> Array:
        """W_r, W_z, W_n below each other, (3H, H); a view."""
        return self.stacked("W_r", "W_n")


@dataclass(frozen=True, eq=False)
class GRUTrace:
    """Every intermediate of a forward pass; row t belongs to time step t; (T, H) where not said."""

    x: Array  # (T, D)  the input itself, not a copy
    h_prev: Array  # row t is h₍t₋₁₎; row 0 is the initial state
    Ux_r: Array
    Ux_z: Array
    Ux_n: Array
    Wh_r: Array
    Wh_z: Array
    Wh_n: Array
    a_r: Array  # Ux_r + b_r + Wh_r
    a_z: Array  # Ux_z + b_z + Wh_z
    inner: Array  # Wh_n + c_n
    reset: Array  # r⊙inner
    a_n: Array  # Ux_n + b_n + reset
    r: Array
    z: Array
    n: Array
    write: Array  # (1 − z)⊙n
    keep: Array  # z⊙h₍t₋₁₎
    h: Array  # write + keep
    Vh: Array  # (T, K)
    logits: Array  # (T, K)  Vh + b_y
    y_hat: Array  # (T, K)
    log_sum: Array  # (T,)  log Σ e^logits: the loss at target k is log_sum − logits[k]


@dataclass(frozen=True, eq=False)
class GRUGrads:
    """Every intermediate of backpropagation; d<name> is the derivative of the total loss by <name>.

    dh_now is what reaches h_t from step t itself, dh_future what arrives from step t + 1, through its gates
    and through what it kept; dh is their sum. The last row of dh_future is zero.
    """

    loss: Array  # (T,)  −log ŷ_t[target]; 0 where the target is −1
    dlogits: Array  # (T, K)
    dh_now: Array  # (T, H), as all that follow
    dh_future: Array
    dh: Array
    da_r: Array
    da_z: Array
    da_n: Array
    dinner: Array
    dh0: Array  # (H,)  by the initial state
    params: GRUParams  # by the weights, summed over time and batch
    trace: GRUTrace
    at: GRUParams  # the weights that the gradient was taken at

    @property
    def dx(self) -> Array:
        """By the input, (T, D)."""
        return self.da_r @ self.at.U_r + self.da_z @ self.at.U_z + self.da_n @ self.at.U_n

    def per_step(self, name: str) -> Array:
        """What each time step adds to the gradient of the parameter `name`: (T, …its shape)."""
        kind, _, gate = name.partition("_")
        inner = {"V": self.dlogits, "b_y": self.dlogits, "W_n": self.dinner, "c_n": self.dinner}
        da = inner[name] if name in inner else getattr(self, f"da_{gate}")
        if kind in "bc":
            return unroll.sum_per_step(da)
        return unroll.outer_per_step(da, {"U": self.trace.x, "W": self.trace.h_prev, "V": self.trace.h}[kind])


def init(rng: np.random.Generator, D: int, H: int, K: int) -> GRUParams:
    """Random weights, all uniform in ±1/√H: PyTorch's rule (torch.nn.GRU, "Variables")."""
    return GRUParams.uniform(rng, D=D, H=H, K=K)


def forward(p: GRUParams, x: npt.ArrayLike, h0: npt.ArrayLike | None = None) -> GRUTrace:
    """Read the sequence x, (T, D) or (T, B, D), from the state h0, (H,) or (B, H), by default zero.

    Raises ValueError where a shape does not fit or a number is not finite.
    """
    x = check_input(x, p, "U_r")
    p.check_finite()
    h0 = check_state("h0", h0, x, p)
    WT, b_rz, b_n, c_n, H = unroll.aligned(p.W).T, p.stacked("b_r", "b_z"), p.b_n, p.c_n, p.H

    Ux = x @ p.U.T  # (T, 3H)  all gates, all steps: what waits for no state
    Wh = np.empty_like(Ux)
    (Ux_n, Ux_r, Ux_z), (Wh_r, Wh_z, Wh_n) = unroll.per_gate(Ux, H), unroll.per_gate(Wh, H)
    now, steps = unroll.room_for(len(x), 11, h0)
    a_r, a_z, r, z, inner, reset, a_n, n, write, keep, h = now
    a_rz, rz = now[:2], now[2:4]  # the two with σ
    h[...] = steps[0, -1] = h0  # where h stands
    inputs = zip(
        unroll.gates_first(Ux[..., H:] + b_rz, 2), Ux_n + b_n, Wh, unroll.gates_first(Wh, 3), steps[1:], strict=True
    )
    with np.errstate(over="ignore"):  # sigmoid_into says why
        for Ux_b_rz, Ux_b_n, Wh_t, Wh_gates, recorded in inputs:
            np.dot(h, WT, Wh_t)  # (3H,)  W·h₍t₋₁₎
            np.add(Ux_b_rz, Wh_gates[:2], a_rz)  # (2, H)  U·x_t + b + W·h₍t₋₁₎
            sigmoid_into(a_rz, rz)
            np.add(Wh_gates[2], c_n, inner)  # (H,)
            np.multiply(r, inner, reset)
            np.add(Ux_b_n, reset, a_n)
            np.tanh(a_n, n)
            np.multiply(1 - z, n, write)
            np.multiply(z, h, keep)  # h is still h₍t₋₁₎
            np.add(write, keep, h)
            recorded[...] = now
    h_prev = steps[:-1, -1]
    a_r, a_z, r, z, inner, reset, a_n, n, write, keep, h = steps[1:].swapaxes(0, 1)  # (T, H) each
    Vh = h @ p.V.T  # (T, K)
    logits = Vh + p.b_y
    y_hat, log_sum = softmax_and_log_sum(logits)
    return GRUTrace(
        x=x, h_prev=h_prev, Ux_r=Ux_r, Ux_z=Ux_z, Ux_n=Ux_n, Wh_r=Wh_r, Wh_z=Wh_z, Wh_n=Wh_n,
        a_r=a_r, a_z=a_z, inner=inner, reset=reset, a_n=a_n, r=r, z=z, n=n, write=write, keep=keep, h=h,
        Vh=Vh, logits=logits, y_hat=y_hat, log_sum=log_sum,
    )  # fmt: skip


def backward(p: GRUParams, trace: GRUTrace, y: npt.ArrayLike, dh_extra: npt.ArrayLike | None = None) -> GRUGrads:
    """Backpropagation through time, the full derivative.

    y: the target classes, integers (T,) or (T, B); −1 means "no loss here". The loss is the sum over time and
    batch. dh_extra, of the states' shape, is a gradient that reaches them from outside, for example from a
    decoder; it counts as part of dh_now. Raises ValueError where y does not fit.
    """
    r, z, n = trace.r, trace.z, trace.n
    loss, dlogits = cross_entropy(trace.logits, trace.y_hat, trace.log_sum, y)
    dh_now = dlogits @ p.V  # (T, H)
    if dh_extra is not None:
        dh_now += check_outside("dh_extra", dh_extra, dh_now)
    dh_to_past, dh_future = unroll.futures_like(dh_now)
    dh = np.empty_like(dh_now)
    da = np.empty((*dh.shape[:-1], 4 * p.H), p.dtype)  # (T, 4H)
    da_n, da_r, da_z, dinner = unroll.per_gate(da, p.H)
    da_nrz, da_rzi = da[..., : 3 * p.H], da[..., p.H :]

    # Everything in the chain rule that does not come from the future, for all steps at once.
    slope_n = (1 - z) * (1 - n**2)
    slope_z = (trace.h_prev - n) * z * (1 - z)  # σ′ = σ·(1 − σ)
    slope_r = trace.inner * r * (1 - r)

    W = unroll.aligned(p.W)
    states = unroll.backwards(dh_now, dh_future, dh, dh_to_past, r, z)
    inside = unroll.backwards(slope_n, slope_z, slope_r, da_n, da_z, da_r, dinner, da_rzi)
    for (dh_now_t, dh_future_t, dh_t, dh_to_past_t, r_t, z_t), (
        *(slope_n_t, slope_z_t, slope_r_t, da_n_t, da_z_t, da_r_t, dinner_t, da_rzi_t),
    ) in zip(states, inside, strict=True):
        np.add(dh_now_t, dh_future_t, dh_t)  # (H,)
        np.multiply(dh_t, slope_n_t, da_n_t)
        np.multiply(dh_t, slope_z_t, da_z_t)
        np.multiply(da_n_t, slope_r_t, da_r_t)
        np.multiply(da_n_t, r_t, dinner_t)
        np.dot(da_rzi_t, W, dh_to_past_t)  # through the gates: Wᵀ·(da_r, da_z, dinner)
        dh_to_past_t += dh_t * z_t  # and through what was kept

    grads = p.empty_like()
    unroll.over_time(da_nrz, trace.x, grads.U)
    unroll.over_time(da_rzi, trace.h_prev, grads.W)
    unroll.sum_over_time(da, grads.stacked("b_n", "c_n"))
    unroll.over_time(dlogits, trace.h, grads.V)
    unroll.sum_over_time(dlogits, grads.b_y)
    return GRUGrads(
        loss=loss, dlogits=dlogits, dh_now=dh_now, dh_future=dh_future, dh=dh,
        da_r=da_r, da_z=da_z, da_n=da_n, dinner=dinner, dh0=dh_to_past[0], params=grads, trace=trace, at=p,
    )  # fmt: skip

"""The LSTM (Hochreiter & Schmidhuber, 1997; forget gate: Gers, Schmidhuber & Cummins, 2000), no peepholes.

    a_k = U_k·x_t + W_k·h₍t₋₁₎ + b_k    for k = f, i, g, o
    f, i, o = σ(a_f), σ(a_i), σ(a_o)     g = tanh(a_g)
    c_t = f⊙c₍t₋₁₎ + i⊙g                h_t = o⊙tanh(c_t)
    logits_t = V·h_t + b_y              ŷ_t = softmax(logits_t)

Shapes: T time steps, D inputs, H hidden units, K classes. Arrays over time are (T, …) for one sequence and
(T, B, …) for a batch of B; the same lines serve both.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from engine import unroll
from engine.functions import Array, cross_entropy, sigmoid_into, softmax_and_log_sum
from engine.params import Params, check_input, check_outside, check_state


@dataclass(frozen=True, eq=False)
class LSTMParams(Params):
    """The weights of the forget gate f, input gate i, candidate g, output gate o, and of the output."""

    U_f: Array  # (H, D)
    W_f: Array  # (H, H)
    b_f: Array  # (H,)
    U_i: Array
    W_i: Array
    b_i: Array
    U_g: Array
    W_g: Array
    b_g: Array
    U_o: Array
    W_o: Array
    b_o: Array
    V: Array  # (K, H)
    b_y: Array  # (K,)

    # In the buffer the gates stand o, f, i, g: the first three share σ, the last three share dc.
    SHAPES: ClassVar = {
        **{f"U_{gate}": "HD" for gate in "ofig"},
        **{f"W_{gate}": "HH" for gate in "ofig"},
        **{f"b_{gate}": "H" for gate in "ofig"},
        "V": "KH",
        "b_y": "K",
    }

    @property
    def U(self) -> Array:
        """U_o, U_f, U_i, U_g below each other, (4H, D); a view."""
        return self.stacked("U_o", "U_g")

    @property
    def W(self) -> Array:
        """W_o, W_f, W_i, W_g below each other, (4H, H); a view."""
        return self.stacked("W_o", "W_g")

    @property
    def b(self) -> Array:
        """b_o, b_f, b_i, b_g one after another, (4H,); a view."""
        return self.stacked("b_o", "b_g")


@dataclass(frozen=True, eq=False)
class LSTMTrace:
    """Every intermediate of a forward pass; row t belongs to time step t; (T, H) where not said."""

    x: Array  # (T, D)  the input itself, not a copy
    h_prev: Array  # row t is h₍t₋₁₎; row 0 is the initial state
    c_prev: Array
    Ux_f: Array
    Ux_i: Array
    Ux_g: Array
    Ux_o: Array
    Wh_f: Array
    Wh_i: Array
    Wh_g: Array
    Wh_o: Array
    a_f: Array  # Ux_f + b_f + Wh_f
    a_i: Array
    a_g: Array
    a_o: Array
    f: Array
    i: Array
    g: Array
    o: Array
    keep: Array  # f⊙c₍t₋₁₎
    write: Array  # i⊙g
    c: Array  # keep + write
    tanh_c: Array
    h: Array
    Vh: Array  # (T, K)
    logits: Array  # (T, K)  Vh + b_y
    y_hat: Array  # (T, K)
    log_sum: Array  # (T,)  log Σ e^logits: the loss at target k is log_sum − logits[k]


@dataclass(frozen=True, eq=False)
class LSTMGrads:
    """Every intermediate of backpropagation; d<name> is the derivative of the total loss by <name>.

    dh_now is what reaches h_t from step t itself, dh_future what arrives through the gates of step t + 1.
    dc_now reaches c_t through h_t, dc_future through c₍t₊₁₎. dh and dc are the sums; the last rows of both
    futures are zero.
    """

    loss: Array  # (T,)  −log ŷ_t[target]; 0 where the target is −1
    dlogits: Array  # (T, K)
    dh_now: Array  # (T, H), as all that follow
    dh_future: Array
    dh: Array
    dc_now: Array
    dc_future: Array
    dc: Array
    da_f: Array
    da_i: Array
    da_g: Array
    da_o: Array
    dh0: Array  # (H,)  by the initial states
    dc0: Array  # (H,)
    params: LSTMParams  # by the weights, summed over time and batch
    trace: LSTMTrace
    at: LSTMParams  # the weights that the gradient was taken at

    @property
    def dx(self) -> Array:
        """By the input, (T, D)."""
        dx: Array = sum(getattr(self, f"da_{gate}") @ getattr(self.at, f"U_{gate}") for gate in "figo")
        return dx

    def per_step(self, name: str) -> Array:
        """What each time step adds to the gradient of the parameter `name`: (T, …its shape)."""
        kind, _, gate = name.partition("_")
        da = self.dlogits if name in ("V", "b_y") else getattr(self, f"da_{gate}")
        if kind == "b":
            return unroll.sum_per_step(da)
        return unroll.outer_per_step(da, {"U": self.trace.x, "W": self.trace.h_prev, "V": self.trace.h}[kind])


def init(
    rng: np.random.Generator,
    D: int,
    H: int,
    K: int,
    forget_bias: float | Literal["chrono"] | None = None,
    T: int | None = None,
) -> LSTMParams:
    """Random weights, all uniform in ±1/√H: PyTorch's rule (torch.nn.LSTM, "Variables").

    forget_bias: a number for every b_f, for example 1, remember unless told otherwise (Jozefowicz, Zaremba &
    Sutskever, 2015); or "chrono" for memories of up to T steps, b_f = log u with u uniform in [1, T + 1] and
    b_i = −b_f (after Tallec & Ollivier, 2018). By default b_f is random like the rest.
    """
    p = LSTMParams.uniform(rng, D=D, H=H, K=K)
    if forget_bias == "chrono":
        if T is None or T < 1:
            raise ValueError(f'forget_bias="chrono" needs T, the longest memory in steps, at least 1; got {T}.')
        p.b_f[:] = np.log(rng.uniform(1, T + 1, H))
        p.b_i[:] = -p.b_f
    elif forget_bias is not None:
        p.b_f[:] = forget_bias
    return p


def forward(
    p: LSTMParams, x: npt.ArrayLike, h0: npt.ArrayLike | None = None, c0: npt.ArrayLike | None = None
) -> LSTMTrace:
    """Read the sequence x, (T, D) or (T, B, D), from the states h0 and c0, (H,) or (B, H), by default zero.

    Raises ValueError where a shape does not fit or a number is not finite.
    """
    x = check_input(x, p, "U_f")
    p.check_finite()
    h0, c0 = check_state("h0", h0, x, p), check_state("c0", c0, x, p)
    WT, H = unroll.aligned(p.W).T, p.H

    Ux = x @ p.U.T  # (T, 4H)  all gates, all steps: what waits for no state
    Wh = np.empty_like(Ux)
    now, steps = unroll.room_for(len(x), 13, h0)
    a_o, a_f, a_i, a_g, o, f, i, g, keep, write, c, tanh_c, h = now
    a, a_ofi, ofi = now[:4], now[:3], now[4:7]  # all four; the three with σ
    c[...], h[...] = steps[0, -3], steps[0, -1] = c0, h0  # where c and h stand
    inputs = zip(unroll.gates_first(Ux + p.b, 4), Wh, unroll.gates_first(Wh, 4), steps[1:], strict=True)
    with np.errstate(over="ignore"):  # sigmoid_into says why
        for Ux_b, Wh_t, Wh_gates, recorded in inputs:
            np.dot(h, WT, Wh_t)  # (4H,)  W·h₍t₋₁₎
            np.add(Ux_b, Wh_gates, a)  # (4, H)  U·x_t + b + W·h₍t₋₁₎
            sigmoid_into(a_ofi, ofi)
            np.tanh(a_g, g)
            np.multiply(f, c, keep)  # (H,)  c is still c₍t₋₁₎
            np.multiply(i, g, write)
            np.add(keep, write, c)
            np.tanh(c, tanh_c)
            np.multiply(o, tanh_c, h)
            recorded[...] = now
    c_prev, h_prev = steps[:-1, -3], steps[:-1, -1]
    a_o, a_f, a_i, a_g, o, f, i, g, keep, write, c, tanh_c, h = steps[1:].swapaxes(0, 1)  # (T, H) each
    Vh = h @ p.V.T  # (T, K)
    logits = Vh + p.b_y
    y_hat, log_sum = softmax_and_log_sum(logits)
    (Ux_o, Ux_f, Ux_i, Ux_g), (Wh_o, Wh_f, Wh_i, Wh_g) = unroll.per_gate(Ux, H), unroll.per_gate(Wh, H)
    return LSTMTrace(
        x=x, h_prev=h_prev, c_prev=c_prev,
        Ux_f=Ux_f, Ux_i=Ux_i, Ux_g=Ux_g, Ux_o=Ux_o, Wh_f=Wh_f, Wh_i=Wh_i, Wh_g=Wh_g, Wh_o=Wh_o,
        a_f=a_f, a_i=a_i, a_g=a_g, a_o=a_o, f=f, i=i, g=g, o=o,
        keep=keep, write=write, c=c, tanh_c=tanh_c, h=h,
        Vh=Vh, logits=logits, y_hat=y_hat, log_sum=log_sum,
    )  # fmt: skip


def backward(
    p: LSTMParams,
    trace: LSTMTrace,
    y: npt.ArrayLike,
    dh_extra: npt.ArrayLike | None = None,
    dc_extra: npt.ArrayLike | None = None,
) -> LSTMGrads:
    """Backpropagation through time, the full derivative (Graves & Schmidhuber, 2005).

    y: the target classes, integers (T,) or (T, B); −1 means "no loss here". The loss is the sum over time and
    batch. dh_extra and dc_extra, of the states' shape, are gradients that reach h and c from outside, for
    example from a decoder; they count as part of dh_now and dc_now. Raises ValueError where y does not fit.
    """
    f, i, g, o = trace.f, trace.i, trace.g, trace.o
    loss, dlogits = cross_entropy(trace.logits, trace.y_hat, trace.log_sum, y)
    dh_now = dlogits @ p.V  # (T, H)
    if dh_extra is not None:
        dh_now += check_outside("dh_extra", dh_extra, dh_now)
    if dc_extra is not None:
        dc_extra = check_outside("dc_extra", dc_extra, trace.c)
    dh_to_past, dh_future = unroll.futures_like(dh_now)
    dc_to_past, dc_future = unroll.futures_like(dh_now)
    dh, dc_now, dc = np.empty_like(dh_now), np.empty_like(dh_now), np.empty_like(dh_now)
    da = np.empty((*dh.shape[:-1], 4 * p.H), p.dtype)  # (T, 4H)
    (da_o, da_f, da_i, da_g), da_fig = unroll.per_gate(da, p.H), unroll.gates_first(da, 4)[:, 1:]

    # Everything in the chain rule that does not come from the future, for all steps at once.
    dc_dh = o * (1 - trace.tanh_c**2)
    slope_o = trace.tanh_c * o * (1 - o)  # σ′ = σ·(1 − σ)
    slope_fig = np.stack((trace.c_prev * f * (1 - f), g * i * (1 - i), i * (1 - g**2)), axis=1)  # (T, 3, H)

    W = unroll.aligned(p.W)
    extras = [None] * len(da) if dc_extra is None else dc_extra[::-1]
    states = unroll.backwards(dh_now, dh_future, dh, dc_now, dc_future, dc, dh_to_past, dc_to_past)
    inside = unroll.backwards(f, dc_dh, slope_o, slope_fig, da_o, da_fig, da)
    for dc_extra_t, (dh_now_t, dh_future_t, dh_t, dc_now_t, dc_future_t, dc_t, dh_to_past_t, dc_to_past_t), (
        *(f_t, dc_dh_t, slope_o_t, slope_fig_t, da_o_t, da_fig_t, da_t),
    ) in zip(extras, states, inside, strict=True):
        np.add(dh_now_t, dh_future_t, dh_t)  # (H,)
        np.multiply(dh_t, dc_dh_t, dc_now_t)  # through h = o⊙tanh(c)
        if dc_extra_t is not None:
            dc_now_t += dc_extra_t
        np.add(dc_now_t, dc_future_t, dc_t)
        np.multiply(dh_t, slope_o_t, da_o_t)
        np.multiply(dc_t, slope_fig_t, da_fig_t)  # (3, H)  f, i and g at once
        np.dot(da_t, W, dh_to_past_t)  # Wᵀ·da: the gradient from the future of h₍t₋₁₎
        np.multiply(dc_t, f_t, dc_to_past_t)

    grads = p.empty_like()
    unroll.over_time(da, trace.x, grads.U)
    unroll.over_time(da, trace.h_prev, grads.W)
    unroll.sum_over_time(da, grads.b)
    unroll.over_time(dlogits, trace.h, grads.V)
    unroll.sum_over_time(dlogits, grads.b_y)
    return LSTMGrads(
        loss=loss, dlogits=dlogits, dh_now=dh_now, dh_future=dh_future, dh=dh,
        dc_now=dc_now, dc_future=dc_future, dc=dc, da_f=da_f, da_i=da_i, da_g=da_g, da_o=da_o,
        dh0=dh_to_past[0], dc0=dc_to_past[0], params=grads, trace=trace, at=p,
    )  # fmt: skip

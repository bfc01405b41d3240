"""What reading and learning a sequence costs a simple RNN: exact counts, and this machine's time.

T time steps, D inputs, H hidden units, K classes; W is a full (H, H) matrix. Counted is every multiplication
of two numbers in this engine's equations; additions go along with them, exp, tanh and divisions are few
(H + 2K a step) and left out.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple

import numpy as np

from engine import rnn
from engine.text import one_hot

__all__ = ["Cost", "Counted", "counted", "measured"]

REPEATS = 3


class Cost(NamedTuple):
    """Of the forward pass, and of the backward pass on top of it."""

    forward: float
    backward: float


class Counted(NamedTuple):
    """Exact counts of one sequence: multiplications, and numbers kept in memory when the pass is done."""

    multiplications: Cost
    stored: Cost


def counted(T: int, D: int, H: int, K: int) -> Counted:
    """The counts of rnn.forward and rnn.backward for one sequence.

    Forward, each step:   U·x  H·D,  W·s  H²,  V·s  K·H.
    Backward, each step:  Vᵀ·dlogits  K·H,  1 − s²  H,  ds⊙tanh′  H,  Wᵀ·da  H²,  and the outer products for
    dU  H·D,  dW  H²,  dV  K·H.
    Kept forward: x, the states s₀ … s_T, U·x, W·s, a, V·s, logits, ŷ, log Σ e^logits.
    Kept backward: loss, dlogits, ds_now, what each step sends to the one before, ds, da, and the gradients.
    """
    forward = T * (H * D + H * H + K * H)
    backward = T * (2 * K * H + 2 * H + 2 * H * H + H * D)
    trace = T * D + (T + 1) * H + 3 * T * H + 3 * T * K + T
    grads = T + T * K + 3 * T * H + (T + 1) * H + (H * D + H * H + H + K * H + K)
    return Counted(Cost(forward, backward), Cost(trace, grads))


def measured(T: int, D: int, H: int, K: int) -> Cost:
    """Seconds of the two passes on this machine now, the middle one of a few runs."""
    rng = np.random.default_rng(0)
    p = rnn.init(rng, D, H, K)
    x, y = one_hot(rng.integers(D, size=T), D), rng.integers(K, size=T)
    trace = rnn.forward(p, x)
    return Cost(_seconds(lambda: rnn.forward(p, x)), _seconds(lambda: rnn.backward(p, trace, y)))


def _seconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return median(taken)

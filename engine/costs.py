"""What reading and learning a sequence costs: exact counts, and this machine's time.

T time steps, D inputs, H hidden units, K classes; W is a full (H, H) matrix. Counted is every multiplication
of two numbers in this engine's equations; additions go along with them, exp, tanh and divisions are few
(H + 2K a step of the RNN) and left out.
"""

from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

import numpy as np

from engine.cells import CELLS
from engine.text import one_hot

REPEATS = 5


class Cost(NamedTuple):
    """Of the forward pass, and of the backward pass on top of it."""

    forward: float
    backward: float


class Counted(NamedTuple):
    """Exact counts of one sequence: multiplications, and numbers kept in memory when the pass is done."""

    multiplications: Cost
    stored: Cost


# cell: how many U (and W), and how many products ⊙ of two vectors, stand in its forward equations
_EQUATIONS = {"rnn": (1, 0), "lstm": (4, 3), "gru": (3, 3)}


def per_step(cell: str, D: int, H: int, K: int) -> int:
    """The multiplications of one forward step of a cell, a key of CELLS.

    Each gate or candidate:  U·x  H·D,  W·h  H².  LSTM:  f⊙c, i⊙g, o⊙tanh(c), 3H.
    GRU:  r⊙(W_n·h + c_n), (1−z)⊙n, z⊙h, 3H.  Output:  V·h  K·H.
    """
    matrices, elementwise = _EQUATIONS[cell]
    return matrices * (H * D + H * H) + elementwise * H + K * H


def counted(T: int, D: int, H: int, K: int) -> Counted:
    """The counts of rnn.forward and rnn.backward for one sequence.

    Forward, each step:   U·x  H·D,  W·s  H²,  V·s  K·H.
    Backward, each step:  Vᵀ·dlogits  K·H,  1 − s²  H,  ds⊙tanh′  H,  Wᵀ·da  H²,  and the outer products for
    dU  H·D,  dW  H²,  dV  K·H.
    Kept forward: x, the states s₀ … s_T, U·x, W·s, a, V·s, logits, ŷ, log Σ e^logits.
    Kept backward: loss, dlogits, ds_now, what each step sends to the one before, ds, da, and the gradients.
    """
    forward = T * per_step("rnn", D, H, K)
    backward = T * (2 * K * H + 2 * H + 2 * H * H + H * D)
    trace = T * D + (T + 1) * H + 3 * T * H + 3 * T * K + T
    grads = T + T * K + 3 * T * H + (T + 1) * H + (H * D + H * H + H + K * H + K)
    return Counted(Cost(forward, backward), Cost(trace, grads))


def measured(T: int, D: int, H: int, K: int, cell: str = "rnn") -> Cost:
    """Seconds of the two passes of a cell on this machine now: the fastest of a few runs, as others only wait."""
    rng = np.random.default_rng(0)
    init, forward, backward = CELLS[cell].init, CELLS[cell].forward, CELLS[cell].backward
    p = init(rng, D, H, K)
    x, y = one_hot(rng.integers(D, size=T), D), rng.integers(K, size=T)
    trace = forward(p, x)
    return Cost(_seconds(lambda: forward(p, x)), _seconds(lambda: backward(p, trace, y)))


def _seconds(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEATS):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return min(taken)

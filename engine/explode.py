"""A network whose gradient explodes, and what clipping changes (Pascanu, Mikolov & Bengio, 2013)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, repeat

import numpy as np

from engine import rnn
from engine.chain import scaled
from engine.fit import loss
from engine.functions import Array
from engine.rnn import RNNParams
from engine.tasks.data import Batch
from engine.text import one_hot
from engine.training import SGD, Diverged, train

UNITS, RADIUS, LENGTH = 32, 3.0, 50  # hidden units, spectral radius of W, letters read
RATE, STEPS = 1.0, 150  # learning rate, updates
INPUT = 0.3  # the input and bias are made this much smaller: strong ones saturate tanh, and gradients vanish
STUCK = 0.99


@dataclass(frozen=True, eq=False)
class Descent:
    """Training by plain gradient descent; row n belongs to the weights after n updates."""

    loss: Array  # (n,)  mean loss per letter
    grad_norm: Array  # (n,)  before clipping
    moved: Array  # (n,)  ‖w − w₀‖, how far the weights are from where they started
    stuck: Array  # (n,)  the share of states with |s| > 0.99, where tanh is all but flat


def exploding(word: Sequence[int], symbols: int, seed: int) -> tuple[RNNParams, Batch]:
    """Random weights with a large W, and a word of indices read over and over: the gradient grows on its way back."""
    p = rnn.init(np.random.default_rng(seed), symbols, UNITS, symbols)
    weak = RNNParams(U=INPUT * p.U, W=p.W, b=INPUT * p.b, V=p.V, b_y=p.b_y)
    stream = np.resize(word, LENGTH + 1)
    return scaled(weak, RADIUS), Batch(stream[:-1], stream[1:])


def descend(p: RNNParams, batch: Batch, clip: float | None) -> Descent:
    """Up to STEPS updates by SGD with the learning rate RATE; it ends early where training diverges."""
    rows = []
    weights = p
    try:
        for progress in islice(train(p, loss, repeat(batch), SGD(RATE), clip), STEPS):
            s = rnn.forward(weights, one_hot(batch.x, p.sizes["D"])).s
            moved = np.linalg.norm(weights.flat - p.flat)
            rows.append((progress.loss, progress.grad_norm, moved, (np.abs(s) > STUCK).mean()))
            weights = progress.copy_params()
    except Diverged:
        pass  # the rows so far tell why
    loss_of, grad_norm, moved_by, stuck = np.array(rows).T
    return Descent(loss=loss_of, grad_norm=grad_norm, moved=moved_by, stuck=stuck)

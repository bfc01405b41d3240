"""Between a cell and the training loop: batches of symbols in, mean loss and its gradient out."""

from itertools import islice, repeat
from typing import Any, TypeVar

import numpy as np

from engine.cells import cell_of
from engine.params import Params
from engine.tasks.data import Batch
from engine.text import one_hot
from engine.training import Adam, Evaluation, train

P = TypeVar("P", bound=Params)


def loss(p: P, batch: Batch) -> Evaluation[P]:
    """Mean loss per target of any cell on a batch (T,) or (T, B), its gradient, and the share right."""
    cell = cell_of(p)
    trace = cell.forward(p, one_hot(batch.x, p.sizes["D"], p.dtype))
    grads = cell.backward(p, trace, batch.y)
    count = (batch.y >= 0).sum()
    if not count:
        raise ValueError("A batch needs at least one target; all are −1.")
    mean = p.with_flat(grads.params.flat / p.dtype.type(count))
    return Evaluation(float(grads.loss.sum() / count), mean, _right(trace, batch))


def accuracy(p: Params, batch: Batch, best: int = 1) -> float:
    """The share of targets that are among the `best` most probable classes, 0 … 1."""
    return _right(cell_of(p).forward(p, one_hot(batch.x, p.sizes["D"], p.dtype)), batch, best)


CONFIDENCE = 0.9


def train_on_word(p: P, word: Batch, limit: int = 500) -> P:
    """Weights that have learnt one short word by heart: every next letter with more than CONFIDENCE.

    word: x and y (T,), as `tasks.letters.next_letter` makes them. Full-batch Adam from p, ending as soon as the
    aim is met, and at the latest after `limit` steps: a network too small for its word stays unsure.
    """
    for progress in islice(train(p, loss, repeat(word), Adam(0.03), clip=1.0), limit):
        if progress.accuracy == 1 or progress.step == limit:
            learnt = progress.copy_params()
            if _least_probability(learnt, word) > CONFIDENCE:
                break
    return learnt


def _least_probability(p: Params, word: Batch) -> float:
    trace = cell_of(p).forward(p, one_hot(word.x, p.sizes["D"], p.dtype))
    return float(trace.y_hat[np.arange(len(word.y)), word.y].min())


def _right(trace: Any, batch: Batch, best: int = 1) -> float:
    scored = batch.y >= 0
    y = batch.y[scored]
    logits = trace.logits[scored]  # (N, K)
    better = (logits > logits[np.arange(len(y)), y][:, None]).sum(-1)
    return float((better < best).mean())

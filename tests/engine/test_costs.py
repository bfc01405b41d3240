"""The formulas against a network written out with loops over numbers that count themselves."""

import math

import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.costs import counted, measured, per_step
from engine.text import one_hot

SIZES = [(1, 1, 1, 1), (4, 4, 3, 4), (7, 5, 2, 3)]


class Count(float):
    """A number whose products are counted."""

    products = 0

    def __mul__(self, other):
        Count.products += 1
        return Count(float(self) * float(other))

    __rmul__ = __mul__

    def __add__(self, other):
        return Count(float(self) + float(other))

    __radd__ = __add__


def numbers(array):
    return [numbers(row) for row in array] if array.ndim else Count(array)


def times(matrix, vector):
    return [sum(w * v for w, v in zip(row, vector, strict=True)) for row in matrix]


def turned(matrix):
    return [list(column) for column in zip(*matrix, strict=True)]


def by_hand(p, x, y):
    """(forward products, backward products, dU, dW, dV), as a student would compute them."""
    U, W, b, V, b_y = (numbers(array) for _, array in p.items())
    Count.products = 0
    s, states, errors = [Count(0)] * p.H, [[Count(0)] * p.H], []
    for x_t, target in zip(numbers(x), y, strict=True):
        a = [u + w + c for u, w, c in zip(times(U, x_t), times(W, s), b, strict=True)]
        s = [Count(math.tanh(value)) for value in a]
        scores = [v + c for v, c in zip(times(V, s), b_y, strict=True)]
        total = sum(math.exp(score) for score in scores)
        errors.append([Count(math.exp(score) / total - (k == target)) for k, score in enumerate(scores)])
        states.append(s)
    forward, Count.products = Count.products, 0

    grads = [np.zeros(array.shape) for array in (p.U, p.W, p.V)]
    future = [Count(0)] * p.H
    for t in reversed(range(len(y))):
        ds = [now + later for now, later in zip(times(turned(V), errors[t]), future, strict=True)]
        slope = [Count(1 - s * s) for s in states[t + 1]]
        da = [d * m for d, m in zip(ds, slope, strict=True)]
        future = times(turned(W), da)
        outer = [(da, numbers(x[t])), (da, states[t]), (errors[t], states[t + 1])]
        for grad, (left, right) in zip(grads, outer, strict=True):
            grad += np.array([[float(one * other) for other in right] for one in left])
    return forward, Count.products, *grads


@pytest.mark.parametrize("sizes", SIZES)
def test_the_multiplications_are_those_of_a_computation_by_hand(sizes) -> None:
    T, D, H, K = sizes
    rng = np.random.default_rng(0)
    p = rnn.init(rng, D, H, K)
    x, y = one_hot(rng.integers(D, size=T), D), rng.integers(K, size=T)
    forward, backward, dU, dW, dV = by_hand(p, x, y)
    assert counted(*sizes).multiplications == (forward, backward)
    grads = rnn.backward(p, rnn.forward(p, x), y).params  # it is the same computation
    for mine, theirs in ((grads.U, dU), (grads.W, dW), (grads.V, dV)):
        np.testing.assert_allclose(mine, theirs, atol=1e-12)


def sigmoid(values):
    return [Count(1 / (1 + math.exp(-value))) for value in values]


def tanh(values):
    return [Count(math.tanh(value)) for value in values]


def both(left, right):
    return [a * b for a, b in zip(left, right, strict=True)]


def plus(*vectors):
    return [sum(values) for values in zip(*vectors, strict=True)]


def lstm_step(p, x, h, c):
    a = {k: plus(times(p[f"U_{k}"], x), times(p[f"W_{k}"], h), p[f"b_{k}"]) for k in "figo"}
    c = plus(both(sigmoid(a["f"]), c), both(sigmoid(a["i"]), tanh(a["g"])))
    h = both(sigmoid(a["o"]), tanh(c))
    return plus(times(p["V"], h), p["b_y"])


def gru_step(p, x, h):
    gate = {k: sigmoid(plus(times(p[f"U_{k}"], x), times(p[f"W_{k}"], h), p[f"b_{k}"])) for k in "rz"}
    inner = plus(times(p["W_n"], h), p["c_n"])
    n = tanh(plus(times(p["U_n"], x), p["b_n"], both(gate["r"], inner)))
    h = plus(both([Count(1 - z) for z in gate["z"]], n), both(gate["z"], h))
    return plus(times(p["V"], h), p["b_y"])


@pytest.mark.parametrize("sizes", [(1, 1, 1), (4, 3, 4), (5, 2, 3)])
@pytest.mark.parametrize(("module", "step"), [(lstm, lstm_step), (gru, gru_step)])
def test_a_step_of_the_gated_cells_multiplies_as_often_as_by_hand(module, step, sizes) -> None:
    D, H, K = sizes
    rng = np.random.default_rng(0)
    p = module.init(rng, D, H, K)
    x, states = rng.normal(size=D), rng.normal(size=(2, H))
    starts = {"h0": states[0], "c0": states[1]} if module is lstm else {"h0": states[0]}
    Count.products = 0
    scores = step({name: numbers(array) for name, array in p.items()}, numbers(x), *map(numbers, starts.values()))
    assert Count.products == per_step(module.__name__.rpartition(".")[2], D, H, K)
    trace = module.forward(p, x[None], **starts)  # it is the same computation
    np.testing.assert_allclose([float(score) for score in scores], trace.logits[0], atol=1e-12)


def owned(*records) -> int:
    """How many numbers the arrays of these records hold; what several share counts once."""
    held = {}
    for record in records:
        for array in vars(record).values():
            if isinstance(array, np.ndarray):
                while array.base is not None:
                    array = array.base
                held[id(array)] = array
    return sum(array.size for array in held.values())


@pytest.mark.parametrize("sizes", SIZES)
def test_the_stored_numbers_are_those_that_the_records_hold(sizes) -> None:
    T, D, H, K = sizes
    rng = np.random.default_rng(1)
    p = rnn.init(rng, D, H, K)
    x, y = rng.normal(size=(T, D)), rng.integers(K, size=T)
    trace = rnn.forward(p, x)
    grads = rnn.backward(p, trace, y)
    assert counted(*sizes).stored == (owned(trace), owned(grads, grads.params))


def test_the_measured_time_is_a_positive_number_of_seconds() -> None:
    for cell in ("rnn", "lstm", "gru"):
        assert all(0 < seconds < 10 for seconds in measured(5, 4, 3, 4, cell))

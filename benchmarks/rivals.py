"""Whom the engine is measured against: min-char-rnn's algorithm, PyTorch's layers, a PyTorch loop."""

from collections.abc import Callable

import numpy as np
import torch
from torch import nn

MODULES = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


def to_module(kind: str, p) -> tuple[nn.Module, nn.Linear]:
    """PyTorch's layer and output layer with our weights."""
    dtype = torch.float64 if p.dtype == np.float64 else torch.float32
    layer = MODULES[kind](p.sizes["D"], p.H, dtype=dtype)
    output = nn.Linear(p.H, len(p.b_y), dtype=dtype)
    order = {"rnn": [""], "lstm": ["_i", "_f", "_g", "_o"], "gru": ["_r", "_z", "_n"]}[kind]
    U, W, b = (np.concatenate([getattr(p, letter + gate) for gate in order]) for letter in "UWb")
    hidden_bias = np.zeros_like(b)
    if kind == "gru":
        hidden_bias[-p.H :] = p.c_n
    weights = {layer.weight_ih_l0: U, layer.weight_hh_l0: W, layer.bias_ih_l0: b, layer.bias_hh_l0: hidden_bias}
    with torch.no_grad():
        for target, value in (weights | {output.weight: p.V, output.bias: p.b_y}).items():
            target.copy_(torch.from_numpy(value.copy()))
    return layer, output


def torch_layer(kind: str, p, x) -> Callable[[], np.ndarray]:
    """nn.RNN, nn.LSTM or nn.GRU without gradients: records the states and nothing else, no output layer."""
    layer, _ = to_module(kind, p)
    inputs = torch.from_numpy(x)

    def run() -> np.ndarray:
        with torch.inference_mode():
            return layer(inputs)[0].numpy()

    return run


def torch_loop(kind: str, p, x) -> Callable[[], np.ndarray]:
    """A PyTorch loop that keeps every intermediate, output layer included."""
    layer, output = to_module(kind, p)
    inputs = torch.from_numpy(x)
    W = layer.weight_hh_l0.detach().T
    first = torch.zeros(*x.shape[1:-1], p.H, dtype=inputs.dtype)

    def run() -> np.ndarray:
        with torch.inference_mode():
            Ux = inputs @ layer.weight_ih_l0.T
            h, c, steps = first, first, []
            for t in range(len(inputs)):
                Wh = h @ W
                a = Ux[t] + Wh + layer.bias_ih_l0
                if kind == "rnn":
                    h = torch.tanh(a)
                    steps.append((Wh, a, h))
                else:
                    a_i, a_f, a_g, a_o = a.chunk(4, -1)
                    i, f, g, o = a_i.sigmoid(), a_f.sigmoid(), a_g.tanh(), a_o.sigmoid()
                    keep, write = f * c, i * g
                    c = keep + write
                    tanh_c = c.tanh()
                    h = o * tanh_c
                    steps.append((Wh, a, i, f, g, o, keep, write, c, tanh_c, h))
            recorded = [torch.stack(parts) for parts in zip(*steps, strict=True)]
            logits = output(recorded[-1])
            logits.softmax(-1)
            return recorded[-1].numpy()

    return run


def torch_training(kind: str, p, x, y) -> Callable[[], float]:
    """Forward, autograd and Adam."""
    layer, output = to_module(kind, p)
    optimiser = torch.optim.Adam([*layer.parameters(), *output.parameters()], lr=1e-3)
    if kind != "gru":  # we have one bias where PyTorch adds two; Adam would move both
        layer.bias_hh_l0.requires_grad_(False)
    else:
        layer.bias_hh_l0.register_hook(lambda g: torch.cat([torch.zeros_like(g[: 2 * p.H]), g[2 * p.H :]]))
    inputs, targets = torch.from_numpy(x), torch.from_numpy(y).reshape(-1)

    def step() -> float:
        optimiser.zero_grad()
        logits = output(layer(inputs)[0])
        loss = nn.functional.cross_entropy(logits.reshape(len(targets), -1), targets, reduction="sum")
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def min_char_forward(p, x) -> Callable[[], dict[int, np.ndarray]]:
    """The forward half of min-char-rnn's lossFun (Karpathy, 2015), line by line: column vectors in dicts."""
    Wxh, Whh, bh, Why, by = (array if array.ndim == 2 else array[:, None] for _, array in p.items())
    letters = x.argmax(-1)
    return lambda: _forward(Wxh, Whh, bh, Why, by, letters, letters)[1]


def min_char_training(p, x, y) -> Callable[[], float]:
    """min-char-rnn's lossFun with Adam in place of its Adagrad; gradients are not clipped, as ours are not."""
    weights = [(array if array.ndim == 2 else array[:, None]).copy() for _, array in p.items()]
    m, v = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    letters, t = x.argmax(-1), 0

    def step() -> float:
        nonlocal t
        t += 1
        loss, gradients = _loss_and_gradients(*weights, letters, y)
        for k, g in enumerate(gradients):
            m[k] += (1 - 0.9) * (g - m[k])
            v[k] += (1 - 0.999) * (g * g - v[k])
            weights[k] -= 1e-3 * (m[k] / (1 - 0.9**t)) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)
        return loss

    return step


def _forward(Wxh, Whh, bh, Why, by, inputs, targets):
    xs, hs, ps, loss = {}, {-1: np.zeros((len(bh), 1))}, {}, 0.0
    for t in range(len(inputs)):
        xs[t] = np.zeros((Wxh.shape[1], 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)
        ys = np.dot(Why, hs[t]) + by
        ps[t] = np.exp(ys) / np.sum(np.exp(ys))
        loss += -np.log(ps[t][targets[t], 0])
    return xs, hs, ps, loss


def _loss_and_gradients(Wxh, Whh, bh, Why, by, inputs, targets):
    xs, hs, ps, loss = _forward(Wxh, Whh, bh, Why, by, inputs, targets)
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby, dhnext = np.zeros_like(bh), np.zeros_like(by), np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += np.dot(dy, hs[t].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh += np.dot(dhraw, xs[t].T)
        dWhh += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(Whh.T, dhraw)
    return loss, (dWxh, dWhh, dbh, dWhy, dby)

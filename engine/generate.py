"""Let a network write: each symbol it chooses is its next input."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.cells import cell_of
from engine.functions import Array, softmax
from engine.params import Params
from engine.text import one_hot


def choose(logits: Array, temperature: float, rng: np.random.Generator | None = None) -> int:
    """One class by its score (K,).

    Temperature 0: the most probable, the first of equals. Otherwise a draw from
    softmax(logits / temperature): 1 draws from ŷ itself, less prefers the probable, more levels the chances.
    """
    if not (temperature >= 0 and np.isfinite(temperature)):
        raise ValueError(f"The temperature must be a number not below 0; got {temperature}.")
    if temperature == 0:
        return int(logits.argmax())
    if rng is None:
        raise ValueError("Drawing with a temperature above 0 needs a random generator.")
    with np.errstate(over="ignore"):
        chances = softmax(((logits - logits.max()) / temperature).astype(np.float64))
    return int(rng.choice(len(chances), p=chances))


def generate(
    p: Params,
    prompt: ArrayLike,
    length: int,
    temperature: float = 0.0,
    rng: np.random.Generator | None = None,
    stop: int | None = None,
) -> NDArray[np.int64]:
    """What any cell writes after reading the prompt (T,), T ≥ 1: up to `length` classes, the prompt left out.

    Writing ends early with the class `stop`, which may be one that the network cannot read (K = D + 1).
    """
    cell = cell_of(p)
    D = p.sizes["D"]
    written: list[int] = []
    states: tuple[Any, ...] = ()
    symbols = np.eye(D, dtype=p.dtype)
    read = one_hot(prompt, D, p.dtype)
    while len(written) < length and (not written or written[-1] != stop):
        if written:
            read = symbols[written[-1:]]
        trace = cell.forward(p, read, *states)
        states = tuple(getattr(trace, state)[-1] for state in cell.states)
        written.append(choose(trace.logits[-1], temperature, rng))
    return np.array(written, dtype=np.int64)

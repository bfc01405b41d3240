"""How far the reader's network reaches: gradients on their way back, and the trace that a letter leaves."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.chain import Growth, factors, growth, last_gradient, log_norms, scaled, spectral_radius, state_differences
from engine.functions import Array
from engine.text import one_hot
from ui.cells.word_run import Run

OWN = "as it is"
RADII = (OWN, *(f"{tenth / 10:g}" for tenth in (*range(1, 21), 25, 30)))
RANDOM_TEXTS = 40


def with_radius(reading: Run, radius: str) -> tuple[Run, str]:
    """The run with W scaled to a spectral radius, one of RADII, and a sentence that says so; "" if W is as it was.

    Where no multiple of W has that radius, the run has one notice more.
    """
    if radius == OWN:
        return reading, ""
    own = spectral_radius(reading.params)
    try:
        params = scaled(reading.params, float(radius))
    except ValueError as rule:
        return replace(reading, notices=(*reading.notices, str(rule))), ""
    said = f"Your W times {float(radius) / own:.4g}: its spectral radius is {radius} instead of {own:.4g}."
    return replace(reading, params=params, trace=rnn.forward(params, reading.x)), said


@dataclass(frozen=True, eq=False)
class BackwardNorms:
    """Norms for k = 0 … N as logarithms to base 10, −∞ where a product is zero."""

    radius: float
    chain: Array  # (N+1,)  ‖∂s_N/∂s_k‖
    gradient: Array  # (N+1,)  ‖∂L_N/∂s_k‖
    without: Array  # (N+1,)  ‖W^(N−k)‖: the chain with the slope of tanh left out
    grows: Growth  # of chain
    grows_without: Growth


def measure(reading: Run, letters: int) -> BackwardNorms:
    """The way back through the reader's word, read over and over for N = `letters` steps."""
    p = reading.params
    stream = _over_and_over(reading, letters + 1)
    trace = rnn.forward(p, one_hot(stream[:-1], p.sizes["D"]))
    eye = np.eye(p.H)
    chain = log_norms(factors(p, trace), eye)
    gradient = log_norms(factors(p, trace), last_gradient(p, trace, int(stream[-1])))
    without = log_norms(factors(p, trace, slope=False), eye)
    return BackwardNorms(spectral_radius(p), chain, gradient, without, growth(chain), growth(without))


class Fading(NamedTuple):
    """‖s_t − s′_t‖ after a letter was changed, by distance from it (N,): 0 at the changed letter itself."""

    word: Array
    middle: Array  # the median over random texts
    low: Array  # a tenth of the random texts are below
    high: Array  # a tenth are above


def fading(reading: Run, letters: int, place: int, seed: int) -> Fading | None:
    """Change the letter at `place` (0-based) and read on for `letters` steps; None if there is no other letter.

    The reader's word is read over and over, beside it random texts whose first letter is changed.
    """
    K = reading.params.sizes["D"]
    if K < 2:
        return None
    stream = _over_and_over(reading, place + letters)
    other = stream.copy()
    other[place] = (other[place] + 1) % K
    rng = np.random.default_rng(seed)
    texts = rng.integers(K, size=(letters, RANDOM_TEXTS))
    others = texts.copy()
    others[0] = (others[0] + rng.integers(1, K, size=RANDOM_TEXTS)) % K
    (word,) = state_differences(reading.params, one_hot(stream, K), [one_hot(other, K)])
    (random,) = state_differences(reading.params, one_hot(texts, K), [one_hot(others, K)])  # (N, texts)
    low, middle, high = np.quantile(random, (0.1, 0.5, 0.9), axis=1)
    return Fading(word[place:], middle, low, high)


def _over_and_over(reading: Run, length: int) -> NDArray[np.int64]:
    """The word, letter by letter, from its beginning again and again."""
    word = np.append(reading.x[0].argmax(), reading.y)
    return np.resize(word, length)

"""The training loop and its optimisers. It knows no model: only parameters and a function of them.

    for progress in train(params, loss, batches, Adam(0.01), clip=1.0):
        print(progress.step, progress.loss)

`loss(params, batch)` returns an `Evaluation`. Parameters are anything with their numbers in one
buffer `flat` and a way `with_flat` to dress another buffer in the same shapes, as all parameters
in this package are. Nothing here draws random numbers: the same parameters and the same batches
give the same run to the last bit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.functions import all_finite

Array = NDArray[np.floating[Any]]
EXPLODED = 1000.0  # the loss may grow this many times over its first value, or over 1 if that is more


class Trainable(Protocol):
    """Parameters as the loop sees them: N numbers in a row."""

    @property
    def flat(self) -> Array: ...

    def with_flat(self, flat: Array) -> Self: ...


P = TypeVar("P", bound=Trainable)
Batch = TypeVar("Batch")


class Evaluation(NamedTuple, Generic[P]):
    """What a loss function returns: the loss on a batch, its gradient, and the share of right answers."""

    loss: float
    grads: P  # the same shapes as the parameters
    accuracy: float | None = None  # 0 … 1


@dataclass(frozen=True, eq=False)
class Progress(Generic[P]):
    """One step of training. Loss, gradient norm and accuracy belong to the weights before the step."""

    step: int  # 1, 2, … updates done
    loss: float
    grad_norm: float  # before clipping
    accuracy: float | None
    _live: P

    def copy_params(self) -> P:
        """The parameters as they are now; call it before the next step, as no copy is kept."""
        return self._live.with_flat(self._live.flat.copy())


class Diverged(ArithmeticError):
    """Training stopped: the loss or the weights exploded or became NaN. `params` are the last good ones."""

    def __init__(self, step: int, why: str, params: Trainable) -> None:
        super().__init__(f"Training stopped at step {step}: {why}. Try a smaller learning rate or clipping.")
        self.step = step
        self.params = params


class Optimiser(Protocol):
    """A rule that turns gradients into changes of the weights."""

    def start(self, w: Array) -> Callable[[Array], None]:
        """Begin with the weights w (N,); each call of the result with a gradient changes w in place."""
        ...


@dataclass(frozen=True)
class _Rated:
    lr: float = 0.1

    def __post_init__(self) -> None:
        if not (self.lr > 0 and isfinite(self.lr)):
            raise ValueError(f"The learning rate must be a number greater than 0; got {self.lr}.")


@dataclass(frozen=True)
class SGD(_Rated):
    """Stochastic gradient descent: w ← w − lr·g."""

    def start(self, w: Array) -> Callable[[Array], None]:
        def step(g: Array) -> None:
            np.subtract(w, self.lr * g, w)

        return step


@dataclass(frozen=True)
class Adagrad(_Rated):
    """Duchi, Hazan & Singer (2011), as in min-char-rnn: G ← G + g²; w ← w − lr·g / √(G + ε)."""

    eps: float = 1e-8

    def start(self, w: Array) -> Callable[[Array], None]:
        G = np.zeros_like(w)

        def step(g: Array) -> None:
            np.add(G, g * g, G)
            np.subtract(w, self.lr * g / np.sqrt(G + self.eps), w)

        return step


@dataclass(frozen=True)
class Adam(_Rated):
    """Kingma & Ba (2015), algorithm 1.

    m ← β₁·m + (1−β₁)·g    v ← β₂·v + (1−β₂)·g²    w ← w − lr · m̂ / (√v̂ + ε)
    with m̂ = m / (1−β₁ᵗ) and v̂ = v / (1−β₂ᵗ), which undo the start from zero.

    Kept are M = m / (1−β₁) and V = v / (1−β₂), to which g and g² add as they are: fewer passes over the
    weights. No array is made in a step.
    """

    lr: float = 0.01
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    def start(self, w: Array) -> Callable[[Array], None]:
        M, V, room = np.zeros_like(w), np.zeros_like(w), np.empty_like(w)
        t = 0

        def step(g: Array) -> None:
            nonlocal t
            t += 1
            to_m_hat = (1 - self.beta1) / (1 - self.beta1**t)
            to_root = sqrt((1 - self.beta2) / (1 - self.beta2**t))  # √v̂ = to_root·√V
            np.multiply(M, self.beta1, M)
            np.add(M, g, M)
            np.multiply(V, self.beta2, V)
            np.multiply(g, g, room)
            np.add(V, room, V)
            np.sqrt(V, room)
            np.add(room, self.eps / to_root, room)  # (√v̂ + ε) / to_root
            np.divide(M, room, room)
            np.multiply(room, self.lr * to_m_hat / to_root, room)
            np.subtract(w, room, w)

        return step


def train(
    params: P,
    loss: Callable[[P, Batch], Evaluation[P]],
    batches: Iterable[Batch],
    optimiser: Optimiser,
    clip: float | None = None,
) -> Iterator[Progress[P]]:
    """One update per batch; yields after each, and may be left at any yield or resumed later.

    `clip` is the largest norm, over all weights together, that a gradient keeps (Pascanu, Mikolov &
    Bengio, 2013); a longer one is shortened to it. `params` are not changed: training works on a
    copy of the same precision. Raises `Diverged` when the loss is NaN, infinite or 1000 times the
    first, or when an update would leave weights that are no numbers.
    """
    if clip is not None and not clip > 0:
        raise ValueError(f"The clipping norm must be greater than 0; got {clip}.")

    def updates() -> Iterator[Progress[P]]:
        w = params.flat.copy()  # (N,)
        live = params.with_flat(w)
        good = w.copy()  # the last weights with a sound loss
        update = optimiser.start(w)
        highest: float | None = None
        for step, batch in enumerate(batches, start=1):
            with np.errstate(over="ignore", invalid="ignore"):  # an explosion is reported below, in words
                evaluation = loss(live, batch)
                g = evaluation.grads.flat  # (N,)
                norm = float(np.linalg.norm(g))
                if highest is None:
                    highest = EXPLODED * max(1.0, evaluation.loss)
                if not isfinite(norm):
                    raise Diverged(step, "the loss or its gradient is no longer a number", live.with_flat(good))
                if not evaluation.loss <= highest:
                    why = f"the loss has exploded to {evaluation.loss:.3g}"
                    raise Diverged(step, why, live.with_flat(good))
                good[:] = w
                update(g * (clip / norm) if clip is not None and norm > clip else g)
            if not all_finite(w):
                raise Diverged(step, "the update makes weights that are no numbers", live.with_flat(good))
            yield Progress(step, evaluation.loss, norm, evaluation.accuracy, live)

    return updates()

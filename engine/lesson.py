"""A training run to be watched: worked on in slices, stopped and resumed at any point, the same every time.

What is computed depends on the start, the text and the settings alone, never on how the work was cut into slices:
two lessons with equal arguments give equal numbers to the last bit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cells import cell_of
from engine.fit import loss
from engine.functions import Array
from engine.generate import generate
from engine.params import Params
from engine.tasks.data import Batch
from engine.tasks.letters import windows
from engine.text import one_hot
from engine.training import Diverged, Optimiser, Progress, train

SHORT = 24  # letters: a text as short as this is read whole at every update
WINDOW, PIECES = 25, 8  # of a longer text, each update reads this many pieces of this many letters
UPDATES = {True: 2000, False: 5000}  # the most, for a short text and for a longer one, if nothing else is asked for
SECONDS = 30.0  # of computing, the most, if nothing else is asked for
CONFIDENCE = 0.9  # a short text is learnt when each of its letters is expected with more than this
WRITES = 40  # letters that the network writes at each snapshot
GROWTH = 1.15  # from one snapshot to the next, so that the early, fast changes are seen in detail


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network after some updates."""

    update: int
    weights: Array  # (N,) float32, for pictures; (0,) where none are kept
    says: NDArray[np.int64]  # (T,)  the most probable next letter at each watched position
    sure: Array  # (T,)  the probability of the right one
    wrote: NDArray[np.int64]  # what it writes by itself after the first letter, that one included

    @property
    def loss(self) -> float:
        """The mean loss of the watched letters, −ln of each one's probability."""
        return float(-np.log(np.maximum(self.sure, np.finfo(float).tiny)).mean())


@dataclass(eq=False)
class Lesson:
    """Training of any cell on a text (N,), N ≥ 2, of indices into an alphabet of D = K letters.

    The lists grow while `work` is called: loss (mean per letter), gradient norm before clipping and share of right
    answers belong to the weights before each update. `ended` says in a sentence why the lesson is over, "" until then.

    budget  seconds of computing, the most
    limit   updates, the most; 0: as many as UPDATES says
    films   keep the weights of every snapshot: some 60 times all of them
    unseen  (M,) a text of the same alphabet that no update reads; `checked` has its loss per letter at every snapshot
    """

    start: Params
    text: NDArray[np.integer]
    optimiser: Optimiser
    clip: float | None = None
    seed: int = 0
    budget: float = SECONDS
    limit: int = 0
    films: bool = True
    unseen: NDArray[np.integer] | None = None
    loss: list[float] = field(default_factory=list)
    grad_norm: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    checked: list[float] = field(default_factory=list)
    seconds: float = 0.0  # of computing so far
    ended: str = ""

    def __post_init__(self) -> None:
        if len(self.text) < 2:
            raise ValueError(f"The next letter needs a text of at least 2 letters; got {len(self.text)}.")
        self.params = self.start
        whole = Batch(self.text[:-1], self.text[1:])
        self.short = len(self.text) <= SHORT
        self.limit = self.limit or UPDATES[self.short]
        watched = slice(0, SHORT - 1)
        self.watched = Batch(whole.x[watched], whole.y[watched])
        pieces = windows(whole, min(WINDOW, len(whole.x)), PIECES, np.random.default_rng(self.seed))
        batches = repeat(whole) if self.short else pieces
        if len(np.unique(self.text)) == 1:
            self.ended = "There is only one letter, so the next one is never in doubt and there is nothing to learn."
        self._updates: Iterator[Progress[Any]] = train(self.start, loss, batches, self.optimiser, clip=self.clip)
        self._take()

    @property
    def updates(self) -> int:
        """Updates done."""
        return len(self.loss)

    @property
    def share(self) -> float:
        """How much of the most that a lesson may take is done, 0 … 1."""
        return 1.0 if self.ended else min(1.0, max(self.updates / self.limit, self.seconds / self.budget))

    def work(self, seconds: float, most: int | None = None) -> None:
        """Train on for up to `seconds` of computing, and up to `most` updates; at least one, unless it is over."""
        began = perf_counter()
        last = self.updates + (most or self.limit)
        while not self.ended:
            self._update()
            if perf_counter() - began > seconds or self.updates >= last:
                break
        self.seconds += perf_counter() - began
        if not self.ended and self.seconds > self.budget:
            self._end(f"Stopped after {self.budget:g} seconds of computing, the most that a lesson may take.")

    def _update(self) -> None:
        try:
            progress = next(self._updates)
        except Diverged as why:
            self.params = self.start.with_flat(why.params.flat)
            self._end(str(why))
            return
        self.loss.append(progress.loss)
        self.grad_norm.append(progress.grad_norm)
        self.accuracy.append(progress.accuracy or 0.0)
        due = self.updates >= max(self.snapshots[-1].update + 1, GROWTH * self.snapshots[-1].update)
        hopeful = self.short and progress.accuracy == 1
        if due or hopeful or self.updates == self.limit:
            self.params = progress.copy_params()
            if hopeful and self._watch()[1].min() > CONFIDENCE:
                times = "1 update" if self.updates == 1 else f"{self.updates} updates"
                self._end(f"Learnt: every letter is predicted with a probability above {CONFIDENCE:g}, after {times}.")
            elif self.updates == self.limit:
                self._end(f"Stopped after {self.limit} updates, the most that a lesson has.")
            elif due:
                self._take()
        self._live = progress

    def settle(self) -> None:
        """Bring `params` up to the last update; call it before reading them in mid-lesson."""
        if self.updates and not self.ended:
            self.params = self._live.copy_params()

    def _end(self, why: str) -> None:
        self.ended = why
        self._take()

    def _take(self) -> None:
        if self.unseen is not None:
            self.checked.append(self._check(self.unseen))
        y_hat, sure = self._watch()
        first, sample = self.text[:1], np.random.default_rng(self.seed)
        wrote = generate(self.params, first, WRITES - 1, 0.0 if self.short else 1.0, sample)
        weights = self.params.flat.astype(np.float32) if self.films else np.empty(0, np.float32)
        says, wrote = y_hat.argmax(-1), np.concatenate([first, wrote])
        self.snapshots.append(Snapshot(update=self.updates, weights=weights, says=says, sure=sure, wrote=wrote))

    def _check(self, text: NDArray[np.integer]) -> float:
        """The mean loss per letter on a text, read in windows from an empty state, as in training."""
        T = min(WINDOW, len(text) - 1)
        at = np.arange(0, len(text) - T, T) + np.arange(T)[:, None]  # (T, B)
        return loss(self.params, Batch(text[at], text[at + 1])).loss

    def _watch(self) -> tuple[Array, Array]:
        """At the watched positions: all probabilities (T, K), and that of the right letter (T,)."""
        x = one_hot(self.watched.x, self.params.sizes["D"], self.params.dtype)
        y_hat = cell_of(self.params).forward(self.params, x).y_hat
        return y_hat, y_hat[np.arange(len(y_hat)), self.watched.y]

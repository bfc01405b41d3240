"""The race as it runs: several networks trained side by side, a few batches at a time, for as long as they are given.

Each runs the recipe of the shipped results, so from the same seed it comes to the same weights. Nothing here shows
anything, and nothing waits: who holds a Race calls `advance` again and again until it is over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from engine.training import Diverged, Progress
from models.recipes import FLAWLESS, SOLVED, Recipe, figures, recall, training

LIMIT = 17.0  # seconds of computing for all together, whatever the machine
POINT = 10  # batches of 32 sequences for one point of a curve


@dataclass(eq=False)
class Runner:
    """One network on its way.

    curve     (batches done, share of right answers in the POINT batches before), of sequences never seen before
    held_out  its share on the held-out sequences, once it has ended
    """

    variant: str
    recipe: Recipe
    seed: int
    batches: int = 0
    curve: list[tuple[int, float]] = field(default_factory=list)
    state: str = "running"  # then "solved", or why it ended without
    held_out: float | None = None
    _steps: Iterator[Progress[Any]] = field(init=False, repr=False)
    _last: Progress[Any] | None = field(default=None, repr=False)
    _right: list[float] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._steps = training(self.recipe, self.seed)

    @property
    def running(self) -> bool:
        return self.state == "running"

    @property
    def solved(self) -> bool:
        """In the same sense as the shipped results: right on at least SOLVED of the held-out sequences."""
        return self.state == "solved"

    @property
    def params(self) -> Any:
        """The weights as far as it has learnt; None before its first batch."""
        return self._last.copy_params() if self._last else None

    def step(self) -> None:
        """One batch more, or the end."""
        try:
            progress = next(self._steps)
        except StopIteration:
            early = self.batches < self.recipe.steps
            self.end(f"no mistake in {FLAWLESS} batches" if early else "used all its updates")
            return
        except Diverged:
            self.end("diverged")
            return
        self.batches, self._last = progress.step, progress
        self._right.append(progress.accuracy or 0.0)
        if len(self._right) == POINT:
            self._point()

    def end(self, why: str) -> None:
        """Nothing more is learnt: what it can do now is asked of sequences that it never saw."""
        if self._right:
            self._point()
        if self._last is not None:
            self.held_out = figures(self.recipe, self._last.copy_params())["held out"]
        self.state = "solved" if (self.held_out or 0.0) >= SOLVED else why

    def _point(self) -> None:
        self.curve.append((self.batches, sum(self._right) / len(self._right)))
        self._right.clear()


class Race:
    """Networks on the same task from the same seed, taking turns batch by batch."""

    def __init__(self, k: int, variants: Sequence[str], seed: int) -> None:
        self.k, self.seed = k, seed
        self.runners = [Runner(variant, recall(k, variant), seed) for variant in variants]
        self.seconds = 0.0  # of computing, so far
        self._began: float | None = None

    def start(self) -> None:
        """It may advance from here."""
        self._began = monotonic()

    @property
    def asked(self) -> tuple[int, tuple[str, ...], int]:
        """What it was made from."""
        return self.k, tuple(runner.variant for runner in self.runners), self.seed

    @property
    def started(self) -> bool:
        return self._began is not None

    @property
    def left(self) -> float | None:
        """Seconds by the clock that it may still take, at its pace until now; None while that cannot be estimated."""
        if self._began is None or self.over or self.progress < 0.02:
            return None
        return (monotonic() - self._began) * (1 - self.progress) / self.progress

    @property
    def over(self) -> bool:
        return not any(runner.running for runner in self.runners)

    @property
    def budget(self) -> int:
        """The most batches that any of them may use."""
        return max(runner.recipe.steps for runner in self.runners)

    @property
    def progress(self) -> float:
        """0 … 1: how much of its batches the slowest has used, or of the time, whichever is further."""
        left = [runner.batches / runner.recipe.steps for runner in self.runners if runner.running]
        return 1.0 if self.over else min(1.0, max(min(left), self.seconds / LIMIT))

    def advance(self, seconds: float) -> bool:
        """Train for so long; returns early when all have ended, and ends all at the LIMIT. Says whether some still run."""
        began = monotonic()
        while not self.over and monotonic() < began + seconds:
            for runner in self.runners:
                if runner.running:
                    runner.step()
        self.seconds += monotonic() - began
        if self.seconds > LIMIT:
            self.stop("ran out of time")
        return not self.over

    def stop(self, why: str = "stopped") -> None:
        """End all that still run."""
        for runner in self.runners:
            if runner.running:
                runner.end(why)

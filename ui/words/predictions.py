"""What pages ask before something is trained, and what came of it."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.lesson import Lesson
from ui.board.question import Prediction
from ui.figures.race import CHANCE
from ui.figures.training import matrices

__all__ = ["HALF", "lesson", "race"]

HALF = 0.5  # of all answers
COUNTS = ("none", "one", "two", "all three")


def lesson(watched: Lesson, over: bool) -> tuple[Prediction, ...]:
    """Before a lesson; once it is over, with the answers."""
    every = (
        "Will every letter be right in the end?" if watched.short else "Will more than half of its guesses be right?"
    )
    texts = (
        ("Will the loss fall at every update?", ("at every one", "not at every one")),
        ("Which weights will move furthest?", ("U", "W", "V")),
        (every, ("yes", "no")),
    )
    if not over:
        return tuple(Prediction(*asked) for asked in texts)
    rises = int((np.diff(watched.loss) > 0).sum())
    last = watched.snapshots[-1]
    before, after = matrices(watched.start), matrices(watched.params)
    moved = {name: float(np.linalg.norm(after[name] - before[name])) for name in before}
    right = int((last.says == watched.watched.y).sum())
    count = len(last.says)
    enough = right == count if watched.short else right > HALF * count
    found = (
        (
            (not rises, rises > 0),
            f"it rose {rises:,} {'time' if rises == 1 else 'times'} in {watched.updates:,} updates",
        ),
        (tuple(f"{size:.2f}" == f"{max(moved.values()):.2f}" for size in moved.values()), _sizes(moved)),
        ((enough, not enough), f"{right} of {count} after {last.update:,} updates"),
    )
    return tuple(Prediction(*asked, *answer) for asked, answer in zip(texts, found, strict=True))


def _sizes(moved: Mapping[str, float]) -> str:
    """How far each matrix has moved: the root of the sum of all squares of its changes."""
    return ", ".join(f"{name} by {size:.2f}" for name, size in moved.items())


def race(names: Sequence[str], k: int, outcomes: Sequence[tuple[int, bool, float]] = ()) -> tuple[Prediction, ...]:
    """Before three networks race at k distractors; once it is over, with the answers.

    outcomes  of each: batches used, whether it has solved the task, its share of right answers on held-out sequences
    """
    texts = (
        (f"Which network will be the first to solve k = {k}?", (*names, "none")),
        ("How many of the three will solve it?", COUNTS),
        (f"Will the {names[0]} answer more than half right in the end?", ("yes", "no")),
    )
    if not outcomes:
        return tuple(Prediction(*asked) for asked in texts)
    needed = [batches if solved else np.inf for batches, solved, _ in outcomes]
    first, solvers = min(needed), sum(solved for _, solved, _ in outcomes)
    share = round(outcomes[0][2], 3)  # as it is told
    when = f"after {first:,.0f} updates" if first < np.inf else "in the updates they had"
    found = (
        ((*(batches == first < np.inf for batches in needed), first == np.inf), when),
        (tuple(count == solvers for count in range(len(COUNTS))), f"{solvers} of {len(names)}"),
        ((share > HALF, share <= HALF), f"{share:.1%}; guessing gives {CHANCE:.0%}"),
    )
    return tuple(Prediction(*asked, *answer) for asked, answer in zip(texts, found, strict=True))

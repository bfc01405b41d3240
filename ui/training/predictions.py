"""What pages ask before something is trained, and what came of it."""

from collections.abc import Sequence

import numpy as np

from engine.lesson import Lesson
from ui.board.question import Prediction
from ui.training.figures import matrices

HALF = 0.5  # of all answers
FEW = 300  # updates
FALL = 10  # percentage points
# Updates, whether it solved the task, its curve: (updates, share).
Outcome = tuple[int, bool, Sequence[tuple[int, float]]]


def lesson(watched: Lesson, over: bool) -> tuple[Prediction, ...]:
    """Before a lesson; once it is over, with the answers."""
    half, every = "Will more than half of its guesses be right?", "Will every letter be right in the end?"
    texts = (
        ("Will the loss fall at every update?", ("at every one", "not at every one")),
        ("Which weights will move furthest?", ("U", "W", "V")),
        (every if watched.short else half, ("yes", "no")),
    )
    if not over:
        return tuple(Prediction(*asked) for asked in texts)
    rises = int((np.diff(watched.loss) > 0).sum())
    times = "1 time" if rises == 1 else f"{rises:,} times"
    last = watched.snapshots[-1]
    before, after = matrices(watched.start), matrices(watched.params)
    moved = {name: float(np.linalg.norm(after[name] - before[name])) for name in before}
    sizes = ", ".join(f"{name} by {size:.2f}" for name, size in moved.items())  # the root of the sum of all squares
    right = int((last.says == watched.watched.y).sum())
    count = len(last.says)
    enough = right == count if watched.short else right > HALF * count
    answers = (
        ((not rises, rises > 0), f"it rose {times} in {watched.updates:,} updates"),
        (tuple(f"{size:.2f}" == f"{max(moved.values()):.2f}" for size in moved.values()), sizes),
        ((enough, not enough), f"{right} of {count} after {last.update:,} updates"),
    )
    return tuple(Prediction(*asked, *answer) for asked, answer in zip(texts, answers, strict=True))


def race(names: Sequence[str], k: int, outcomes: Sequence[Outcome] = ()) -> tuple[Prediction, ...]:
    """Before three networks race at k distractors; once it is over, with the answers.

    The results that come with the course stand beside the questions and say how each network ends, so the questions are
    about the way there.
    """
    texts = (
        (f"At k = {k}, which network will be the first to get more than half right?", (*names, "none")),
        ("How many updates will the first to solve it need?", (f"up to {FEW}", f"more than {FEW}", "none solves it")),
        (f"Will a curve fall back by more than {FALL} percentage points?", ("yes", "no")),
    )
    if not outcomes:
        return tuple(Prediction(*asked) for asked in texts)
    half = [next((at for at, share in curve if share > HALF), np.inf) for _, _, curve in outcomes]
    solved = min((batches for batches, is_solved, _ in outcomes if is_solved), default=np.inf)
    falls = [_fall([share for _, share in curve]) for _, _, curve in outcomes]
    first, deepest = min(half), max(falls)
    answers = (
        ((*(at == first < np.inf for at in half), first == np.inf), _updates(first)),
        ((solved <= FEW, FEW < solved < np.inf, solved == np.inf), _updates(solved)),
        ((deepest > FALL, deepest <= FALL), f"{names[falls.index(deepest)]} by {deepest}"),
    )
    return tuple(Prediction(*asked, *answer) for asked, answer in zip(texts, answers, strict=True))


def _updates(count: float) -> str:
    return f"after {count:,.0f} updates" if count < np.inf else "in the updates they had"


def _fall(shares: Sequence[float]) -> int:
    """The deepest fall from a point of a curve to a later one, in whole percentage points."""
    falls = np.maximum.accumulate(shares) - shares
    return round(100 * float(falls.max(initial=0)))

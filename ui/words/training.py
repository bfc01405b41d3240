"""The words of chapter 6."""

from collections.abc import Sequence
from html import escape

import numpy as np

from engine.functions import Array
from engine.lesson import SECONDS, UPDATES, Lesson, Snapshot
from engine.text import Alphabet
from ui.stories.parts import visible
from ui.theme import guesses_css

__all__ = ["BOUNDS", "curve_table", "guesses", "own_budget", "progress", "right", "weights_table"]

BOUNDS = (
    f"A lesson takes at most {SECONDS:g} seconds of computing and {UPDATES[True]:,} updates on a word, "
    f"{UPDATES[False]:,} on a text. It runs only while you look at it: leave the page and it waits, close it and it ends. "
    "The same settings give the same lesson again, number by number; a pasted text is not in the address."
)


def progress(lesson: Lesson, left: float | None) -> str:
    """Where the lesson stands; left: seconds until its end at the latest, if that is known."""
    if lesson.ended:
        return lesson.ended
    if not lesson.updates:
        return f"Press Train: at most {lesson.limit:,} updates."
    rest = "" if left is None else f"; at most {left:.0f} s left"
    return f"Update {lesson.updates:,} of at most {lesson.limit:,}{rest}."


def own_budget(seconds: float) -> str:
    """What a lesson with a budget of its own takes, and what becomes of it."""
    return (
        f"It takes {seconds:g} seconds of computing, of which everybody on this server gets a share in turn; it waits while you "
        "are on another page. Another text, cell or seed begins anew. Nothing of it leaves this session."
    )


def right(lesson: Lesson, snapshot: Snapshot) -> str:
    """How many of the watched letters are guessed right."""
    count = int((snapshot.says == lesson.watched.y).sum())
    return f"After {snapshot.update:,} updates {count} of {len(snapshot.says)} letters are guessed right."


def guesses(lesson: Lesson, snapshot: Snapshot, alphabet: Alphabet) -> str:
    """HTML: for each watched position the letter read, the guess, and how far the right letter is expected."""
    symbols = [escape(visible(symbol)) for symbol in alphabet.symbols]
    chips = []
    positions = zip(lesson.watched.x, lesson.watched.y, snapshot.says, snapshot.sure, strict=True)
    for read, target, said, sure in positions:
        verdict = "✓" if said == target else f"✗ {symbols[target]}"
        chips.append(
            f'<li style="--sure:{100 * sure:.0f}%">{symbols[read]} → <b>{symbols[said]}</b> {verdict}'
            f"<br><small>{sure:.2f}</small></li>"
        )
    return f'{guesses_css()}<ol class="guesses">{"".join(chips)}</ol>'


def curve_table(lesson: Lesson) -> dict[str, list[str]]:
    """The curves in numbers, at the snapshots."""
    rows = [s.update for s in lesson.snapshots if s.update < lesson.updates]
    return {
        "updates": [f"{n:,}" for n in rows],
        "loss per letter": [f"{lesson.loss[n]:.4g}" for n in rows],
        "norm of the gradient": [f"{lesson.grad_norm[n]:.4g}" for n in rows],
        "right": [f"{lesson.accuracy[n]:.0%}" for n in rows],
    }


def weights_table(films: Sequence[dict[str, Array]], updates: Sequence[int]) -> dict[str, list[str]]:
    """Each matrix at some snapshots, as its largest weight and its size (the root of the sum of all squares)."""
    table = {"updates": [f"{n:,}" for n in updates]}
    for name in films[0]:
        arrays = [film[name] for film in films]
        table[f"{name}, largest"] = [f"{np.abs(a).max():.3g}" for a in arrays]
        table[f"{name}, size"] = [f"{np.linalg.norm(a):.3g}" for a in arrays]
    return table

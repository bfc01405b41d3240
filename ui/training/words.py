"""Sentences about a training, and its tables."""

from collections.abc import Sequence
from html import escape
from math import log

import numpy as np

from engine.functions import Array
from engine.lesson import PIECES, SECONDS, SHORT, UPDATES, WINDOW, Lesson, Snapshot
from engine.text import Alphabet
from ui.board.arithmetic import power
from ui.board.parts import visible
from ui.board.theme import guesses_css
from ui.shell.words import Words

text = Words.beside(__file__)
PIECEWISE = {"short": SHORT, "pieces": PIECES, "window": WINDOW}
BOUNDS = {
    "seconds": f"{SECONDS:g}",
    "most": f"{UPDATES[True]:,}",
    "most_of_text": f"{UPDATES[False]:,}",
    "short": SHORT,
}


def progress(lesson: Lesson, left: float | None) -> str:
    """Where the lesson stands; left: seconds until its end at the latest, if that is known."""
    if lesson.ended:
        return lesson.ended
    if not lesson.updates:
        return f"Press Train to start. A run takes at most {lesson.limit:,} updates."
    rest = "" if left is None else f"; at most {left:.0f} s left"
    return f"Update {lesson.updates:,} of at most {lesson.limit:,}{rest}."


def right(lesson: Lesson, snapshot: Snapshot) -> str:
    """How many of the watched letters are guessed right; HTML."""
    count = int((snapshot.says == lesson.watched.y).sum())
    checked = dict(zip((each.update for each in lesson.snapshots), lesson.checked, strict=False)).get(snapshot.update)
    fields = {
        "updates": "1 update" if snapshot.update == 1 else f"{snapshot.update:,} updates",
        "count": count,
        "letters": len(snapshot.says),
        "place": "" if lesson.short else " at the beginning of the text",
        "are": "is" if count == 1 else "are",
        "perplexity": power(snapshot.loss / log(10)),
    }
    if checked is None:
        return text("right", **fields)
    return text("right held out", **fields, unseen=power(checked / log(10)))


def guesses(lesson: Lesson, snapshot: Snapshot, alphabet: Alphabet) -> str:
    """HTML: for each watched position the letter read, the guess, and how far the right letter is expected."""
    symbols = [escape(visible(symbol)) for symbol in alphabet.symbols]
    chips = ""
    for read, target, said, sure in zip(lesson.watched.x, lesson.watched.y, snapshot.says, snapshot.sure, strict=True):
        verdict = "✓" if said == target else f"✗ {symbols[target]}"
        shown = f"{symbols[read]} → <b>{symbols[said]}</b> {verdict}<br><small>{sure:.2f}</small>"
        chips += f'<li style="--sure:{100 * sure:.0f}%">{shown}</li>'
    return f'<style>{guesses_css()}</style><ol class="guesses">{chips}</ol>'


def curve_table(lesson: Lesson) -> dict[str, list[str]]:
    """The curves in numbers, at the snapshots."""
    rows = [s.update for s in lesson.snapshots if s.update < lesson.updates]
    table = {
        "updates": [f"{n:,}" for n in rows],
        "loss per letter": [f"{lesson.loss[n]:.4g}" for n in rows],
        "norm of the gradient": [f"{lesson.grad_norm[n]:.4g}" for n in rows],
        "perplexity": [power(lesson.loss[n] / log(10)) for n in rows],
        "right": [f"{lesson.accuracy[n]:.0%}" for n in rows],
    }
    if lesson.checked:
        table["held out, loss per letter"] = [f"{loss:.4g}" for loss in lesson.checked[: len(rows)]]
    return table


def weights_table(films: Sequence[dict[str, Array]], updates: Sequence[int]) -> dict[str, list[str]]:
    """Each matrix at some snapshots, as its largest weight and its norm."""
    table = {"updates": [f"{n:,}" for n in updates]}
    for name in films[0]:
        arrays = [film[name] for film in films]
        table[f"{name}, largest absolute value"] = [f"{np.abs(a).max():.3g}" for a in arrays]
        table[f"{name}, norm"] = [f"{np.linalg.norm(a):.3g}" for a in arrays]
    return table

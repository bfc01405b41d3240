"""The words of chapter 6."""

from collections.abc import Sequence
from html import escape

import numpy as np

from engine.functions import Array
from engine.lesson import PIECES, SECONDS, UPDATES, WINDOW, Lesson, Snapshot
from engine.text import Alphabet
from ui.glossary import term
from ui.stories.parts import visible
from ui.theme import guesses_css

__all__ = [
    "BOUNDS",
    "MEMORISED",
    "UPDATE",
    "curve_table",
    "guesses",
    "own_budget",
    "progress",
    "right",
    "weights_table",
]

BOUNDS = (
    f"A lesson takes at most {SECONDS:g} seconds of computing and {UPDATES[True]:,} updates on a word, "
    f"{UPDATES[False]:,} on a text. It runs only while you look at it: leave the page and it waits, close it and it ends. "
    "The same settings give the same lesson again, number for number; a pasted text is not in the address."
)

UPDATE = f"""
**What happens in one update.** The network reads, its guesses are compared with the letters that really come, the
{term("gradient", "gradients")} are found by {term("backpropagation through time")} (chapter 5), and every {term("weight")}
moves a little against its gradient. The {term("learning rate")} says how little. **SGD** (stochastic gradient descent) does
just that; {term("Adagrad")} takes shorter steps for weights that have been pushed often; {term("Adam")} keeps a running
mean of the gradients and steps by their sign more than by their size. {term("clipping", "Clipping")} shortens a gradient
whose {term("norm")} is larger than you choose.

An RNN starts from the weights chosen above; an LSTM, a {term("GRU")}, or any network that learns a text starts from random ones,
drawn by the {term("seed")}. Of a text, each update reads a {term("batch")} of {PIECES} pieces of {WINDOW} letters. Every
piece starts from an empty state: nothing is carried over from the letters before it, so what lies more than {WINDOW}
letters back cannot be learnt ({term("truncated backpropagation")}, at the end of chapter 5). The loss of an update is that
of the weights before it.
"""
MEMORISED = f"""
**Learnt or memorised?** When every letter of a word is right, the network has memorised that word; there was nothing else
to learn. Of a long text the last tenth is {term("held out")}: the dashed curve is the loss on it, which no update ever
sees. Watching that curve is called {term("validation")}. Where it turns up while the other goes on falling, the network is
{term("overfitting")}. {term("perplexity", "Perplexity")} is exp of the loss per letter: with a perplexity of 3 the network
is as unsure as if it had to choose among 3 equally likely letters; 1 is certainty.
"""


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
    perplexity = float(np.exp(-np.log(np.maximum(snapshot.sure, np.finfo(float).tiny)).mean()))
    return (
        f"After {snapshot.update:,} updates {count} of {len(snapshot.says)} letters are guessed right, with a perplexity of "
        f"{perplexity:.3g}."
    )


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
        "perplexity": [f"{np.exp(min(lesson.loss[n], 700)):.4g}" for n in rows],
        "right": [f"{lesson.accuracy[n]:.0%}" for n in rows],
    } | (
        {"held out, loss per letter": [f"{loss:.4g}" for loss in lesson.checked[: len(rows)]]} if lesson.checked else {}
    )


def weights_table(films: Sequence[dict[str, Array]], updates: Sequence[int]) -> dict[str, list[str]]:
    """Each matrix at some snapshots, as its largest weight and its size (the root of the sum of all squares)."""
    table = {"updates": [f"{n:,}" for n in updates]}
    for name in films[0]:
        arrays = [film[name] for film in films]
        table[f"{name}, largest"] = [f"{np.abs(a).max():.3g}" for a in arrays]
        table[f"{name}, size"] = [f"{np.linalg.norm(a):.3g}" for a in arrays]
    return table

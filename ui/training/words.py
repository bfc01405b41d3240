"""The words of chapter 6."""

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
from ui.shell.glossary import term

BOUNDS = (
    f"A training run stops after {SECONDS:g} seconds of computing time or after {UPDATES[True]:,} updates ({UPDATES[False]:,} on "
    f"a text of more than {SHORT} letters), whichever comes first. Training goes on only while this page is open: go to another "
    "page of the course and it pauses; close the tab and it ends. The same settings give exactly the same updates; only where "
    "the time limit stops a run may differ. A text that you paste in is not stored in the page’s web address."
)

UPDATE = f"""
**What happens in one update.** The network reads; its bets are compared with the right letters; the
{term("gradient", "gradients")} are computed by {term("backpropagation through time")} (chapter 5); and every
{term("weight")} moves a little against its gradient. How far depends on the {term("learning rate")} and on the optimiser,
the rule that makes changes of the weights from gradients. **SGD** moves each weight against its gradient, by the learning
rate times that gradient, and does nothing else. (The name stands for stochastic gradient descent; stochastic means random:
with a large text, every update sees only a random part of it.) {term("Adagrad")} adds up the squares of a weight’s past
gradients; the larger the sum, the shorter the weight’s steps. {term("Adam")} follows a running mean of each weight’s
gradients and scales every step to roughly the same size, so a step depends more on the signs of the gradients than on their
sizes. Adagrad and Adam usually need less trial and error with the learning rate than SGD does; Adam is the common choice.
{term("clipping", "Clipping")} takes the gradients of all weights as one long vector: if its {term("norm")} is above the
limit you choose, all of them are scaled down by the same factor.

*Cell* above chooses the kind of network. The RNN, when it learns a word, starts from the weights chosen above. The other
two, {term("LSTM")} and {term("GRU")} (chapter 8), start from random weights, and so does any network that learns a text;
the {term("seed")} decides which random weights. A text of more than {SHORT} letters is not read whole: each update reads a
{term("batch")} of {PIECES} pieces of {WINDOW} letters each (of fewer letters if the text has fewer), taken from random
places in the text. So every piece starts from an empty state, and a link between letters more than {WINDOW} apart cannot be
learnt. ({term("truncated backpropagation", "Truncated backpropagation")}, at the end of chapter 5, works differently: it
reads the pieces of a text in order, and passes the state on from one to the next; there, the pieces are called windows.)
The loss shown for an update is measured before that update changes the weights.
"""
MEMORISED = f"""
**Learnt or memorised?** When every letter of a word is right, the network has memorised that word; there was nothing else
to learn. If a text is long enough, about the last tenth of it is {term("held out")}: no update ever sees that part, and the
dashed curve is the loss on this held-out text. Watching it is called {term("validation")}. If the dashed curve starts to
rise while the solid one, the loss on the rest of the text, keeps falling, the network is {term("overfitting")}.
{term("perplexity", "Perplexity")} is exp of the loss per letter. A perplexity of 3 means the network is as unsure as if it
had to choose among 3 equally likely letters; 1 means it is certain and right. Perplexity can be larger than the number of
letters in the alphabet: a network that is confident and wrong does worse than one that treats all letters alike.
"""


def progress(lesson: Lesson, left: float | None) -> str:
    """Where the lesson stands; left: seconds until its end at the latest, if that is known."""
    if lesson.ended:
        return lesson.ended
    if not lesson.updates:
        return f"Press Train to start. A run takes at most {lesson.limit:,} updates."
    rest = "" if left is None else f"; at most {left:.0f} s left"
    return f"Update {lesson.updates:,} of at most {lesson.limit:,}{rest}."


def own_budget(seconds: float) -> str:
    """What a lesson with a budget of its own takes, and what becomes of it."""
    return (
        f"Training takes at most {seconds:g} seconds of computing time. All users of this server take turns, so you may have to "
        "wait longer than that. Training pauses while you are on another page, and starts afresh if you change the text, the "
        "seed or a setting of this section. Your text and the network trained on it are kept only until you close or reload this "
        "tab."
    )


def right(lesson: Lesson, snapshot: Snapshot) -> str:
    """How many of the watched letters are guessed right."""
    count = int((snapshot.says == lesson.watched.y).sum())
    perplexity = power(snapshot.loss / log(10))
    place = "" if lesson.short else " at the beginning of the text"
    checked = dict(zip((each.update for each in lesson.snapshots), lesson.checked, strict=False)).get(snapshot.update)
    unseen = "" if checked is None else f", and {power(checked / log(10))} on the held-out text"
    return (
        f"After {_updates(snapshot.update)}, {count} of {len(snapshot.says)} letters{place} {'is' if count == 1 else 'are'} "
        f"guessed right; the network’s perplexity on them is {perplexity}{unseen}."
    )


def _updates(count: int) -> str:
    return "1 update" if count == 1 else f"{count:,} updates"


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
    return f'<style>{guesses_css()}</style><ol class="guesses">{"".join(chips)}</ol>'


def curve_table(lesson: Lesson) -> dict[str, list[str]]:
    """The curves in numbers, at the snapshots."""
    rows = [s.update for s in lesson.snapshots if s.update < lesson.updates]
    return {
        "updates": [f"{n:,}" for n in rows],
        "loss per letter": [f"{lesson.loss[n]:.4g}" for n in rows],
        "norm of the gradient": [f"{lesson.grad_norm[n]:.4g}" for n in rows],
        "perplexity": [power(lesson.loss[n] / log(10)) for n in rows],
        "right": [f"{lesson.accuracy[n]:.0%}" for n in rows],
    } | (
        {"held out, loss per letter": [f"{loss:.4g}" for loss in lesson.checked[: len(rows)]]} if lesson.checked else {}
    )


def weights_table(films: Sequence[dict[str, Array]], updates: Sequence[int]) -> dict[str, list[str]]:
    """Each matrix at some snapshots, as its largest weight and its norm."""
    table = {"updates": [f"{n:,}" for n in updates]}
    for name in films[0]:
        arrays = [film[name] for film in films]
        table[f"{name}, largest absolute value"] = [f"{np.abs(a).max():.3g}" for a in arrays]
        table[f"{name}, norm"] = [f"{np.linalg.norm(a):.3g}" for a in arrays]
    return table

"""What the stage may ask before it shows: three to five questions a story, at steps whose outcome is worth a guess."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.functions import Array
from ui.board.arithmetic import number
from ui.board.question import Guess, Prediction, Question
from ui.board.storyboard import Step

MOST = 5  # guesses of a question
Questions = Mapping[tuple[int, str], Question]  # (time step, grid): asked before that grid is computed there


def asking(steps: Iterable[Step], questions: Questions) -> tuple[Step, ...]:
    """The steps, each with the question about what it computes, if there is one."""

    def asked(step: Step) -> Question | None:
        return next((questions[step.t, name] for name in step.computes if (step.t, name) in questions), None)

    return tuple(replace(step, asks=asked(step)) for step in steps)


def forward(y_hat: Array, letters: Sequence[str]) -> Questions:
    """Of a forward pass with probabilities y_hat (T, K)."""
    last = len(y_hat) - 1
    asked = {(t, "y_hat"): _most_probable(y_hat[t], letters) for t in (min(1, last), last)}
    if last:
        larger = "Which is larger overall: what the letter says, or what memory says?"
        asked[1, "Ws"] = _larger(larger, ("the letter’s", "Ux"), ("memory’s", "Ws"))
        loss = (Guess("larger", "loss", 0), Guess("smaller", "loss", 0, -1))
        asked[last, "loss"] = Question("Will this loss be larger or smaller than the previous one?", loss)
    return asked


def bptt(dlogits: Array, letters: Sequence[str]) -> Questions:
    """Of backpropagation through time, with errors dlogits (T, K)."""
    last = len(dlogits) - 1
    total = (Guess("fall", "total", 0), Guess("rise", "total_new", 0))
    asked = {(0, "total_new"): Question("Will the loss fall or rise?", total)}
    wrong = dlogits[last] > 0  # errors add up to 0, and only the right letter’s is negative
    if wrong.sum() > 1:
        errors = _rows("dlogits", np.where(wrong, dlogits[last], -np.inf), letters, int(wrong.sum()))
        asked[last, "dlogits"] = Question("Which wrong letter’s score should fall most?", errors)
    if last:
        more = "Which contributes more: this output, or the future?"
        asked[last - 1, "ds_future"] = _larger(more, ("this output", "ds_now"), ("the future", "ds_future"))
        asked[0, "ds"] = _than_next("ds")
    return asked


def vanishing(slopes: Array) -> Questions:
    """Of the chain of factors, from the last letter back to the first, with the slopes of tanh (T, H)."""
    second = len(slopes) - 2
    if second < 0:
        return {}
    units = [f"unit {unit + 1}" for unit in range(slopes.shape[1])]
    lets = Question("Which unit passes on the largest part of a change?", _rows("slope", slopes[second], units))
    norms = (Guess("larger", "norm", 0), Guess("smaller", "norm", 0, 1))
    size = Question("Will this factor make the product larger or smaller?", norms)
    return {(second, "slope"): lets, (second, "norm"): size, (0, "norm"): size}


def lstm(y_hat: Array, letters: Sequence[str]) -> Questions:
    """Of an LSTM, forward and backward, with probabilities y_hat (T, K)."""
    last = len(y_hat) - 1
    asked = {(min(1, last), "y_hat"): _most_probable(y_hat[min(1, last)], letters)}
    if last:
        asked[1, "write"] = _larger("Is more kept, or more written?", ("kept", "keep"), ("written", "write"), lead=2)
        gives = "Which gives c more of its gradient: this h, or the next c?"
        asked[last - 1, "dc_future"] = _larger(gives, ("this h", "dc_now"), ("the next c", "dc_future"), lead=2)
        asked[0, "dc"] = _than_next("dc")
    return asked


def gru(y_hat: Array, letters: Sequence[str]) -> Questions:
    """Of a GRU, forward and backward, with probabilities y_hat (T, K)."""
    last = len(y_hat) - 1
    asked = {(min(1, last), "y_hat"): _most_probable(y_hat[min(1, last)], letters)}
    if last:
        asked[1, "keep"] = _larger("Is more written, or more kept?", ("written", "write"), ("kept", "keep"), lead=2)
        asked[0, "dh"] = _than_next("dh")
    return asked


def anatomy(
    s: Array, y_hat: Array, word: Sequence[int], letters: Sequence[str], weights: int, decimals: int
) -> dict[int, Prediction]:
    """Of a word (T,) that one cell reads, by how many letters are read where the answer is seen.

    s  (T, H) states;  y_hat  (T, K) probabilities;  letters  of the alphabet, as they are shown;  weights  how many the cell has
    """
    first, last = s[0, 0], len(s) - 1
    sign, signs = "Will unit 1 of the state be positive or negative?", ("positive", "negative")
    asked = {1: Prediction(sign, signs, (bool(first > 0), bool(first < 0)), number(first, decimals))}
    if last:
        which, sets = "Which weights will read the second letter?", ("the same", "a set of its own")
        asked[2] = Prediction(which, sets, (True, False), f"one set of {weights} numbers")
    if last > 1:
        units = sorted(np.argsort(-np.abs(s[2]), kind="stable")[:MOST].tolist())
        asked[3] = _largest("Which unit will be furthest from 0?", np.abs(s[2]), units, decimals, "unit {}")
        kept = sorted(np.argsort(-y_hat[last], kind="stable")[:MOST].tolist())
        asked[last + 1] = _largest("Which letter will it bet on?", y_hat[last], kept, decimals, labels=letters)
    again = next((t for t in range(2, last + 1) if word[t] == word[t - 1]), None)
    if again is not None:
        unit = int(np.abs(s[again] - s[again - 1]).argmax())
        same = bool(np.array_equal(s[again], s[again - 1]))
        now, before = (number(s[t, unit], decimals) for t in (again, again - 1))
        seen = same or now != before  # a difference that is not shown decides nothing
        once_more = f"“{letters[word[again]]}” once more: will the state be the same as after the first?"
        by, states = f"unit {unit + 1}: {now} after {before}", ("the same", "a different one")
        asked[again + 1] = Prediction(once_more, states, (same, seen and not same), by)
    return {at: asked[at] for at in sorted(asked) if any(asked[at].right)}


def _largest(
    text: str, values: Array, rows: Sequence[int], decimals: int, label: str = "", labels: Sequence[str] = ()
) -> Prediction:
    """Which of these rows has the largest value, as it is written? Where all share it, none is right."""
    most = number(values.max(), decimals)
    answers = tuple(labels[row] if labels else label.format(row + 1) for row in rows)
    right = tuple(number(values[row], decimals) == most for row in rows)
    return Prediction(text, answers, () if all(right) else right, most)


def _most_probable(y_hat: Array, letters: Sequence[str]) -> Question:
    """Put before the votes are counted."""
    return Question("Which letter will it bet on?", _rows("y_hat", y_hat, letters), lead=3)


def _rows(grid: str, values: Array, labels: Sequence[str], most: int = MOST) -> tuple[Guess, ...]:
    """The rows with the largest values, in the order of the board, so that the choice of them does not tell which is largest."""
    chosen = sorted(np.argsort(-values, kind="stable")[: min(most, MOST)].tolist())
    return tuple(Guess(labels[row], grid, row) for row in chosen)


def _larger(text: str, one: tuple[str, str], other: tuple[str, str], lead: int = 1) -> Question:
    """Of two vectors, each as (answer, grid)."""
    return Question(text, (Guess(*one), Guess(*other)), lead=lead)


def _than_next(grid: str) -> Question:
    """Of a gradient that comes back from one letter to the one before."""
    guesses = (Guess("larger", grid), Guess("smaller", grid, dt=1))
    return Question("Is it larger than the next letter’s gradient?", guesses)

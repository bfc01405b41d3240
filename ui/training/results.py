"""What a training leaves, to be taken away: the story of the trained network, its curves, and the results of a race."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine import rnn, toy
from engine.gru import GRUParams
from engine.lesson import Lesson
from engine.params import Params
from engine.rnn import RNNParams
from engine.text import Alphabet, one_hot
from ui.board.storyboard import Storyboard
from ui.cells import forward, gru, lstm
from ui.cells.gated import Reading
from ui.cells.gated_run import read
from ui.cells.word_run import Run


def story(params: Params, word: NDArray[np.int64], alphabet: Alphabet) -> tuple[Storyboard, Run | Reading]:
    """The storyboard of a network of any cell that reads a word (T,) of indices, and the run that it shows."""
    if isinstance(params, RNNParams):
        x, y = one_hot(word[:-1], len(alphabet)), word[1:]
        trace = rnn.forward(params, x)
        return forward.storyboard(params, trace, y, alphabet.symbols), Run(params, alphabet, x, y, trace, "", ())
    reading = read(params, word, alphabet)
    board = gru.storyboard(reading) if isinstance(params, GRUParams) else lstm.storyboard(reading, toy.NOTES)
    return board, reading


def curves_csv(lesson: Lesson) -> str:
    """A line for each update: what belongs to the weights before it."""
    lines = zip(range(lesson.updates), lesson.loss, lesson.grad_norm, lesson.accuracy, strict=True)
    return _csv(["updates", "loss per letter", "norm of the gradient", "right"], lines)


def lesson_npz(lesson: Lesson, address: str) -> bytes:
    """The curves (updates,), and of each snapshot its update, the guesses, their probabilities and, where they are kept,
    all weights in the order of `fields`; `about` says what it is and the address that shows it."""
    buffer = io.BytesIO()
    taken = lesson.snapshots
    np.savez_compressed(
        buffer,
        allow_pickle=False,
        about=np.array(["a lesson, update by update", address]),
        loss=np.array(lesson.loss),
        grad_norm=np.array(lesson.grad_norm),
        right=np.array(lesson.accuracy),
        update=np.array([snapshot.update for snapshot in taken]),
        says=np.stack([snapshot.says for snapshot in taken]),
        sure=np.stack([snapshot.sure for snapshot in taken]),
        weights=np.stack([snapshot.weights for snapshot in taken]),
        fields=np.array([f"{name} {'×'.join(map(str, array.shape))}" for name, array in lesson.start.items()]),
    )
    return buffer.getvalue()


def race_csv(shipped: Mapping[str, Mapping[str, Sequence[float]]], own: Iterable[tuple[str, int, int, float]]) -> str:
    """A line for each network trained: the shipped ones, then those of this session as (network, k, seed, share)."""
    lines: list[Sequence[object]] = [
        (variant, k, seed, share, "shipped")
        for variant, by_distance in shipped.items()
        for k, shares in by_distance.items()
        for seed, share in enumerate(shares)
    ]
    lines += [(*mark, "run here") for mark in own]
    return _csv(["network", "k", "seed", "right answers", "from"], lines)


def _csv(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(lines)
    return text.getvalue()

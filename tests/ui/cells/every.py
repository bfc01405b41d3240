"""A board of every story, with the reader's first choices."""

from collections.abc import Iterator

from engine import rnn, seq2seq
from engine.update import descend
from models import load
from pages.shapes import seq2seq as translating
from pages.vanishing import story as vanishing
from ui.board.storyboard import Storyboard
from ui.cells import bptt, forward, order
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run
from ui.cells.word_run import run


def boards(chosen: Settings = Settings()) -> Iterator[Storyboard]:  # noqa: B008  (frozen)
    """The stories of the word, of the cells with gates, of two sentences, of a translation."""
    reading = run(chosen)
    p, letters = reading.params, reading.alphabet.symbols
    grads = rnn.backward(p, reading.trace, reading.y)
    yield forward.storyboard(p, reading.trace, reading.y, letters)
    yield bptt.storyboard(grads, reading.y, letters, descend(grads, reading.y, 0.5))
    yield vanishing.storyboard(p, reading.trace, letters)
    for cell in ("lstm", "gru"):
        yield gated_run(cell, "random", chosen, "").storyboard()
    first, second = (order.checked(sentence) for sentence in order.NOTES)
    yield order.storyboard(first, second, order.shared(first, second))
    model = load("translation")
    source = model.inputs.encode(["i", "call", "the", "child"])
    answer, trace = seq2seq.answer(model.params, source, 12)
    yield translating.storyboard(model.params, trace, answer, model.inputs, model.outputs)

"""The answers of the built-in encoder-decoders: right or wrong, and on what they were never shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine import seq2seq
from engine.seq2seq import Seq2SeqParams
from engine.tasks.data import END, Example, FixedTask
from ui.board.markdown import plain

Words = tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """The right answer to a source, and whether a model learnt from it."""

    answer: Words
    seen: bool


def references(task: FixedTask) -> dict[Words, Reference]:
    """The right answer to every source of a task."""
    return {
        example.x: Reference(_answer(example), seen)
        for examples, seen in ((task.train, True), (task.held_out, False))
        for example in examples
    }


def mistakes(p: Seq2SeqParams, task: FixedTask) -> tuple[Words, ...]:
    """The held-out sources that a model does not answer exactly."""
    return tuple(example.x for example in task.held_out if seq2seq.exact(p, task.encode([example])) < 1)


def judged(source: Words, said: Sequence[str], known: Mapping[Words, Reference]) -> str:
    """Whether an answer is right, as Markdown, and what that says about the model."""
    words = [word for word in said if word != END]
    answer = f"**{plain(' '.join(words))}**" if words else "**nothing at all**"
    right = known.get(source)
    if END not in said:
        answer += " … and so on: it never finds an end"
    if right is None:
        return (
            f"{answer}. Nothing like this was in its training or test data, so there is no reason to trust the answer: a network "
            "always gives one."
        )
    before = "learnt from this very sentence" if right.seen else "was never shown this sentence"
    if (*right.answer, END) == tuple(said):
        return f"{answer}: right. It {before}."
    return f"{answer}: **wrong**, it should be *{plain(' '.join(right.answer))}*. It {before}."


def _answer(example: Example) -> Words:
    return tuple(word for word in example.y if word not in (None, END))

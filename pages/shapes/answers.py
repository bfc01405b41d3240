"""The answers of the built-in encoder-decoders: right or wrong, and on what they were never shown."""

from collections.abc import Mapping, Sequence

from engine import seq2seq
from engine.seq2seq import Seq2SeqParams
from engine.tasks.data import END, FixedTask
from ui.shell import words

Words = tuple[str, ...]
text = words.Words.beside(__file__)


References = Mapping[Words, tuple[Words, bool]]


def references(task: FixedTask) -> References:
    """The right answer to every source of a task, and whether a model learnt from it."""
    return {
        example.x: (tuple(word for word in example.y if word not in (None, END)), seen)
        for examples, seen in ((task.train, True), (task.held_out, False))
        for example in examples
    }


def mistakes(p: Seq2SeqParams, task: FixedTask) -> tuple[Words, ...]:
    """The held-out sources that a model does not answer exactly."""
    return tuple(example.x for example in task.held_out if seq2seq.exact(p, task.encode([example])) < 1)


def judged(source: Words, said: Sequence[str], known: References) -> str:
    """Whether an answer is right, as HTML, and what that says about the model."""
    answer = " ".join(word for word in said if word != END) or "nothing at all"
    if END not in said:
        answer += " … and so on: it never finds an end"
    if source not in known:
        return text("judged new", answer=answer)
    right, seen = known[source]
    before = "seen" if seen else "unseen"
    if (*right, END) == tuple(said):
        return text(f"judged right {before}", answer=answer)
    return text(f"judged wrong {before}", answer=answer, right=" ".join(right))

"""Words that the shipped models read and suggest."""

import numpy as np
import pytest

import models
from engine.functions import softmax
from engine.tasks.data import END
from engine.tasks.digits import numbers
from engine.text import Alphabet
from pages.shapes import answers, phrases

NEXT = models.load("next-word")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "at least one word"),
        ("?! …", "at least one word"),
        ("how " * 200, "at most 12 words here; this one has 200"),
        ("how are bananas", "knows 81 words, and ‘bananas’ is not one of them"),
        ("call 112", "‘112’ is not one of them"),
        ("привет you 你好", "‘привет’, ‘你好’ are not among them"),
        ("x" * 3000, "at most 24 letters"),
    ],
)
def test_what_a_model_cannot_read_is_said_in_one_sentence(text: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rule.replace("?", r"\?")) as raised:
        phrases.known(NEXT.inputs)(text)
    assert len(str(raised.value)) < 160


def test_capitals_and_punctuation_do_not_make_a_word_unknown() -> None:
    assert phrases.known(NEXT.inputs)("How ARE you?!") == ("how", "are", "you")


def test_suggestions_are_the_three_most_probable_by_hand() -> None:
    p = NEXT.params
    s = np.zeros(p.H)
    for word in ("how", "are"):
        s = np.tanh(p.U[:, NEXT.inputs.symbols.index(word)] + p.W @ s + p.b)
    y_hat = softmax(p.V @ s + p.b_y)
    found = phrases.best(phrases.after_each(p, NEXT.inputs, ("how", "are"))[-1], NEXT.outputs)
    assert [word for word, _ in found] == [NEXT.outputs.symbols[k] for k in np.argsort(-y_hat)[:3]]
    assert [chance for _, chance in found] == pytest.approx(sorted(y_hat)[:-4:-1])


def test_what_it_writes_is_each_time_its_best_guess() -> None:
    said, sure = phrases.written(NEXT.params, NEXT.inputs, NEXT.outputs, "see")
    assert said[-1] == END
    y_hat = phrases.after_each(NEXT.params, NEXT.inputs, ("see", *said[:-1]))
    assert [phrases.best(row, NEXT.outputs, 1)[0] for row in y_hat] == list(zip(said, sure, strict=True))


def test_the_printed_accuracy_is_the_models_own() -> None:
    said = phrases.trusted(NEXT.figures, "words")
    for share in NEXT.figures.values():
        assert f"{share:.1%}" in said
    assert "best" not in phrases.trusted({"train": 1.0, "held out": 0.5}, "words")


def test_an_unknown_word_of_the_reader_is_no_markup_in_the_table() -> None:
    assert r"**\*a\***" in phrases.suggestions(np.full((1, 3), 1 / 3), Alphabet(("b", "c", END)), ("*a*",), 2)


def test_mistakes_on_held_out_numbers_are_shown_as_they_come() -> None:
    model, task = models.load("digits"), numbers()
    wrong = answers.mistakes(model.params, task)
    assert len(wrong) == round((1 - model.figures["held out"]) * len(task.held_out))
    known = answers.references(task)
    assert all(not known[source][1] for source in wrong)
    assert "<strong>wrong</strong>, it should be <em>2</em>" in answers.judged(("two",), ("6", END), known)
    assert "right. It was never shown" in answers.judged(("two",), ("2", END), known)
    assert "no reason to trust" in answers.judged(("two", "two"), ("2", END), known)
    assert "never finds an end" in answers.judged(("two",), ("2",), known)

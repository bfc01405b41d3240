"""Which unit tells which kind of letter, against a count of all pairs."""

import numpy as np
import pytest

from engine import lstm
from engine.tasks.alice import ALICE
from engine.text import Alphabet
from models import shipped
from pages.lab import respond
from pages.lab.respond import activations, contexts, decoded, kinds, readable
from pages.lab.text import FIRST
from pages.lab.words import coloured, sentence

LETTERS = tuple('A "b c" (d)\nE.')


def test_the_share_is_that_of_all_pairs_counted_one_by_one() -> None:
    letters = LETTERS * 3
    values = np.random.default_rng(0).normal(size=(len(letters), 3))
    for found in respond.respond(values, letters):
        of_kind = kinds(letters)[found.kind]
        one, other = values[of_kind, found.unit], values[~of_kind, found.unit]
        higher = np.mean(one[:, None] > other[None, :])
        assert found.share == pytest.approx(1 - higher if found.low else higher)
        assert found.spread == pytest.approx(values[:, found.unit].std())


def test_quotations_and_brackets_reach_from_sign_to_sign() -> None:
    found = kinds(LETTERS)
    assert "".join(np.array(LETTERS)[found["quoted"]]) == '"b c"'
    assert "".join(np.array(LETTERS)[found["bracketed"]]) == "(d)"
    assert found["line"].sum() == 1
    assert "".join(np.array(LETTERS)[found["initial"]]) == "AbcdE"


def test_the_shipped_network_has_a_unit_that_a_reader_can_name() -> None:
    model = shipped("alice")
    letters = readable(tuple(FIRST), model.inputs)
    best = respond.respond(activations(model.params, model.inputs, letters), letters)[0]
    assert best.share > 0.95
    of_kind = kinds(letters)[best.kind]
    among, count = best.among
    assert count == of_kind.sum()
    assert among > 2 * count * of_kind.mean()  # far more of them than among any letters
    assert (best.there > best.elsewhere) != best.low
    assert "a clear answer" in sentence(best)


def test_the_states_of_a_text_keep_nothing_else_of_its_reading_in_memory() -> None:
    params = lstm.init(np.random.default_rng(0), 2, 4, 2)
    states = activations(params, Alphabet("ab"), "abba")
    assert states.shape == (4, 4)
    assert states.base is None


def test_the_contexts_are_the_highest_and_stand_apart() -> None:
    values = np.zeros(60)
    values[[5, 6, 30, 55]] = [0.9, 0.8, 0.7, 0.6]
    found = contexts(values, ALICE[:60], count=3)
    assert contexts(-values, ALICE[:60], True, 3) == [(*rest, -value) for *rest, value in found]
    assert [value for *_, value in found] == [0.9, 0.7, 0.6]
    assert all(letter == ALICE[at] for (_, letter, _, _), at in zip(found, (5, 30, 55), strict=True))


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("é".encode(), ("é", "UTF-8")),
        (b"\xef\xbb\xbfa", ("a", "UTF-8")),
        (b"\x93\xe9\x94", ("“é”", "Windows-1252")),
        (b"a\x81", ("a\x81", "Latin-1")),
    ],
)
def test_a_file_is_read_in_its_encoding(file: bytes, found: tuple[str, str]) -> None:
    assert decoded(file) == found


@pytest.mark.parametrize(
    ("file", "sentence"), [(b"a" * (respond.LARGEST_TEXT + 1), "has 1,048,577"), (b"a\0b", "is no text")]
)
def test_a_file_that_is_no_text_or_too_large_is_refused(file: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        decoded(file)


def test_a_letter_that_the_network_does_not_know_is_named() -> None:
    with pytest.raises(ValueError, match="‘é’ is not in this model’s alphabet"):
        readable(tuple("café"), Alphabet(tuple("caf")))


def test_letters_are_escaped_in_the_coloured_text() -> None:
    letters = tuple('<b>"&')
    html = coloured(letters, np.zeros(len(letters)), respond.respond(np.zeros((len(letters), 1)), letters)[0])
    assert "<b>" not in html
    assert "&lt;" in html


def test_a_letter_that_cannot_be_seen_has_its_sign_in_the_tooltip_and_its_number_a_true_minus() -> None:
    letters = ("\n", " ")
    values = np.array([-0.05, 0.61])
    html = coloured(letters, values, respond.respond(values[:, None], letters)[0])
    assert 'title="⏎ −0.05"' in html
    assert 'title="␣ +0.61"' in html

import pytest

from engine.tasks.countries import CLAUSES, countries, gap, sentence


def test_the_notes_sentence_is_read_up_to_the_word_before_the_language():
    x, y = sentence("germany")
    assert " ".join((*x, y[-1], "there")) == "i went to germany and people speaks german there"


@pytest.mark.parametrize("clauses", [0, 1, 6, 13])
def test_the_gap_counts_the_words_between_country_and_language(clauses):
    x, y = sentence("japan", CLAUSES[:1] * clauses)
    assert len(x) - x.index("japan") - 1 == gap(clauses)
    assert y == (None,) * (len(x) - 1) + ("japanese",)


def test_the_sentences_have_the_asked_numbers_of_clauses():
    lengths = {len(x) for x, _ in countries(1, 3).held_out}
    assert lengths == {4 + gap(clauses) for clauses in (1, 2, 3)}


def test_an_unknown_country_is_named_beside_the_known():
    with pytest.raises(ValueError, match=r"‘peru’ is not one of the countries .germany, france"):
        sentence("peru")


@pytest.mark.parametrize("bounds", [(-1, 2), (3, 2)])
def test_the_numbers_of_clauses_are_in_order(bounds):
    with pytest.raises(ValueError, match="0 ≤ fewest ≤ most"):
        countries(*bounds)

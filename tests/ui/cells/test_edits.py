"""The reader's own weights as text."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.cells.edits import Edit, fitting, parse, text

names = st.sampled_from(["U", "W", "b", "V", "b_y", "U_f"])
cells = st.tuples(names, st.integers(0, 15), st.integers(0, 15))
weights = st.floats(-1000, 1000).map(lambda value: value + 0.0)


@given(st.dictionaries(cells, weights, max_size=20))
def test_every_weight_survives_the_address_to_the_last_bit(chosen: dict) -> None:
    edits = tuple(Edit(*cell, value) for cell, value in chosen.items())
    assert parse(text(edits)) == (edits, ())


def test_the_text_is_as_short_as_a_person_would_write_it() -> None:
    assert text([Edit("U", 0, 1, 0.5), Edit("b", 0, 0, -1.0)]) == "U.0.1:0.5,b.0.0:-1"


@given(st.text(max_size=60))
def test_whatever_is_written_gives_finite_weights_and_no_exception(written: str) -> None:
    edits, _ = parse(written)
    assert all(math.isfinite(edit.value) and abs(edit.value) <= 1000 for edit in edits)


@pytest.mark.parametrize(
    "broken", ["U.0.1:nan", "U.0.1:1e309", "U.0.1:-1000.1", "U.-1.0:1", "U.0:1", "U.0.1:", "<b>.0.0:1", "U.0.1:1_0"]
)
def test_a_broken_entry_is_named_and_the_others_are_kept(broken: str) -> None:
    edits, problems = parse(f"b.0.0:2,{broken}")
    assert edits == (Edit("b", 0, 0, 2.0),)
    assert len(problems) == 1
    assert broken in problems[0]


def test_the_later_of_two_values_for_one_cell_counts() -> None:
    assert parse("U.0.0:1,U.0.0:2")[0] == (Edit("U", 0, 0, 2.0),)


def test_a_text_that_no_address_can_carry_is_refused_with_both_lengths() -> None:
    edits, problems = parse("U.0.0:1," * 300)
    assert edits == ()
    assert "2000" in problems[0]
    assert "2400" in problems[0]


def test_weights_without_a_place_are_named_and_the_others_are_kept() -> None:
    edits, _ = parse("U.0.1:0.5,b.2.0:1,b.0.1:1,U.3.0:1,Q.0.0:1")
    kept, problems = fitting(edits, {"U": (3, 4), "b": (3,)})
    assert [e[:3] for e in kept] == [("U", 0, 1), ("b", 2, 0)]
    assert [p.split()[0] for p in problems] == ["b", "U", "There"]
    assert "‘Q’" in problems[2]

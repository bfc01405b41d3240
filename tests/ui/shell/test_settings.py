"""Reading and writing the address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.presets import PRESETS
from ui.cells.choice import Settings
from ui.shell.settings import FEEDS, query, read

DEFAULT = Settings()
words = st.text("abcdefgé🙂ש ", min_size=2, max_size=24)
settings = st.builds(
    Settings,
    word=words,
    preset=st.sampled_from([p for p in PRESETS if p != "notes"]),
    seed=st.integers(0, 999_999),
    hidden=st.integers(1, 16),
    decimals=st.integers(2, 6),
    feed=st.sampled_from(list(FEEDS)),
    temperature=st.integers(1, 50).map(lambda n: n / 10),
    edits=st.sampled_from(["", "U.0.1:0.5,b.0.0:-1"]),
    step=st.integers(0, 500),
    present=st.booleans(),
)


@given(settings)
def test_an_address_brings_back_the_settings_that_it_was_made_from(chosen: Settings) -> None:
    assert read({name: [value] for name, value in query(chosen).items()}) == (chosen, ())


def test_defaults_are_left_out_of_the_address() -> None:
    assert query(DEFAULT) == {}
    assert query(Settings(step=3, present=True, temperature=2.0)) == {"t": "3", "present": "1", "temperature": "2"}


@given(
    st.dictionaries(st.one_of(st.text(max_size=9), st.sampled_from(["word", "seed", "edit", "t"])), st.lists(st.text()))
)
def test_no_address_raises(came: dict) -> None:
    read(came)


BROKEN = {
    "word": ["", "h", "x" * 25, "he\x00lo", "he\u202elo", "\u0301a", "cat", "<script>"],
    "preset": ["", "Notes", "the notes’", "notes "],
    "seed": ["", "-1", "1000000", "1.5", "nan", "1e309", "٣", "1_000", "9" * 5000, "%ff"],
    "hidden": ["0", "17", "three", "NaN", "\u0000"],
    "decimals": ["1", "7", "2.0", " 2"],
    "feed": ["teacher", "True", "0"],
    "temperature": ["0", "5.1", "inf", "1e309", "nan", "-1", "1e-400", ""],
    "edit": ["U.0.1", "U.0.1:1001", "U.0.1:inf", "'; drop"],
    "t": ["-1", "1e3", "99999999999999999999", "x"],
    "present": ["yes", "2", "true"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BROKEN.items() for v in values])
def test_a_broken_parameter_has_its_default_and_one_notice_that_names_it(name: str, value: str) -> None:
    found, notices = read({name: [value]})
    assert found == DEFAULT
    assert len(notices) == 1
    assert notices[0].startswith(f"{name}: ")
    assert len(notices[0]) < 400
    assert notices[0].isprintable()


def test_a_parameter_given_twice_is_not_guessed_at() -> None:
    found, notices = read({"seed": ["1", "2"]})
    assert found == DEFAULT
    assert "seed is given 2 times" in notices[0]


def test_an_unknown_parameter_is_named_unless_the_page_reads_it() -> None:
    assert "‘foo’" in read({"foo": ["1"]})[1][0]
    assert read({"foo": ["1"]}, more=["foo"]) == (DEFAULT, ())


def test_one_broken_parameter_leaves_the_others_alone() -> None:
    found, notices = read({"seed": ["7"], "hidden": ["99"], "preset": ["random"], "word": ["é🇩🇪"]})
    assert found == Settings(word="é🇩🇪", preset="random", seed=7)
    assert [n.split(":")[0] for n in notices] == ["hidden"]


def test_broken_weights_are_dropped_and_the_sound_ones_kept() -> None:
    found, notices = read({"edit": ["U.0.1:0.50,W.0.0:nan"]})
    assert found.edits == "U.0.1:0.5"
    assert notices[0].startswith("edit: ")
    assert "W.0.0:nan" in notices[0]


def test_a_letter_is_what_a_reader_calls_one() -> None:
    composed, apart = (read({"word": [f"caf{e}"], "preset": ["random"]}) for e in ("é", "e\u0301"))
    assert composed == apart
    assert composed[0].word == "café"
    assert read({"word": ["👩‍👩‍👧" * 24], "preset": ["random"]})[1] == ()


def test_the_notes_weights_are_for_three_units_and_their_four_letters() -> None:
    assert read({"word": ["hole"]}) == (Settings(word="hole"), ())
    assert "hidden" in read({"hidden": ["5"]})[1][0]
    assert read({"hidden": ["5"], "preset": ["random"]})[0].hidden == 5

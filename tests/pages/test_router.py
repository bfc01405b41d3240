"""The router and the controls, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import ROUTER
from tests.apps import opened as opened_at
from ui.shell.chapters import CHAPTERS, PAGES, Chapter
from ui.training import turns

WITH_PRESETS = [c for c in CHAPTERS if "preset" in c.controls]  # they can refuse a word that is not the notes'


def opened(chapter: Chapter, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page(chapter.file).run() if chapter.path else app


@pytest.mark.parametrize(("cell", "memory"), [("lstm", "An LSTM’s memory"), ("gru", "A GRU does with one state")])
def test_the_sentence_under_the_title_is_of_the_cell_that_is_chosen(cell: str, memory: str) -> None:
    app = opened(next(chapter for chapter in PAGES if chapter.path == "lstm"))
    app.session_state["cell"] = cell
    app.run()
    (claim,) = [text.value for text in app.markdown if text.value.startswith("At each letter, unit by unit")]
    assert memory in claim


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_every_page_has_its_title_from_the_table_and_no_error(chapter: Chapter) -> None:
    app = opened(chapter)
    assert not app.exception
    assert [title.value for title in app.title] == [chapter.title]


@pytest.mark.parametrize("chapter", WITH_PRESETS, ids=lambda chapter: chapter.path)
def test_a_refused_word_stays_in_its_box_and_the_last_good_one_in_force(chapter: Chapter) -> None:
    app = opened(chapter, word="hole")
    app.text_input(key="word").set_value("cat").run()
    assert app.text_input(key="word").value == "cat"
    assert "hole" in app.error[0].value
    assert app.session_state["settings"].word == "hole"
    app.segmented_control(key="preset").set_value("random").run()
    assert not app.error
    assert app.session_state["settings"].word == "cat"


def test_the_preset_that_cannot_read_the_word_is_not_put_in_force() -> None:
    app = opened(WITH_PRESETS[0], word="cat", preset="random")
    app.segmented_control(key="preset").set_value("notes").run()
    assert app.error
    assert app.session_state["settings"].preset == "random"


def test_notices_about_the_address_stay_until_something_is_changed() -> None:
    app = opened(PAGES[0], seed="-1")
    assert "seed" in app.warning[0].value
    app.run()
    assert app.warning
    app.switch_page(WITH_PRESETS[0].file).run()
    app.segmented_control(key="decimals").set_value(4).run()
    assert not app.warning


LSTM = next(c for c in CHAPTERS if c.path == "lstm")
FORWARD = next(c for c in CHAPTERS if c.path == "forward")


def at_lstm(**query: str) -> AppTest:
    """A session that the address /lstm has opened."""
    return opened_at(LSTM, query)


def test_the_lstm_reads_words_and_sizes_that_the_notes_weights_cannot() -> None:
    app = at_lstm(word="cat", hidden="5")
    assert not app.exception
    assert not app.warning
    assert app.session_state["settings"].word == "cat"
    assert app.session_state["settings"].preset == "notes"


def test_after_such_a_word_the_rnn_has_random_weights_and_says_so() -> None:
    app = at_lstm(word="cat")
    app.switch_page(FORWARD.file).run()
    assert not app.exception
    assert "random weights" in app.info[0].value
    assert (app.session_state["settings"].word, app.session_state["settings"].preset) == ("cat", "random")


def test_every_cell_keeps_its_own_edits() -> None:
    app = at_lstm(edit="V.0.0:5,W_f.0.0:0.5")
    assert app.session_state["settings"].edits == ""
    assert app.session_state["edits_of"] == {"lstm": "V.0.0:5,W_f.0.0:0.5"}
    app.segmented_control(key="cell").set_value("gru").run()
    assert not app.exception
    assert not app.warning
    assert app.session_state["edits_of"] == {"lstm": "V.0.0:5,W_f.0.0:0.5"}


def test_a_cells_edit_that_does_not_fit_has_a_notice() -> None:
    app = at_lstm(edit="W.0.0:1,b_f.1.0:2")
    assert "W" in app.warning[0].value
    assert len(app.warning) == 1


@pytest.mark.parametrize(
    ("name", "value"), [("cell", "rnn"), ("lstm_preset", "notes"), ("cell", "<b>"), ("lstm_preset", "")]
)
def test_an_impossible_choice_has_its_default_and_a_notice(name: str, value: str) -> None:
    app = at_lstm(**{name: value})
    assert not app.exception
    assert name.replace("_", r"\_") in app.warning[0].value
    assert app.session_state[name] == {"cell": "lstm", "lstm_preset": "random"}[name]


def test_the_chosen_cell_and_weights_are_there_when_the_reader_comes_back() -> None:
    app = at_lstm(cell="gru", lstm_preset="trained")
    app.switch_page(FORWARD.file).run()
    app.switch_page(LSTM.file).run()
    assert app.segmented_control(key="cell").value == "gru"
    assert app.segmented_control(key="lstm_preset").value == "trained"


@pytest.mark.parametrize("path", ["forward", "lstm", "anatomy"])
def test_in_a_frame_what_moves_stands_alone_with_a_way_to_its_page(path: str) -> None:
    chapter = next(c for c in CHAPTERS if c.path == path)
    app = opened_at(chapter, {"embed": "1", "word": "hole"})
    assert not app.exception
    assert not app.warning
    assert [title.value for title in app.title] == [chapter.title]  # for screen readers
    assert not app.text_input
    assert not app.subheader
    assert any(chapter.title in caption.value and f"/{path}" in caption.value for caption in app.caption)


def test_a_page_gives_its_place_back_however_it_ends() -> None:
    """Else those that come after it would wait for ever."""
    opened(CHAPTERS[-1])
    opened(WITH_PRESETS[0], present="1")  # which ends before its prose
    assert turns.pages.free == turns.MOST_PAGES

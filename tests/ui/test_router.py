"""The router and the controls, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.chapters import CHAPTERS, PAGES, Chapter

WITH_PRESETS = [
    c for c in CHAPTERS if "preset" in c.controls
]  # they can refuse a word that is not the notes'
ROUTER = Path(__file__).parents[2] / "pages" / "_router.py"


def opened(chapter: Chapter, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page(chapter.file).run() if chapter.path else app


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

"""The first picture of an address is the one that its page then draws, and no other address has it."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from pages._first_picture import LONGEST_QUERY, first_picture
from tests.apps import opened
from ui.shell.chapters import PAGES, Chapter

CHAPTERS = {chapter.path: chapter for chapter in PAGES}
PLACED = [chapter for chapter in PAGES if chapter.top]


def board_of_page(chapter: Chapter, query: str) -> dict[str, Any]:
    """What the page's own script sends its player at this address."""
    app = opened(chapter, dict(parse_qsl(query, keep_blank_values=True)))
    sent = [json.loads(element.proto.json or "{}") for element in app.get("bidi_component")]
    return next(json.loads(data["board"]) for data in sent if "board" in data)


SAME = [
    *(("", query) for query in ("", "word=papaya&preset=random&seed=3&hidden=4&edit=U.0.0:0.5")),
    ("order", ""),
    ("forward", "notes=1"),
    ("forward", "word=tomato&preset=trained&feed=sample&temperature=2&decimals=4"),
    ("bptt", "word=hole&edit=V.0.1:2"),
    ("vanishing", "word=tomato&preset=random&hidden=2"),
    ("lstm", "word=tomato&preset=random&hidden=2"),
    ("practice", "seed=3"),
]


@pytest.mark.parametrize(("path", "query"), SAME, ids=lambda text: text or "default")
def test_the_first_picture_is_what_the_page_then_draws(path: str, query: str) -> None:
    first, page = json.loads(first_picture(CHAPTERS[path], query) or "{}"), board_of_page(CHAPTERS[path], query)
    for board in (first, page):
        board.pop("picks", None)  # which cells tell the page that they are pinned: only the page's own can
    assert first == page


@pytest.mark.parametrize("chapter", PLACED, ids=lambda chapter: chapter.path or "home")
def test_it_begins_at_the_first_step_whatever_step_the_address_names(chapter: Chapter) -> None:
    assert first_picture(chapter, "t=3") == first_picture(chapter, "") is not None


@pytest.mark.parametrize(
    "query",
    [
        "present=1", "embed=1", "embed_options=dark_theme", "word=x", "seed=-1", "unknown=1", "word=hole&word=hell",
        "edit=U.9.9:1", "preset=mine", "word=hello%23YOU%20FAILED", "word=" + "h" * LONGEST_QUERY, "word=h\u00e9llo",
    ],
)  # fmt: skip
def test_an_address_that_more_than_its_settings_decides_has_none(query: str) -> None:
    assert first_picture(CHAPTERS["forward"], query) is None


@pytest.mark.parametrize("chapter", PLACED, ids=lambda chapter: chapter.path or "home")
def test_a_parameter_of_a_pages_own_has_none(chapter: Chapter) -> None:
    for name in chapter.parameters:
        assert first_picture(chapter, urlencode({name: "-5"})) is None


def test_a_choice_that_does_not_exist_has_none() -> None:
    assert first_picture(CHAPTERS["lstm"], "cell=rnn") is None
    assert first_picture(CHAPTERS["lstm"], "cell=gru&cell=lstm") is None

"""A parameter that is not possible is named in a notice, its default is used, and the page stands: without a browser."""

import pytest

from tests.apps import opened
from ui.shell.chapters import PAGES

ADDRESSES = [
    ("anatomy", {"places": "99"}, ["places:"]),
    ("anatomy", {"letter": "é"}, ["letter:"]),
    ("anatomy", {"t": "9"}, ["t:"]),
    ("anatomy", {"swap": "x"}, ["swap:"]),
    ("vanishing", {"radius": "-1"}, ["radius:"]),
    ("vanishing", {"letters": "9999"}, ["letters:"]),
    ("vanishing", {"change": "0"}, ["change:"]),
    ("training", {"lr": "0"}, ["lr:"]),
    ("training", {"net": "CNN"}, ["net:"]),
    ("training", {"clip": "9"}, ["clip:"]),
    ("training", {"learn": "me"}, ["learn:"]),
    ("shapes", {"shape": "circle"}, ["shape:"]),
    ("shapes", {"country": "atlantis"}, ["country:"]),
    ("shapes", {"shape": "one-to-many", "start": ""}, []),
    ("bptt", {"lr": "200", "weight": "<b>", "eps": "3"}, ["lr: ‘200’", "weight: ‘", "eps: ‘3’"]),
    ("race", {"k": "51", "rnn": "hundred units"}, ["k: ‘51’", "rnn: ‘hundred units’"]),
    ("forward", {"word": "hole", "t": "-1"}, ["t: ‘-1’"]),
    ("forward", {"word": "hole", "edit": "U.9.9:1"}, ["no row 9"]),
    ("forward", {"word": "😀\x00", "seed": "1e309", "hidden": "NaN"}, ["word", "seed", "hidden"]),
    ("forward", {"seed": ["1", "2"], "decimals": "", "t": "-1"}, ["seed", "decimals", "t:"]),
    ("forward", {"edit": "Q.0.0:inf", "word": "שלום", "temperature": "99"}, ["edit", "word", "temperature"]),
    ("forward", {"<script>alert(1)</script>": "1", "preset": "�%A"}, ["has no parameter ‘", "preset"]),
]


@pytest.mark.parametrize(("path", "query", "named"), ADDRESSES, ids=lambda value: str(value)[:40])
def test_what_is_wrong_with_an_address_is_said_and_the_page_stands(
    path: str, query: dict[str, str | list[str]], named: list[str]
) -> None:
    chapter = next(page for page in PAGES if page.path == path)
    app = opened(chapter, query)
    assert not app.exception
    assert [title.value for title in app.title] == [chapter.title]
    said = [warning.value.replace("\\", "") for warning in app.warning]  # as it is drawn
    assert len(said) == len(named), said
    for name in named:
        assert any(name in notice for notice in said), (name, said)

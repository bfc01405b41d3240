"""Each page with a run offers it to be taken away."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.addresses import opened
from ui.chapters import PAGES
from ui.reader import address

BOARD = ["Worksheet", "Worksheet to print", "Trace", "Trace as a table"]
RUNS = [c for c in PAGES if c.path in ("", "anatomy", "forward", "bptt", "vanishing", "lstm")]


@pytest.mark.parametrize("chapter", RUNS, ids=lambda page: page.path or "home")
def test_the_run_can_be_taken_away_in_every_form(chapter):  # type: ignore[no-untyped-def]
    app = opened(chapter, {"word": "hole", "edit": "V.0.0:2"})
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    figures = ["Figures"] if "The same as a table" in [folded.label for folded in app.expander] else []
    assert bool(figures) == bool(chapter.path)  # of these pages the first alone has none
    assert labels == ["Standalone walk", "Notebook", *BOARD, *figures, "Weights"]


@pytest.mark.parametrize(("path", "query"), [("order", {}), ("shapes", {"shape": "encoder-decoder"})])
def test_a_board_without_weights_of_the_reader_is_taken_away_too(path: str, query: dict[str, str]) -> None:
    app = opened(next(page for page in PAGES if page.path == path), query)
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Standalone walk", *BOARD, *(["Figures"] if path == "order" else [])]


def test_a_file_carries_the_address_of_the_same_screen_with_the_pages_own_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    carried, of = [], address.of

    def kept(*about: Any) -> str:
        carried.append(of(*about))
        return carried[-1]

    monkeypatch.setattr(address, "of", kept)
    query = {"word": "hole", "radius": "2", "letters": "60", "edit": "V.0.0:2"}
    app = opened(next(page for page in PAGES if page.path == "vanishing"), query)
    assert not app.exception
    (link,) = set(carried)
    assert parse_qs(urlsplit(link).query) == {name: [value] for name, value in query.items()}

"""Each page with a run offers it to be taken away."""

import pytest

from tests.addresses import opened
from ui.chapters import PAGES

RUNS = [c for c in PAGES if c.path in ("", "anatomy", "forward", "bptt", "vanishing", "lstm")]


@pytest.mark.parametrize("chapter", RUNS, ids=lambda page: page.path or "home")
def test_the_run_can_be_taken_away_in_every_form(chapter):  # type: ignore[no-untyped-def]
    app = opened(chapter, {"word": "hole", "edit": "V.0.0:2"})
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Standalone walk", "Notebook", "Worksheet", "Trace", "Trace as a table", "Weights"]


@pytest.mark.parametrize(("path", "query"), [("order", {}), ("shapes", {"shape": "encoder-decoder"})])
def test_a_board_without_weights_of_the_reader_is_taken_away_too(path: str, query: dict[str, str]) -> None:
    app = opened(next(page for page in PAGES if page.path == path), query)
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Standalone walk", "Worksheet", "Trace", "Trace as a table"]

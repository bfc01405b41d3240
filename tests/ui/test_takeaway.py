"""Each page with a run offers it to be taken away."""

import pytest

from tests.addresses import opened
from ui.chapters import CHAPTERS

RUNS = [c for c in CHAPTERS if c.path in ("forward", "bptt", "vanishing", "lstm")]


@pytest.mark.parametrize("chapter", RUNS, ids=lambda chapter: chapter.path)
def test_the_run_can_be_taken_away_in_every_form(chapter):  # type: ignore[no-untyped-def]
    app = opened(chapter, {"word": "hole", "edit": "V.0.0:2"})
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["Worksheet", "Notebook", "Trace", "Trace as a table", "Weights"]

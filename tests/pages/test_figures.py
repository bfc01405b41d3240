"""Every figure of every page is one that Plotly would have written so."""

import pytest

from tests.apps import opened
from tests.figures import plotly
from ui.shell.chapters import PAGES, Chapter
from ui.shell.charts import FIGURES


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_every_figure_of_a_page_is_plotlys(chapter: Chapter) -> None:
    app = opened(chapter)
    for name, figure in app.session_state[FIGURES].items():
        try:
            plotly(figure)
        except ValueError as error:
            pytest.fail(f"{name}: {error}")

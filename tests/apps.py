"""The app without a browser."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ui.shell.chapters import Chapter

ROUTER = Path(__file__).parents[1] / "pages" / "_router.py"


def opened(chapter: Chapter, query: Mapping[str, str | Sequence[str]] | None = None) -> AppTest:
    """A page as the first thing that a new session asks for."""
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    if chapter.path:
        app._page_hash = calc_hash(chapter.path)  # switch_page knows the pages' files only after a first run
    app.query_params.update(query or {})
    return app.run()

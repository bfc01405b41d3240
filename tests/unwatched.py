"""The app, on a server that ends as soon as it watches files (tests/test_unwatched.py)."""

import os
from typing import Any

from streamlit.watcher.local_sources_watcher import LocalSourcesWatcher


def end(*_: Any) -> None:
    os._exit(1)


LocalSourcesWatcher.__init__ = end  # type: ignore[method-assign]

from app import app  # noqa: E402, F401  (uvicorn looks for it here)

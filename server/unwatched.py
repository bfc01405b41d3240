"""No session watches source files, also where its reader was cut off and comes back.

Streamlit begins no watch with `fileWatcherType = "none"`, but does when a session is taken up again: after the next run it
resolves the path of every module there is, half a second in which nobody else is answered. A class whose network failed for
a moment comes back as one.
"""

from streamlit.runtime.app_session import AppSession


def watch_no_files() -> None:
    """From now on and everywhere. Streamlit has no place for this; `tests/test_unwatched.py` fails where it no longer helps."""
    AppSession.register_file_watchers = lambda _: None  # type: ignore[assignment, method-assign]

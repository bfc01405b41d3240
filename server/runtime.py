"""What Streamlit's runtime does otherwise here and has no place to be told: whose messages go next, which files are watched."""

from collections.abc import Iterator
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

ROUND = 1000  # sessions served before the runtime looks whether it is to stop


class InTurn:
    """The runtime's session manager, but for the order in which it goes through sessions to send what waits: the fewest first.

    Streamlit goes through all sessions in turn and lets everything else run after each message. With two hundred pages
    under way one round takes seconds, and a reader who changed a word just after theirs was passed waits for the whole of it.
    """

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def list_active_sessions(self) -> Iterator[Any]:
        """Those with messages, again and again until none has any; looked up anew each time, for more come meanwhile."""
        for _ in range(ROUND):
            waiting = [info for info in self._manager.list_active_sessions() if _count(info)]
            if not waiting:
                return
            yield min(waiting, key=_count)


def _count(info: Any) -> int:
    return len(info.session._browser_queue._queue)


def send_in_turn(runtime: Runtime) -> None:
    """From now on; `tests/test_sending.py` fails where it no longer helps."""
    runtime._session_mgr = InTurn(runtime._session_mgr)  # type: ignore[assignment]


def watch_no_files() -> None:
    """From now on no session watches source files, also where its reader was cut off and comes back.

    Streamlit begins no watch with `fileWatcherType = "none"`, but does when a session is taken up again: after the next run
    it resolves the path of every module there is, half a second in which nobody else is answered. A class whose network failed
    for a moment comes back as one. `tests/test_unwatched.py` fails where this no longer helps.
    """
    AppSession.register_file_watchers = lambda _: None  # type: ignore[assignment, method-assign]

"""Whose turn it is to compute: one lesson or race at a time, first who has waited longest, so that each gets as much.

Between two turns everybody else has the server. Their pages take turns too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic
from weakref import WeakKeyDictionary

__all__ = ["PAGES", "Turns", "pages", "turn"]

PAGES = 2  # drawn at a time; one that takes long leaves the other's place to all
HERE = 1.5  # seconds: who has not asked for so long has left

# Threads of Python compute one at a time whatever one does. Pages that are drawn all at once only end all at the end, and
# keep what sends them waiting for each of its messages.
pages = BoundedSemaphore(PAGES)


class Turns:
    """The turns of one process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = False
        self._asked: WeakKeyDictionary[object, float] = WeakKeyDictionary()
        self._served: WeakKeyDictionary[object, float] = WeakKeyDictionary()

    @contextmanager
    def turn(self, who: object) -> Iterator[bool]:
        """Whether it may compute now; if not, it asks again soon."""
        mine = self._take(who)
        try:
            yield mine
        finally:
            if mine:
                with self._lock:
                    self._taken, self._served[who] = False, monotonic()

    def _take(self, who: object) -> bool:
        with self._lock:
            now = self._asked[who] = monotonic()
            served = {other: self._served.get(other, 0.0) for other in self._asked}
            waiting = [served[other] for other, asked in self._asked.items() if served[other] < asked > now - HERE]
            if self._taken or served[who] > min(waiting):
                return False
            self._taken = True
            return True


turn = Turns().turn

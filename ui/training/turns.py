"""Whose turn it is to compute: pages before lessons, races and files to download, and of those one at a time, first who has
waited longest, so that each gets as much.

Between two turns everybody else has the server, and within one a lesson stands back for a page every few milliseconds. Pages
take turns too.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock, get_ident
from time import monotonic
from typing import NamedTuple
from weakref import WeakKeyDictionary

MOST_PAGES = 2  # drawn at a time; one that takes long leaves the other's place to all
BREATH = 0.01  # seconds of computing, after which a lesson looks whether a page waits
PATIENCE = 0.25  # seconds, at most, that it stands back in one turn: a crowd does not stop it
HERE = 1.5  # seconds: a lesson that has not asked for a turn for so long has left
NEW = 1.0  # seconds that a session's first page is assumed to take: sessions with quicker pages go before new ones
KNOWN = 4096  # sessions of which it is known how long their last page took


class _Waiting(NamedTuple):
    lock: Lock
    who: Hashable


class PageSlots:
    """The pages that are drawn or wait for it; `with pages.drawing(session):` draws one.

    Python's threads compute one at a time. Pages that are all drawn at once all end late, and the thread that sends them
    waits for each of its messages. A place that is left goes by turns to whoever has waited longest
    and to whoever's last page took the least time: two hundred with large boards do not keep a reader of a small one waiting,
    and nobody waits forever.
    """

    def __init__(self) -> None:
        self.free = MOST_PAGES  # places
        self.waiting: deque[_Waiting] = deque()
        self._longest = True  # who has waited longest comes next
        self._took: OrderedDict[Hashable, float] = OrderedDict()  # session → seconds of its last page, the oldest first
        self._changed = Condition()
        self._threads: set[int] = set()

    @contextmanager
    def drawing(self, who: Hashable) -> Iterator[None]:
        """Wait for a place, and have it."""
        self._enter(who)
        began = monotonic()
        try:
            yield
        finally:
            self._leave(who, monotonic() - began)

    def _enter(self, who: Hashable) -> None:
        mine = Lock()
        with self._changed:
            self._threads.add(get_ident())
            if self.free:
                self.free -= 1
                return
            mine.acquire()
            self.waiting.append(_Waiting(mine, who))
        mine.acquire()

    def _leave(self, who: Hashable, seconds: float) -> None:
        with self._changed:
            self._took[who] = seconds
            self._took.move_to_end(who)
            if len(self._took) > KNOWN:
                self._took.popitem(last=False)
            if self.waiting:
                next_one = self.waiting[0] if self._longest else min(self.waiting, key=self._expected)
                self._longest = not self._longest
                self.waiting.remove(next_one)
                next_one.lock.release()  # it has this place
            else:
                self.free += 1
            self._threads.discard(get_ident())
            self._changed.notify_all()

    def _expected(self, one: _Waiting) -> float:
        return self._took.get(one.who, NEW)

    def stand_back(self, most: float) -> float:
        """Wait while another thread has a page to draw, `most` seconds at most. Returns how long it was."""
        began, me = monotonic(), get_ident()
        with self._changed:
            self._changed.wait_for(lambda: not self._threads - {me}, most)
        return monotonic() - began

    def in_breaths(self, work: Callable[[float], bool], seconds: float) -> None:
        """Let `work` compute for `seconds`, in breaths of as many as it is given, standing back for pages in between; it ends
        early when it returns False."""
        spent, patience = 0.0, PATIENCE
        while spent < seconds:
            patience -= self.stand_back(max(0.0, patience))
            began = monotonic()
            if not work(min(BREATH, seconds - spent)):
                return
            spent += monotonic() - began


class Making:
    """The files that are made for a download, one at a time; `with making:` makes one.

    One that has many parts calls `breathe` between them, so that a short one need not wait for all of it.
    """

    def __init__(self, pages: PageSlots) -> None:
        self._pages = pages
        self._changed = Condition()
        self._line: deque[int] = deque()  # threads; the first makes its file

    def __enter__(self) -> None:
        with self._changed:
            self._line.append(get_ident())
            self._changed.wait_for(lambda: self._line[0] == get_ident())

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._line.popleft()
            self._changed.notify_all()

    def breathe(self) -> None:
        """Let the others make a part of theirs, and pages be drawn; nothing where this thread makes no file."""
        with self._changed:
            if not self._line or self._line[0] != get_ident():
                return
        self.__exit__()
        self._pages.stand_back(PATIENCE)
        self.__enter__()


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

    def count(self) -> tuple[int, int]:
        """How many go on: that have had the turn they last asked for, or have it now, and that still wait for it."""
        with self._lock:
            now = monotonic()
            here = [who for who, asked in self._asked.items() if asked > now - HERE]
            waiting = sum(self._served.get(who, 0.0) < self._asked[who] for who in here) - self._taken
            return len(here) - waiting, waiting

    def _take(self, who: object) -> bool:
        with self._lock:
            now = self._asked[who] = monotonic()
            served = {other: self._served.get(other, 0.0) for other in self._asked}
            waiting = [served[other] for other, asked in self._asked.items() if served[other] < asked > now - HERE]
            if self._taken or served[who] > min(waiting):
                return False
            self._taken = True
            return True


turns = Turns()
turn = turns.turn
pages = PageSlots()
making = Making(pages)

"""Lessons and races of many readers take turns, and each gets as much."""

import random
import time
from collections import Counter
from contextlib import ExitStack
from threading import Event, Thread

from ui.training import turns


class Learner:
    pass


def test_one_computes_at_a_time() -> None:
    turn = turns.Turns().turn
    one, other = Learner(), Learner()
    with turn(one) as mine, turn(other) as others:
        assert mine
        assert not others
    with turn(other) as mine:
        assert mine


def test_fifty_that_all_ask_in_any_order_get_as_much_each() -> None:
    turn, rng = turns.Turns().turn, random.Random(0)
    learners = [Learner() for _ in range(50)]
    had: Counter[Learner] = Counter()
    for _ in range(1000):
        rng.shuffle(learners)
        with ExitStack() as turn_of_somebody:
            for who in learners:
                had[who] += turn_of_somebody.enter_context(turn(who))
    assert sum(had.values()) > 900
    assert max(had.values()) - min(had.values()) <= 1


def test_who_has_left_is_not_waited_for(monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(turns, "monotonic", lambda: now[0])
    turn = turns.Turns().turn
    left, stays = Learner(), Learner()
    with turn(stays) as mine, turn(left) as others:
        assert mine
        assert not others
        now[0] += 0.5
    with turn(stays) as mine:
        assert not mine  # it had the last turn, and the other asked half a second ago
    now[0] += 3
    with turn(stays) as mine:
        assert mine


def test_lessons_are_counted_as_running_until_one_waits_for_its_turn() -> None:
    ours = turns.Turns()
    one, other = Learner(), Learner()
    assert ours.count() == (0, 0)
    with ours.turn(one):
        assert ours.count() == (1, 0)
        with ours.turn(other):
            assert ours.count() == (1, 1)
    with ours.turn(other):
        assert ours.count() == (2, 0)


def test_a_lesson_stands_back_while_another_page_is_computed_and_not_for_its_own() -> None:
    pages = turns.PageSlots()
    done: list[str] = []
    page_begun, page_may_end = Event(), Event()

    def page() -> None:
        with pages.drawing(None):
            page_begun.set()
            page_may_end.wait()
            done.append("page")

    def breath(seconds: float) -> bool:
        done.append("lesson")
        return False

    reader = Thread(target=page)
    reader.start()
    page_begun.wait()
    learner = Thread(target=lambda: (pages.stand_back(60), pages.in_breaths(breath, 1.0)))
    learner.start()
    assert not done
    page_may_end.set()
    reader.join()
    learner.join()
    assert done == ["page", "lesson"]
    with pages.drawing(None):
        pages.in_breaths(breath, 1.0)  # its own page waits for it
    assert done[-1] == "lesson"


def test_a_crowd_of_pages_does_not_stop_a_lesson(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(turns, "PATIENCE", 0.0)
    pages = turns.PageSlots()
    begun, end = Event(), Event()

    def page() -> None:
        with pages.drawing(None):
            begun.set()
            end.wait()

    reader = Thread(target=page)
    reader.start()
    begun.wait()
    breaths: list[float] = []
    pages.in_breaths(lambda seconds: len(breaths.append(seconds) or breaths) < 3, 1e6)
    end.set()
    reader.join()
    assert len(breaths) == 3


def drawn_after(pages: turns.PageSlots, sessions: list[str]) -> list[str]:
    """The order in which pages are drawn that all came while another one was."""
    drawn: list[str] = []

    def page(session: str) -> None:
        with pages.drawing(session):
            drawn.append(session)

    readers = [Thread(target=page, args=[session]) for session in sessions]
    with pages.drawing("before"):
        for number, reader in enumerate(readers):
            reader.start()
            while len(pages.waiting) <= number:
                time.sleep(0)
    for reader in readers:
        reader.join()
    return drawn


def test_pages_of_sessions_that_had_as_much_are_drawn_in_the_order_in_which_they_came(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(turns, "MOST_PAGES", 1)
    monkeypatch.setattr(turns, "monotonic", lambda: 0.0)
    assert drawn_after(turns.PageSlots(), list("abcde")) == list("abcde")


def test_who_reads_a_small_board_goes_before_a_crowd_with_large_ones_and_all_are_drawn(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    now = [0.0]
    monkeypatch.setattr(turns, "MOST_PAGES", 1)
    monkeypatch.setattr(turns, "monotonic", lambda: now[0])
    pages = turns.PageSlots()
    with pages.drawing("honest"):
        now[0] += 0.05
    for number in range(20):
        with pages.drawing(f"crowd {number}"):
            now[0] += 0.5
    crowd = [f"crowd {number}" for number in range(20)]
    drawn = drawn_after(pages, [*crowd, "arrives", "honest"])
    assert drawn.index("honest") <= 1
    assert sorted(drawn) == sorted([*crowd, "arrives", "honest"])


def test_a_file_that_is_made_in_parts_lets_a_short_one_by() -> None:
    making = turns.Making(turns.PageSlots())
    made: list[str] = []
    begun, asked = Event(), Event()

    def long() -> None:
        with making:
            begun.set()
            asked.wait()
            made.append("first part")
            making.breathe()
            made.append("second part")

    def short() -> None:
        with making:
            made.append("short")

    one = Thread(target=long)
    one.start()
    begun.wait()
    other = Thread(target=short)
    other.start()
    while len(making._line) < 2:
        time.sleep(0)
    asked.set()
    one.join()
    other.join()
    assert made == ["first part", "short", "second part"]


def test_a_part_of_a_file_that_nobody_waits_for_may_be_made_anywhere() -> None:
    turns.Making(turns.PageSlots()).breathe()

"""Lessons in a session: one at a time, worked on in short slices between which everybody else has the server.

The browser asks for the next slice, so a lesson stands still as soon as its reader leaves the page, closes it or
loses the connection. Only one slice of one reader is computed at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import streamlit as st

from engine.lesson import Lesson
from engine.text import Alphabet
from ui.training.lessons import Plan
from ui.training.turns import pages, turn

TICK = 0.25  # seconds from slice to slice
SLICE = 0.12  # seconds of computing, at most, in each
PACE = 120  # updates of a word in each slice: fewer than could be, so that learning can be watched


@dataclass(eq=False)
class TrainingSession:
    """A reader's lesson; `begin` makes it anew."""

    plan: Plan
    begin: Callable[[], tuple[Lesson, Alphabet]]
    lesson: Lesson
    alphabet: Alphabet
    running: bool = False
    ticks: list[tuple[float, float]] = field(default_factory=list)  # (time, share done) of the last slices

    @property
    def left(self) -> float | None:
        """Seconds until the most is done that the lesson may take, by the pace of the last slices."""
        if len(self.ticks) < 2 or self.ticks[-1][1] == self.ticks[0][1]:
            return None
        (t0, done0), (t1, done1) = self.ticks[0], self.ticks[-1]
        return (1 - done1) * (t1 - t0) / (done1 - done0)


def current_training(
    plan: Plan, begin: Callable[[], tuple[Lesson, Alphabet]], place: str = "training"
) -> TrainingSession:
    """This session's lesson on the plan: the one under way at this place, or a fresh one if the plan is another."""
    held = st.session_state.get(place)
    if held is None or held.plan != plan:
        held = st.session_state[place] = TrainingSession(plan, begin, *begin())
    return held


def _slice(lesson: Lesson) -> None:
    until = lesson.updates + PACE

    def breath(seconds: float) -> bool:
        lesson.work(seconds, until - lesson.updates if lesson.short else None)
        return not lesson.ended and not (lesson.short and lesson.updates >= until)

    pages.in_breaths(breath, SLICE)


def work(training: TrainingSession) -> None:
    """One slice, unless it is another reader's turn; the next tick comes soon."""
    if not training.running:
        return
    with turn(training) as mine:
        if not mine:
            return
        _slice(training.lesson)
    training.ticks = [*training.ticks[-7:], (monotonic(), training.lesson.share)]
    if training.lesson.ended:
        training.running = False

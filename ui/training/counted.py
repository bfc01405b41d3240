"""What this process counts of its readers' work, in Prometheus' form; `server.metrics` hands it out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from prometheus_client import Counter, Gauge, Histogram

from ui.training.turns import pages, turns

PAGE_SECONDS = Histogram(
    "unrolled_page_seconds",
    "Drawing a page, from its turn until it is done.",
    ["page"],
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
FAILED = Counter("unrolled_page_errors", "Pages that could not be drawn.")
REFUSED = Counter("unrolled_refusals", "What was not answered: an HTTP status, a websocket, a message.", ["kind"])
LESSONS = Gauge("unrolled_lessons", "Lessons and races that go on: had their last turn, or wait for it.", ["state"])
Gauge("unrolled_pages_waiting", "Pages that wait for their turn to be drawn.").set_function(lambda: len(pages.waiting))
LESSONS.labels("running").set_function(lambda: turns.count()[0])
LESSONS.labels("waiting").set_function(lambda: turns.count()[1])


@dataclass
class Drawing:
    """A page that is being drawn. Which one is known only when the navigation has said it."""

    page: str = "unknown"


@contextmanager
def drawing() -> Iterator[Drawing]:
    """Time what is drawn in it, whether or not it comes to its end."""
    this, began = Drawing(), perf_counter()
    try:
        yield this
    finally:
        PAGE_SECONDS.labels(this.page).observe(perf_counter() - began)


def failed() -> None:
    """A page could not be drawn."""
    FAILED.inc()


def refused(kind: str) -> None:
    """Something was not answered; `kind` is one of few: each is a series of its own."""
    REFUSED.labels(kind).inc()

"""A server that dies under an open page, behind the proxy of a class: what was asked is answered by another, without a hand."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests import proxy
from tests.classroom import Classroom, classroom
from tests.e2e.conftest import ready
from tests.e2e.stage import stage_of

pytestmark = pytest.mark.skipif(proxy.installed() is None, reason="no HAProxy here; python -m tests.proxy fetches it")


@pytest.fixture(scope="module")
def room() -> Iterator[Classroom]:
    with classroom() as found:
        yield found


Opened = Callable[[str], Page]


@pytest.fixture
def on_the_first(room: Classroom, context: BrowserContext) -> Iterator[Opened]:
    """Opens a page that the first of two servers answers; both are well."""
    page = context.new_page()  # one that may say that its server is gone

    def opened(path: str) -> Page:
        room.kill(1)
        page.goto(room.url + path)
        ready(page)
        room.start(1)
        room.until_healthy(1)
        return page

    yield opened
    page.close()
    room.start(0)
    room.until_healthy(0)


def asks_another(page: Page, dies: Callable[[], None]) -> None:
    """Let the page's server die, and wait until the page has asked another one by itself and has its answer."""
    asked: list[WebSocket] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: asked.append(socket)))
    dies()
    give_up = time.monotonic() + 120
    while not asked:
        assert time.monotonic() < give_up, "the page did not ask again"
        page.wait_for_timeout(50)
    ready(page)


def test_a_download_comes_after_its_server_has_died(room: Classroom, on_the_first: Opened) -> None:
    page = on_the_first("/forward?word=hole")
    asks_another(page, lambda: room.kill(0))
    with page.expect_download() as download:
        page.get_by_role("button", name="Trace as a table").click()
    assert download.value.failure() is None
    assert "hole" in download.value.suggested_filename


def test_a_word_that_was_on_its_way_when_its_server_died_is_shown(room: Classroom, on_the_first: Opened) -> None:
    page = on_the_first("/forward?preset=random&word=banana")
    os.kill(room.replicas[0].pid, signal.SIGSTOP)  # it takes the word and answers nothing
    page.get_by_label("Word", exact=True).fill("papaya")
    page.get_by_label("Word", exact=True).press("Enter")
    asks_another(page, lambda: room.kill(0))
    expect(page.get_by_label("Word", exact=True)).to_have_value("papaya")
    assert "papaya" in page.url
    assert stage_of(page).locator(".strip .reads").all_inner_texts() == list("papay")

"""A server that dies under an open page, behind the proxy of a class: what was asked is answered by another, without a hand."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests import proxy
from tests.classroom import Classroom, classroom
from tests.e2e.conftest import ready
from tests.e2e.stage import stage_of

pytestmark = pytest.mark.skipif(proxy.installed() is None, reason="no HAProxy here; python -m tests.proxy fetches it")


@pytest.fixture(scope="module")
def room() -> Iterator[Classroom]:
    with classroom() as found:
        yield found


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


def test_a_page_whose_server_dies_has_its_word_and_its_download_from_another(room: Classroom, page: Page) -> None:
    tab = page.context.new_page()  # one that may say that its server is gone
    room.kill(1)
    tab.goto(room.url + "/forward?preset=random&word=banana")
    ready(tab)
    room.start(1)
    room.until_healthy(1)

    os.kill(room.replicas[0].pid, signal.SIGSTOP)  # it takes the word and answers nothing
    tab.get_by_label("Word", exact=True).fill("papaya")
    tab.get_by_label("Word", exact=True).press("Enter")
    asks_another(tab, lambda: room.kill(0))
    expect(tab.get_by_label("Word", exact=True)).to_have_value("papaya")
    assert "papaya" in tab.url
    assert stage_of(tab).locator(".strip .reads").all_inner_texts() == list("papay")

    room.start(0)
    room.until_healthy(0)
    asks_another(tab, lambda: room.kill(1))  # of which nothing was asked just then
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Trace as a table").click()
    assert download.value.failure() is None
    assert "papaya" in download.value.suggested_filename

"""A real browser against a real server. A test fails on any console error and any foreign request."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests import browser
from tests.e2e.server import serving

expect.set_options(timeout=20_000)  # of a state that is certain to come: a busy machine takes its time


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The server that the tests share; `page.goto("/forward")` is relative to it."""
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser.installed()
    if path is None:
        pytest.exit("No Chromium for the browser tests: python -m tests.browser fetches one.")
    return browser_type_launch_args | {"executable_path": path, "args": browser.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def shared_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One context for all tests of a worker, so that the scripts of a page are fetched and compiled once."""
    with browser.new_context(**browser_context_args) as context:
        yield context


@pytest.fixture
def context(shared_context: BrowserContext) -> Iterator[BrowserContext]:
    """The shared context, with no page left in it afterwards."""
    yield shared_context
    for page in shared_context.pages:
        page.close()


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that is watched: at the end nothing has gone wrong in it or in its script, and nothing has left the server."""
    wrong: list[str] = []
    page.on("request", lambda request: None if _own(request.url) else wrong.append(f"request to {request.url}"))
    page.on("websocket", lambda socket: None if _own(socket.url) else wrong.append(f"websocket to {socket.url}"))
    page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
    page.on("console", lambda message: wrong.append(message.text) if _counts(message) else None)
    yield page
    assert not wrong
    assert page.get_by_test_id("stException").count() == 0


def _own(url: str) -> bool:
    return url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))


def _counts(message: ConsoleMessage) -> bool:
    """Errors (a violation of the content security policy is one), except the server's address being felt for.

    Under a deep link Streamlit's script asks for /forward/_stcore/… first and takes the 404 as an answer.
    """
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")


def ready(page: Page) -> None:
    """Wait until the script has run, and the page and each moving part on it have drawn what they were sent."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.locator('[data-testid="stMain"] h1').first.wait_for()
    expect(page.locator('[data-testid="stSkeleton"], [data-stale="true"]')).to_have_count(0, timeout=30_000)
    expect(page.locator('[data-testid="stBidiComponentRegular"]:empty')).to_have_count(0, timeout=30_000)


def open_more(page: Page) -> None:
    """The controls that are used rarely stand one click away."""
    page.locator(".st-key-more button").click()
    page.get_by_test_id("stPopoverBody").wait_for()


@pytest.fixture
def visit(page: Page) -> Callable[[str], Page]:
    """Open an address and wait until it stands."""

    def open_(url: str) -> Page:
        page.goto(url)
        ready(page)
        return page

    return open_


def violations(page: Page) -> list[str]:
    """What axe-core calls a serious or critical barrier, with the elements concerned."""
    page.wait_for_timeout(700)  # Streamlit fades what it redraws
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for v in found
        for node in v["nodes"]
        if v["impact"] in ("serious", "critical")
    ]

"""A real browser against a real server. A test fails on any console error and any foreign request."""

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests import browser
from tests.below import Running, below
from tests.e2e.server import serving
from tests.e2e.stage import STAGE

SLOW = float(os.environ.get("SLOW", 1))  # SLOW=6 make e2e: with the browser slowed down six times
expect.set_options(timeout=20_000 * SLOW)  # of a state that is certain to come: a busy machine takes its time


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The server that the tests share; `page.goto("/forward")` is relative to it."""
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """A server below the path of an existing web server, which tells its figures."""
    with below() as found:
        yield found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser.installed()
    if path is None:
        pytest.exit("No Chromium for the browser tests: python -m tests.browser fetches one.")
    return browser_type_launch_args | {"executable_path": path, "args": browser.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": 1440, "height": 900}}


@dataclass
class Kept:
    """A worker's one page. To load it anew costs seconds: a test that asks for the address where the last one left it
    unchanged has it as it stands."""

    page: Page
    wrong: list[str] = field(default_factory=list)  # what has gone wrong in it or in its script, or has left the server
    sent: int = 0  # messages to the server since the page was ready; it is unchanged while there are none
    at: str = ""  # the address that it was opened with
    step: str = "0"

    def watch(self) -> None:
        page, wrong = self.page, self.wrong
        page.on("request", lambda request: None if _own(request.url) else wrong.append(f"request to {request.url}"))
        page.on("websocket", self._socket)
        page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
        page.on("console", lambda message: wrong.append(message.text) if _counts(message) else None)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda _: setattr(self, "sent", self.sent + 1))
        if not _own(socket.url):
            self.wrong.append(f"websocket to {socket.url}")

    def open(self, url: str) -> None:
        if self.at == url and not self.sent and self.page.evaluate(_REWOUND, self.step):
            self.page.mouse.move(5, 5)
            return
        self.at = ""
        self.page.goto(url)
        ready(self.page)
        self.at, self.sent = url, 0
        if self.page.locator(STAGE).count() == 1:
            self.step = self.page.locator(STAGE).get_attribute("data-step") or "0"


_asked: dict[Page, WebSocket] = {}  # pages that have asked their server for a run that has not begun


def _follow(page: Page) -> None:
    """Listen to every socket of a page. What its last document asked for, a new one does not wait for."""
    page.on("domcontentloaded", lambda _: _asked.pop(page, None))
    page.on("websocket", lambda socket: _listen(page, socket))


def _listen(page: Page, socket: WebSocket) -> None:
    """Note what a page asks of its server: that the script runs is known to a browser only when the server has said so."""

    def sent(frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script"):
            _asked[page] = socket

    def received(frame: str | bytes) -> None:
        if page in _asked and isinstance(frame, bytes) and ForwardMsg.FromString(frame).HasField("new_session"):
            del _asked[page]

    socket.on("framesent", sent)
    socket.on("framereceived", received)
    socket.on("close", lambda _: _asked.pop(page, None))


# A page with one stage and nothing else that keeps a state of its own in the browser: back to where it began. Else false.
_REWOUND = f"""step => {{
  const others = ['unroll', 'shapes', 'respond', 'stPopoverBody', 'score'].map(id => `[data-testid=${{id}}]`).join()
  const stages = document.querySelectorAll('{STAGE}')
  if (stages.length !== 1 || stages[0].dataset.present === 'true' || document.querySelector(others)) return false
  const [stage] = stages
  stage.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Escape', bubbles: true }}))
  stage.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Escape', bubbles: true }}))
  stage.querySelector('button[aria-label=Pause]')?.click()
  for (const box of stage.querySelectorAll('.transport input[type=checkbox]:checked')) box.click()
  const speed = stage.querySelector('.transport select'), bar = stage.querySelector('input[type=range]')
  speed.value = '1×'
  speed.dispatchEvent(new Event('change'))
  bar.value = step
  bar.dispatchEvent(new Event('input'))
  document.activeElement?.blur()
  document.querySelector('[data-testid=stMain]').scrollTo(0, 0)
  return !stage.querySelector('td input')
}}"""


@pytest.fixture(scope="session")
def kept(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Kept]:
    with browser.new_context(**browser_context_args) as context:
        context.set_default_timeout(30_000 * SLOW)
        context.on("page", _follow)
        kept = Kept(context.new_page())
        kept.watch()
        if SLOW > 1:
            context.new_cdp_session(kept.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        yield kept


@pytest.fixture
def context(kept: Kept) -> Iterator[BrowserContext]:
    """The worker's context, with no other page left in it afterwards."""
    yield kept.page.context
    for page in kept.page.context.pages:
        if page is not kept.page:
            page.close()


@pytest.fixture
def page(kept: Kept, context: BrowserContext, browser_context_args: dict[str, Any], base_url: str) -> Iterator[Page]:
    """The worker's page. At the end nothing has gone wrong in it or in its script, and nothing has left the server.

    Nothing moves in it, which would cost a tenth of the computing; test_stage looks at it as it moves.
    """
    kept.wrong.clear()
    page = kept.page
    page.set_viewport_size(browser_context_args["viewport"])
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield page
    exceptions = page.get_by_test_id("stException").count()
    # A server of the test's own has ended. Its page would go on calling it, and the next test would hear of that.
    elsewhere = not page.url.startswith(base_url)
    if elsewhere:
        page.goto("about:blank")
    if elsewhere or kept.wrong:
        kept.at = ""
    assert not kept.wrong
    assert not exceptions


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and "kept" in getattr(item, "funcargs", {}):
        item.funcargs["kept"].at = ""  # type: ignore[attr-defined]
    return report


def _own(url: str) -> bool:
    return url.startswith(("http://localhost:", "ws://localhost:", "data:", "blob:"))


def _counts(message: ConsoleMessage) -> bool:
    """Errors (a violation of the content security policy is one), except the server's address being felt for.

    Under a deep link Streamlit's script asks for /forward/_stcore/… first and takes the 404 as an answer.
    """
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")


# A moving part whose script has not come yet. Two have nothing of their own to show: the hall's, and the name of a group.
EMPTY = (
    '[data-testid="stBidiComponentRegular"]:not(:has(> :nth-child(2))):not(.st-key-slides *, .st-key-take_it_away *)'
)


def ready(page: Page) -> None:
    """Wait until the script has run, and the page and each moving part on it have drawn what they were sent."""
    # What was just pressed is asked of the server within two frames.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    if page in _asked:
        _asked[page].wait_for_event("framereceived", lambda _: page not in _asked)
    page.locator('[data-testid="stMain"] h1').first.wait_for()  # before it the script of a new page may not have begun
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    expect(page.locator('[data-testid="stSkeleton"], [data-stale="true"]')).to_have_count(0, timeout=30_000 * SLOW)
    expect(page.locator(EMPTY)).to_have_count(0, timeout=30_000 * SLOW)


def open_more(page: Page) -> None:
    """The controls that are used rarely stand one click away."""
    page.locator(".st-key-more button").click()
    page.get_by_test_id("stPopoverBody").wait_for()


@pytest.fixture
def visit(page: Page, kept: Kept) -> Callable[[str], Page]:
    """Open an address and wait until it stands."""

    def open_(url: str) -> Page:
        kept.open(url)
        return page

    return open_


def comes_true(page: Page, condition: str, arg: object = None) -> bool:
    """Whether a condition, a function in JavaScript, holds within 20 seconds (SLOW times): looked at once a frame.

    Playwright's own wait_for_function needs eval, which the content security policy forbids.
    """
    look = f"""arg => new Promise(done => {{
      const holds = {condition}, late = performance.now() + {20_000 * SLOW}
      const look = () => holds(arg) ? done(true) : performance.now() > late ? done(false) : requestAnimationFrame(look)
      look()
    }})"""
    return bool(page.evaluate(look, arg))


# The figures come when one of them is near the window, or when the page has stood for a while.
DRAWN = (
    "() => [...document.querySelectorAll('[data-testid=figure]')].every(figure => figure.querySelector('.main-svg'))"
)


def drawn(page: Page) -> None:
    """Wait for all figures, as by scrolling down to the first; then the page is at its top again."""
    page.evaluate("() => document.querySelector('[data-testid=figure]')?.scrollIntoView()")
    assert comes_true(page, DRAWN)
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")

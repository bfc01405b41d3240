"""The first picture comes with the page, for its first reader too: numbers before Streamlit stands, in their place."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import comes_true, ready
from tests.e2e.stage import all_steps, at_step, edit

Visit = Callable[[str], Page]

LAPTOP = {"width": 1366, "height": 768}
OPENING = ".opening [data-testid=stage]"


@pytest.fixture
def unconnected(context: BrowserContext) -> Iterator[Page]:
    """A page whose server sends the HTML and its files, and then says nothing more."""
    page = context.new_page()
    page.set_viewport_size(LAPTOP)
    page.route_web_socket("**/_stcore/stream", lambda _: None)
    yield page
    page.close()


def change_word_and_weight(page: Page) -> None:
    page.get_by_label("Word", exact=True).fill("hole")
    page.get_by_label("Word", exact=True).press("Enter")
    ready(page)
    edit(page, "U", 0, 1, "0.25")


MORE = pytest.mark.nightly("the same for other boards")


@pytest.mark.parametrize(
    ("path", "change"),
    [
        pytest.param("/order", None, marks=MORE),
        ("/forward", change_word_and_weight),
        pytest.param("/bptt?word=hole", None, marks=MORE),
        ("/lstm?word=he&cell=gru&hidden=2", None),
        ("/practice?level=sum&seed=3", None),
    ],
    ids=["order", "forward", "bptt", "lstm", "practice"],
)
def test_who_asks_for_an_address_has_its_numbers_before_the_page(
    visit: Visit, unconnected: Page, path: str, change: Callable[[Page], None] | None
) -> None:
    page = visit(path)
    if change:
        change(page)
        ready(page)
        page.goto(page.url)  # as somebody else would have it
        ready(page)
    unconnected.goto(page.url)
    unconnected.locator(OPENING).wait_for()
    assert all_steps(unconnected) == all_steps(page)


def test_nothing_moves_when_the_page_takes_the_first_picture_over(page: Page, unconnected: Page) -> None:
    page.set_viewport_size(LAPTOP)
    unconnected.goto("/forward")
    unconnected.locator(OPENING).wait_for()
    where = """() => {
      const { x, y, width, height } = document.querySelector('[data-testid=stage]').getBoundingClientRect()
      return [x, y, width, height].map(Math.round).join()
    }"""
    before = unconnected.evaluate(where)
    unconnected.keyboard.press("ArrowRight")
    at_step(unconnected, 1)
    assert unconnected.evaluate(where) == before
    page.goto("/forward")
    ready(page)
    expect(page.locator(".opening")).to_have_count(0)
    assert comes_true(page, f"before => ({where})() === before", before)


def test_no_picture_is_sent_where_more_than_the_address_decides(page: Page) -> None:
    for other in (
        "/forward?word=x",
        "/forward?word=hole&present=1",
        "/forward?word=hole&embed=1",
        "/bptt?eps=-5",
        "/lab",
    ):
        assert "first-board" not in page.request.get(other).text()
    assert "first-board" in page.request.get("/forward?t=3&word=hole").text()


def test_a_first_picture_leaves_with_its_page(unconnected: Page) -> None:
    unconnected.goto("/forward")
    unconnected.locator(OPENING).wait_for()
    unconnected.evaluate("history.pushState(null, '', '/training')")
    expect(unconnected.locator(".opening")).to_have_count(0)


def test_a_phone_asks_for_no_first_picture(unconnected: Page) -> None:
    asked: list[str] = []
    unconnected.on("request", lambda request: asked.append(request.url))
    unconnected.set_viewport_size({"width": 390, "height": 844})
    unconnected.goto("/forward")
    unconnected.wait_for_load_state("networkidle")
    assert "first-board" in unconnected.content()
    assert not [url for url in asked if "/first/" in url]

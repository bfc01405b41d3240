"""Every page of the table, tested the moment it stands there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import ready, violations
from tests.e2e.server import serving
from ui.chapters import CHAPTERS, PAGES, Chapter

every_page = pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
PICTURE = (
    '[data-testid="stage"], [data-testid="unroll"], [data-testid="shapes"], [data-testid="respond"], .js-plotly-plot'
)


@every_page
def test_a_deep_link_is_answered_as_the_first_request_to_a_fresh_server(page: Page, chapter: Chapter) -> None:
    with serving() as url:
        page.goto(f"{url}/{chapter.path}")
        ready(page)
        expect(page.get_by_role("heading", level=1).first).to_have_text(chapter.title)
        expect(page.get_by_test_id("stSidebar").get_by_role("link")).to_have_count(len(PAGES))


@every_page
def test_a_picture_is_there_without_a_click(visit: Callable[[str], Page], chapter: Chapter) -> None:
    expect(visit(f"/{chapter.path}").locator(PICTURE).first).to_be_in_viewport()


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_serious(visit: Callable[[str], Page], page: Page, chapter: Chapter, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert violations(visit(f"/{chapter.path}")) == []


@every_page
def test_nothing_is_cut_off_on_a_phone(visit: Callable[[str], Page], page: Page, chapter: Chapter) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(f"/{chapter.path}")
    for element in ("html", '[data-testid="stMain"]'):
        wide = page.locator(element).evaluate("element => element.scrollWidth - element.clientWidth")
        assert wide <= 0, f"{element} is {wide} px too wide"


def test_the_way_leads_from_home_through_every_chapter(visit: Callable[[str], Page]) -> None:
    page = visit("/")
    for name in [f"Start here: {CHAPTERS[0].title}", *(f"Next: {chapter.title}" for chapter in CHAPTERS[1:])]:
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1).first).to_have_text(name.split(": ", 1)[1])


@every_page
def test_the_projector_sees_no_sidebar_and_large_type(
    visit: Callable[[str], Page], page: Page, chapter: Chapter
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(f"/{chapter.path}?present=1")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    page.get_by_role("button", name="Leave the presentation").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()
    expect(page).not_to_have_url(re.compile("present"))

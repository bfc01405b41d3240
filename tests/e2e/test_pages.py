"""Every page of the table, tested the moment it stands there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import low_contrasts, violations
from tests.e2e.conftest import comes_true, drawn, ready
from tests.e2e.stage import leave_presentation, present, stage_of
from tests.e2e.test_first_picture import PLACES
from tests.e2e.test_one_screen import PAGES as STAGES
from tests.e2e.test_one_screen import amiss, every
from ui.shell.chapters import PAGES, Chapter

PICTURE = (
    '[data-testid="stage"], [data-testid="unroll"], [data-testid="shapes"], [data-testid="respond"], .js-plotly-plot'
)
# What begins a line and belongs to the symbol at the end of the line before.
LOST = """() => [...document.querySelectorAll('math')].flatMap(math => {
  const before = math.closest('.glued > :first-child, [class*=stMarkdownColoredText], b[data-ink]') ?? math
  const text = before.nextSibling
  if (text?.nodeType !== 3 || !/^[,.;:)]/.test(text.data)) return []
  const sign = new Range()
  sign.setStart(text, 0)
  sign.setEnd(text, 1)
  return sign.getBoundingClientRect().top > math.getBoundingClientRect().bottom ? [text.parentNode.textContent] : []
})"""
LAPTOP, PHONE, HALL = ({"width": w, "height": h} for w, h in ((1366, 768), (390, 844), (1920, 1080)))


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_a_page_shows_its_picture_bars_nobody_and_fits_every_screen(
    visit: Callable[[str], Page], page: Page, chapter: Chapter
) -> None:
    """One visit for all of it: to open a page is what costs."""
    page.set_viewport_size(LAPTOP)
    visit(f"/{chapter.path}")
    expect(page.get_by_role("heading", level=1).first).to_have_text(chapter.title)
    expect(page.get_by_test_id("stSidebar").get_by_role("link")).to_have_count(len(PAGES))
    expect(page.locator(PICTURE).first).to_be_in_viewport()  # without a click
    for onward in PAGES[PAGES.index(chapter) + 1 :][:1]:
        name = f"{'Next' if chapter.path else 'Start here'}: {onward.title}"
        expect(page.get_by_role("link", name=name)).to_have_attribute("href", re.compile(f"(^|/){onward.path}(\\?|$)"))
    before = page.evaluate(PLACES)
    drawn(page)
    assert page.evaluate(PLACES) == before, "something moves when the figures come"
    assert violations(page) == []
    assert low_contrasts(page) == []
    assert page.evaluate(LOST) == []

    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    assert low_contrasts(page) == [], "in the dark"

    page.set_viewport_size(PHONE)
    for element in ("html", '[data-testid="stMain"]'):
        fits = "selector => { const e = document.querySelector(selector); return e.scrollWidth <= e.clientWidth }"
        assert comes_true(page, fits, element), f"{element} is too wide"
    assert page.evaluate(LOST) == []

    if f"/{chapter.path}" not in STAGES:  # which are presented where every step is looked at
        page.set_viewport_size(HALL)
        present(page)
        expect(page.locator("html")).to_have_css("font-size", "24px")
        if not chapter.path:  # its sentence stands above the board, in lines as long as on a laptop
            assert comes_true(page, "() => document.querySelector('[data-testid=stage]').hasAttribute('data-fit')")
            ready(page)
            assert amiss(page, every(page)) == []
            assert stage_of(page).locator('.row[data-folded="true"]').count() == 0
        leave_presentation(page)

"""What a first picture does not need is not asked for with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import DRAWN, comes_true, ready

PLACES = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h3, [data-testid=figure])')]
  .filter(each => each.checkVisibility()).map(each => Math.round(each.getBoundingClientRect().top))"""


@pytest.mark.parametrize(
    "path", ["/forward", pytest.param("/lstm", marks=pytest.mark.nightly("the same on another page"))]
)
def test_the_stage_stands_before_plotly_is_asked_for_and_nothing_moves_when_the_figures_come(
    page: Page, path: str
) -> None:
    held: list[Route] = []
    page.route("**/plotly-*.js", lambda route: held.append(route))
    with page.expect_request("**/plotly-*.js"):
        page.goto(path)
    assert page.locator('[data-testid="stage"] td[data-value]').first.is_visible()
    ready(page)
    before = page.evaluate(PLACES)
    assert any(before)
    for route in held:
        route.continue_()
    assert comes_true(page, DRAWN)
    assert page.evaluate(PLACES) == before
    page.unroute_all()


def test_the_highlighter_is_asked_for_when_the_code_is_unfolded(visit: Callable[[str], Page]) -> None:
    page = visit("/forward")
    loaded = "() => performance.getEntriesByType('resource').some(entry => /Highlighter/.test(entry.name))"
    assert not page.evaluate(loaded)
    page.get_by_text("The code that ran").click()
    expect(page.get_by_text("def forward")).to_be_visible()
    assert page.evaluate(loaded)

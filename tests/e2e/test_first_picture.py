"""The first number comes first: figures and listings follow, in room that was kept for them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import ready

PLACES = """() => [...document.querySelectorAll('[data-testid=stMain] h3')].map(heading => heading.offsetTop)"""


@pytest.mark.parametrize("path", ["/forward", "/lstm", "/vanishing", "/order"])
def test_the_stage_stands_before_plotly_has_come_and_nothing_moves_when_it_does(page: Page, path: str) -> None:
    held: list[Route] = []
    page.route("**/PlotlyChart*.js", lambda route: held.append(route))
    with page.expect_request("**/PlotlyChart*.js"):
        page.goto(path)
        page.locator('[data-testid="stage"] td[data-value]').first.wait_for()
        assert page.locator(".js-plotly-plot").count() == 0
    before = page.evaluate(PLACES)
    assert before
    for route in held:
        route.continue_()
    page.locator(".js-plotly-plot").first.wait_for()
    ready(page)
    assert page.evaluate(PLACES) == before


def test_the_highlighter_is_asked_for_when_the_code_is_unfolded(visit: Callable[[str], Page]) -> None:
    page = visit("/forward")
    loaded = "() => performance.getEntriesByType('resource').some(entry => /Highlighter/.test(entry.name))"
    assert not page.evaluate(loaded)
    page.get_by_text("The code that ran").click()
    expect(page.get_by_text("def forward")).to_be_visible()
    assert page.evaluate(loaded)

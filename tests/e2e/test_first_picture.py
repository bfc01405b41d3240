"""What a first picture does not need is not asked for with it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_highlighter_is_asked_for_when_the_code_is_unfolded(visit: Callable[[str], Page]) -> None:
    page = visit("/forward")
    loaded = "() => performance.getEntriesByType('resource').some(entry => /Highlighter/.test(entry.name))"
    assert not page.evaluate(loaded)
    page.get_by_text("The code that ran").click()
    expect(page.get_by_text("def forward")).to_be_visible()
    assert page.evaluate(loaded)

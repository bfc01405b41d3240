"""The whole course, given with a presenter remote alone: two keys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import comes_true
from tests.e2e.stage import at_step, focus, stage_of
from ui.shell.chapters import PAGES

# Press a key wherever the focus is, until the last place of the course is left no more; every place on the way: the page,
# the player, its step, the figure. After each press the place must change, once the page has settled, within 20 seconds. What
# lies amid the steps of a stage is passed over: there, a key that works once works again.
_WALK = """async ([key, last]) => {
  const of = (...kinds) => kinds.map(kind => document.querySelector(kind)).find(Boolean)
  const all = ['stage', 'unroll', 'shapes'].map(id => `[data-testid=${id}]`)
  const place = () => {
    const player = of(...all.map(kind => `${kind}:focus, ${kind}:focus-within`), all.join())
    const step = player?.dataset.step ?? (of('.choices [aria-pressed=true]')?.dataset.shape ?? of('.position')?.textContent)
    return [of('h1').textContent, player?.dataset.testid, step, of('.slide-head:not([hidden]) small')?.textContent].join(' | ')
  }
  const places = [place()]
  for (;;) {
    const before = places.at(-1), late = performance.now() + 20000
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    while (document.querySelector('.slide-head[data-waiting]') || place() === before) {
      if (performance.now() > late) return [...places, 'nothing more']
      if (before.startsWith(last) && !document.querySelector('.slide-head[data-waiting]')) return places
      await new Promise(requestAnimationFrame)
    }
    const bar = document.querySelector('[data-testid=stage] input[type=range]')
    if (bar && bar.value > 1 && bar.value < bar.max - 1) {
      bar.value = key === 'PageDown' ? bar.max - 1 : 1
      bar.dispatchEvent(new Event('input'))
    }
    places.push(place())
    const told = of('.slide-head:not([hidden]) span')?.textContent
    const folded = [...document.querySelectorAll('details p')].map(node => node.textContent)
    if (told && folded.includes(told)) places.push('folded: ' + told)
  }
}"""


def test_one_key_leads_from_the_first_step_to_the_last_figure_and_another_one_back(
    visit: Callable[[str], Page], page: Page
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit("/?present=1")
    page.set_default_timeout(300_000)
    titles = [chapter.title for chapter in PAGES]
    for key, course in (("PageDown", titles), ("PageUp", titles[::-1])):
        places = page.evaluate(_WALK, [key, course[-1]])
        assert places[-1] != "nothing more", f"{key} leads nowhere from {places[-2]}"
        assert not [place for place in places if place.startswith("folded")], "a figure is told by what stands below it"
        assert list(dict.fromkeys(place.split(" | ")[0] for place in places)) == course
    page.set_default_timeout(30_000)


def test_a_figure_fills_the_screen_and_leaving_lands_at_the_step(visit: Callable[[str], Page], page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit("/forward?present=1&t=34")
    for _ in range(2):
        page.keyboard.press("PageDown")
    figure = page.locator("[data-slide]")
    filled = """() => {
      const box = document.querySelector('[data-slide] .main-svg')?.getBoundingClientRect()
      return box && box.width > 0.9 * innerWidth && box.height > 0.8 * innerHeight
    }"""
    assert comes_true(page, filled)
    expect(page.locator(".slide-head")).to_contain_text("The hidden state over time")
    page.keyboard.press("PageUp")
    expect(figure).to_have_count(0)
    at_step(page, 35)
    focus(page).press("PageUp")
    page.get_by_role("button", name="Leave the presentation").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()
    at_step(page, 34)


@pytest.mark.parametrize("query", ["forward?t=1", "race?k=100&lstm=0&seed=3"])
def test_a_key_shows_the_address_of_this_very_place_as_a_code_and_one_starts_the_race(
    visit: Callable[[str], Page], page: Page, query: str
) -> None:
    path = query.partition("?")[0]
    visit(f"/{query.replace('?t=1', '?t=0')}&present=1")
    page.locator(".slide-head").wait_for(state="attached")  # what listens to the keys
    if path == "forward":
        stage_of(page).press("PageDown")
    page.keyboard.press("q")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text(f"/{query}")
    expect(sheet).not_to_contain_text("present")
    code = page.get_by_test_id("qr")
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("image => image.naturalWidth") > 20
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    if path == "race":  # none of these solves it: only Stop or the clock ends it
        page.keyboard.press("s")
        expect(page.get_by_test_id("stProgress")).to_contain_text(re.compile("running|over"))
        page.get_by_role("button", name="Stop").dispatch_event("click")
        expect(page.get_by_test_id("stProgress")).to_contain_text("over.")

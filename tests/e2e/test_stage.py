"""The player: keys, transport, strip and explanations; and that it knows no network."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Kept, ready
from tests.e2e.server import serving
from tests.e2e.stage import at_step, cell, explanation, focus, scrub, shown, stage_of

Visit = Callable[[str], Page]
HELLO = "/?t=0"  # the home page has no charts: what is tried here is the stage


@pytest.fixture(autouse=True)
def moving(page: Page) -> None:
    """As most readers have it."""
    page.emulate_media(reduced_motion="no-preference")


def step_of(page: Page) -> int:
    return int(stage_of(page).get_attribute("data-step") or -1)


def test_ten_presses_30_ms_apart_are_ten_steps_and_nothing_is_asked_of_the_server(visit: Visit, kept: Kept) -> None:
    page = visit("/forward")
    stage = focus(page)
    for _ in range(10):
        stage.press("ArrowRight", delay=30)
    assert step_of(page) == 10
    for _ in range(30):
        stage.press("ArrowRight")
    at_step(page, 35)
    expect(page).to_have_url(re.compile("t=35"))
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert kept.sent == 0
    page.get_by_role("radio", name="trained").click()
    ready(page)
    assert kept.sent, "what is asked is not counted"


def test_every_key_does_its_work(visit: Visit) -> None:
    page = visit(HELLO)
    stage = focus(page)
    keys = [("ArrowRight", 1), ("PageDown", 2), ("ArrowLeft", 1), ("PageUp", 0), ("ArrowLeft", 0), ("End", 35)]
    for key, step in [*keys, ("ArrowRight", 35), ("Home", 0)]:
        stage.press(key)
        assert step_of(page) == step, key
    for key in ("Control+ArrowRight", "Alt+PageDown", "Shift+Tab", "a"):  # which belong to the browser
        stage.press(key)
    assert step_of(page) == 0


def test_the_keys_work_wherever_on_the_stage_one_has_clicked(visit: Visit) -> None:
    page = visit(HELLO)
    page.get_by_role("checkbox", name="big steps").check()
    page.keyboard.press("ArrowRight")
    at_step(page, 1)  # the last step of the phase "letter"
    page.keyboard.press("ArrowRight")
    at_step(page, 2)
    page.keyboard.press("Space")  # the checkbox's own
    expect(page.get_by_role("checkbox", name="big steps")).not_to_be_checked()
    page.keyboard.press("ArrowRight")
    at_step(page, 3)
    page.get_by_role("slider", name="Step").focus()
    page.keyboard.press("ArrowRight")
    at_step(page, 4)
    page.get_by_role("button", name="Next").click()
    page.keyboard.press("ArrowRight")
    at_step(page, 6)


def test_the_transport_has_its_buttons_and_its_bar(visit: Visit) -> None:
    page = visit(HELLO)
    for name, step in [("Next", 1), ("Last", 35), ("Previous", 34), ("First", 0)]:
        page.get_by_role("button", name=name, exact=True).click()
        assert step_of(page) == step, name
    bar = page.get_by_role("slider", name="Step")
    box = bar.bounding_box()
    assert box
    bar.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    assert 15 <= step_of(page) <= 20
    expect(bar).to_have_value(str(step_of(page)))
    expect(page.locator(".position")).to_have_text(f"{step_of(page) + 1} / 36")


def test_it_plays_pauses_and_stops_at_the_end(visit: Visit) -> None:
    page = visit(HELLO)
    stage = focus(page)
    page.get_by_role("combobox", name="Speed").select_option("4×")
    stage.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(stage).not_to_have_attribute("data-step", "0")
    expect(page.get_by_test_id("caption")).to_have_attribute("aria-live", "off")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_test_id("caption")).to_have_attribute("aria-live", "polite")
    scrub(page, 34)
    page.get_by_role("button", name="Play", exact=True).click()
    at_step(page, 35)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    stage.press("Space")  # at the end, from the beginning again
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert step_of(page) < 35


def test_what_is_not_computed_yet_is_an_empty_cell_of_the_right_shape(visit: Visit) -> None:
    page = visit(HELLO)
    assert [name for name, matrix in shown(page).items() if matrix is None] == [
        *("Ux", "Ws", "a", "s", "Vs", "logits", "y_hat", "y", "loss")
    ]
    empty = page.locator('[data-testid="grid"][data-name="y_hat"]')
    expect(empty).to_have_attribute("data-shown", "false")
    expect(empty.locator("td[data-row]")).to_have_text([""] * 4)
    assert empty.locator("td[data-value]").count() == 0
    scrub(page, 35)
    assert all(matrix is not None for matrix in shown(page).values())


def test_the_stage_tells_where_it_stands(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 13)
    stage = stage_of(page)
    for name, value in {"data-t": "1", "data-phase": "state", "data-steps": "36", "role": "group"}.items():
        expect(stage).to_have_attribute(name, value)
    expect(stage).to_have_attribute("aria-label", re.compile("."))
    expect(page.get_by_test_id("caption")).to_contain_text("Squash it with tanh. tanh squashes any sum")
    expect(page.get_by_role("table", name=re.compile("^s₂: the hidden state")).first).to_be_visible()
    expect(page.get_by_role("rowheader", name="2").first).to_be_attached()


def test_a_click_on_a_column_of_the_strip_goes_to_its_time_step(visit: Visit) -> None:
    page = visit(HELLO)
    columns = page.locator(".column")
    expect(columns.nth(2).locator("b").first).to_have_text("?")
    columns.nth(2).click()
    at_step(page, 18)
    expect(columns.nth(2)).to_have_attribute("aria-current", "step")
    expect(columns.nth(1)).to_contain_text("✗ wants l")
    page.keyboard.press("ArrowRight")
    at_step(page, 19)


def test_a_number_under_the_pointer_explains_itself_and_outlines_its_sources(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 4)
    cell(page, "Ux", 0).hover()
    expect(explanation(page)).to_contain_text("U·x₁[1] = U[1,h]·x₁[h] + U[1,e]·x₁[e]")
    expect(explanation(page)).to_contain_text("= 0.20·1 + 0.80·0 + 0.50·0 + 0.60·0")
    expect(explanation(page)).to_contain_text("= 0.20")
    expect(explanation(page)).to_contain_text("3×1 · row 1, column 1")
    expect(explanation(page)).to_contain_text("engine/rnn.py")
    expect(cell(page, "Ux", 0)).to_have_attribute("data-mark", "now")
    marked = page.locator('[data-testid="grid"] td[data-mark="from"]')
    places = marked.evaluate_all(
        "cells => cells.map(c => [c.closest('[data-name]').dataset.name, +c.dataset.row, +c.dataset.col].join())"
    )
    assert places == ["U,0,0", "U,0,1", "U,0,2", "U,0,3", "x,0,0", "x,1,0", "x,2,0", "x,3,0"]
    cell(page, "y_hat", 0).hover()
    expect(explanation(page)).to_contain_text("is not computed yet")
    page.mouse.move(5, 5)
    expect(explanation(page)).to_contain_text("s₁[3] = tanh(a₁[3])")  # what the sentence speaks of


def test_a_number_carried_over_is_explained_by_the_time_step_before(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 11)
    cell(page, "s_prev", 0).hover()
    expect(explanation(page)).to_contain_text("s₁[1] = 0.60")
    expect(page.locator('.column[data-column="0"] .bead[data-mark="from"]')).to_have_count(1)
    scrub(page, 2)
    cell(page, "s_prev", 0).hover()
    expect(explanation(page)).to_contain_text("The initial state")


def test_the_keyboard_reaches_every_grid_and_walks_through_its_cells(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 13)
    stage = focus(page)
    visited = []
    while not visited or visited[-1] != "loss":
        page.keyboard.press("Tab")
        on = page.evaluate("document.activeElement.closest('[data-testid=grid]')?.dataset.name")
        visited += [on] if on else []
        assert len(visited) < 30
    assert list(dict.fromkeys(visited)) == [*shown(page)]
    cell(page, "a", 0).focus()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "a", 1)).to_be_focused()
    expect(explanation(page)).to_contain_text("= 0.08 + 0.26 + 0.50")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")  # the first has none above it
    expect(cell(page, "a", 0)).to_be_focused()
    page.keyboard.press("ArrowRight")  # a step, as everywhere
    at_step(page, 14)
    expect(stage).to_have_attribute("data-t", "1")


def test_a_pinned_number_stays_explained_through_the_steps_until_escape(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 9)
    cell(page, "s_prev", 2).click()
    page.mouse.move(5, 5)
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    expect(explanation(page)).to_contain_text("s₁[3]")
    scrub(page, 22)
    expect(explanation(page)).to_contain_text("s₂[3]")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Unpin")).to_be_hidden()
    expect(explanation(page)).to_contain_text("s₃[1] = tanh")
    cell(page, "a", 0).press("Enter")
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.get_by_role("button", name="Unpin").click()
    expect(page.get_by_role("button", name="Unpin")).to_be_hidden()


def test_a_value_travels_unless_the_reader_asked_for_stillness(visit: Visit, page: Page) -> None:
    visit(HELLO)
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        scrub(page, 3)
        focus(page)
        travelling = page.evaluate("""() => {
          const stage = document.querySelector('[data-testid=stage]')
          stage.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
          return stage.getAnimations({ subtree: true }).length
        }""")
        at_step(page, 4)
        assert (travelling > 0) == (motion == "no-preference")


def test_on_a_phone_explanation_or_question_lies_above_the_transport_and_not_under_it(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(HELLO)
    for step in (0, 1, 4, 5, 16):
        scrub(page, step)
        stage_of(page).evaluate("stage => stage.scrollIntoView()")
        asks = stage_of(page).get_attribute("data-question") is not None
        explained = page.locator(".ask" if asks else ".explain").bounding_box()
        transport = page.locator(".transport").bounding_box()
        assert explained
        assert transport
        assert explained["y"] + explained["height"] <= transport["y"] + 1


def test_nothing_jumps_from_step_to_step(visit: Visit) -> None:
    page = visit(HELLO)
    stage_of(page).wait_for()
    heights = page.evaluate("""() => {
      const bar = document.querySelector('[data-testid=stage] input[type=range]')
      const parts = ['.stage', '.board', '.strip', '.rows'].map(part => document.querySelector(part))
      return Array.from({ length: 36 }, (_, step) => {
        bar.value = step
        bar.dispatchEvent(new Event('input'))
        return parts.map(part => part.offsetHeight).join()
      })
    }""")
    assert len(set(heights)) == 1


@pytest.fixture(scope="module")
def bill() -> Iterator[str]:
    with serving("tests.e2e.bill:app") as url:
        yield url


def test_a_story_without_a_network_plays_on_the_same_stage(page: Page, bill: str) -> None:
    page.goto(bill)
    ready(page)
    stage = focus(page)
    expect(stage).to_have_attribute("data-steps", "8")
    stage.press("ArrowRight")
    expect(page.get_by_test_id("caption")).to_contain_text("Multiply. Tea costs 3.00.")
    assert shown(page)["each"] == [[3], [2]]
    assert shown(page)["total"] is None
    cell(page, "each", 1).hover()
    expect(explanation(page)).to_contain_text("each₁[bun] = price[bun] × count₁[bun]")
    expect(explanation(page)).to_contain_text("= 0.25 × 8")
    expect(explanation(page)).to_contain_text("= 2.00")
    page.mouse.move(5, 5)
    page.locator(".column").nth(1).click()
    at_step(page, 4)
    stage.press("End")
    assert shown(page)["spent"] == [[6.5]]
    expect(explanation(page)).to_contain_text("spent₂ = total₂ + spent₁")
    expect(explanation(page)).to_contain_text("= 1.50 + 5.00")
    expect(page.locator(".stage .bead")).to_have_text(["5.00", "6.50"])
    cell(page, "before", 0).hover()
    expect(page.locator('.bead[data-mark="from"]')).to_have_text("5.00")

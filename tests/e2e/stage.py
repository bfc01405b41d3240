"""The stage as a reader has it: where it stands, what it shows, and a hand on its scrub bar."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

STAGE = '[data-testid="stage"]'

# Every number that is shown, by grid: {name: [[value or null]]}; a grid that is not shown is null.
_SHOWN = """() => Object.fromEntries([...document.querySelectorAll('[data-testid=grid]')].map(grid => {
  const cells = [...grid.querySelectorAll('td[data-row]')]
  const rows = []
  for (const cell of cells) (rows[cell.dataset.row] ??= [])[cell.dataset.col] =
    cell.dataset.value === undefined ? null : Number(cell.dataset.value)
  return [grid.dataset.name, grid.dataset.shown === 'true' ? rows : null]
}))"""

_ALL = f"""() => {{
  const stage = document.querySelector('{STAGE}'), bar = stage.querySelector('input[type=range]')
  const shown = {_SHOWN}
  return Array.from({{ length: Number(stage.dataset.steps) }}, (_, step) => {{
    bar.value = step
    bar.dispatchEvent(new Event('input'))
    return {{ step: Number(stage.dataset.step), t: Number(stage.dataset.t), grids: shown() }}
  }})
}}"""

Matrix = list[list[float]]


def stage_of(page: Page) -> Locator:
    return page.locator(STAGE)


def at_step(page: Page, step: int) -> None:
    expect(stage_of(page)).to_have_attribute("data-step", str(step))


def focus(page: Page) -> Locator:
    """The stage, with the keyboard's focus."""
    stage = stage_of(page)
    stage.focus()
    return stage


def scrub(page: Page, step: int) -> None:
    bar = page.get_by_role("slider", name="Step")
    bar.evaluate("(bar, step) => { bar.value = step; bar.dispatchEvent(new Event('input')) }", step)
    at_step(page, step)


def shown(page: Page) -> dict[str, Matrix | None]:
    """Every number on the stage in full precision, by grid; None for a grid that is not computed yet."""
    stage_of(page).wait_for()
    return page.evaluate(_SHOWN)


def all_steps(page: Page) -> list[dict[str, Any]]:
    """The whole story by the scrub bar: step, t and what is shown, at each step."""
    stage_of(page).wait_for()
    return page.evaluate(_ALL)


def cell(page: Page, grid: str, row: int, col: int = 0) -> Locator:
    return page.locator(f'[data-testid="grid"][data-name="{grid}"] td[data-row="{row}"][data-col="{col}"]')


def explanation(page: Page) -> Locator:
    return page.get_by_test_id("explain")


def edit(page: Page, grid: str, row: int, col: int, typed: str) -> None:
    """Click a weight, type, Enter."""
    cell(page, grid, row, col).click()
    box = cell(page, grid, row, col).locator("input")
    box.fill(typed)
    box.press("Enter")


def present(page: Page) -> None:
    """Press Present, and wait for what a hall sees."""
    page.get_by_role("button", name="Present").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    expect(page).to_have_url(re.compile("present=1"))


def leave_presentation(page: Page) -> None:
    page.get_by_role("button", name="Leave the presentation").click()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()
    expect(page).not_to_have_url(re.compile("present"))

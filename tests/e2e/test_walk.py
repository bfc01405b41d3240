"""The standalone walk: a page's story in a file, stepped through from the disk with no network at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.board.theme import THEMES

Visit = Callable[[str], Page]
# Every number, label and sentence that a reader can see, step by step.
EVERY_STEP = """async () => {
  const root = document.querySelector("[data-testid=stage]")
  const key = name => root.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }))
  key("Home")
  const seen = []
  for (let step = 0; step < Number(root.dataset.steps); step++) {
    const cells = [...root.querySelectorAll("td[data-row]")].map(cell => cell.dataset.value ?? cell.textContent)
    seen.push([root.dataset.step, root.querySelector("[data-testid=caption]").textContent, ...cells].join("|"))
    key("ArrowRight")
  }
  return seen
}"""


def _rgb(colour: str) -> str:
    """As a browser says #0063b1: rgb(0, 99, 177)."""
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def taken(page: Page, folder: Path, name: str = "Standalone walk") -> Path:
    with page.expect_download() as download:
        page.get_by_role("group", name="Take it with you").get_by_role("button", name=name, exact=True).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


@pytest.mark.parametrize(
    "address",
    ["/forward?word=hole&edit=V.0.0:2&decimals=3", "/bptt", "/lstm?cell=gru&word=a%3C%2Fscript%3E%3C!--", "/order"],
)
def test_the_file_shows_what_the_page_shows_with_the_network_off(
    visit: Visit, browser: Browser, tmp_path: Path, address: str
) -> None:
    page = visit(address)
    shown = page.evaluate(EVERY_STEP)
    file = taken(page, tmp_path)
    with browser.new_context(offline=True) as disk:
        alone = disk.new_page()
        wrong: list[str] = []
        alone.on("pageerror", lambda error: wrong.append(str(error)))
        alone.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        alone.goto(file.as_uri())
        alone.get_by_test_id("stage").wait_for()
        assert alone.evaluate(EVERY_STEP) == shown
        assert len(shown) > 1
        assert not wrong


def test_its_numbers_are_fixed_and_say_how_they_were_made(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    page = visit("/forward?word=hole")
    file = taken(page, tmp_path)
    with browser.new_context(offline=True) as disk:
        alone = disk.new_page()
        alone.goto(file.as_uri())
        stage = alone.get_by_test_id("stage")
        stage.focus()
        stage.press("ArrowRight")
        expect(stage).to_have_attribute("data-step", "1")
        weight = stage.locator("[data-name=U] td").first
        weight.click()
        expect(alone.get_by_test_id("explain")).to_contain_text("U[")
        expect(stage.locator("td input")).to_have_count(0)
        link = alone.get_by_role("link", name="in the app")
        assert (link.get_attribute("href") or "").startswith(page.url.split("?")[0] + "?")
        assert "word=hole" in (link.get_attribute("href") or "")


def test_the_figures_are_drawn_from_the_disk_with_the_network_off(
    visit: Visit, browser: Browser, tmp_path: Path
) -> None:
    page = visit("/forward?word=hole")
    charts = page.get_by_test_id("figure")
    expect(charts).to_have_count(3)
    file = taken(page, tmp_path, "Figures")
    assert file.name == "unrolled-forward-hole-figures.html"
    with browser.new_context(offline=True) as disk:
        alone = disk.new_page()
        wrong: list[str] = []
        alone.on("pageerror", lambda error: wrong.append(str(error)))
        alone.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        alone.goto(file.as_uri())
        expect(alone.locator("figure .js-plotly-plot .main-svg").first).to_be_visible()
        lines = alone.locator("figure .scatterlayer path.js-line")
        colours = [lines.nth(k).evaluate("line => getComputedStyle(line).stroke") for k in range(3)]
        assert colours == [_rgb(colour) for colour in THEMES["light"]["chartCategoricalColors"][:3]]
        expect(alone.locator("figure")).to_have_count(3)
        assert "/forward?word=hole" in (alone.get_by_role("link").get_attribute("href") or "")
        assert not wrong

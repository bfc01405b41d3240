"""The standalone walk: a page's story in a file, stepped through from the disk with no network at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ui.board.theme import THEMES

Visit = Callable[[str], Page]
# Every number, label and sentence that a reader can see, at every seventh step and the last.
STEPS = """() => {
  const root = document.querySelector("[data-testid=stage]"), bar = root.querySelector("input[type=range]")
  const count = Number(root.dataset.steps), seen = []
  for (let step = 0; step < count + 6; step += 7) {
    bar.value = Math.min(step, count - 1)
    bar.dispatchEvent(new Event("input"))
    const cells = [...root.querySelectorAll("td[data-row]")].map(cell => cell.dataset.value ?? cell.textContent)
    seen.push([root.dataset.step, root.querySelector("[data-testid=caption]").textContent, ...cells].join("|"))
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


@contextmanager
def from_the_disk(browser: Browser, file: Path) -> Iterator[Page]:
    """The file, opened with the network off; at the end nothing has gone wrong in it."""
    with browser.new_context(offline=True) as disk:
        alone = disk.new_page()
        wrong: list[str] = []
        alone.on("pageerror", lambda error: wrong.append(str(error)))
        alone.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        alone.goto(file.as_uri())
        yield alone
        assert not wrong


MORE = pytest.mark.nightly("the same file for other boards")


@pytest.mark.parametrize(
    "address",
    ["/lstm?cell=gru&word=a%3C%2Fscript%3E%3C!--", *(pytest.param(path, marks=MORE) for path in ("/bptt", "/order"))],
)
def test_the_file_shows_what_the_page_shows_with_the_network_off(
    visit: Visit, browser: Browser, tmp_path: Path, address: str
) -> None:
    page = visit(address)
    shown = page.evaluate(STEPS)
    with from_the_disk(browser, taken(page, tmp_path)) as alone:
        alone.get_by_test_id("stage").wait_for()
        assert alone.evaluate(STEPS) == shown
        assert len(shown) > 1


def test_its_numbers_are_fixed_and_say_how_they_were_made_and_its_figures_are_drawn(
    visit: Visit, browser: Browser, tmp_path: Path
) -> None:
    page = visit("/forward?word=hole&edit=V.0.0:2&decimals=3")
    shown = page.evaluate(STEPS)
    with from_the_disk(browser, taken(page, tmp_path)) as alone:
        stage = alone.get_by_test_id("stage")
        stage.wait_for()
        assert alone.evaluate(STEPS) == shown
        stage.focus()
        stage.press("Home")
        stage.press("ArrowRight")
        expect(stage).to_have_attribute("data-step", "1")
        stage.locator("[data-name=U] td").first.click()
        expect(alone.get_by_test_id("explain")).to_contain_text("U[")
        expect(stage.locator("td input")).to_have_count(0)
        link = alone.get_by_role("link", name="in the app").get_attribute("href") or ""
        assert link.startswith(page.url.split("?")[0] + "?")
        assert "word=hole" in link

    expect(page.get_by_test_id("figure")).to_have_count(3)
    file = taken(page, tmp_path, "Figures")
    assert file.name == "unrolled-forward-hole-figures.html"
    with from_the_disk(browser, file) as alone:
        expect(alone.locator("figure .js-plotly-plot .main-svg").first).to_be_visible()
        lines = alone.locator("figure .scatterlayer path.js-line")
        colours = [lines.nth(k).evaluate("line => getComputedStyle(line).stroke") for k in range(3)]
        assert colours == [_rgb(colour) for colour in THEMES["light"]["chartCategoricalColors"][:3]]
        expect(alone.locator("figure")).to_have_count(3)
        assert "/forward?word=hole" in (alone.get_by_role("link").get_attribute("href") or "")

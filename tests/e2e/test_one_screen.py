"""Every step is one screen: sentence, strip, explanation, rows and transport stand in the window, and overlap nowhere.

A laptop shows of each kind of step (its phase and the rows that it computes) the one that says most; other windows the one
of each phase.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import comes_true, ready
from tests.e2e.stage import STAGE, leave_presentation, present, scrub, stage_of

Visit = Callable[[str], Page]
SIMILAR = pytest.mark.nightly("what is like it is looked at with every change")
PAGES = ["/forward", "/bptt", "/lstm", "/vanishing", "/order"]

# What is not as it should be, step by step: what leaves the window or the board, and what lies over something else. With
# `says` also what is said and does not fit into its place, once the next frame has set its type.
AMISS = f"""async ([steps, says]) => {{
  const stage = document.querySelector('{STAGE}'), bar = stage.querySelector('input[type=range]')
  const boxed = node => ({{ node, box: node.getBoundingClientRect() }})
  const seen = ({{ box }}) => box.width > 0 && box.height > 0
  const name = ({{ node }}) => node.className + ' ' + (node.getAttribute('aria-label') ?? '')
  const shared = (one, other, from, to) => Math.min(one.box[to], other.box[to]) - Math.max(one.box[from], other.box[from])
  const overlap = (one, other) => shared(one, other, 'left', 'right') > 1 && shared(one, other, 'top', 'bottom') > 1
  const outside = ({{ box }}) => box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight
  const amiss = []
  for (const step of steps) {{
    bar.value = step
    bar.dispatchEvent(new Event('input'))
    const rows = [...stage.querySelectorAll('.row')].map(boxed).filter(seen)
    const parts = ['.caption', '.strip-host', '.explain', '.transport', '.foot', '.diagram']
      .map(part => stage.querySelector(part)).filter(Boolean).map(boxed).filter(seen).concat(rows)
    const edges = stage.querySelector('.rows').getBoundingClientRect()
    const cells = rows.flatMap(({{ node }}) => [...node.querySelectorAll('td[data-row]')]).map(boxed).filter(seen)
    const cut = cells.find(({{ box }}) => box.right > edges.right + 1 || box.bottom > edges.bottom + 1)
    if (cut) amiss.push([step, 'cut', cut.node.closest('.row').ariaLabel])
    for (const part of parts) {{
      if (outside(part)) amiss.push([step, 'outside', name(part)])
      for (const other of parts) if (part !== other && overlap(part, other)) amiss.push([step, name(part), 'over', name(other)])
    }}
    if (document.querySelector('[data-testid=stMain]').scrollTop) amiss.push([step, 'scrolled'])
    if (says) await new Promise(requestAnimationFrame)
    const said = stage.querySelector('.explain')
    if (says && said.scrollHeight > said.clientHeight) amiss.push([step, 'does not fit', said.textContent])
  }}
  return amiss.slice(0, 10)
}}"""


# With the stage at the top of a phone: the sentence, then what is computed with its sources, above the explanation.
_HIDDEN = f"""steps => {{
  const stage = document.querySelector('{STAGE}'), bar = stage.querySelector('input[type=range]'), hidden = []
  const box = part => (part.nodeType ? part : stage.querySelector(part)).getBoundingClientRect()
  const below = () => Math.min(...['.explain', '.foot'].map(box).filter(({{ height }}) => height).map(({{ top }}) => top))
  stage.scrollIntoView()
  document.querySelector('[data-testid=stMain]').scrollBy(0, -document.querySelector('[data-testid=stHeader]').offsetHeight)
  for (const step of steps) {{
    bar.value = step
    bar.dispatchEvent(new Event('input'))
    const row = [...stage.querySelectorAll('.row[data-current=true]')].find(one => box(one).height)
    const parts = [box('.caption').top, box('.caption').bottom, box(row).bottom, below(), box('.transport').bottom]
    const [first, told, computed, explained, last] = parts
    if (first < 0 || told > box(row).top + 1 || computed > explained + 1 || last > innerHeight + 1) hidden.push([step, ...parts])
  }}
  return hidden.slice(0, 5)
}}"""


# Of each kind of step (or of each phase) the one that says most, and the last.
FULLEST_STEPS = f"""phases => {{
  const stage = document.querySelector('{STAGE}'), bar = stage.querySelector('input[type=range]'), kinds = new Map()
  const length = part => stage.querySelector(part)?.textContent.length ?? 0
  const count = Number(stage.dataset.steps)
  for (let step = 0; step < count; step++) {{
    bar.value = step
    bar.dispatchEvent(new Event('input'))
    const rows = [...stage.querySelectorAll('.row[data-current=true]')].map(row => row.ariaLabel)
    const kind = phases ? stage.dataset.phase : [stage.dataset.phase, ...rows].join()
    const said = length('.caption') + length('.explain')
    if (said > (kinds.get(kind)?.said ?? -1)) kinds.set(kind, {{ step, said }})
  }}
  return [...new Set([...kinds.values()].map(({{ step }}) => step).concat(count - 1))]
}}"""


def amiss(page: Page, steps: list[int], says: bool = False) -> list[object]:
    return page.evaluate(AMISS, [steps, says])


def every(page: Page) -> list[int]:
    return list(range(int(stage_of(page).get_attribute("data-steps") or "")))


def fullest_steps(page: Page, phases: bool = True) -> list[int]:
    """Of each phase, or of each kind of step in it, the step that says most; and the last."""
    return page.evaluate(FULLEST_STEPS, phases)


def resize(page: Page, width: int, height: int) -> None:
    """Another window, and the stage laid out for it."""
    page.set_viewport_size({"width": width, "height": height})
    laid_out = """width => {
      const stage = document.querySelector('[data-testid=stage]'), wide = stage.clientWidth
      return wide > 0.6 * width && wide <= width && stage.hasAttribute('data-fit') === width > 640
    }"""
    assert comes_true(page, laid_out, width)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _digits(page: Page) -> float:
    """The size of the type in the drawing of the cell, as it stands on the screen."""
    size = "text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a"
    return float(page.locator(".diagram .digits").first.evaluate(size))


def _leaves_the_rest_of_a_large_window_to_the_page(page: Page) -> None:
    """A small board does."""
    resize(page, 1920, 1080)
    scrub(page, 0)
    before = stage_of(page).bounding_box()
    assert before
    assert before["y"] + before["height"] < 0.8 * 1080
    assert amiss(page, every(page)) == []  # at every step, the last of which it has now
    assert stage_of(page).bounding_box() == before


def _asks_when_a_key_asks_for_it(page: Page, steps: list[int]) -> None:
    """In a hall nothing is asked before; with a question every step is still one screen."""
    scrub(page, 0)
    ask = page.get_by_test_id("ask")
    expect(ask).to_be_hidden()
    stage_of(page).press("a")
    expect(ask).to_be_visible()
    assert amiss(page, steps) == [], "with a question"


@pytest.mark.parametrize(
    "path", [*PAGES, *(pytest.param(path, marks=SIMILAR) for path in ("/lstm?cell=gru", "/practice?level=cell&seed=3"))]
)
def test_every_step_is_one_screen_on_a_laptop_on_a_phone_and_in_a_hall(visit: Visit, page: Page, path: str) -> None:
    """One visit for all of them: to open a page is what costs."""
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(path)
    box = stage_of(page).bounding_box()
    assert box
    assert box["y"] <= 110  # title and controls leave the screen to the board
    phases = fullest_steps(page)
    assert amiss(page, fullest_steps(page, phases=False), says=True) == []
    if not path.startswith("/lstm"):  # whose rows are more than a laptop holds
        for key in ("Home", "End"):
            stage_of(page).press(key)
            assert stage_of(page).locator('.row[data-folded="true"]').count() == 0
        resize(page, 1024, 768)  # beside the navigation
        assert amiss(page, phases) == [], "on a tablet"
    if path == "/lstm":
        scrub(page, 30)
        assert _digits(page) >= 11, "the numbers in the drawing of the cell can be read"
    if path == "/order":
        _leaves_the_rest_of_a_large_window_to_the_page(page)
    resize(page, 390, 844)
    assert page.evaluate(_HIDDEN, phases) == [], "on a phone"
    resize(page, 1366, 768)
    present(page)
    expect(page.locator(f'{STAGE}[data-present="false"]')).to_have_count(0)
    ready(page)
    expect(stage_of(page)).to_be_visible()
    assert comes_true(page, "() => document.querySelector('[data-testid=stMain]').scrollTop === 0")
    for width, height in ((1024, 768), (1920, 1080)):
        resize(page, width, height)
        assert amiss(page, phases) == [], f"at {width}×{height}"
    expect(page.locator("html")).to_have_css("font-size", "24px")
    if path == "/forward":
        box = stage_of(page).locator("td[data-row]").first.bounding_box()
        assert box
        assert box["height"] >= 30, "the numbers of hello are large on a projector"
    if path == "/lstm":
        scrub(page, 30)
        assert _digits(page) >= 18, "the numbers in the drawing of the cell can be read from the back of a hall"
    if path in ("/forward", "/lstm"):
        _asks_when_a_key_asks_for_it(page, phases)
    leave_presentation(page)


@pytest.mark.parametrize("path", ["/bptt", pytest.param("/lstm", marks=SIMILAR)])
def test_what_is_larger_than_a_screen_folds_and_keeps_the_current_rows_in_view(
    visit: Visit, page: Page, path: str
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(f"{path}?present=1&preset=random&hidden=16&word=abcdefghijklmnopqrstuvwx&t=20")
    stage_of(page).wait_for()
    assert page.evaluate("document.querySelectorAll('.row[data-current=true][data-folded=true]').length") == 0
    rows = stage_of(page).locator(".rows").bounding_box()
    now = stage_of(page).locator('td[data-mark="now"]').first.bounding_box()
    assert rows
    assert now
    assert rows["x"] <= now["x"]
    assert now["x"] + now["width"] <= rows["x"] + rows["width"]
    assert now["y"] + now["height"] <= rows["y"] + rows["height"]

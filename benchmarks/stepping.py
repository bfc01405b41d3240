"""How long a key press takes to change the stage: the browser's own event time against the changed DOM.

Run:    python -m benchmarks.stepping            (needs requirements-dev.txt and a Chromium)
Aim:    median below 17 ms, one frame at 60 Hz
Prints, for the smallest and the largest network that /forward allows and for models that a reader may bring, the median and
the 95th percentile, from the key event's timestamp, until
        DOM    the stage has been changed
        frame  the browser is about to draw the next frame
        drawn  it has laid that frame out and drawn it
"""

import tempfile
from pathlib import Path
from statistics import median, quantiles

import numpy as np
from playwright.sync_api import Page, sync_playwright

from engine.cells import CELLS
from engine.text import Alphabet
from tests import browser
from tests.e2e.conftest import ready
from tests.e2e.server import serving
from tests.e2e.stage import stage_of
from ui.export.standalone import walk
from ui.training.results import story

PRESSES = 100
STORIES = {
    "hello, 3 units": "/forward",
    "24 letters, 16 units": "/forward?preset=random&hidden=16&word=abcdefghijklmnopqrstuvwx",
}
MODELS = (
    ("rnn", 32),
    ("rnn", 64),
    ("gru", 32),
    ("lstm", 64),
)  # cell, units; their walks play with the page's own scripts
WORD = np.array([0, 1, 2, 2, 3])
WATCH = """() => {
  const stage = document.querySelector('[data-testid=stage]')
  window.times = []
  let pressed
  stage.addEventListener('keydown', event => { pressed = event.timeStamp }, { capture: true })
  new MutationObserver(() => {
    const changed = performance.now() - pressed
    requestAnimationFrame(() => {
      const frame = performance.now() - pressed
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.times.push([changed, frame, performance.now() - pressed])
      port2.postMessage(null)
    })
  }).observe(stage, { attributeFilter: ['data-step'] })
}"""


def measure(page: Page, url: str) -> list[list[float]]:
    page.goto(url)
    if url.startswith("http"):
        ready(page)
    stage_of(page).wait_for()
    page.evaluate(WATCH)
    stage_of(page).focus()
    for press in range(PRESSES):
        page.keyboard.press("ArrowRight" if press % 60 < 30 else "ArrowLeft")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate("window.times")


def walked(cell: str, units: int, folder: str) -> str:
    """The address of a file in which such a model is stepped through."""
    params = CELLS[cell].init(np.random.default_rng(1), 4, units, 4)
    file = Path(folder, f"{cell}-{units}.html")
    board = story(params, WORD, Alphabet(tuple("helo")))
    file.write_text(walk(board, decimals=2, address="http://localhost"), "utf-8")
    return file.as_uri()


def main() -> None:
    with serving() as base, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=browser.installed(), args=browser.FLAGS)
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        addresses = {name: base + path for name, path in STORIES.items()}
        addresses |= {f"{cell}, {units} units": walked(cell, units, folder) for cell, units in MODELS}
        print(f"{PRESSES} presses of → and ←, in ms    DOM                       frame                     drawn")
        for name, address in addresses.items():
            columns = zip(*measure(page, address), strict=True)
            told = [f"median {median(c):5.1f}  p95 {quantiles(c, n=20)[-1]:5.1f}" for c in columns]
            print(f"{name:28}", *told, sep="  ", flush=True)
        chromium.close()


if __name__ == "__main__":
    main()

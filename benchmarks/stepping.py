"""How long a key press takes to change the stage: the browser's own event time against the changed DOM.

Run:    python -m benchmarks.stepping            (needs requirements-dev.txt and a Chromium)
Aim:    median below 17 ms, one frame at 60 Hz
Prints, for the smallest and the largest network that /forward allows, the median and the 95th percentile of
        DOM    from the key event's timestamp until the stage has been changed
        frame  from there until the browser is about to draw the next frame
"""

from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from tests import browser
from tests.e2e.conftest import ready
from tests.e2e.server import serving
from tests.e2e.stage import stage_of

PRESSES = 100
STORIES = {
    "hello, 3 units": "/forward",
    "24 letters, 16 units": "/forward?preset=random&hidden=16&word=abcdefghijklmnopqrstuvwx",
}
WATCH = """() => {
  const stage = document.querySelector('[data-testid=stage]')
  window.times = []
  let pressed
  stage.addEventListener('keydown', event => { pressed = event.timeStamp }, { capture: true })
  new MutationObserver(() => {
    const changed = performance.now() - pressed
    requestAnimationFrame(() => window.times.push([changed, performance.now() - pressed]))
  }).observe(stage, { attributeFilter: ['data-step'] })
}"""


def measure(page: Page, url: str) -> list[list[float]]:
    page.goto(url)
    ready(page)
    page.evaluate(WATCH)
    stage_of(page).focus()
    for press in range(PRESSES):
        page.keyboard.press("ArrowRight" if press % 60 < 30 else "ArrowLeft")
        page.evaluate("() => new Promise(requestAnimationFrame)")
    return page.evaluate("window.times")


def main() -> None:
    with serving() as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.installed(), args=browser.FLAGS)
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        print(f"{PRESSES} presses of → and ←, in ms        DOM              frame")
        for story, path in STORIES.items():
            columns = zip(*measure(page, base + path), strict=True)
            told = [f"median {median(c):5.1f}  p95 {quantiles(c, n=20)[-1]:5.1f}" for c in columns]
            print(f"{story:28}", *told, sep="  ")
        chromium.close()


if __name__ == "__main__":
    main()

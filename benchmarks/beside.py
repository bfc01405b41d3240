"""Does one reader's training keep another's page waiting? A change of the word, beside a training of the largest network.

Run:    python -m benchmarks.beside            (needs requirements-dev.txt and a Chromium)
Prints the median and the longest of CHANGES changes of the word on /forward, from Enter to the new board, in ms: alone,
beside an LSTM of 256 units that learns a text of 1 MB in the lab, and while such a text is being uploaded and cut into letters.
"""

from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import browser
from tests.e2e.conftest import ready
from tests.e2e.server import serving
from tests.e2e.stage import stage_of

CHANGES = 20
WORDS = {"hell": 27, "hole": 27, "hello": 36, "lo": 9}  # and the steps that each makes
TEXT = ("né the cat sat on the mat, and the dog lay by the door.\n" * 20_000).encode()[:1_000_000]


def changes(page: Page) -> list[float]:
    found = []
    for count in range(CHANGES):
        word = list(WORDS)[count % len(WORDS)]
        field = page.get_by_label("Word", exact=True)
        field.fill(word)
        began = perf_counter()
        field.press("Enter")
        expect(stage_of(page)).to_have_attribute("data-steps", str(WORDS[word]))
        found.append(1000 * (perf_counter() - began))
    return found


def told(what: str, found: list[float]) -> None:
    print(f"{what:34}median {median(found):6.0f}   longest {max(found):6.0f}", flush=True)


def reader(chromium: Browser, url: str) -> Page:
    page = chromium.new_context().new_page()
    page.goto(url)
    ready(page)
    return page


def main() -> None:
    with serving() as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.installed(), args=browser.FLAGS)
        word, lab = reader(chromium, f"{base}/forward"), reader(chromium, f"{base}/lab?units=256&budget=5+min")
        changes(word)
        told("alone", changes(word))
        lab.get_by_label("Text file").locator("input").set_input_files(
            {"name": "long.txt", "mimeType": "text/plain", "buffer": TEXT}
        )
        told("while a text of 1 MB is read", changes(word))
        ready(lab)
        lab.get_by_role("button", name="Train", exact=True).click()
        lab.get_by_role("button", name="Stop").wait_for()
        told("beside a training of 256 units", changes(word))
        chromium.close()


if __name__ == "__main__":
    main()

"""What comes late, as on a slow network: an answer of the server, the script of a player."""

import re

from playwright.sync_api import Page, Route, WebSocketRoute, expect

from tests.e2e.conftest import ready
from tests.e2e.stage import at_step, cell, stage_of


class Answers:
    """What the server answers to a page, held back for a while: as on a slow network."""

    def __init__(self, page: Page) -> None:
        self._held: list[str | bytes] = []
        self._holds = False
        page.route_web_socket("**/_stcore/stream", self._stand_between)

    def _stand_between(self, browser: WebSocketRoute) -> None:
        self._browser = browser
        browser.connect_to_server().on_message(
            lambda message: (self._held.append if self._holds else browser.send)(message)
        )

    def hold(self) -> None:
        self._holds = True

    def release(self) -> None:
        self._holds = False
        while self._held:
            self._browser.send(self._held.pop(0))


def test_what_is_being_typed_outlives_a_board_that_comes_late(page: Page) -> None:
    """A new word is answered while a weight is being typed: as on a slow network."""
    other = page.context.new_page()
    answers = Answers(other)
    other.goto("/forward")
    ready(other)
    answers.hold()
    other.get_by_label("Word", exact=True).fill("hole")
    other.get_by_label("Word", exact=True).press("Enter")
    cell(other, "U", 0, 1).click()
    box = cell(other, "U", 0, 1).locator("input")
    box.fill("0.2")
    answers.release()
    expect(stage_of(other).locator("[data-column]")).to_have_count(3)
    expect(box).to_be_focused()
    box.press_sequentially("5")
    box.press("Enter")
    expect(cell(other, "U", 0, 1)).to_have_attribute("data-value", "0.25")
    expect(other).to_have_url(re.compile("edit=U.0.1(:|%3A)0.25"))


def test_answers_that_come_late_leave_what_was_done_since(page: Page) -> None:
    """Every answer is held back until the slider has been moved twice: as on a slow network."""
    other = page.context.new_page()
    answers = Answers(other)
    other.goto("/lstm")
    ready(other)
    answers.hold()
    slider = other.get_by_role("slider", name="f₁[2]")
    for place in ("0.1", "0.2"):
        slider.press("ArrowRight")
        expect(other).to_have_url(re.compile(f"toy_f.1.0%3A{place}"))
    answers.release()
    expect(cell(other, "toy_keep", 1)).to_have_attribute("data-value", "1.2000000000000002")
    expect(stage_of(other)).not_to_have_attribute("aria-busy", "true")
    other.get_by_role("button", name="Undo").click()
    expect(cell(other, "toy_keep", 1)).to_have_attribute("data-value", "0")
    expect(other).not_to_have_url(re.compile("edit="))


def test_a_board_stands_though_its_script_comes_later_than_two_versions_of_its_data(page: Page) -> None:
    other = page.context.new_page()
    late: list[Route] = []
    other.route("**/unrolled/stage-*.js", lambda route: late.append(route))
    with other.expect_request("**/unrolled/stage-*.js"):
        other.goto("/forward?word=holo")
    word = other.get_by_label("Word", exact=True)
    word.fill("hole")
    word.press("Enter")
    expect(other).to_have_url(re.compile("word=hole"))
    expect(other.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    for asked in late:
        asked.continue_()
    expect(stage_of(other).locator(".reads")).to_have_text(["h", "o", "l"])
    stage_of(other).get_by_role("button", name="Next", exact=True).click()
    at_step(other, 1)

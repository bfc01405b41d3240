"""Training in a real browser, against a real server."""

import re
import time
from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page, expect

from engine.lesson import Lesson
from engine.presets import NOTES
from engine.training import SGD
from tests.below import Running
from tests.e2e.conftest import SLOW, open_more, ready
from tests.test_status import figure

Visit = Callable[[str], Page]
LONG = "?learn=a+text&net=LSTM&optimiser=Adam&lr=0.01"  # takes its half a minute of computing


def press(page: Page, name: str) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).click()  # not Streamlit's own Stop


def progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress")


def table(page: Page) -> str:
    """The curves in numbers."""
    page.get_by_text("As a table").first.click()
    return page.locator('[data-testid="stExpander"] table').first.inner_text()


def test_hello_is_learnt_again_in_the_same_way_and_its_weights_are_on_the_other_pages_in_full_precision(
    visit: Visit,
) -> None:
    page = visit("/training")
    expect(page.locator(".guesses li")).to_have_count(4)
    for question, key in (("fall at every update?", "2"), ("move furthest?", "2"), ("be right in the end?", "2")):
        expect(page.get_by_test_id("ask")).to_contain_text(question)
        page.keyboard.press(key)
    press(page, "Train")
    expect(progress(page)).to_contain_text("Learnt")
    for guess in page.locator(".guesses").first.locator("li").all():
        expect(guess).to_contain_text("✓")
    expect(page.get_by_test_id("answer").last).to_contain_text("✗ You said no: yes (4 of 4 after")
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    first = table(page)
    page.reload()
    ready(page)
    press(page, "Train")
    expect(progress(page)).to_contain_text("Learnt")
    assert table(page) == first

    press(page, "Use these weights")
    expect(page.get_by_text("These weights are yours now")).to_be_visible()
    lesson = Lesson(NOTES, np.array([0, 1, 2, 2, 3]), SGD(0.1), 5.0)
    while not lesson.ended:
        lesson.work(60)
    for title in ("The forward pass", "Backpropagation through time", "Long sequences"):
        page.get_by_test_id("stSidebar").get_by_role("link", name=re.compile(title)).click()
        ready(page)
        cell = page.locator('[data-testid="grid"][data-name="W"] td').first
        expect(cell).to_have_attribute("data-value", re.compile(r"\d"))
        assert float(cell.get_attribute("data-value") or "") == lesson.params.W[0, 0]  # type: ignore[attr-defined]
    expect(page).to_have_url(re.compile(r"edit=U\.0\.0"))


def test_a_lesson_interrupted_by_a_reload_can_be_begun_again(visit: Visit) -> None:
    page = visit(f"/training{LONG}")
    press(page, "Train")
    expect(progress(page)).to_contain_text("Update")
    page.reload()
    ready(page)
    expect(progress(page)).to_contain_text("Press Train")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_role("combobox", name=re.compile("Cell"))).to_have_value(re.compile("LSTM"))


def until_lessons(running: Running, count: int) -> None:
    """Wait until the server works at so many lessons: what goes on there, a browser does not know."""
    late = time.monotonic() + 20 * SLOW
    while sum(figure(running, f'unrolled_lessons{{state="{state}"}}') for state in ("running", "waiting")) != count:
        assert time.monotonic() < late, f"there are never {count} lessons"
        time.sleep(0.05)


def test_others_are_answered_while_somebody_trains_and_no_lesson_goes_on_without_its_reader(
    page: Page, running: Running
) -> None:
    other, reader = page.context.new_page(), page.context.new_page()
    reader.goto(f"{running.url}/lab?budget=5+min")  # longer than any browser takes for what follows
    ready(reader)
    press(reader, "Train")
    expect(progress(reader)).to_contain_text("Update")
    until_lessons(running, 1)
    other.goto(f"{running.url}/forward")
    ready(other)
    open_more(other)
    other.get_by_role("radio", name="4", exact=True).click()
    expect(other).to_have_url(re.compile("decimals=4"))
    press(reader, "Stop")
    expect(reader.get_by_role("button", name="Resume")).to_be_visible()
    until_lessons(running, 0)
    press(reader, "Resume")
    until_lessons(running, 1)
    reader.get_by_test_id("stSidebar").get_by_role("link", name="Unrolled").click()
    expect(reader).to_have_title("Unrolled")
    until_lessons(running, 0)  # who leaves for another page
    other.goto(f"{running.url}/training{LONG}")
    ready(other)
    press(other, "Train")
    expect(progress(other)).to_contain_text("Update")
    until_lessons(running, 1)
    other.close()
    until_lessons(running, 0)  # who closes the tab

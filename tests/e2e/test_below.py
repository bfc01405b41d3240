"""The course below the path of an existing web server, read in a browser."""

import re

from playwright.sync_api import Page, expect

from tests.below import below
from tests.e2e.conftest import ready
from tests.e2e.stage import at_step, focus


def test_a_reader_steps_and_goes_on_to_the_next_chapter_below_the_path(page: Page) -> None:
    page = page.context.new_page()  # it may say that its server is gone
    with below() as running:
        page.goto(f"{running.url}/forward?word=hole&t=3")
        ready(page)
        at_step(page, 3)
        focus(page).press("ArrowRight")
        at_step(page, 4)
        page.get_by_role("link", name="Next: ").click()
        expect(page).to_have_url(re.compile("/unrolled/bptt.*word=hole"))
        ready(page)

"""The course below the path of an existing web server, read in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.below import Running
from tests.e2e.conftest import ready
from tests.e2e.stage import at_step, focus


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    """A tab that may say that its server is gone."""
    tab = page.context.new_page()
    yield tab
    tab.close()


def test_a_reader_steps_and_goes_on_to_the_next_chapter_below_the_path(tab: Page, running: Running) -> None:
    tab.goto(f"{running.url}/forward?word=hole&t=3")
    ready(tab)
    at_step(tab, 3)
    focus(tab).press("ArrowRight")
    at_step(tab, 4)
    tab.get_by_role("link", name="Next: ").click()
    expect(tab).to_have_url(re.compile("/unrolled/bptt.*word=hole"))
    ready(tab)

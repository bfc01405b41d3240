"""A server that goes away and comes back under an open page; a reader who leaves a page and comes back to it."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import Page, expect

from engine import interop, rnn
from tests.e2e.conftest import ready
from tests.e2e.server import started
from tests.e2e.stage import at_step, cell, edit, focus, shown, stage_of


def test_after_a_restart_the_first_change_is_taken_and_word_weights_step_and_the_readers_model_hold(
    page: Page, tmp_path: Path
) -> None:
    """Two tabs that outlive one server: one with a word and weights changed, one with a model of the reader's own."""
    tab, own = page.context.new_page(), page.context.new_page()  # which may say that their server is gone
    file = tmp_path / "mine.safetensors"
    params = rnn.init(np.random.default_rng(3), 4, 5, 4)
    file.write_bytes(interop.to_safetensors(params))
    with started() as (url, _):
        tab.goto(f"{url}/forward?word=hole&edit=U.0.0:0.7&t=3")
        ready(tab)
        at_step(tab, 3)  # a fresh server's first answer is exactly the screen that was asked for
        grids = shown(tab)
        assert grids["U"]
        assert grids["U"][0][0] == 0.7
        assert grids["a"] is not None
        assert grids["s"] is None
        edit(tab, "U", 0, 1, "0.9")
        expect(tab).to_have_url(re.compile("U.0.1"))
        stage = focus(tab)
        for _ in range(4):
            stage.press("ArrowRight")
        expect(tab).to_have_url(re.compile("t=7"))
        own.goto(f"{url}/lab")
        ready(own)
        own.get_by_label("PyTorch weights").locator("input").set_input_files(file)
        own.get_by_label("Alphabet").fill("helo")
        own.get_by_label("Alphabet").press("Enter")
        stage_of(own).wait_for()
        own.locator(".st-key-onward").get_by_role("link", name="Backpropagation").click()
        own.get_by_role("heading", name="Backpropagation through time").wait_for()
        ready(own)
        expect(own.get_by_role("radio", name="your model")).to_be_checked()
    connected = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
    for each in (tab, own):
        expect(each.locator(connected)).to_have_count(0)
    with started(port=urlsplit(url).port or 0):
        for each, word in ((tab, "hell"), (own, "hole")):
            each.locator(connected).wait_for(timeout=60_000)
            each.get_by_label("Word", exact=True).fill(word)
            each.get_by_label("Word", exact=True).press("Enter")
            expect(each).to_have_url(re.compile(f"word={word}(&|$)"))
        expect(tab.get_by_label("Word", exact=True)).to_have_value("hell")
        expect(stage_of(tab)).to_have_attribute("data-steps", "27")
        at_step(tab, 7)
        expect(cell(tab, "U", 0, 0)).to_have_attribute("data-value", "0.7")
        expect(cell(tab, "U", 0, 1)).to_have_attribute("data-value", "0.9")
        expect(own.get_by_role("radio", name="your model")).to_be_checked()
        expect(cell(own, "U", 0, 0).first).to_have_attribute("data-value", str(params.U[0, 0]))


def test_the_browsers_back_leads_to_the_step_that_was_left(visit: Callable[[str], Page]) -> None:
    page = visit("/forward")
    stage = focus(page)
    for _ in range(7):
        stage.press("ArrowRight")
    expect(page).to_have_url(re.compile("t=7"))
    page.get_by_test_id("stSidebar").get_by_role("link", name="Backpropagation through time").click()
    expect(page).to_have_url(re.compile("/bptt$"))
    expect(stage_of(page)).to_have_attribute("data-step", "0")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/forward.*t=7"))
    at_step(page, 7)

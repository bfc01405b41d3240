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
from tests.e2e.stage import at_step, cell, edit, focus, stage_of


def test_the_first_change_after_a_restart_is_taken_and_word_weights_and_step_hold(page: Page) -> None:
    page = page.context.new_page()  # one that may say that its server is gone
    with started() as (url, _):
        page.goto(f"{url}/forward?word=hole&edit=U.0.0:0.7")
        ready(page)
        edit(page, "U", 0, 1, "0.9")
        expect(page).to_have_url(re.compile("U.0.1"))
        stage = focus(page)
        for _ in range(7):
            stage.press("ArrowRight")
        expect(page).to_have_url(re.compile("t=7"))
    connected = page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    expect(connected).to_have_count(0)
    with started(port=urlsplit(url).port or 0):
        connected.wait_for(timeout=60_000)
        page.get_by_label("Word").fill("hell")
        page.get_by_label("Word").press("Enter")
        expect(page).to_have_url(re.compile("word=hell(&|$)"))
        expect(page.get_by_label("Word")).to_have_value("hell")
        expect(stage_of(page)).to_have_attribute("data-steps", "27")
        at_step(page, 7)
        expect(cell(page, "U", 0, 0)).to_have_attribute("data-value", "0.7")
        expect(cell(page, "U", 0, 1)).to_have_attribute("data-value", "0.9")


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


def test_a_model_of_the_readers_own_is_there_again_after_a_restart(page: Page, tmp_path: Path) -> None:
    page = page.context.new_page()  # one that may say that its server is gone
    file = tmp_path / "mine.safetensors"
    params = rnn.init(np.random.default_rng(3), 4, 5, 4)
    file.write_bytes(interop.to_safetensors(params))
    with started() as (url, _):
        page.goto(f"{url}/lab")
        ready(page)
        page.get_by_label("PyTorch weights").locator("input").set_input_files(file)
        page.get_by_label("Alphabet").fill("helo")
        page.get_by_label("Alphabet").press("Enter")
        stage_of(page).wait_for()
        page.locator(".st-key-onward").get_by_role("link", name="Backpropagation").click()
        page.get_by_role("heading", name="Backpropagation through time").wait_for()
        ready(page)
        expect(page.get_by_role("radio", name="your model")).to_be_checked()
    connected = page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    expect(connected).to_have_count(0)
    with started(port=urlsplit(url).port or 0):
        connected.wait_for(timeout=60_000)
        page.get_by_label("Word", exact=True).fill("hole")
        page.get_by_label("Word", exact=True).press("Enter")
        expect(page).to_have_url(re.compile("word=hole(&|$)"))
        expect(page.get_by_role("radio", name="your model")).to_be_checked()
        expect(cell(page, "U", 0, 0).first).to_have_attribute("data-value", str(params.U[0, 0]))

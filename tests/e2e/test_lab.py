"""The lab: a PyTorch model of the reader's own on the stage, on every page of its cell, and after a reload."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from engine import gru, interop, rnn
from tests.e2e.conftest import ready

Visit = Callable[[str], Page]


@pytest.fixture(autouse=True)
def forgetful(page: Page, base_url: str) -> Iterator[None]:
    """The tests share a browser, which keeps no model from one of them to the next."""
    yield
    page.goto("/_stcore/health")  # of the same place, and nothing runs on it
    page.evaluate("localStorage.clear()")


def bring(page: Page, file: Path, letters: str) -> None:
    page.get_by_label("PyTorch weights").locator("input").set_input_files(file)
    field = page.get_by_label("Alphabet")
    field.fill(letters)
    field.press("Enter")
    ready(page)  # a file that is chosen while the page draws the one before is lost


def test_a_model_outlives_a_broken_file_walks_through_the_course_and_is_there_after_a_reload(
    visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "mine.safetensors"
    file.write_bytes(interop.to_safetensors(rnn.init(np.random.default_rng(3), 4, 5, 4)))
    page = visit("/lab")
    bring(page, file, "abcd")
    stage = page.get_by_test_id("stage")
    first = rnn.init(np.random.default_rng(3), 4, 5, 4).U[0, 0]
    weight = stage.locator("[data-name=U] td[data-row='0'][data-col='0']").first
    expect(weight).to_have_attribute("data-value", str(first))
    expect(page.get_by_text("an RNN with 5 units and 4 letters")).to_be_visible()
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"PK\x03\x04 and so on")
    page.get_by_label("PyTorch weights").locator("input").set_input_files(broken)
    expect(page.get_by_role("alert").first).to_contain_text("This is a zip archive, as torch.save writes it")
    expect(page.get_by_role("alert").first).to_contain_text("The previous model is still here.")
    expect(stage).to_be_visible()
    expect(page.get_by_label("Alphabet")).to_have_value("abcd")
    page.locator(".st-key-onward").get_by_role("link", name="Backpropagation").click()
    page.get_by_role("heading", name="Backpropagation through time").wait_for()
    ready(page)
    expect(page.get_by_role("radio", name="your model")).to_be_checked()
    expect(weight).to_have_attribute("data-value", str(first))
    expect(page).to_have_url(re.compile("preset=mine"))
    page.reload()
    ready(page)
    expect(page.get_by_role("radio", name="your model")).to_be_checked()
    expect(weight).to_have_attribute("data-value", str(first))
    page.get_by_label("Word", exact=True).fill("dab!")
    page.get_by_label("Word", exact=True).press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("‘!’ is not in the alphabet of your model (a, b, c, d)")


@pytest.mark.nightly("an RNN's model is walked through with every change")
def test_a_gated_model_is_walked_through_gate_by_gate_and_can_be_forgotten(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "gates.safetensors"
    file.write_bytes(interop.to_safetensors(gru.init(np.random.default_rng(3), 4, 3, 4)))
    page = visit("/lab")
    bring(page, file, "helo")
    page.get_by_test_id("stage").wait_for()
    page.locator(".st-key-onward").get_by_role("link", name="gate by gate").click()
    page.get_by_role("heading", name="The LSTM, gate by gate").wait_for()
    ready(page)
    expect(page.get_by_role("radio", name="GRU")).to_be_checked()
    expect(page.get_by_role("radio", name="your model")).to_be_checked()
    page.get_by_role("link", name="The lab").first.click()
    page.get_by_role("button", name="Forget this model").click()
    expect(page.get_by_text("You have not loaded a model yet")).to_be_visible()
    ready(page)
    page.reload()
    ready(page)
    expect(page.get_by_text("You have not loaded a model yet")).to_be_visible()


def test_the_text_is_shown_in_the_colours_of_the_chosen_unit(visit: Visit) -> None:
    page = visit("/lab")
    coloured = page.get_by_test_id("respond")
    expect(coloured).to_contain_text("Alice was beginning")
    told = coloured.get_attribute("aria-label")
    page.get_by_role("combobox", name="Unit", exact=True).click()
    page.get_by_role("option").nth(3).click()
    expect(coloured).not_to_have_attribute("aria-label", told or "")
    field = page.get_by_label("Text", exact=True)
    field.fill("the cat\nsat <b>")
    field.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_contain_text("‘<’ is not in this model’s alphabet")
    expect(coloured).to_contain_text("Alice was beginning")
    field.fill("the cat\nsat")
    field.press("Control+Enter")
    expect(coloured.locator("span")).to_have_count(len("the cat\nsat"))
    page.get_by_label("Text file").locator("input").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"\x93she ran\x94"}
    )
    expect(page.get_by_text("a.txt is read as Windows-1252")).to_be_visible()
    expect(page.get_by_role("alert").first).to_contain_text("‘“’ is not in this model’s alphabet")


def test_a_text_from_a_file_is_learnt_while_one_watches_and_what_has_learnt_it_reads_it(visit: Visit) -> None:
    page = visit("/lab?net=GRU&units=16&budget=5+min")
    text = "Straße um Straße, \n" * 50_000
    page.get_by_label("Text file").locator("input").set_input_files(
        {"name": "long.txt", "mimeType": "text/plain", "buffer": text.encode("cp1252")}
    )
    expect(page.get_by_text("long.txt is read as Windows-1252")).to_be_visible()
    expect(page.get_by_role("alert").first).to_contain_text("‘ß’ is not in this model’s alphabet")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text(re.compile(r"Update \d+ of at most 50,000; at most \d+ s left"))).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()  # not Streamlit's own
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    expect(page.get_by_text("The GRU with 16 units that you trained reads the text")).to_be_visible()
    expect(page.get_by_test_id("respond")).to_contain_text("Straße um Straße")
    expect(page.get_by_text("Given “S”, the network writes:")).to_be_visible()


def test_the_focus_stays_at_the_field_whose_file_was_chosen(visit: Visit) -> None:
    page = visit("/lab")
    for field in ("Text file", "PyTorch weights"):
        uploader = page.get_by_test_id("stFileUploader").filter(has_text=field)
        button = uploader.get_by_role("button", name="Upload", exact=True)
        button.focus()
        with page.expect_file_chooser() as chooser:
            button.press("Enter")
        chooser.value.set_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"hello hello"})
        uploader.get_by_role("button", name="Remove x.txt").wait_for()
        ready(page)
        expect(uploader.locator("button:focus")).to_have_count(1)

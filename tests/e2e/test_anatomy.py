"""The cell that unrolls under the reader's hand."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from engine import presets, rnn
from engine.text import Alphabet, one_hot
from tests.e2e.conftest import ready

Visit = Callable[[str], Page]


def cell(page: Page) -> Locator:
    return page.get_by_test_id("unroll")


def known(page: Page) -> Locator:
    return cell(page).locator('[data-testid="copy"][data-known="true"]')


def scrub(page: Page) -> Locator:
    return page.get_by_role("slider", name="Unroll", exact=True)


def test_the_folded_cell_unrolls_to_the_engines_states_with_the_transport_of_every_player(visit: Visit) -> None:
    page = visit("/anatomy")
    expect(known(page)).to_have_count(0)
    for _ in "hello":
        scrub(page).press("ArrowRight")
    expect(known(page)).to_have_count(5)
    alphabet = Alphabet(presets.NOTES_ALPHABET)
    states = rnn.forward(presets.NOTES, one_hot(alphabet.encode("hello"), 4)).s
    for t, state in enumerate(states):
        shown = cell(page).locator(f'[data-t="{t}"] [data-value]')
        values = [float(box.get_attribute("data-value") or "") for box in shown.all()]
        assert values == state.tolist()
    scrub(page).press("Home")
    expect(known(page)).to_have_count(0)
    page.evaluate("document.activeElement.blur()")
    press = page.keyboard.press
    press("ArrowRight")  # wherever the keyboard is, while nothing else has it
    expect(known(page)).to_have_count(1)
    press("End")
    expect(known(page)).to_have_count(5)
    page.get_by_role("combobox", name="Speed").select_option("4×")
    cell(page).focus()
    plays = """cell => {
      cell.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
      return document.querySelector('button[aria-label=Pause]') !== null
    }"""
    assert cell(page).evaluate(plays)  # at the end, from the beginning again
    expect(known(page)).to_have_count(5)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    press("?")
    expect(page.get_by_test_id("keys")).to_be_visible()
    press("ArrowLeft")  # takes the list away, and does nothing else
    expect(page.get_by_test_id("keys")).to_have_count(0)
    expect(known(page)).to_have_count(5)
    press("q")
    expect(page.get_by_test_id("qr")).to_have_attribute("alt", re.compile(r"anatomy\?t=5$"))


def test_the_weights_are_drawn_once_and_used_by_every_copy(visit: Visit) -> None:
    page = visit("/anatomy?t=5")
    for name, uses in {"U": 5, "b": 5, "V": 5, "W": 4}.items():
        expect(cell(page).locator(f'.card[data-name="{name}"]')).to_have_count(1)
        expect(cell(page).get_by_test_id(f"use-{name}")).to_have_count(uses)
    card = page.get_by_role("button", name=re.compile("^W, 1×1"))
    card.click()
    expect(card).to_have_attribute("aria-pressed", "true")
    expect(cell(page)).to_have_attribute("data-lit", "W")
    told = cell(page).get_by_test_id("caption")
    expect(told).to_contain_text("reads “o” and s₄, the memory of “hell”")
    # and no letter of the word
    expect(told.locator("math")).to_have_text(["U", "W", "V", "b", "b_y", "s₄", "s₅", "s₅", "b_y"])


def test_the_place_is_in_the_address_and_survives_a_cold_link(visit: Visit) -> None:
    page = visit("/anatomy?word=hole")
    scrub(page).press("End")
    expect(page).to_have_url(re.compile("t=4"))
    page.reload()
    ready(page)
    expect(known(page)).to_have_count(4)
    expect(scrub(page)).to_have_attribute("aria-valuetext", "4 of 4 letters read")


def test_own_experiments_are_in_the_address(visit: Visit) -> None:
    page = visit("/anatomy?places=7&swap=2&letter=o")
    expect(page.get_by_test_id("slots").get_by_test_id("place")).to_have_count(7)
    expect(page.get_by_text("hello becomes hlelo")).to_be_visible()
    expect(page.get_by_text("Change the first letter to o")).to_be_visible()
    page.get_by_role("slider", name="Positions for letters").press("ArrowLeft")
    expect(page).to_have_url(re.compile("places=6"))


def test_a_shorter_word_brings_the_experiments_back_within_its_letters(visit: Visit) -> None:
    page = visit("/anatomy?preset=random&word=unbelievable&swap=11&letter=v")
    page.get_by_role("textbox", name="Word").fill("ab")
    page.get_by_role("textbox", name="Word").press("Enter")
    expect(page.get_by_text("ab becomes ba")).to_be_visible()
    expect(cell(page)).to_have_attribute("data-read", "0")

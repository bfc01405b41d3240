"""The reader's choices in a real address bar."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.e2e.conftest import open_more, ready

Visit = Callable[[str], Page]


def choose(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label, exact=True).click()
    ready(page)


def write_word(page: Page, word: str) -> None:
    page.get_by_label("Word").fill(word)
    page.get_by_label("Word").press("Enter")


def test_an_address_sets_every_control_and_each_goes_on_from_there(visit: Visit) -> None:
    page = visit("/forward?word=dogs&preset=random&seed=7&hidden=5&decimals=4&feed=sample&temperature=2")
    temperature, seed = page.get_by_role("slider", name="Temperature"), page.get_by_label("Seed", exact=True)
    expect(page.get_by_label("Word")).to_have_value("dogs")
    expect(page.locator(".st-key-more")).to_contain_text("seed 7 · 4 decimals")
    choose(page, "true letter")
    expect(temperature).to_have_count(0)
    choose(page, "sample")
    expect(temperature).to_have_value("2")  # it is kept while nothing is sampled
    open_more(page)
    expect(seed).to_have_value("7")
    expect(page.get_by_label("Hidden units")).to_have_value("5")
    for chosen in ("random", "4", "sample"):
        expect(page.get_by_role("radio", name=chosen, exact=True)).to_be_checked()
    page.get_by_role("button", name="Roll again").click()
    expect(seed).not_to_have_value("7")
    expect(page).to_have_url(re.compile(f"seed={seed.input_value()}"))


def test_a_choice_is_in_the_address_by_its_key_and_survives_a_reload(visit: Visit) -> None:
    page = visit("/forward")
    choose(page, "trained")
    choose(page, "own guess")
    expect(page).to_have_url(re.compile(r"/forward\?preset=trained&feed=own"))
    page.reload()
    ready(page)
    expect(page.get_by_role("radio", name="trained")).to_be_checked()
    choose(page, "the notes’")
    choose(page, "true letter")
    expect(page).to_have_url(re.compile(r"/forward$"))


def test_what_others_wrote_into_the_address_stays(visit: Visit) -> None:
    page = visit("/forward?t=3&edit=U.0.1:0.5")
    page.evaluate("history.replaceState(history.state, '', location.href.replace('t=3', 't=7'))")
    open_more(page)
    choose(page, "4")
    expect(page).to_have_url(re.compile(r"t=7.*edit=U\.0\.1.*decimals=4"))


def test_the_word_goes_with_the_reader_to_other_pages(visit: Visit) -> None:
    page = visit("/forward?word=dogs&preset=random")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Unrolled").click()
    expect(page).to_have_url(re.compile(r"/\?word=dogs&preset=random"))
    page.go_back()
    expect(page.get_by_label("Word")).to_have_value("dogs")
    expect(page).to_have_url(re.compile(r"/forward\?word=dogs&preset=random"))


def test_a_bad_word_gets_one_sentence_and_stays_in_its_box(visit: Visit) -> None:
    page = visit("/forward?word=hole")
    for bad in ("", "hellohellohellohellohellox", "cat", "<script>alert(1)</script>"):
        write_word(page, bad)
        expect(page.get_by_role("alert")).to_have_count(1)
        expect(page.get_by_role("alert")).to_contain_text("Still shown: ‘hole’")
        expect(page.get_by_label("Word")).to_have_value(bad)
        expect(page).to_have_url(re.compile(r"\?word=hole$"))
    write_word(page, "hello")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_address_that_names_no_parameter_cannot_plant_a_link_or_a_picture(visit: Visit) -> None:
    page = visit("/forward?" + urlencode({"http://ev.il": 1, "www.ev.il": 1, "a@ev.il": 1, ":material/home:": 1}))
    notices = page.get_by_test_id("stAlert")
    expect(notices).to_have_count(4)
    expect(notices.locator("a, [role=img][aria-label*=home]")).to_have_count(0)


def test_what_a_page_alone_asks_is_in_the_address_goes_with_the_reader_and_adds_nothing_to_the_history(
    visit: Visit,
) -> None:
    page = visit("/anatomy?places=6#film")
    before = page.evaluate("history.length")
    places = page.get_by_role("slider", name="Positions for letters")
    expect(places).to_have_value("6")
    places.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/anatomy\?places=7#film$"))
    places.press("ArrowLeft")
    page.get_by_role("slider", name="Swap this letter with the next").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/anatomy\?(places=6&swap=2|swap=2&places=6)#film$"))
    assert page.evaluate("history.length") == before, "a choice is no page of its own"
    page.reload()
    ready(page)
    expect(places).to_have_value("6")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Unrolled").click()
    expect(page).to_have_url(re.compile(r"/$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/anatomy\?.*places=6"))
    expect(places).to_have_value("6")
    for _ in range(2):
        places.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"/anatomy\?swap=2(#film)?$"))

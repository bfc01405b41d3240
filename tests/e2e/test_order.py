"""Two sentences, counted and read."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import ready

Visit = Callable[[str], Page]


def stage(page: Page) -> Locator:
    return page.get_by_test_id("stage")


def values(page: Page, name: str) -> list[float]:
    cells = stage(page).locator(f'[data-testid="grid"][data-name="{name}"] td[data-row]').all()
    return [float(cell.get_attribute("data-value") or "nan") for cell in cells]


def word(page: Page, text: str) -> Locator:
    """A word of the vocabulary, ticked when it is pressed."""
    return page.get_by_role("button", name=text, exact=True)


def write(page: Page, label: str, sentence: str) -> None:
    page.get_by_role("textbox", name=label).fill(sentence)
    page.get_by_role("textbox", name=label).press("Enter")


def test_the_notes_sentences_stand_in_the_strip_are_counted_word_by_word_and_collide(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 640})
    visit("/order")
    for column in page.locator(".strip .column").all():
        expect(column).to_be_in_viewport(ratio=1)
    expect(page.locator(".strip .column")).to_have_count(10)
    assert page.locator(".strip").evaluate("strip => strip.scrollWidth <= strip.clientWidth")
    assert values(page, "counts") == [0] * 8  # "this" is not in the vocabulary
    page.get_by_role("button", name="Next", exact=True).click()
    assert values(page, "counts") == [0, 1, 0, 0, 0, 0, 0, 0]  # "phone"
    page.get_by_role("button", name="Last").click()
    assert values(page, "counts") == [1] * 8
    assert values(page, "apart") == [0] * 4
    expect(stage(page).get_by_test_id("caption")).to_contain_text("one sentence is negative and the other positive")
    for told in (
        "The counts are the same: both sentences give 1 1 1 1",
        "this phone is no good: after the last word, the probability of ‘positive’ is less than 0.1%, so negative",
        "no the phone is good: after the last word, the probability of ‘positive’ is 99.9%, so positive",
    ):
        expect(page.get_by_text(told)).to_be_visible()


def test_own_sentences_bring_their_vocabulary_and_are_in_the_address(visit: Visit) -> None:
    page = visit("/order")
    write(page, "First sentence", "dog bites man")
    ready(page)
    write(page, "Second sentence", "man bites dog")
    expect(page.get_by_text("No further word would help")).to_be_visible()
    for each in ("dog", "bites", "man"):
        expect(word(page, each)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("is unknown to this model").or_(page.get_by_text("are unknown")).first).to_be_visible()
    expect(page).to_have_url(re.compile("first=dog.bites.man"))
    write(page, "First sentence", "this dog bites man")  # a word that is ticked, and separates the bags
    word(page, "this").click()
    expect(page.get_by_text("The counts differ: ‘this’ (1 in DOC1, 0 in DOC2)")).to_be_visible()
    expect(page).to_have_url(re.compile("vocabulary="))
    page.reload()
    ready(page)
    expect(page.get_by_role("textbox", name="First sentence")).to_have_value("this dog bites man")
    expect(word(page, "this")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("The counts differ")).to_be_visible()


BAD = {"": "needs at least one word", "no " * 200: "has 200", "?!… —": "needs at least one word", "o" * 40: "has 40"}


def test_a_bad_sentence_gets_one_sentence_and_the_picture_stays_and_anything_else_is_words(visit: Visit) -> None:
    page = visit("/order?second=good%20phone")
    alert = page.get_by_role("alert")
    for bad, rule in BAD.items():
        write(page, "Second sentence", bad)
        expect(alert).to_contain_text(rule)
        expect(alert).to_have_count(1)
        expect(alert).to_contain_text("Still shown: ‘good phone’")
        expect(page.get_by_role("textbox", name="Second sentence")).to_have_value(bad)
        expect(stage(page)).to_have_attribute("data-steps", "8")  # 5 + 2 words, and the comparison
    write(page, "Second sentence", "<b>4</b> **хорошо** 好 👍 $x$ :red[no]")
    expect(word(page, "хорошо")).to_be_visible()
    expect(word(page, "👍")).to_be_visible()
    expect(alert).to_have_count(0)


def test_an_example_fills_both_sentences(visit: Visit) -> None:
    page = visit("/order")
    box = page.get_by_test_id("stSelectbox")
    box.scroll_into_view_if_needed()  # a list that is open closes when the page scrolls
    ready(page)  # and is told of it a frame later
    box.get_by_role("button", name="Open").click()
    page.get_by_role("option", name=re.compile("^first it was great")).click()
    expect(page.get_by_role("textbox", name="Second sentence")).to_have_value("first it was awful, then great")
    expect(page.get_by_text("No further word would help")).to_be_visible()


def test_the_shuffle_is_the_same_for_the_same_seed(visit: Visit) -> None:
    page = visit("/order?shuffle=7")
    shuffled = page.get_by_text("Every word occurs as often as before")
    first = shuffled.inner_text()
    page.get_by_role("button", name="Shuffle again").click()
    expect(shuffled).not_to_have_text(first)
    expect(page).not_to_have_url(re.compile("shuffle=7$"))
    visit("/order?shuffle=7")
    expect(shuffled).to_have_text(first)


def test_a_deep_link_carries_sentences_vocabulary_step_and_shuffle(visit: Visit) -> None:
    page = visit("/order?first=a+b+a&second=b+a&vocabulary=a&t=3&shuffle=5")
    expect(stage(page)).to_have_attribute("data-step", "3")
    assert values(page, "counts") == [2, 0]
    expect(page.get_by_label("Order (0: as written)")).to_have_value("5")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_another_chapter_has_no_foreign_parameters_and_the_way_back_keeps_the_sentence(visit: Visit) -> None:
    page = visit("/order?first=dog+bites")
    page.get_by_role("link", name="From feed-forward to recurrent").first.click()
    expect(page.get_by_test_id("unroll")).to_be_visible()
    expect(page).not_to_have_url(re.compile("first="))
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    page.get_by_role("link", name="Order matters").click()
    expect(page.get_by_role("textbox", name="First sentence")).to_have_value("dog bites")

"""The shapes of input and output, each with a model that runs."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import models
from engine import seq2seq
from pages.shapes.seq2seq import shown_words
from pages.shapes.story import SHAPES
from tests.e2e.axe import low_contrasts, violations
from tests.e2e.conftest import ready
from tests.e2e.stage import all_steps, at_step, focus, stage_of

Visit = Callable[[str], Page]


def diagram(page: Page) -> Locator:
    return page.get_by_test_id("shapes")


def written(page: Page, row: str) -> list[str]:
    """What stands below (reads) or above (says) the cells of the diagram, where it is to be seen."""
    return [text for text in diagram(page).get_by_test_id(row).all_text_contents() if text]


def write(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label).fill(text)
    page.get_by_role("textbox", name=label).press("Enter")
    ready(page)


COLD = {
    "": (["see"], ["you"]),
    "?shape=one-to-many&start=good": (["good", "night", "mum"], ["night", "mum", "■"]),
    "?shape=many-to-one&review=this+phone+is+no+good": (["this", "phone", "is", "no", "good"], ["negative"]),
    "?shape=many-to-many&typed=how+are": (["how", "are"], ["was", "you"]),
    "?shape=encoder-decoder&task=digits&number=three+hundred+and+twelve": (
        ["three", "hundred", "and", "twelve", "■", "3", "1", "2"],
        ["3", "1", "2", "■"],
    ),
}


@pytest.mark.parametrize("address", COLD)
def test_a_cold_link_shows_its_shape_with_what_the_model_read_and_said_and_bars_nobody(
    visit: Visit, address: str
) -> None:
    page = visit(f"/shapes{address}")
    reads, says = COLD[address]
    assert written(page, "reads")[: len(reads)] == reads
    assert written(page, "says")[: len(says)] == says
    expect(page.get_by_role("alert")).to_have_count(0)
    assert violations(page) == []
    assert low_contrasts(page) == []
    if not address:  # the arrow keys lead through every shape, and the address follows
        diagram(page).get_by_role("button", name="One to one").focus()
        for name, shape in list(SHAPES.items())[1:]:
            page.keyboard.press("ArrowRight")
            expect(diagram(page)).to_have_attribute("data-shape", name)
            expect(diagram(page).get_by_role("button", name=shape.title)).to_have_attribute("aria-pressed", "true")
            expect(diagram(page).get_by_test_id("caption")).to_have_text(shape.sentence)
            expect(page).to_have_url(re.compile(f"shape={name}"))
        expect(stage_of(page)).to_be_visible()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("textbox", name="Type a message")).to_be_visible()
        expect(stage_of(page)).to_have_count(0)


def test_the_encoder_decoder_is_stepped_to_its_end_with_the_engines_numbers(visit: Visit) -> None:
    page = visit("/shapes?shape=encoder-decoder&english=you+do+not+call+the+man")
    model = models.load("translation")
    source = model.inputs.encode(["you", "do", "not", "call", "the", "man"])
    answer, trace = seq2seq.answer(model.params, source, 12)
    steps = 2 * len(source) + 4 * len(answer)
    words, reads = [*model.inputs.decode(source), "■"], stage_of(page).locator(".strip .reads")
    expect(reads).to_have_text(
        [*words, *"?" * (len(answer) - 1)]
    )  # what the decoder will read is not seen before it is said
    focus(page)
    for step in range(1, steps):
        page.keyboard.press("ArrowRight")
        at_step(page, step)
    expect(stage_of(page).get_by_test_id("caption")).to_contain_text("the answer is complete")
    expect(reads).to_have_text([*words, *model.outputs.decode(answer)[:-1]])
    kept = shown_words(trace.decoder.y_hat, answer)
    c, h = (np.concatenate([getattr(trace.encoder, name), getattr(trace.decoder, name)]) for name in ("c", "h"))
    told = all_steps(page)
    assert len(told) == steps
    for at in told:
        t, grids = at["t"], at["grids"]
        first = next(each["step"] for each in told if each["t"] == t)
        for name, values in (("c", c), ("h", h)):
            if at["step"] > first:
                np.testing.assert_array_equal(np.ravel(grids[name]), values[t])
            if t:
                np.testing.assert_array_equal(np.ravel(grids[f"{name}_prev"]), values[t - 1])
        if at["step"] == first + 3:
            decoded = t - len(source)
            np.testing.assert_array_equal(np.ravel(grids["logits"]), trace.decoder.logits[decoded, kept])
            np.testing.assert_array_equal(np.ravel(grids["y_hat"]), trace.decoder.y_hat[decoded, kept])
        if t < len(source):
            assert grids["y_hat"] is None


def test_suggestions_follow_the_typing_without_enter_and_are_taken_by_pressing_them(visit: Visit) -> None:
    page = visit("/shapes?shape=many-to-many")
    message = page.get_by_role("textbox", name="Type a message")
    message.press("End")
    message.press_sequentially(" you")
    page.get_by_role("button", name=re.compile(r"^today \d+\.\d%$")).click()
    expect(message).to_have_value("how are you today")
    expect(page).to_have_url(re.compile("typed=how.are.you.today"))


UNREADABLE = {
    "": "at least one word",
    "?!": "at least one word",
    "see " * 200: "at most 12 words here; this one has 200",
    "I call the <b>dragon</b>": "knows 30 words, and ‘b’, ‘dragon’ are not among them",
    "I see 12 men": "‘12’, ‘men’ are not among them",
    "я call 男": "‘я’, ‘男’ are not among them",
}


def test_what_cannot_be_read_gets_one_sentence_and_picture_and_text_stay(visit: Visit) -> None:
    page = visit("/shapes?shape=encoder-decoder&english=I+see+a+man")
    for bad, rule in UNREADABLE.items():
        write(page, "English", bad)
        expect(page.get_by_role("alert")).to_have_count(1)
        expect(page.get_by_role("alert")).to_contain_text(rule)
        expect(page.get_by_role("alert")).to_contain_text("Still shown: ‘I see a man’")
        expect(page.get_by_role("textbox", name="English")).to_have_value(bad)
        assert written(page, "reads")[:4] == ["i", "see", "a", "man"]


def test_mistakes_are_there_to_be_tried(visit: Visit) -> None:
    page = visit("/shapes?shape=encoder-decoder&task=digits")
    mistakes = page.get_by_role("combobox", name="Not in training, and answered wrongly")
    mistakes.scroll_into_view_if_needed()  # a list that is open closes when the page scrolls
    ready(page)  # and is told of it a frame later
    mistakes.press("ArrowDown")
    page.get_by_role("option", name="two", exact=True).click()
    expect(page.get_by_text("wrong, it should be 2. It was never shown this sentence.")).to_be_visible()
    expect(page.get_by_text(f"{models.load('digits').figures['held out']:.1%} right")).to_be_visible()


def test_the_reader_moves_the_gap_to_where_the_rnn_forgets(visit: Visit) -> None:
    page = visit("/shapes?country=russia&gap=21")
    expect(page.get_by_text(re.compile("^RNN, 21 words later: russian .* right"))).to_be_visible()
    page.get_by_role("slider", name="Words between country and language").press("ArrowRight")
    expect(page.get_by_text(re.compile("^RNN, 27 words later: .* wrong: it should be russian"))).to_be_visible()
    expect(page.get_by_text(re.compile("^LSTM, 27 words later: russian .* right"))).to_be_visible()
    expect(page).to_have_url(re.compile("gap=27"))

"""A question before a step: answered by one key or click, walked past by →, and in a hall only if it is asked for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.stage import at_step, focus, stage_of
from tests.ui.cells.test_questions import STORIES, board, numbers
from ui.board.arithmetic import number
from ui.board.storyboard import Storyboard
from ui.player.bundle import FOLDER, bundle

Visit = Callable[[str], Page]


def test_a_question_is_answered_by_a_key_or_a_click_or_walked_past(visit: Visit) -> None:
    page = visit("/forward?t=13")
    ask, answer = page.get_by_test_id("ask"), page.get_by_test_id("answer")
    expect(ask).to_contain_text("Which letter will it bet on?")
    guesses = ask.locator("[data-guess]")
    assert [guess.strip()[2:] for guess in guesses.all_inner_texts()] == ["h", "e", "l", "o"]
    stage = focus(page)
    stage.press("2")  # said, and one step on; it can be changed until the answer is there
    at_step(page, 14)
    expect(guesses.nth(1)).to_have_attribute("aria-pressed", "true")
    guesses.nth(3).click()
    at_step(page, 15)
    expect(guesses.nth(3)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    at_step(page, 16)
    bets = page.locator("[data-name=y_hat] td[data-row]")
    values = [float(bet.get_attribute("data-value") or "nan") for bet in bets.all()]
    best = "helo"[values.index(max(values))]
    expect(answer).to_have_text(f"✓ You were right: {best} ({max(values):.2f})")
    page.keyboard.press("ArrowRight")
    expect(ask).to_have_text("✎ Click a weight to change it.")
    for _ in range(17):  # a reader who just walks on is not held up, and sees the answer
        page.keyboard.press("ArrowRight")
    at_step(page, 34)
    expect(answer).to_have_text(re.compile(r"^[helo] \(0\.\d\d\)$"))
    page.keyboard.press("a")
    expect(ask).to_be_hidden()
    expect(stage_of(page).get_by_text("✎ Click a weight to change it.")).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Backpropagation").click()
    page.get_by_role("heading", name="Backpropagation through time").wait_for()
    expect(page.get_by_test_id("ask")).to_be_hidden()  # it is said once, for the whole course


def test_what_is_right_follows_the_readers_own_weights(visit: Visit) -> None:
    page = visit("/forward?t=16&edit=b_y.1.0:900")
    expect(page.get_by_test_id("answer")).to_have_text("e (1.00)")


# Which guesses are right at each question of some stories, to so many decimals: [step, their places].
RULED = """stories => {
  %s
  return stories.map(({ data, decimals }) => {
    const board = { ...data, present: false, asks: receiveAsks({ ask: { said: new Map() } }, data.steps) }
    return board.asks.map(({ at }) => {
      const now = askNow({ board, decimals, step: at })
      return [at, now && now.right.flatMap((right, place) => (right ? [place] : []))]
    })
  })
}"""
DECIMALS = (1, 2, 6)  # a reader has 2 at least; with 1 there are more ties


def asked_of(shown: Storyboard) -> dict[str, object]:
    """Of a story's data only what its questions look at."""
    data = shown.to_json()
    names = {guess.grid for step in shown.steps if step.asks for guess in step.asks.guesses}
    return {
        "steps": [{"t": step["t"], "asks": step.get("asks")} for step in data["steps"]],
        "grids": {name: data["grids"][name] for name in names},
    }


@pytest.mark.parametrize("story", STORIES)
def test_no_question_is_decided_by_digits_that_are_not_shown(page: Page, story: str) -> None:
    kinds = (("hello", 3), ("ab", 1), ("aaa", 2))
    boards = [board(story, word=word, hidden=hidden, seed=seed) for seed in range(4) for word, hidden in kinds]
    given = [(shown, decimals) for shown in boards for decimals in DECIMALS]
    ruled = page.evaluate(
        RULED % bundle(FOLDER / "stage" / "ask.js")[0],
        [{"data": asked_of(shown), "decimals": decimals} for shown, decimals in given],
    )
    ties = 0
    for (shown, decimals), questions in zip(given, ruled, strict=True):
        for at, right in questions:
            step = shown.steps[at]
            assert step.asks
            found = numbers(shown, step, step.asks)
            written = [number(value, decimals) for value in found]
            best = [place for place, one in enumerate(written) if one == written[found.index(max(found))]]
            assert right == (None if len(best) == len(written) else best), (decimals, step.asks.text)
            ties += len(best) > 1
    assert ties  # else nothing was tried


def test_the_unrolled_cell_asks_before_it_reads_a_letter(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit("/anatomy?t=3")
    ask, scrub = page.get_by_test_id("ask"), page.get_by_role("slider", name="Unroll", exact=True)
    expect(ask).to_contain_text("“l” once more: will the state be the same as after the first?")
    expect(ask.locator("[data-guess]").first).to_be_in_viewport()
    scrub.press("1")
    expect(page.get_by_test_id("unroll")).to_have_attribute("data-read", "4")
    expect(page.get_by_test_id("answer")).to_have_text("✗ You said the same: a different one (unit 3: 0.71 after 0.75)")
    scrub.press("ArrowRight")
    expect(page.get_by_test_id("answer")).to_have_text("h (0.86)")
    scrub.press("a")
    expect(ask).to_be_hidden()


def test_a_question_on_a_phone_is_in_sight_and_leaves_the_explanation_to_who_asks_for_one(
    visit: Visit, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit("/forward?t=13")
    guess = page.get_by_test_id("ask").locator("[data-guess]").first
    expect(guess).to_be_in_viewport(ratio=1)
    expect(page.get_by_test_id("explain")).to_be_hidden()
    page.locator("[data-name=s] td[data-row='0']").first.click()
    expect(page.get_by_test_id("explain")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(guess).to_be_in_viewport(ratio=1)


def test_in_a_hall_a_race_asks_when_a_key_asks_for_it(visit: Visit, page: Page) -> None:
    visit("/race?present=1&k=10&lstm=1")
    ask = page.get_by_test_id("ask")
    expect(page.get_by_role("button", name="Train all three now")).to_be_visible()
    expect(ask).to_be_hidden()
    page.keyboard.press("a")
    expect(ask).to_contain_text("At k = 10, which network will be the first to get more than half right?")
    page.keyboard.press("3")
    expect(ask).to_contain_text("How many updates will the first to solve it need?")

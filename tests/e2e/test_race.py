"""The race in the browser: it starts, its curves grow in place, it stops, and its results stay."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

Visit = Callable[[str], Page]


# Every picture that the figure shows of the GRU, from before the start: how many points its curve has.
RECORD = """board => {
  window.points = []
  const look = () => {
    const points = board.data?.find(curve => curve.name === "GRU").x.length ?? window.points.at(-1)
    if (points !== window.points.at(-1)) window.points.push(points)
  }
  look()
  new MutationObserver(look).observe(board, { childList: true, subtree: true, attributes: true })
}"""


def race_figure(page: Page) -> Locator:
    """The figure of the race, drawn."""
    figure = page.get_by_role("figure", name="Curves: the share of right answers while training")
    expect(figure.locator(".main-svg").first).to_be_attached()
    return figure


def test_a_race_grows_in_place_ends_and_leaves_its_results(visit: Visit) -> None:
    page = visit("/race?k=10&lstm=1&seed=3")
    board = race_figure(page)
    board.evaluate("node => { node.same = true }")
    board.evaluate(RECORD)
    page.get_by_role("button", name="Train all three now").click()
    expect(page.get_by_test_id("stProgress")).to_contain_text("over.", timeout=60_000)
    expect(page.get_by_role("button", name="Train all three now")).to_be_enabled()
    assert board.evaluate("node => node.same"), "the drawing was mounted again while it grew"
    points = page.evaluate("window.points")
    assert points[0] == 0
    assert points[-1] > 1
    assert points == sorted(points), "a curve lost points while it grew"
    expect(page.get_by_role("row", name="LSTM, forget bias 1").first).to_contain_text("%")
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("row", name="GRU, run here").first).to_contain_text("seed 3")


def test_a_race_that_is_stopped_leaves_its_results(visit: Visit) -> None:
    page = visit("/race?k=100&lstm=0&seed=3")  # none of these solves it: only Stop or the clock ends it
    page.get_by_role("button", name="Train all three now").click()
    expect(race_figure(page).locator(".scatterlayer .js-line").first).to_be_attached()
    # not .click(), which would wait for the button of a race that its clock has ended
    page.get_by_role("button", name="Stop").last.dispatch_event("click")
    expect(page.get_by_test_id("stProgress")).to_contain_text("over.")
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("row", name="GRU, run here").first).to_contain_text("seed 3")


def test_an_address_opens_the_race_that_it_names_and_says_what_is_wrong_with_it(visit: Visit) -> None:
    page = visit("/race?k=51&rnn=32+units&lstm=0")
    expect(page.get_by_text("k: ‘51’ is not possible")).to_be_visible()
    for name in ("RNN, 32 units", "GRU, 32 units", "LSTM, forget bias 0"):
        expect(page.get_by_role("row", name=name).first).to_be_visible()

"""The race in the browser: it starts, its curves grow in place, it stops, and its results stay."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[[str], Page]


def test_a_race_grows_stops_and_leaves_its_results(visit: Visit) -> None:
    page = visit("/race?k=10&lstm=1&seed=3")
    board = page.get_by_test_id("curves")
    row = board.get_by_role("row", name="GRU")
    expect(row).to_contain_text("0")
    page.get_by_role("button", name="Train all three now").click()
    line = board.locator('path[data-name="GRU"]')
    expect(line).to_be_attached(timeout=20_000)
    board.evaluate("node => { node.same = true }")
    early = int(line.get_attribute("data-points") or 0)
    expect(line).not_to_have_attribute("data-points", str(early), timeout=20_000)
    assert board.evaluate("node => node.same"), "the drawing was mounted again while it grew"
    page.get_by_role("button", name="Stop").last.click()
    expect(page.get_by_role("button", name="Train all three now")).to_be_enabled(timeout=20_000)
    expect(board.get_by_role("row", name="LSTM, forget bias 1")).to_contain_text("%")
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("row", name="GRU, run here").first).to_contain_text("seed 3")


def test_an_address_opens_the_race_that_it_names_and_says_what_is_wrong_with_it(visit: Visit) -> None:
    page = visit("/race?k=51&rnn=32+units&lstm=0")
    expect(page.get_by_text("k: ‘51’ is not possible")).to_be_visible()
    board = page.get_by_test_id("curves")
    expect(board.get_by_role("row", name="RNN, 32 units, longer")).to_be_visible()
    expect(board.get_by_role("row", name="LSTM, forget bias 0")).to_be_visible()

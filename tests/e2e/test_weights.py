"""Editing weights on the stage: what is taken, what is refused, and what the address keeps."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Kept
from tests.e2e.stage import at_step, cell, edit, scrub, shown, stage_of

Visit = Callable[[str], Page]
HELLO = "/?t=0"  # the home page has no charts: what is tried here is the stage


def test_a_changed_weight_changes_the_run_and_the_address_but_not_the_step(visit: Visit) -> None:
    page = visit(HELLO)
    scrub(page, 5)
    edit(page, "U", 0, 0, "0,7")  # a comma, as typed in half the world
    expect(cell(page, "Ux", 0)).to_have_text("0.70")
    expect(cell(page, "a", 0)).to_have_text("1.20")
    expect(cell(page, "U", 0)).to_be_focused()
    at_step(page, 5)
    expect(page).to_have_url(re.compile(r"edit=U\.0\.0(:|%3A)0\.7(&|$)"))
    edit(page, "W", 0, 0, "-2")
    expect(page.get_by_text("2 numbers edited")).to_be_visible()
    edit(page, "b", 0, 0, "1e-3")
    expect(cell(page, "a", 0)).to_have_text("0.70")
    page.get_by_role("button", name="Undo").click()
    expect(cell(page, "a", 0)).to_have_text("1.20")
    page.get_by_role("button", name="Reset weights").click()
    expect(cell(page, "a", 0)).to_have_text("0.70")
    expect(cell(page, "U", 0)).to_have_text("0.20")
    expect(page).not_to_have_url(re.compile("edit"))
    page.get_by_role("button", name="Undo").click()  # of the reset
    expect(cell(page, "Ux", 0)).to_have_text("0.70")
    at_step(page, 5)


def test_escape_and_leaving_keep_the_old_weight(visit: Visit) -> None:
    page = visit(HELLO)
    for leave in ("Escape", "Tab"):
        cell(page, "U", 1, 1).dblclick()
        box = cell(page, "U", 1, 1).locator("input")
        box.fill("5")
        box.press(leave)
        expect(box).to_have_count(0)
        expect(cell(page, "U", 1, 1)).to_have_text("0.08")
    expect(page).not_to_have_url(re.compile("edit"))


REFUSED = [
    "",
    "abc",
    "NaN",
    "inf",
    "-Infinity",
    "1e309",
    "1001",
    "-1000.5",
    "0x10",
    "1 2",
    "1e",
    "<script>alert(1)</script>",
]


def test_what_is_no_weight_is_refused_in_place_and_the_old_value_stays(visit: Visit, kept: Kept) -> None:
    page = visit(HELLO)
    for typed in REFUSED:
        edit(page, "V", 3, 2, typed)
        box, error = cell(page, "V", 3, 2).locator("input"), cell(page, "V", 3, 2).get_by_role("alert")
        expect(error).to_have_text(re.compile(r"number|between −1000 and 1000"))
        expect(box).to_have_value(typed)
        box.press("Escape")
        expect(cell(page, "V", 3, 2)).to_have_attribute("data-value", "6.8")
        expect(cell(page, "V", 3, 2)).to_be_focused()
    assert kept.sent == 0
    for typed, value in [("1000", "1000"), ("−1000", "-1000"), (" .5 ", "0.5"), ("+1E2", "100"), ("-0", "0")]:
        edit(page, "V", 3, 2, typed)
        expect(cell(page, "V", 3, 2)).to_have_attribute("data-value", value)
    assert kept.sent, "what is asked is not counted"


def test_more_edits_than_an_address_can_hold_are_refused_and_none_is_lost(visit: Visit) -> None:
    edits = ",".join(f"U.{row}.{col}:{0.123456789012345 + row}" for row in range(16) for col in range(5))
    page = visit(f"{HELLO}&preset=random&hidden=16&word=abcdef&edit={edits}")
    expect(page.get_by_text("80 numbers edited")).to_be_visible()
    edit(page, "U", 0, 5, "-0.12345678901234567")
    expect(cell(page, "U", 0, 5).get_by_role("alert")).to_contain_text("2000")
    assert shown(page)["U"][0][0] == 0.123456789012345  # type: ignore[index]


def test_a_number_that_the_next_board_does_not_have_takes_nothing_down(visit: Visit) -> None:
    page = visit("/forward?preset=random&t=4")
    cell(page, "V", 3).hover()  # of the fourth letter; the pointer stays where it is
    page.get_by_label("Word", exact=True).fill("aaa")
    page.get_by_label("Word", exact=True).press("Enter")
    expect(stage_of(page).locator('[data-name="y_hat"] td[data-row]')).to_have_count(1)
    expect(page.get_by_text("BidiComponent Error")).to_have_count(0)

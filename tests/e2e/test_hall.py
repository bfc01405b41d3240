"""What a lecturer does with the keyboard beside stepping."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.stage import at_step, focus

Visit = Callable[[str], Page]


def test_a_key_darkens_the_screen_and_the_next_one_only_brings_it_back(visit: Visit) -> None:
    page = visit("/forward?present=1&t=3")
    stage = focus(page)
    stage.press("b")
    expect(page.get_by_test_id("dark")).to_be_visible()
    box = page.get_by_test_id("dark").bounding_box()
    assert box
    assert (box["x"], box["y"]) == (0, 0)
    stage.press("PageDown")
    expect(page.get_by_test_id("dark")).to_have_count(0)
    at_step(page, 3)
    stage.press("PageDown")
    at_step(page, 4)


def test_all_keys_are_listed_and_esc_puts_the_list_away(visit: Visit) -> None:
    page = visit("/forward")
    stage = focus(page)
    stage.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("PageDown")
    stage.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
    page.get_by_role("button", name="All keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_a_letter_typed_into_a_weight_is_no_command(visit: Visit) -> None:
    page = visit("/forward")
    box = page.locator("td[data-editable]").first
    box.click()
    box.locator("input").press("b")
    expect(page.get_by_test_id("dark")).to_have_count(0)
    expect(box.locator("input")).to_be_visible()

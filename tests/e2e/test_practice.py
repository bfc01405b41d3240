"""Practice: typed, checked and told why, with the keyboard alone; nothing typed is lost, nothing leaves the browser."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from pages.practice.exercise import LEVELS, PATH, Blank, exercise
from pages.practice.handouts import sheets
from tests.e2e.conftest import ready
from ui.player.bundle import FOLDER, bundle

Visit = Callable[[str], Page]


@pytest.fixture(autouse=True)
def forgetful(page: Page) -> Iterator[None]:
    """The tests share a browser, which keeps no score from one of them to the next."""
    yield
    page.goto("/_stcore/health")  # of the same place, and nothing runs on it
    page.evaluate("localStorage.clear()")


def field(page: Page, blank: Blank):  # type: ignore[no-untyped-def]
    return page.get_by_role("textbox", name=f"Your number for {blank.name}", exact=True)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["laptop", "phone"])
def test_the_keyboard_alone_leads_from_the_start_to_the_score(
    visit: Visit, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit("/practice?level=step&seed=1")
    given = exercise("step", 1)
    page.keyboard.press("Enter")
    for blank in given.blanks:
        expect(field(page, blank)).to_be_focused()
        page.keyboard.type(f"{blank.answer:.2f}".replace(".", ","))
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("verdict")).to_contain_text(f"Right: {blank.name} = ")
        expect(page.get_by_test_id("verdict")).to_be_in_viewport()
    expect(page.get_by_test_id("verdict")).to_contain_text("The exercise is solved.")
    expect(page.get_by_test_id("score")).to_contain_text(
        f"exercises solved: 1 of 1 · here: 6 of 6 right · {len(given.blanks)} tries"
    )


# What is typed → what is said of it; None where it is read as the number below it.
TYPED = {
    "": "Type a number",
    "abc": "“abc” is not a number",
    "0.3 0.4": "One number is expected for this cell; here are 2",
    "0.3\t0.4\t0.5": "One number is expected for this cell; here are 3",
    "1.234,5": "“1.234,5” is not a number",
    "1/0": "“1/0” is not a number",
    "1e9": "not this number",
    "10⁹": "not this number",
    "1½": "not this number",
    "−0.0": "one step too early",
}


def test_what_a_person_means_is_read_or_told_and_a_hint_shows_the_way(visit: Visit) -> None:
    page = visit("/practice?seed=4")
    (blank,) = exercise("dot", 4).blanks
    verdict, cell = page.get_by_test_id("verdict"), page.locator("[data-blank]")
    expect(cell).to_have_count(1)
    assert cell.get_attribute("data-value") is None
    for typed, sentence in TYPED.items():
        field(page, blank).fill(typed)
        field(page, blank).press("Enter")
        expect(verdict).to_contain_text(sentence)
        expect(field(page, blank)).to_have_value(typed)
    page.reload()
    ready(page)
    expect(field(page, blank)).to_have_value("−0.0")  # what was typed last is still there

    mistake = blank.mistakes[0]
    field(page, blank).fill(f"{mistake.value:.3f}")
    field(page, blank).press("Enter")
    expect(verdict).to_have_text(f"{blank.name}: {mistake.why}")
    expect(cell).to_have_attribute("data-verdict", "wrong")
    for hint in blank.hints:
        page.get_by_role("button", name="Hint").click()
        expect(verdict).to_contain_text(hint)
    field(page, blank).fill(f"{blank.answer:.4f}")
    field(page, blank).press("Enter")
    expect(cell).to_have_attribute("data-verdict", "right")
    expect(page.get_by_test_id("score")).to_contain_text(re.compile(r"\d tries · 3 hints"))

    ways = {"0,30": 0.3, ".3": 0.3, "−0.35": -0.35, "–,5": -0.5, "1e-3": 0.001, "½": 0.5, "-1½": -1.5, "3/4": 0.75,
            "10⁹": 1e9, "3·10⁻²": 0.03, "2,5*10^-1": 0.25, "+0.2": 0.2, "−0.0": 0}  # fmt: skip
    read, _ = bundle(FOLDER / "stage" / "answer.js")
    found = page.evaluate(f"ways => {{ {read}; return ways.map(way => readAnswer(way).value) }}", list(ways))
    assert found == pytest.approx(list(ways.values()))


def test_what_was_typed_and_the_score_survive_a_reload_and_can_be_taken_away(visit: Visit) -> None:
    page = visit("/practice?level=sum&seed=2")
    first, second = exercise("sum", 2).blanks
    field(page, first).fill(f"{first.answer:.2f}")
    field(page, first).press("Enter")
    field(page, second).fill("0.12345")
    page.reload()
    ready(page)
    expect(field(page, second)).to_have_value("0.12345")
    expect(page.get_by_test_id("score")).to_contain_text("here: 1 of 2 right")
    with page.expect_download() as download:
        page.get_by_role("button", name="Score as CSV").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert lines[0] == "exercise,level,solved,tries,hints,seconds"
    assert lines[1].startswith('"sum-2-0","the sum before tanh","no","')


def test_every_student_has_another_exercise_and_a_blank_is_not_walked_past(visit: Visit) -> None:
    page = visit("/practice?level=cell&seed=2&student=17")
    given = exercise("cell", 2, 17)
    stage = page.get_by_test_id("stage")
    expect(stage).to_have_attribute("data-step", str(given.start))
    expect(field(page, given.blanks[0])).to_be_visible()
    stage.press("End")
    expect(stage).to_have_attribute("data-step", str(given.start))
    expect(page.get_by_test_id("explain")).to_contain_text("= ?")
    page.get_by_role("button", name="1 · a dot product").click()
    (blank,) = exercise("dot", 1).blanks
    expect(field(page, blank)).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height"),
    [(1366, 640), pytest.param(390, 660, marks=pytest.mark.nightly("the same on a phone"))],
    ids=["laptop", "phone"],
)
def test_an_exercise_chosen_below_the_board_opens_on_its_first_blank_in_view(
    visit: Visit, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit("/practice?level=step&seed=1&t=5")  # a step of the first exercise alone
    for place in (9, 4, 2, 8, 10):
        level, seed = PATH[place - 1]
        given = exercise(level, seed)
        page.get_by_role("button", name=f"{place} ·").click()
        blank = field(page, given.blanks[0])
        expect(blank).to_be_in_viewport(ratio=1)
        expect(page.get_by_test_id("stage")).to_have_attribute("data-step", str(given.start))
        expect(page.get_by_test_id("explain").locator(".formula")).to_have_text(f"{given.blanks[0].name} = ?")
        page.keyboard.press("Enter")
        expect(blank).to_be_focused()
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
    if width > 1000:  # the board came under a pointer at rest, which points at it again once it moves
        given_number = page.locator("[data-name=U_f] td[data-row='0'][data-col='1']")
        given_number.hover()
        expect(page.get_by_test_id("explain")).to_contain_text("A weight: chosen, not computed.")


def test_the_explanation_is_of_the_blank_in_hand_and_a_neighbours_value_is_told_to_be_that(
    visit: Visit, page: Page
) -> None:
    visit("/practice?level=step&seed=1")
    first, second, *_ = exercise("step", 1).blanks
    formula = page.get_by_test_id("explain").locator(".formula")
    field(page, second).focus()
    expect(formula).to_have_text(f"{second.name} = ?")
    field(page, first).focus()
    expect(formula).to_have_text(f"{first.name} = ?")
    page.keyboard.type("0,1")
    page.emulate_media(color_scheme="dark")  # the stage is sent the reader's new theme, and paints
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    expect(field(page, first)).to_be_focused()  # which leaves the keyboard and what was typed in the blank
    page.keyboard.type("2")
    expect(field(page, first)).to_have_value("0,12")
    field(page, first).fill(f"{second.answer:.2f}")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("verdict")).to_have_text(f"{first.name}: This is the value of unit 2.")


def test_where_one_number_is_wrong_all_that_it_can_be_are_on_the_board(visit: Visit) -> None:
    seed = next(seed for seed in range(20) if (false := exercise("wrong", seed).false) and false[0].cell.grid == "Ws")
    page = visit(f"/practice?level=wrong&seed={seed}")
    for blank in exercise("wrong", seed).blanks:
        place = f"td[data-row='{blank.cell.row}'][data-col='{blank.cell.col}']"
        cell = page.locator(f"[data-testid=grid][data-name='{blank.cell.grid}'] {place}")
        expect(cell).to_have_attribute("data-value", re.compile("."))
    assert "= ?" in page.get_by_test_id("explain").inner_text()


def test_the_wrong_number_is_found_by_pointing_and_put_right(visit: Visit) -> None:
    page = visit("/practice?level=wrong&seed=3")
    given = exercise("wrong", 3)
    assert given.false is not None
    wrong, _ = given.false
    right = next(blank for blank in given.blanks if blank != wrong)

    def cell(blank: Blank):  # type: ignore[no-untyped-def]
        place = f"td[data-row='{blank.cell.row}'][data-col='{blank.cell.col}']"
        return page.locator(f"[data-testid=grid][data-name='{blank.cell.grid}'] {place}")

    cell(right).click()
    expect(page.get_by_test_id("verdict")).to_contain_text(f"{right.name} is right")
    expect(page.locator("[data-blank]")).to_have_count(0)
    cell(wrong).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("verdict")).to_contain_text(f"{wrong.name} is the wrong one.")
    expect(field(page, wrong)).to_be_focused()
    page.keyboard.type(f"{wrong.answer:.3f}")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("verdict")).to_contain_text("The exercise is solved.")


def test_a_class_is_handed_sheets_and_questions(visit: Visit) -> None:
    page = visit("/practice?level=step&seed=1")
    variants = page.get_by_role("spinbutton", name="Variants")
    variants.fill("3")
    variants.press("Enter")
    expect(page.get_by_text("for students 1 to 3")).to_be_visible()
    for name, count in (("Printable sheets", '<td class="blank"'), ("Moodle questions", "{1:NUMERICAL:")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        file = download.value.path().read_text("utf-8")
        assert file.count(count) == 3 * len(exercise("step", 1).blanks)
        if name == "Printable sheets":  # whole addresses, as this browser has them
            assert file.count(f"In the app: {page.url.partition('?')[0]}?level=step&amp;seed=1&amp;student=") == 3


def test_an_exercise_is_one_page_and_solutions_begin_on_a_sheet_of_their_own(page: Page) -> None:
    for level in LEVELS:
        page.set_content(sheets([exercise(level, 2)], lambda _: "http://localhost/practice?seed=2"))
        for paper in ("A4", "Letter"):  # the exercise, the empty back of its sheet, the solution
            assert page.pdf(format=paper).count(b"/Type /Page\n") == 3, (level, paper)

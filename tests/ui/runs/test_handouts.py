"""What a class is handed: the same numbers as on the page, with nothing given away, in a form that a platform can read."""

import re
from xml.etree import ElementTree as ET

import pytest

from ui.runs.exercise import LEVELS, TOLERANCE, exercise
from ui.runs.handouts import moodle, sheets

ALL = pytest.mark.parametrize("level", LEVELS)


def variants(level: str, count: int = 5):  # type: ignore[no-untyped-def]
    return [exercise(level, 3, student) for student in range(1, count + 1)]


@ALL
def test_the_moodle_answers_are_those_of_the_page(level: str) -> None:
    given = variants(level)
    questions = ET.fromstring(moodle(given)).findall("question")
    assert len(questions) == len(given)
    for question, one in zip(questions, given, strict=True):
        text = question.findtext("questiontext/text") or ""
        if len(one.asked) == 1:
            assert question.get("type") == "numerical"
            right = [answer for answer in question.findall("answer") if answer.get("fraction") == "100"]
            found = [(answer.findtext("text"), answer.findtext("tolerance")) for answer in right]
            wrong = [answer.findtext("feedback/text") for answer in question.findall("answer")[1:]]
            assert wrong == [slip.why for slip in one.asked[0].slips]
        else:
            assert question.get("type") == "cloze"
            found = re.findall(r"\{1:NUMERICAL:=([-\d.]+):([\d.]+)", text)
        assert [float(value or "") for value, _ in found] == pytest.approx(
            [blank.answer for blank in one.asked], abs=1e-6
        )
        assert {float(tolerance or "") for _, tolerance in found} == {TOLERANCE}


@ALL
def test_a_moodle_question_has_the_parts_that_its_format_asks_for(level: str) -> None:
    for question in ET.fromstring(moodle(variants(level))):
        assert [child.tag for child in question[:3]] == ["name", "questiontext", "generalfeedback"]
        assert question.find("questiontext").get("format") == "html"  # type: ignore[union-attr]
        assert all(child.tag in {"name", "questiontext", "generalfeedback", "penalty", "hidden", "defaultgrade", "answer"}
                   for child in question)  # fmt: skip
        codes = re.findall(r"\{[^{}]*\}", question.findtext("questiontext/text") or "")
        assert all(
            re.fullmatch(r"\{1:NUMERICAL:=[-\d.]+:0\.02(~%0%[-\d.]+:0\.02#([^}#~/\"\\]|\\.)*)*\}", code)
            for code in codes
        )


@ALL
def test_a_sheet_has_its_blanks_empty_and_the_solution_on_the_next_page(level: str) -> None:
    given = variants(level, 2)
    pages = sheets(given, lambda one: f"http://localhost/practice?student={one.student}").split("<section>")[1:]
    assert len(pages) == 4
    for one, blank_page, solution in zip(given, pages[::2], pages[1::2], strict=True):
        assert blank_page.count('<td class="blank"></td>') == (0 if one.false else len(one.asked))
        for blank in one.asked:
            assert blank.hints[2] not in blank_page
            assert blank.hints[2].replace("<", "&lt;") in solution
        assert f"student={one.student}" in solution

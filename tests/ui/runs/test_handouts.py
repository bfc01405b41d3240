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


# What Moodle documents as its XML format, and what its importer reads, in a few lines: no schema of it is published.
TEXTS = {"name", "questiontext", "generalfeedback"}
PLAIN = {"penalty": r"0\.\d+", "hidden": "[01]", "defaultgrade": r"\d+"}
NUMBER = r"-?\d+(\.\d+)?"


def alternatives(code: str) -> list[tuple[str, str, str, str]]:
    """The answers of one embedded question, {1:NUMERICAL:=0.3:0.02~%0%0.5:0.02#why}: fraction, number, tolerance, feedback."""
    body = re.fullmatch(r"\{1:NUMERICAL:(.*)\}", code, re.DOTALL)
    assert body, code
    found = []
    for answer in re.split(r"(?<!\\)~", body[1]):
        part = re.fullmatch(rf"(=|%\d+%)({NUMBER}):({NUMBER})(?:#((?:[^~}}#]|\\.)*))?", answer)
        assert part, answer
        found.append((part[1], part[2], part[4], part[6] or ""))
    return found


@ALL
def test_the_moodle_file_is_as_its_format_asks(level: str) -> None:
    file = moodle(variants(level))
    assert file.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    quiz = ET.fromstring(file)
    assert quiz.tag == "quiz"
    names = [question.findtext("name/text") for question in quiz]
    assert len(set(names)) == len(names)
    for question in quiz:
        assert question.tag == "question"
        tags = [child.tag for child in question if child.tag != "answer"]
        assert set(tags) == TEXTS | set(PLAIN) - ({"defaultgrade"} if question.get("type") == "cloze" else set())
        assert len(set(tags)) == len(tags)
        for child in question:
            if child.tag in TEXTS:
                assert [part.tag for part in child] == ["text"]
                assert child.get("format") == (None if child.tag == "name" else "html")
            elif child.tag in PLAIN:
                assert re.fullmatch(PLAIN[child.tag], child.text or "")
        ET.fromstring(f"<p>{question.findtext('questiontext/text')}</p>")  # its HTML is closed
        if question.get("type") == "numerical":
            answers = question.findall("answer")
            assert [answer.get("fraction") for answer in answers] == ["100"] + ["0"] * (len(answers) - 1)
            for answer in answers:
                assert sorted(part.tag for part in answer) == ["feedback", "text", "tolerance"]
                assert re.fullmatch(NUMBER, answer.findtext("text") or "")
                assert re.fullmatch(NUMBER, answer.findtext("tolerance") or "")
        else:
            assert question.get("type") == "cloze"
            codes = re.findall(r"\{[^{}]*\}", question.findtext("questiontext/text") or "")
            assert codes
            for code in codes:
                fractions = [fraction for fraction, *_ in alternatives(code)]
                assert fractions == ["="] + ["%0%"] * (len(fractions) - 1)


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

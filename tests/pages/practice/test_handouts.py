"""What a class is handed: the same numbers as on the page, with nothing given away, in a form that a platform can read."""

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from pages.practice import exercise as exercises
from pages.practice.exercise import LEVELS, TOLERANCE
from pages.practice.handouts import moodle, sheets

exercise = cache(exercises.exercise)  # the same five a level are looked at from several sides
ALL = pytest.mark.parametrize("level", LEVELS)


def asked_in(file: bytes) -> list[ET.Element]:
    """The questions of a file, without the category that they go into."""
    return [question for question in ET.fromstring(file) if question.get("type") != "category"]


def variants(level: str, count: int = 5):  # type: ignore[no-untyped-def]
    return [exercise(level, 3, student) for student in range(1, count + 1)]


@ALL
def test_the_moodle_answers_are_those_of_the_page(level: str) -> None:
    given = variants(level)
    questions = asked_in(moodle(given))
    assert len(questions) == len(given)
    for question, one in zip(questions, given, strict=True):
        text = question.findtext("questiontext/text") or ""
        if len(one.asked) == 1:
            assert question.get("type") == "numerical"
            right = [answer for answer in question.findall("answer") if answer.get("fraction") == "100"]
            found = [(answer.findtext("text"), answer.findtext("tolerance")) for answer in right]
            wrong = [answer.findtext("feedback/text") for answer in question.findall("answer")[1:]]
            assert wrong == [mistake.why.replace("−0", "-0") for mistake in one.asked[0].mistakes]
        else:
            assert question.get("type") == "cloze"
            found = re.findall(r"\{1:NUMERICAL:=([-\d.]+):([\d.]+)", text)
        assert [float(value or "") for value, _ in found] == pytest.approx(
            [blank.answer for blank in one.asked], abs=1e-6
        )
        assert {float(tolerance or "") for _, tolerance in found} == {TOLERANCE}


# What Moodle documents as its XML format, and what its importer reads, in a few lines: no schema of it is published.
TEXTS = {"name", "questiontext", "generalfeedback"}
PLAIN = {"penalty": r"0\.\d+", "hidden": "[01]", "defaultgrade": r"\d+", "idnumber": r"unrolled-[a-z_]+-\d+-\d+"}
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
    category, *questions = quiz
    assert category.get("type") == "category"
    assert re.fullmatch(r"\$course\$/top/Unrolled/[^/]+", category.findtext("category/text") or "")
    for name in ("name/text", "idnumber"):
        assert len({question.findtext(name) for question in questions}) == len(questions)
    for question in questions:
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
def test_a_moodle_board_holds_together_without_any_style_sheet(level: str) -> None:
    """A blank's box, a matrix's brackets and terms side by side are styles of the elements themselves."""
    for question in asked_in(moodle(variants(level, 2))):
        board = ET.fromstring(f"<div>{question.findtext('questiontext/text')}</div>")
        for table in board.iter("table"):
            assert "border-width:0 2px" in table.get("style", "")
        for cell in (*board.iter("td"), *board.iter("th")):
            assert "padding" in cell.get("style", "")
        tables = [term for term in board.iter("div") if term.find("table") is not None]
        assert tables
        assert all("inline-block" in term.get("style", "") for term in tables)


@ALL
def test_what_moodle_prints_is_what_it_takes_as_an_answer(level: str) -> None:
    """Its numbers have the minus of a keyboard, and its feedback no sign that Moodle would leave with a backslash."""
    text = moodle(variants(level)).decode()
    assert not re.search(r"−\d", text)
    assert set(re.findall(r"\\(.)", text)) <= set("}#")
    for question in asked_in(text.encode()):
        for code in re.findall(r"\{(?:\\.|[^{}\\])*\}", question.findtext("questiontext/text") or ""):
            assert not any("&amp;" in feedback for *_, feedback in alternatives(code))


def test_a_second_export_gives_every_question_the_category_and_the_id_number_of_the_first() -> None:
    once, again = (
        [
            (each.findtext("category/text"), each.findtext("idnumber"))
            for each in ET.fromstring(moodle(variants("cell")))
        ]
        for _ in range(2)
    )
    assert once == again
    assert once[0] == ("$course$/top/Unrolled/The whole LSTM cell", None)
    assert once[1] == (None, "unrolled-cell-3-1")


def parts(page: str) -> tuple[list[str], list[str]]:
    """The exercises of a file of sheets, and the solutions after them."""
    before, after = page.split("<main>")
    return before.split("<section")[1:], after.split("<article>")[1:]


@ALL
def test_sheets_have_all_exercises_with_empty_blanks_and_then_all_solutions(level: str) -> None:
    given = variants(level, 2)
    exercises, solutions = parts(
        sheets(given, lambda one: f"http://localhost/practice?student={one.student}&level={level}")
    )
    assert len(exercises) == len(solutions) == 2
    for one, exercise_page, solution in zip(given, exercises, solutions, strict=True):
        blanks = re.findall(r'<td class="blank"[^>]*></td>', exercise_page)
        assert len(blanks) == (0 if one.false else len(one.asked))
        for blank in one.asked:
            assert blank.hints[2] not in exercise_page
            assert blank.hints[2].replace("<", "&lt;") in solution
        assert f"http://localhost/practice?student={one.student}&amp;level={level}" in solution


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_an_even_number_of_pages_stands_before_the_solutions(count: int) -> None:
    exercises, solutions = parts(sheets(variants("sum", count), lambda _: ""))
    assert len(exercises) % 2 == 0
    assert len(solutions) == count


def test_a_title_keeps_its_capitals() -> None:
    for level, title in (("cell", "The whole LSTM cell · cell-3-1"), ("gru", "The GRU cell · gru-3-1")):
        (exercise_page, *_), (solution,) = parts(sheets(variants(level, 1), lambda _: ""))
        assert f"<h1>{title}</h1>" in exercise_page
        assert f"<h2>{title}</h2>" in solution
        assert asked_in(moodle(variants(level, 1)))[0].findtext("name/text") == title


@ALL
def test_the_table_of_tanh_and_sigma_stands_on_the_sheets_that_need_it(level: str) -> None:
    for one in variants(level, 3):
        (exercise_page, *_), _ = parts(sheets([one], lambda _: ""))
        ops = {one.board.grids[blank.cell.grid].op for blank in one.blanks}
        assert ("0.762" in exercise_page and "0.731" in exercise_page) == bool(ops & {"tanh", "sigmoid"})

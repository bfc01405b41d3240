"""Every link for teachers opens the screen that it is named after; every term is explained where a reader first meets it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import opened
from ui.shell import glossary
from ui.shell import page as panels
from ui.shell.chapters import CHAPTERS, LEVEL, PAGES, Chapter

ROOT = Path(__file__).parents[1]
ROUTER = ROOT / "pages" / "_router.py"
TEACHING = (ROOT / "docs" / "teaching.md").read_text("utf-8")
LINKS = re.findall(r"\[([^]]+)\]\((/[^)]*)\)", TEACHING)
BY_PATH = {f"/{c.path}": c for c in PAGES}


@pytest.mark.parametrize(("text", "link"), dict.fromkeys(LINKS), ids=lambda value: value.replace("\n", " "))
def test_a_link_opens_the_step_or_page_that_it_is_named_after(
    text: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def record(board, *, start, **_more):  # in place of the component, which a browser would draw
        shown.append(board.steps[start].title)

    monkeypatch.setattr(panels, "stage", record)
    address = urlsplit(link)
    app = opened(BY_PATH[address.path], parse_qs(address.query, keep_blank_values=True))
    assert not app.exception
    assert not app.warning, app.warning[0].value
    level = parse_qs(address.query).get("level", [""])[0]
    assert " ".join(text.split()) in {*shown, app.title[0].value, dict(LEVEL.options).get(level)}


def said(app: AppTest) -> str:
    """All prose of a page, of which none shows its terms and formulas as tags."""
    every = [element for kind in (app.main.markdown, app.main.caption) for element in kind]
    assert [
        element.value for element in every if re.search("<(dfn|math)", element.value) and not element.allow_html
    ] == []
    text = "\n".join(element.value for element in every)
    assert not re.search(r"\{(sym|term|ink|mathml)\(", text)  # a sentence that forgot to put them in
    return text


@pytest.fixture(scope="module")
def course() -> dict[str, str]:
    return {chapter.path: said(opened(chapter)) for chapter in CHAPTERS if chapter.number < 10}


DOTTED = re.compile(r'<dfn class="term" tabindex="0">(.*?)<span role="tooltip">(.*?): ', re.S)


def test_every_term_is_explained_on_the_page_where_it_first_appears(course: dict[str, str]) -> None:
    late = []
    for name in glossary.GLOSSARY:
        word = re.compile(rf"(?<![\w’]){re.escape(name)}s?(?![\w’])", re.I)
        for path, text in course.items():
            dotted = {title for _, title in DOTTED.findall(text)}
            plain = re.sub(r'<span role="tooltip">.*?</span>', "", text, flags=re.S)
            if word.search(plain) or name in dotted:
                late += [] if name in dotted else [(name, path)]
                break
    assert late == []


def test_every_term_of_the_glossary_is_dotted_somewhere(course: dict[str, str]) -> None:
    dotted = {title for text in course.values() for _, title in DOTTED.findall(text)}
    assert set(glossary.GLOSSARY) - dotted == {"attention"}  # which is the last page's outlook, explained there


def test_the_glossary_in_docs_is_the_one_in_the_code() -> None:
    assert (ROOT / "docs" / "words.md").read_text("utf-8") == glossary.document()


def test_a_term_is_one_line_and_no_markup() -> None:
    for line in glossary.GLOSSARY.values():
        assert len(line) <= 120
        assert not line.endswith(".")
    assert "&lt;b&gt;" in glossary.term("loss", "<b>")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.path)
def test_every_chapter_ends_with_questions_and_a_way_on(chapter: Chapter) -> None:
    *_, onward = re.findall("<p>(.*?)</p>", chapter.words["end"], re.S)
    questions = re.findall("<li>(.*?)</li>", chapter.words["end"], re.S)
    assert all("?" in question for question in questions)
    assert len(questions) in ((2, 3) if chapter.number < 10 else (0,))
    assert onward.endswith(".")

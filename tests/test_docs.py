import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import ui
from tests.ui.boards import cells, evaluated
from ui.board.arithmetic import expand, value_of
from ui.board.worksheet import sentence
from ui.shell.chapters import PARTS, Chapter
from ui.shell.words import Words

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("page", ["engine.md"])
def test_the_pages_code_blocks_run_from_top_to_bottom(page):
    blocks = re.findall(r"^```python\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)
    assert blocks
    namespace = {}
    for block in blocks:
        exec(block, namespace)


def blocks_of(page: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)


def test_the_chapter_that_the_guide_adds_works_as_it_is_written(monkeypatch, tmp_path):
    """Its story has true arithmetic in every cell, its page opens, its row is a chapter."""
    story, page, row = blocks_of("add_a_chapter.md")
    attention = ModuleType("pages.attention.story")
    exec(story, attention.__dict__)
    monkeypatch.setitem(sys.modules, "pages.attention.story", attention)
    folder = ModuleType("pages.attention")
    folder.story = attention
    monkeypatch.setitem(sys.modules, "pages.attention", folder)

    states = np.random.default_rng(0).uniform(-1, 1, (4, 3))
    board = attention.storyboard(states, tuple("hell"))
    for cell in cells(board):
        parts = expand(board, cell)
        written = "".join(part if isinstance(part, str) else f"({value_of(board, part)!r})" for part in parts)
        assert evaluated(written) == pytest.approx(value_of(board, cell), rel=1e-12)
    assert [sentence(board, step, 2).split(".")[0] for step in board.steps] == ["Compare", "Share out", "Mix"]

    chapter = eval(row, {"Chapter": Chapter})
    assert chapter.part in PARTS
    (text,) = re.findall(r"^```markdown\n(.*?)^```", (DOCS / "add_a_chapter.md").read_text("utf-8"), re.M | re.S)
    (tmp_path / "words.md").write_text(text, "utf-8")
    words = Words(tmp_path / "words.md")
    assert words.sections == ("", "claim", "card", "seen", "end")
    page = page.replace("Words.beside(__file__)", f"Words(Path({str(tmp_path / 'words.md')!r}))")
    first = "from pathlib import Path\n"
    first += "import streamlit as st\nfrom ui.cells.choice import Settings\nfrom ui.shell import charts\n"
    app = AppTest.from_string(
        first + 'st.session_state["settings"] = Settings()\ncharts.begin()\n' + page, default_timeout=30
    )
    app.run()
    assert not app.exception
    assert any("look back at all 4 of them" in element.value for element in app.markdown)


def test_the_version_is_said_once_and_cited_right():
    root = DOCS.parent
    assert f"\nversion: {ui.__version__}\n" in (root / "CITATION.cff").read_text("utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "ui.__version__"}
    assert f"\n## {ui.__version__}\n" in (root / "CHANGELOG.md").read_text("utf-8")


def test_every_file_that_the_readme_names_is_there():
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    named = re.findall(r"\]\(([\w./]+)\)", readme) + re.findall(
        r"`((?:engine|ui|pages|docs|tests|deploy|models)/[\w./]*)`", readme
    )
    assert [name for name in named if not (DOCS.parent / name).exists()] == []

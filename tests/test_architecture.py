"""What may know what, and how long a file may be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from ui.chapters import CHAPTERS, PAGES, PARTS

ROOT = Path(__file__).parent.parent
SOURCES = [path for folder in ("engine", "ui", "pages") for path in sorted((ROOT / folder).rglob("*.py"))]
SHOWING = {"streamlit", "plotly", "pandas"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> set[str]:
    """The top-level packages that a file names in its imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {module.split(".")[0] for module in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages in memory after importing these modules into a fresh interpreter."""
    code = f"import sys\nfor m in {modules!r}: __import__(m)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return {module.split(".")[0] for module in done.stdout.split()}


def modules(*places: str) -> list[str]:
    found = [path for place in places for path in sorted(ROOT.glob(place))]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found if path.name != "__init__.py"]


def test_the_engine_knows_nothing_of_screens() -> None:
    assert not loaded_by(*modules("engine/*.py")) & SHOWING


def test_stories_storyboards_and_figures_know_nothing_of_streamlit() -> None:
    assert "streamlit" not in loaded_by(
        *modules("ui/storyboard.py", "ui/figures*.py", "ui/figures/*.py", "ui/stories/*.py")
    )


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("[0-9]*.py")), ids=name)
def test_a_page_shows_and_does_no_arithmetic(page: Path) -> None:
    assert not imported(page) & {"plotly", "numpy", "pandas"}
    defined = [n for n in ast.walk(ast.parse(page.read_text("utf-8"))) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    assert not defined, "what a page defines, another page cannot import"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    longest = 90 if path.parent.name == "pages" else 300
    assert len(path.read_text("utf-8").splitlines()) <= longest


def test_the_table_of_pages_and_the_files_of_pages_are_the_same() -> None:
    assert {c.file for c in PAGES} == {path.name for path in (ROOT / "pages").glob("[0-9]*.py")}
    assert len({c.path for c in PAGES}) == len(PAGES)


def test_chapters_stand_in_their_order_and_in_a_part() -> None:
    assert [c.number for c in CHAPTERS] == sorted(c.number for c in CHAPTERS)
    assert all(c.part in PARTS and c.file.startswith(f"{c.number:02}_") and c.claim.endswith(".") for c in CHAPTERS)

"""What may know what, and how long a file may be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from ui.shell.chapters import CHAPTERS, PAGES, PARTS

ROOT = Path(__file__).parent.parent
SOURCES = [path for folder in ("engine", "server", "ui", "pages") for path in sorted((ROOT / folder).rglob("*.py"))]
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


# From the ground up; a room imports from itself and from those before it.
ROOMS = ["engine", "ui.board", "ui.cells", "ui.player", "ui.shell", "ui.export", "ui.training", "pages"]
SILENT = ["ui/board/*.py", "ui/cells/*.py", *(f"pages/*/{part}.py" for part in ("story", "figures", "words"))]
CHAPTERS_FOLDERS = sorted(path.parent for path in (ROOT / "pages").glob("*/page.py"))


def imported_modules(path: Path) -> set[str]:
    """The modules of ours that a file names in its imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def room_of(module: str) -> str | None:
    return next((room for room in ROOMS if module == room or module.startswith(f"{room}.")), None)


def test_every_module_of_ui_stands_in_a_room() -> None:
    assert {path.name for path in (ROOT / "ui").glob("*.py")} == {"__init__.py"}
    assert {f"ui.{path.parent.name}" for path in (ROOT / "ui").glob("*/*.py")} == {
        r for r in ROOMS if r.startswith("ui.")
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_those_below_it(room: str) -> None:
    above = set(ROOMS[ROOMS.index(room) + 1 :])
    for path in sorted((ROOT / room.replace(".", "/")).rglob("*.py")):
        known = {room_of(module) for module in imported_modules(path)}
        assert not known & above, f"{name(path)} imports from {known & above}, above {room}"


@pytest.mark.parametrize("folder", CHAPTERS_FOLDERS, ids=lambda path: path.name)
def test_no_chapter_imports_another(folder: Path) -> None:
    for path in sorted(folder.rglob("*.py")):
        others = {module.split(".")[1] for module in imported_modules(path) if module.startswith("pages.")}
        assert others <= {folder.name}, f"{name(path)} imports from {others - {folder.name}}: what two need is shared"


def test_what_is_computed_and_what_it_says_know_nothing_of_streamlit() -> None:
    assert "streamlit" not in loaded_by(*modules(*SILENT))


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*/page.py")), ids=name)
def test_a_page_shows_and_does_no_arithmetic(page: Path) -> None:
    assert not imported(page) & {"plotly", "numpy", "pandas"}
    defined = [n for n in ast.walk(ast.parse(page.read_text("utf-8"))) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    assert not defined, "what a page defines, another page cannot import"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    longest = 90 if path.is_relative_to(ROOT / "pages") and path.name in ("page.py", "_router.py") else 300
    assert len(path.read_text("utf-8").splitlines()) <= longest


def test_the_table_of_pages_and_the_files_of_pages_are_the_same() -> None:
    assert {c.file for c in PAGES} == {f"{path.parent.name}/page.py" for path in (ROOT / "pages").glob("*/page.py")}
    assert len({c.path for c in PAGES}) == len(PAGES)


def test_every_page_has_a_drawing_of_its_own() -> None:
    drawings = [c.beside("drawing.svg").read_text("utf-8") for c in PAGES]
    assert len(set(drawings)) == len(PAGES)


def test_chapters_stand_in_their_order_and_in_a_part() -> None:
    assert [c.number for c in CHAPTERS] == sorted(c.number for c in CHAPTERS)
    assert all(c.part in PARTS and c.claim().endswith(".") for c in CHAPTERS)

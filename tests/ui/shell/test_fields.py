"""Text from outside is measured before anything looks at it, whatever field it comes from."""

import ast
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from engine import text
from tests.apps import opened
from ui.shell import fields
from ui.shell.chapters import PAGES, Chapter

ROOT = Path(__file__).parents[3]
TYPED = {"text_input", "text_area", "chat_input", "file_uploader", "data_editor", "camera_input", "audio_input"}
BOMB = "a" + "\u0301\u0327" * 1400  # short enough for every field
LONG = "e\u0301" * 600_000


@pytest.mark.parametrize("path", [*ROOT.glob("ui/**/*.py"), *ROOT.glob("pages/**/*.py")], ids=lambda path: path.stem)
def test_no_other_module_draws_a_field_for_text_or_files(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    drawn = {node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr in TYPED}
    assert not drawn or path == ROOT / "ui" / "shell" / "fields.py"


@pytest.fixture
def linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unicode's own ordering of marks takes the square of their number: what reaches it must have few in a row."""
    normalize = unicodedata.normalize

    def checked(form: str, came: str) -> str:
        run = longest = 0
        for char in came:
            run = run + 1 if unicodedata.combining(char) else 0
            longest = max(longest, run)
        assert longest < text.LONGEST_LETTER, f"{longest} marks in a row reach unicodedata.normalize"
        assert len(came) <= 1_048_576
        return normalize(form, came)

    monkeypatch.setattr(unicodedata, "normalize", checked)


@pytest.mark.usefixtures("linear")
@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_every_text_field_of_every_page_measures_first_and_keeps_what_was_typed(chapter: Chapter) -> None:
    app = opened(chapter)
    for kind in ("text_input", "text_area"):
        for key in [field.key for field in getattr(app, kind)]:
            for came in (BOMB, LONG):
                app = getattr(app, kind)(key=key).set_value(came).run()
                assert not app.exception
                kept = getattr(app, kind)(key=key).value
                assert kept
                assert came.startswith(kept)  # a browser's own field ends at its limit
                assert app.error, f"{key} of /{chapter.path} takes {len(came)} characters without a word"
            app = getattr(app, kind)(key=key).set_value("").run()


@pytest.mark.usefixtures("linear")
@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_all_parameters_of_an_address_are_measured_first(chapter: Chapter) -> None:
    assert not opened(chapter, dict.fromkeys(("word", "edit", *chapter.parameters), BOMB)).exception


@pytest.mark.nightly("opens every page once for each of its parameters")
@pytest.mark.usefixtures("linear")
def test_every_parameter_of_an_address_is_measured_first() -> None:
    for chapter in PAGES:
        for name in ("word", "edit", *chapter.parameters):
            assert not opened(chapter, {name: BOMB}).exception


def read(monkeypatch: pytest.MonkeyPatch, rule: Any, *came: Any) -> list[str]:
    monkeypatch.setattr(fields.st, "session_state", {})
    said = []
    for each in came:
        try:
            said.append(str(fields.read("word", *each, rule)))
        except ValueError as why:
            said.append(str(why))
    return said


def test_a_refused_text_is_not_looked_at_again_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def rule(came: str) -> str:
        looked.append(came)
        if "x" in came:
            raise ValueError("no x")
        return came

    assert read(monkeypatch, rule, ("x", 5), ("x", 5), ("y", 5), ("x", 5)) == ["no x", "no x", "y", "no x"]
    assert looked == ["x", "y", "x"]


def test_what_is_too_long_reaches_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(came: str) -> str:
        raise AssertionError(came)

    (said,) = read(monkeypatch, never, ("abcdef", 5))
    assert "5" in said
    assert "6" in said

"""docs/url.md says of the address what the app takes."""

import re
from pathlib import Path

import pytest

from engine.presets import GATED_PRESETS, PRESETS
from ui.cells.choice import Settings
from ui.cells.edits import LONGEST_TEXT
from ui.shell import settings as s
from ui.shell.chapters import CHAPTERS

ROOT = Path(__file__).parent.parent
WRITTEN = (ROOT / "docs" / "url.md").read_text("utf-8")
# parameter → its row, as written
ROWS = {
    name: row for row in re.findall(r"^\| `.*\|$", WRITTEN, re.M) for name in re.findall(r"`(\w+)`", row.split("|")[1])
}


def written_of(name: str) -> tuple[str, str]:
    """Values and default of a parameter, as the row has them."""
    *_, values, default, _ = ROWS[name].split("|")
    return values.strip(), default.strip().strip("`")


def test_every_parameter_of_every_page_has_its_row() -> None:
    taken = {name for chapter in CHAPTERS for name in chapter.parameters}
    chosen = {choice.name for chapter in CHAPTERS for choice in chapter.choices}
    assert taken | chosen <= ROWS.keys()


def test_the_shared_defaults_are_the_settings_own() -> None:
    fresh = Settings()
    for name in ("word", "preset", "seed", "hidden", "decimals", "feed"):
        assert written_of(name)[1] == str(getattr(fresh, name)), name
    assert float(written_of("temperature")[1]) == fresh.temperature
    assert s.query(fresh) == {}


@pytest.mark.parametrize(("name", "values"), [("preset", PRESETS), ("feed", s.FEEDS), ("lstm_preset", GATED_PRESETS)])
def test_the_choices_are_the_keys_that_the_app_takes(name: str, values: dict[str, str]) -> None:
    assert re.findall(r"`(\w+)`", written_of(name)[0]) == list(values)


@pytest.mark.parametrize(
    ("name", "limits"),
    [("seed", s.SEEDS), ("hidden", s.HIDDEN), ("decimals", s.DECIMALS), ("temperature", s.TEMPERATURES)],
)
def test_the_limits_are_those_that_are_checked(name: str, limits: tuple[float, float]) -> None:
    assert written_of(name)[0].startswith(f"{limits[0]:g} to {limits[1]:.15g}")


def test_the_longest_word_and_the_longest_edits_are_said() -> None:
    assert f"{s.SHORTEST_WORD} to {s.LONGEST_WORD} letters" in written_of("word")[0]
    assert f"up to {LONGEST_TEXT} characters" in ROWS["edit"]


def test_the_browser_puts_as_many_edits_into_an_address_as_the_server_takes() -> None:
    script = (ROOT / "ui" / "player" / "stage" / "dom.js").read_text("utf-8")
    assert f"const LONGEST_IN_URL = {LONGEST_TEXT}\n" in script

"""What a stage takes from a browser, which can send anything."""

from types import SimpleNamespace
from typing import Any

import pytest

from ui.cells import forward
from ui.cells.choice import Settings
from ui.cells.word_run import run
from ui.player import stage as player

NONSENSE = [None, 5, 0.5, True, [], ["U.0.0:1"], {}, {"edit": "U.0.0:1"}, float("nan")]


class Browser:
    """In the place of a browser: what it has sent, and the callbacks that Streamlit would call."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **sent: Any) -> None:
        self.edits: list[str] = []
        self.picks: list[tuple[str, int, int]] = []
        monkeypatch.setattr(player.st, "session_state", {"stage": sent})
        monkeypatch.setattr(player, "_player", self._mounted)
        word = run(Settings())
        board = forward.storyboard(word.params, word.trace, word.y, word.alphabet.symbols)
        self.sent = player.stage(
            board, on_edit=self.edits.append, picks={"U"}, on_pick=lambda *pick: self.picks.append(pick)
        )

    def _mounted(self, **given: Any) -> SimpleNamespace:
        given["on_edit_change"]()
        given["on_pick_change"]()
        return SimpleNamespace(edit=player.st.session_state["stage"].get("edit"))


def test_an_edit_and_a_pick_that_the_stage_sends_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(monkeypatch, edit="U.0.0:1", pick="U.1.2")
    assert browser.edits == [browser.sent] == ["U.0.0:1"]
    assert browser.picks == [("U", 1, 2)]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_what_is_no_text_is_ignored(monkeypatch: pytest.MonkeyPatch, nonsense: object) -> None:
    browser = Browser(monkeypatch, edit=nonsense, pick=nonsense)
    assert (browser.edits, browser.picks, browser.sent) == ([], [], None)


@pytest.mark.parametrize("pick", ["", "U", "U.1", "U.1.2.3", "X.1.2", "U.-1.2", "U.one.2", "U.1.", "..", "U.²x.1"])
def test_a_pick_of_another_form_is_ignored(monkeypatch: pytest.MonkeyPatch, pick: str) -> None:
    assert Browser(monkeypatch, edit="", pick=pick).picks == []

"""What a player of a storyboard is sent, as text: the board and how it is shown. Nothing here loads Streamlit."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from ui.board.storyboard import Storyboard


def as_text(
    board: Storyboard,
    *,
    decimals: int = 2,
    start: int = 0,
    edit: str = "",
    asides: bool = False,
    present: bool = False,
    picks: Collection[str] = (),
    blanks: Mapping[str, Any] | None = None,
) -> str:
    """The JSON that the player reads; the parameters are those of ui.player.stage.stage.

    As one text: Streamlit would look through a mapping for tables, and write it twice.
    """
    played = board.to_json() | {
        "decimals": decimals,
        "start": min(start, len(board.steps) - 1),
        "edit": edit,
        "asides": asides,
        "present": present,
        "picks": list(picks),
        "practice": blanks,
    }
    return json.dumps(played, ensure_ascii=False, separators=(",", ":"))

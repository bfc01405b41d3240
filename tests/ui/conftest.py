"""A story that is no network, for what every story needs."""

import pytest

from tests.ui.boards import BILL_OPS, bill
from ui.board.ops import OPS
from ui.board.storyboard import Storyboard


@pytest.fixture
def shopping(monkeypatch: pytest.MonkeyPatch) -> Storyboard:
    for name, pattern in BILL_OPS.items():
        monkeypatch.setitem(OPS, name, pattern)
    return bill()

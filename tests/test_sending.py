"""Messages to few do not wait for messages to many."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from server.runtime import InTurn
from tests.e2e.server import serving
from tests.reader import opened


def session(name: str, waiting: int) -> Any:
    queue = SimpleNamespace(_queue=[name] * waiting)
    return SimpleNamespace(name=name, session=SimpleNamespace(_browser_queue=queue))


def test_the_session_with_the_fewest_messages_is_served_next_also_if_they_came_last() -> None:
    large, larger, late = session("large", 50), session("larger", 90), session("late", 0)
    manager = InTurn(SimpleNamespace(list_active_sessions=lambda: [larger, large, late]))
    served = []
    for info in manager.list_active_sessions():
        served.append(info.name)
        info.session._browser_queue._queue.clear()
        if info is large:
            late.session._browser_queue._queue.append("late")
    assert served == ["large", "late", "larger"]


def test_everything_else_is_the_managers_own() -> None:
    assert InTurn(SimpleNamespace(close_session=5)).close_session == 5


@pytest.mark.parametrize("readers", [20])
def test_the_runtime_serves_everybody_in_this_order(readers: int) -> None:
    """Fails where Streamlit's runtime no longer asks its session manager for them, or a session keeps its messages elsewhere."""

    async def read(url: str) -> None:
        async def one() -> None:
            async with opened(url, "/forward") as reader:
                await reader.run()
                await reader.change("word", string_value="hole")
                assert reader.board()["strip"]["reads"] == ["h", "o", "l"]

        await asyncio.gather(*(one() for _ in range(readers)))

    with serving() as url:
        asyncio.run(read(url))

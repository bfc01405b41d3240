"""A reader whose connection was cut comes back to the same session, and nobody waits for it."""

import asyncio

from tests.e2e.server import serving
from tests.reader import opened


def test_a_session_that_is_taken_up_again_watches_no_files() -> None:
    async def read(url: str) -> None:
        async with opened(url, "/forward") as reader:
            await reader.run()
            before = reader.session
            reader.connection.transport.abort()
            await reader.reconnect()
            await reader.change("word", string_value="hole")
            assert reader.session == before
            assert reader.board()["strip"]["reads"] == ["h", "o", "l"]

    with serving("tests.unwatched:app") as url:
        asyncio.run(read(url))

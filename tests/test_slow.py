"""A browser that does not read what it is sent."""

import asyncio

import pytest

from server.websockets import Reading


def test_one_that_does_not_read_is_asked_nothing_more_for_and_is_closed() -> None:
    async def talk() -> None:
        never = asyncio.Event()

        async def send(_: object) -> None:
            await never.wait()

        async def receive() -> dict[str, object]:
            return {"type": "websocket.receive", "bytes": b"one page more"}

        reading = Reading(receive, send, patience=0.05)  # type: ignore[arg-type]
        sending = asyncio.create_task(reading.send({"type": "websocket.send", "bytes": b"a page"}))
        await asyncio.sleep(0)
        assert (await reading.receive())["type"] == "websocket.disconnect"
        for later in (sending, reading.send({"type": "websocket.send", "bytes": b""})):
            with pytest.raises(OSError):  # noqa: PT011  what Starlette takes for a closed connection
                await later

    asyncio.run(talk())


def test_a_silent_one_that_does_not_read_is_closed_too() -> None:
    async def talk() -> None:
        never = asyncio.Event()

        async def waits(*_: object) -> dict[str, object]:
            await never.wait()
            return {}

        reading = Reading(waits, waits, patience=0.05)  # type: ignore[arg-type]
        sending = asyncio.create_task(reading.send({"type": "websocket.send", "bytes": b"a page"}))
        assert (await reading.receive())["type"] == "websocket.disconnect"
        await asyncio.gather(sending, return_exceptions=True)

    asyncio.run(talk())


def test_one_that_reads_late_but_in_time_is_answered() -> None:
    async def talk() -> None:
        reads = asyncio.Event()
        sent: list[object] = []

        async def send(message: object) -> None:
            await reads.wait()
            sent.append(message)

        async def receive() -> dict[str, object]:
            return {"type": "websocket.receive", "bytes": b"x"}

        reading = Reading(receive, send, patience=60)  # type: ignore[arg-type]
        sending = asyncio.create_task(reading.send({"type": "websocket.send", "bytes": b"a page"}))
        asked = asyncio.create_task(reading.receive())
        for _ in range(5):
            await asyncio.sleep(0)
        assert not asked.done()
        reads.set()
        await sending
        assert (await asked)["bytes"] == b"x"
        assert len(sent) == 1

    asyncio.run(talk())

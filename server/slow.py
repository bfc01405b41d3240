"""A websocket whose browser does not read what it is sent is asked nothing more for, and is then closed: what waits for it takes
memory, and computing more for it costs everybody time."""

import asyncio
import socket

from starlette.types import Message, Receive, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

PATIENCE = 10.0  # seconds for one message to leave; a slow line takes some 100 kB in that time at least
BUFFER = (
    32_768  # bytes that the system, and as many that we, hold for one browser: less than a page, or nobody would notice
)


class ShortLine(WebSocketsSansIOProtocol):
    """Uvicorn's websockets, with little room between us and a browser that does not read."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(BUFFER)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)


class Reading:
    """The two ends of one websocket. While a message waits to be sent, its application receives none; if one waits for
    `patience` seconds, the application hears that the connection is closed."""

    def __init__(self, receive: Receive, send: Send, patience: float = PATIENCE) -> None:
        self._receive, self._send, self._patience = receive, send, patience
        self._sending, self._stuck = asyncio.Lock(), asyncio.Event()

    async def send(self, message: Message) -> None:
        async with self._sending:
            if self._stuck.is_set():
                raise ConnectionAbortedError("This browser did not read what it was sent.")
            try:
                async with asyncio.timeout(self._patience):
                    await self._send(message)
            except TimeoutError:  # an OSError, which Starlette takes for a connection that is closed
                self._stuck.set()
                raise

    async def receive(self) -> Message:
        coming, stuck = asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._stuck.wait())
        try:
            await asyncio.wait((coming, stuck), return_when=asyncio.FIRST_COMPLETED)
            async with self._sending:
                return {"type": "websocket.disconnect", "code": 1008} if self._stuck.is_set() else await coming
        finally:
            coming.cancel()
            stuck.cancel()

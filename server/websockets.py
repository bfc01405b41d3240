"""What a browser sends is checked: only what its own page would send is let through, everything else is ignored.

Streamlit believes its own page: it gives as many addresses for files as it is asked for, writes what it is asked into its log,
and clears all caches for whoever asks. A value of another kind than its widget's fails in the page of whoever sent it, and
nowhere else: that page apologises.

A browser that does not read what it is sent is asked nothing more for, and its websocket is then closed: what waits for it takes
memory, and computing more for it costs everybody time.
"""

import asyncio
import socket

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.storage import HELD
from ui.training import counted

TAKEN = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
OPERATIONS = {"deferred_file"}  # a download that is made when it is asked for

# The most that a page of ours sends, with room to spare. Characters, if nothing else is said.
NAME = 1000  # of a widget, a page, a session, a request, a file to download
ADDRESS = 65_536  # the HTTP server takes no longer one
WIDGETS, HASHES = 500, 20_000
VALUE = 20_000  # bytes of a widget's value; a few kinds may be as long as a message
PARTS = 20_000  # brackets and commas of a long one


PATIENCE = 10.0  # seconds for one message to leave; a slow line takes some 100 kB in that time at least
# Bytes that the system, and as many that we, hold for one browser: less than a page, or no send would ever wait
BUFFER = 32_768


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


class Messages:
    """Plain ASGI middleware: leaves out websocket messages that no page of this app sends, and ends connections whose
    browser does not read what it is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        reading = Reading(receive, send)

        async def receive_ours() -> Message:
            while True:
                message = await reading.receive()
                if message["type"] != "websocket.receive":
                    return message
                if (ours := _ours(message.get("bytes"))) is not None:
                    return {**message, "bytes": ours}
                counted.refused("message")

        await self.app(scope, receive_ours, reading.send)


def _ours(content: bytes | None) -> bytes | None:
    """The message as it counts, None if it does not."""
    try:
        message = BackMsg.FromString(content or b"")
    except DecodeError:
        return None
    match message.WhichOneof("type"):
        case "rerun_script":
            state = message.rerun_script
            taken = _short(state.page_script_hash, state.page_name, state.fragment_id)
            if _cut(state):
                content = message.SerializeToString()
        case "file_urls_request":
            asked = message.file_urls_request
            taken = len(asked.file_names) <= HELD and _short(asked.request_id, asked.session_id, *asked.file_names)
        case "backend_operation_request":
            operation = message.backend_operation_request
            taken = operation.WhichOneof("payload") in OPERATIONS and _short(
                operation.request_id, operation.session_id, operation.deferred_file.file_id
            )
        case kind:
            taken = kind in TAKEN
    return content if taken else None


def _cut(state: ClientState) -> bool:
    """Leave out of what asks for a page whatever no browser would have sent with it; whether there was any."""
    size = state.ByteSize()
    if len(state.query_string) > ADDRESS:
        state.query_string = ""
    if state.context_info.ByteSize() > 2 * ADDRESS:
        state.ClearField("context_info")
    del state.cached_message_hashes[HASHES:]
    ours = [
        widget
        for widget in state.widget_states.widgets[:WIDGETS]
        if _short(widget.id) and (widget.ByteSize() <= VALUE or _may_be_long(widget))
    ]
    if len(ours) < len(state.widget_states.widgets):
        state.widget_states.CopyFrom(WidgetStates(widgets=ours))
    return bool(state.ByteSize() < size)


def _may_be_long(widget: WidgetState) -> bool:
    """The lab's text, and few long texts: a model that the browser keeps, or edited weights."""
    if widget.WhichOneof("value") == "json_value":
        return sum(map(widget.json_value.count, "[{,")) <= PARTS
    return widget.WhichOneof("value") == "string_value"


def _short(*names: str) -> bool:
    return all(len(name) <= NAME for name in names)

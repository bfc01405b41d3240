"""A reader without a browser: a real session over a websocket, with the messages that Streamlit's own page sends.

For load, faults and abuse. It keeps what a browser keeps (the widgets' values, the messages that may be referred to again),
and draws nothing.
"""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import h11
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

COULD_NOT = "could not be drawn"  # what app.py says in the place of a stack trace


class Gone(Exception):
    """The server closed the connection, or did not answer in time."""


@dataclass(eq=False)
class Reader:
    """One open page."""

    base: str
    path: str
    query: dict[str, str]
    cookie: str = ""
    patience: float = 60.0  # seconds for an answer
    more: dict[str, Any] = field(default_factory=dict)  # arguments of websockets' connect
    connection: ClientConnection = field(init=False)
    session: str = ""
    widgets: dict[str, str] = field(
        default_factory=dict
    )  # the key, as the app calls it, of each widget → Streamlit's id
    kinds: dict[str, str] = field(default_factory=dict)  # the same keys → what kind of element it is
    states: dict[str, WidgetState] = field(default_factory=dict)  # by id: what the reader has set
    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)  # by their place, since the last whole run
    clocks: dict[str, float] = field(default_factory=dict)  # parts that ask for themselves again: fragment → seconds
    received: int = 0  # bytes
    messages: int = 0
    hashes: dict[str, Element] = field(default_factory=dict)  # what a browser would keep to be referred to again
    page_hash: str = ""

    async def connect(self) -> None:
        """Open the websocket; again, after it was closed, as the same reader."""
        host, below = urlsplit(self.base)[1:3]
        known = ["PLACEHOLDER_AUTH_TOKEN", self.session] if self.session else []
        try:
            self.connection = await connect(
                f"ws://{host}{below}/_stcore/stream",
                subprotocols=[Subprotocol(name) for name in ("streamlit", *known)],
                origin=Origin(f"http://{host}"),
                additional_headers={"Cookie": self.cookie} if self.cookie else {},
                max_size=None,
                open_timeout=self.patience,
                ping_interval=None,
                **self.more,
            )
        except (OSError, TimeoutError, WebSocketException) as why:
            raise Gone(str(why)) from why

    async def reconnect(self) -> float:
        """Try as a browser does, every half second, until it is connected again; the seconds that it took."""
        began = time.monotonic()
        await self.connection.close()
        while True:
            try:
                await self.connect()
                return time.monotonic() - began
            except Gone:
                if time.monotonic() > began + self.patience:
                    raise
                await asyncio.sleep(0.5)

    async def run(self, fragment: str = "") -> float:
        """Ask for the script (or one part of it) and wait until it has run; the seconds that it took."""
        began = time.monotonic()
        await self.send(self.request(fragment))
        await self.finished()
        return time.monotonic() - began

    def request(self, fragment: str = "") -> BackMsg:
        """What the page sends when something was changed: the address and all values."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode(self.query)
        if self.page_hash:
            state.page_script_hash = self.page_hash
        else:
            state.page_name = self.path.strip("/")
        state.widget_states.widgets.extend(self.states.values())
        state.cached_message_hashes.extend(self.hashes)
        state.fragment_id = fragment
        state.is_auto_rerun = bool(fragment)
        state.context_info.url = self.base + self.path
        return message

    async def send(self, message: BackMsg | bytes) -> None:
        content = message if isinstance(message, bytes) else message.SerializeToString()
        try:
            await self.connection.send(content)
        except WebSocketException as why:
            raise Gone(str(why)) from why

    async def finished(self) -> None:
        """Take what comes until the script has run."""
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    message = await self.receive()
                    if message.WhichOneof("type") == "script_finished" and message.script_finished in (
                        ForwardMsg.FINISHED_SUCCESSFULLY,
                        ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
                    ):
                        return
        except TimeoutError as why:
            raise Gone(f"no answer within {self.patience:g} s") from why

    async def receive(self) -> ForwardMsg:
        """The next message, taken to heart."""
        try:
            content = await self.connection.recv(decode=False)
        except WebSocketException as why:
            raise Gone(str(why)) from why
        self.received += len(content)
        self.messages += 1
        message = ForwardMsg()
        message.ParseFromString(content)
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
                self.page_hash = message.new_session.page_script_hash
                if not message.metadata.run.fragment_ids:
                    self.elements.clear()
                    self.clocks.clear()
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._take(tuple(message.metadata.delta_path), message.delta.new_element)
                if message.metadata.cacheable:
                    self.hashes[message.hash] = message.delta.new_element
            case "ref_hash":
                self._take(tuple(message.metadata.delta_path), self.hashes[message.ref_hash])
            case "auto_rerun":
                self.clocks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        return message

    def _take(self, place: tuple[int, ...], element: Element) -> None:
        self.elements[place] = element
        kind = element.WhichOneof("type")
        identity = getattr(getattr(element, kind), "id", "") if kind else ""
        if kind and identity:
            name = identity.split("-", 2)[-1]
            self.widgets[name], self.kinds[name] = identity, kind

    def set(self, key: str, **value: Any) -> None:
        """Set a widget as the page would: set("word", string_value="hole"), set("stage", json_value='{"edit": …}')."""
        identity = self.widgets[key]
        self.states[identity] = WidgetState(id=identity, **value)

    async def change(self, key: str, **value: Any) -> float:
        """Set a widget, and wait until the page has followed; the seconds that it took."""
        self.set(key, **value)
        return await self.run()

    def board(self) -> dict[str, Any]:
        """What the stage plays."""
        for element in self.elements.values():
            if element.WhichOneof("type") == "bidi_component" and element.bidi_component.id == self.widgets.get(
                "stage"
            ):
                return dict(json.loads(json.loads(element.bidi_component.json)["board"]))
        raise LookupError(f"{self.path} shows no stage.")

    @property
    def wrong(self) -> list[str]:
        """Exceptions and apologies that stand on the page."""
        found = [e.exception.message for e in self.elements.values() if e.WhichOneof("type") == "exception"]
        alerts = [e.alert.body for e in self.elements.values() if e.WhichOneof("type") == "alert"]
        return found + [said for said in alerts if COULD_NOT in said]


@asynccontextmanager
async def opened(
    base: str,
    path: str = "/",
    query: dict[str, str] | None = None,
    *,
    cookie: str = "",
    patience: float = 60,
    **more: Any,
) -> AsyncIterator[Reader]:
    """A connected page that has asked for nothing yet; `more` are arguments of websockets' connect."""
    reader = Reader(base, path, query or {}, cookie, patience, more)
    await reader.connect()
    try:
        yield reader
    finally:
        await reader.connection.close()


async def fetched(base: str, path: str, files: bool = False) -> str:
    """Ask for a page's HTML, and for the files that it names, as on a first visit; the cookie that came with it."""
    address = urlsplit(base)
    try:
        streams = await asyncio.open_connection(address.hostname, address.port)
    except OSError as why:
        raise Gone(str(why)) from why
    connection = h11.Connection(h11.CLIENT)
    try:
        head, page = await _got(connection, *streams, address.netloc, path, "")
        cookie = next((value.split(b";")[0].decode() for name, value in head if name == b"set-cookie"), "")
        if files:
            for name in dict.fromkeys(re.findall(rb'(?:src|href)="\.?(/static/[^"]+)"', page)):
                connection.start_next_cycle()
                await _got(connection, *streams, address.netloc, name.decode(), cookie)
    except (OSError, h11.ProtocolError) as why:
        raise Gone(str(why)) from why
    finally:
        streams[1].close()
    return cookie


async def _got(
    connection: h11.Connection,
    source: asyncio.StreamReader,
    sink: asyncio.StreamWriter,
    host: str,
    path: str,
    cookie: str,
) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Headers and content of one answer that must be a good one."""
    headers = [("Host", host), ("Accept-Encoding", "gzip" if "/static/" in path else "identity"), ("Cookie", cookie)]
    sink.write(connection.send(h11.Request(method="GET", target=path, headers=headers)) or b"")
    sink.write(connection.send(h11.EndOfMessage()) or b"")
    await sink.drain()
    content, head = b"", h11.Response(status_code=500, headers=[])
    while True:
        match connection.next_event():
            case h11.NEED_DATA:
                connection.receive_data(await source.read(1 << 16))
            case h11.Response() as head if head.status_code != 200:
                raise Gone(f"{path}: {head.status_code}")
            case h11.Response() as head:
                pass
            case h11.Data(data=data):
                content += data
            case h11.EndOfMessage():
                return list(head.headers), content
            case h11.ConnectionClosed():
                raise Gone(f"{path}: the connection was closed.")

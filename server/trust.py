"""What a browser sends counts only where it is what its page would send; the rest is as good as not sent.

Streamlit believes its own page: it reads a widget's value as whatever kind it has, and clears all caches for whoever asks.
"""

from typing import Any

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.state.session_state import Serialized, Value, WStates

from ui.live import counted

__all__ = ["Messages", "read_widgets_with_care"]

TAKEN = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
OPERATIONS = {"deferred_file"}  # a download that is made when it is asked for


class Messages:
    """Plain ASGI middleware: leaves out websocket messages that no page of this app sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_ours() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or _is_ours(message.get("bytes")):
                    return message
                counted.refused("message")

        await self.app(scope, receive_ours if scope["type"] == "websocket" else receive, send)


def _is_ours(content: bytes | None) -> bool:
    try:
        message = BackMsg.FromString(content or b"")
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in TAKEN


def _fits(came: str | None, wanted: str) -> bool:
    """Whether a widget of a kind reads such a value: one for numbers says double_value and may be sent whole ones."""
    return came == wanted or (came == "int_value" and wanted == "double_value")


def read_widgets_with_care() -> None:
    """Let a value that does not fit its widget count as none, from now on and everywhere.

    Streamlit has no place for this, so its own reading is wrapped: `tests/test_abuse.py` fails where that is no longer
    where values are read.
    """
    read = WStates.__getitem__

    def read_with_care(self: WStates, key: str) -> Any:
        state, about = self.states.get(key), self.widget_metadata.get(key)
        if isinstance(state, Serialized) and about is not None:
            try:
                if _fits(state.value.WhichOneof("value"), about.value_type):
                    return read(self, key)
            except Exception:  # each kind of widget fails in its own way
                get_logger(__name__).info("A value that its widget cannot read was left out.", exc_info=True)
            self.states[key] = Value(about.deserializer(None))
        return read(self, key)

    WStates.__getitem__ = read_with_care  # type: ignore[method-assign]

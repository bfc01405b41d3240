"""Figures of this process in Prometheus' form, for the inside only: at a port of their own, which no proxy passes on.

METRICS_PORT in the environment is that port; without it there is none. METRICS_HOST is who may ask: by default this machine.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Gauge, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY, GaugeStat

from ui.training import counted


def _sessions() -> int:
    if not runtime.exists():
        return 0
    figures = runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])[ACTIVE_SESSIONS_FAMILY]
    return sum(figure.value for figure in figures if isinstance(figure, GaugeStat))


Gauge("unrolled_sessions", "Readers who are connected.").set_function(_sessions)


@contextmanager
def served() -> Iterator[None]:
    """Hand out the figures while it lasts, if a port is set; ValueError if that is none, OSError if it is taken."""
    port = os.environ.get("METRICS_PORT", "")
    if not port:
        yield
        return
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"METRICS_PORT is a port, 1 to 65535; got {port!r}.")
    server, thread = start_http_server(int(port), os.environ.get("METRICS_HOST", "127.0.0.1"))
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Refusals:
    """Plain ASGI middleware: counts the answers that say no, by their status, and websockets that are not let in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        let_in = False

        async def send_counted(message: Message) -> None:
            nonlocal let_in
            let_in = let_in or message["type"] == "websocket.accept"
            if message["type"] == "http.response.start" and message["status"] >= 400:
                counted.refused(str(message["status"]))
            elif message["type"] == "websocket.close" and not let_in:
                counted.refused("websocket")
            await send(message)

        await self.app(scope, receive, send_counted)

"""Security headers on every answer, and no answer to other sites' pages."""

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Security"]

# The hash is that of the one inline script in Streamlit's index.html; the browser tests fail when it changes.
# Who may show a page in a frame: FRAMED_BY in the environment, addresses as in a content security policy. By default a
# course site that stands behind the same address.
FRAMED_BY = os.environ.get("FRAMED_BY", "'self'")
if not FRAMED_BY.isprintable() or set(FRAMED_BY) & set(";,"):
    raise ValueError(
        f"FRAMED_BY holds addresses with spaces between them, 'self' https://lms.example; got {FRAMED_BY!r}."
    )
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'self'",
            "object-src 'none'",
            "form-action 'self'",
            f"frame-ancestors {FRAMED_BY}",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class Security:
    """Plain ASGI middleware: adds HEADERS to every HTTP response, refuses requests of other sites' pages.

    Streamlit refuses them too, but would first ask a host on the Internet for this machine's address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        foreign = "origin" in headers and urlsplit(headers["origin"]).netloc != headers.get("host")
        if foreign and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif foreign:
            await PlainTextResponse("This server answers its own pages only.", 403)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

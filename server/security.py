"""Security headers on every answer, and no answer to other sites' pages."""

import os
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The hash is that of the one inline script in Streamlit's index.html; the browser tests fail when it changes.
# Who may show a page in a frame: FRAMED_BY in the environment, addresses as in a content security policy. By default a
# course site that stands behind the same address.
FRAMED_BY = os.environ.get("FRAMED_BY", "'self'")
if not FRAMED_BY.isprintable() or set(FRAMED_BY) & set(";,"):
    raise ValueError(
        f"FRAMED_BY holds addresses with spaces between them, 'self' https://lms.example; got {FRAMED_BY!r}."
    )
# The names by which browsers may call this server: HOSTS in the environment, with commas between them; empty: any.
HOSTS = {name.strip().lower() for name in os.environ.get("HOSTS", "").split(",") if name.strip()}
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
        status, why = refusal(Headers(scope=scope))
        if not status:
            await self.app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(why, status)(scope, receive, send_with_headers)


def refusal(headers: Headers) -> tuple[int, str]:
    """The status and the sentence with which a request is refused; (0, "") for one that is answered."""
    if "content-length" in headers and "transfer-encoding" in headers:  # a proxy may believe the other of the two
        return 400, "A request says its length in one way, not in two."
    if HOSTS and _host(headers.get("host", "")) not in HOSTS:
        return 421, "This server is not called that; HOSTS in its environment lists its names."
    if "origin" in headers and headers["origin"] not in (
        f"{scheme}://{headers.get('host')}" for scheme in ("http", "https")
    ):
        return 403, "This server answers its own pages only."
    return 0, ""


def _host(named: str) -> str:
    """The name in a Host header, without its port; "" where there is none."""
    try:
        return (urlsplit(f"//{named}").hostname or "").lower()
    except ValueError:
        return ""

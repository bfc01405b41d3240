"""The server: Unrolled's pages behind security headers. `streamlit run app.py` and `uvicorn app:app` both serve it."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices here are tiny: a second thread only waits for the first

import gc  # noqa: E402
from collections.abc import AsyncIterator  # noqa: E402
from contextlib import asynccontextmanager  # noqa: E402
from pathlib import Path  # noqa: E402

import streamlit as st  # noqa: E402
from starlette.datastructures import MutableHeaders  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.types import ASGIApp, Message, Receive, Scope, Send  # noqa: E402


# The hash is that of the one inline script in Streamlit's index.html; tests/e2e fails when an update changes it.
# 'self' in frame-ancestors and not 'none': a school may put a page into its own course site behind the same proxy.
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
            "frame-ancestors 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class SecurityHeaders:
    """Plain ASGI middleware: adds HEADERS to every HTTP response and leaves the websocket alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Take what is loaded out of the collector's sight: Streamlit collects after every run, and would walk it all."""
    gc.collect()
    gc.freeze()
    yield


# A main script inside pages/ has no pages/ beside it: Streamlit's older page discovery would otherwise answer the
# first deep link to a fresh server with the page file alone, without the router.
app = st.App(
    Path(__file__).parent / "pages" / "_router.py",
    lifespan=lifespan,
    middleware=[Middleware(SecurityHeaders)],
)

"""What whoever runs it asks: whether it is well, and which version it is."""

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from server.files import below
from server.security import HEADERS
from ui import __version__


class Status:
    """Plain ASGI middleware: answers /healthz and /version in JSON; passes on the rest.

    Both stand at the root, where a probe or a proxy asks this very process, and below the path of an existing web server.
    They stand before all else: a probe knows a process by its number, not by a name that readers use.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = below()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        asked = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(self.base)
        if asked == "/healthz":
            well, said = await runtime.get_instance().is_ready_for_browser_connection
            await _answer({"status": said}, 200 if well else 503)(scope, receive, send)
        elif asked == "/version":
            await _answer({"name": "unrolled", "version": __version__})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _answer(content: dict[str, str], status: int = 200) -> JSONResponse:
    return JSONResponse(content, status, HEADERS | {"Cache-Control": "no-store"})

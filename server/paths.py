"""Which paths there are besides our own files: how the server is and which version, what Streamlit serves, and no more."""

from starlette.responses import HTMLResponse, JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from server.files import FOLDER, below
from server.security import HEADERS
from ui import __version__
from ui.shell.chapters import PAGES

# What Streamlit serves to a page. Its own figures are not among them: ours are for the inside only (server/metrics.py).
BRANCHES = ("_stcore/upload_file/", "_stcore/bidi-components/", "component/", "media/")
LEAVES = {"_stcore/health", "_stcore/host-config"}
STREAM = "_stcore/stream"


class Paths:
    """Plain ASGI middleware, the last one: lets through to Streamlit what it serves, and answers 404 for the rest.

    Streamlit would answer it with the page's HTML, and a browser would find out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = below()
        static = {path.relative_to(FOLDER).as_posix() for path in (FOLDER / "static").rglob("*") if path.is_file()}
        self.known = LEAVES | static | {chapter.path for chapter in PAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] == "lifespan" or self._served(path, scope["type"] == "websocket"):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await HTMLResponse(
                f'<!doctype html><html lang="en"><title>Not found: Unrolled</title><p>There is no page at this address. '
                f'The course begins at <a href="{self.base}/">Unrolled</a>.</p></html>',
                404,
            )(scope, receive, send)

    def _served(self, path: str, stream: bool) -> bool:
        if path == self.base and not stream:
            return True  # Streamlit leads it to the path with a slash
        if not path.startswith(f"{self.base}/"):
            return False
        asked = path.removeprefix(f"{self.base}/")
        if stream:
            return asked == STREAM
        # Streamlit leads a page's path with a slash at its end to the one without
        return asked.rstrip("/") in self.known or asked.startswith(BRANCHES)


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

"""Streamlit's own files, the app's scripts and the one HTML page, small over the wire and asked for early.

Streamlit leaves its static files out of its own compression, as that would be done again for each request. Here each is
compressed once in the life of the process, when it is first asked for, and kept: about 3 MB for all that the pages use.
"""

import asyncio
import gzip
import mimetypes
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pages._first_picture import decides, first_picture
from server import qr
from ui.board import mathml
from ui.board.theme import FAVICON, invitation_css
from ui.player import local_storage, reconnect, upload
from ui.player.scripts import FOLDER as OWN
from ui.player.scripts import OPENING, PLOTLY, PLOTLY_FILE, SCRIPTS, STAGE, served_as
from ui.shell import drawings, glossary
from ui.shell.chapters import PAGES, Chapter

# The styles that every page has, as one file that a browser fetches once.
STYLES = f"{drawings.css()}{local_storage.CSS}{reconnect.CSS}{upload.CSS}{glossary.CSS}{mathml.CSS}{invitation_css()}"
STYLES_FILE = served_as("styles", STYLES, "css")
FOLDER = Path(st.__file__).parent / "static"
FIRST_BOARDS, HOME = f"{OWN}/first", "home"  # …/first/forward/word%3Dhole: the page, and its query quoted once more
FOREVER = "public, immutable, max-age=31536000"  # a file's name changes with its content
PACKED = {".js", ".css", ".svg", ".json"}  # fonts and pictures are compressed already
# The parts of Streamlit that a first picture is made of, by the names of their files. The browser would learn of them
# from the server's first message, a second after it began to load.
FIRST = ("PageLink", "TextInput", "ButtonGroup", "BidiComponent", "Html", "Button", "DownloadButton", "rehype-raw")

# Streamlit's own font, 170 kB: the theme names the system's, and this one would be fetched for a sign that they lack.
OWN_FONT = re.compile(rb"@font-face ?\{[^}]*/SourceSans[^}]*\}")


def below() -> str:
    """The path of an existing web server that stands in front of every path of the app: "" or "/unrolled"."""
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""


class Files:
    """Plain ASGI middleware: answers for the files below /static, the pages' HTML and qr.svg; passes on the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        base = below()
        self.pages = {f"{base}/{chapter.path}": chapter for chapter in PAGES}
        self.boards, self.qr = f"{base}/{FIRST_BOARDS}/", f"{base}/qr.svg"
        self.drawing = asyncio.Lock()
        self.files: dict[str, Path | str] = {
            f"{base}/static/{path.relative_to(FOLDER / 'static').as_posix()}": path
            for path in (FOLDER / "static").rglob("*")
            if path.is_file()
        }
        self.files |= {f"{base}/{OWN}/{script.file}": script.content for script in SCRIPTS}
        self.files |= {f"{base}/{OWN}/{PLOTLY_FILE}": PLOTLY, f"{base}/{OWN}/{STYLES_FILE}": STYLES}
        self.answers: dict[tuple[str, bool], asyncio.Task[Response]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        get = scope["type"] == "http" and scope["method"] == "GET"
        await ((await self._own(scope) if get else None) or self.app)(scope, receive, send)

    async def _own(self, scope: Scope) -> Response | None:
        """The answer to a GET, None where Streamlit has one."""
        headers = Headers(scope=scope)
        packed = "gzip" in headers.get("accept-encoding", "")
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        query = scope["query_string"].decode("latin-1")
        if path == self.qr:
            return qr.drawn(query)
        if "range" in headers:
            return None
        if path in self.pages:
            page = opened(self.pages[path], query)
            return Response(page, media_type="text/html", headers={"Cache-Control": "no-cache"})
        if path.startswith(self.boards):
            name, _, quoted = path.removeprefix(self.boards).partition("/")
            return await self.first_board(name, quoted, packed)
        return await self.answer(path, packed) if path in self.files else None

    async def first_board(self, path: str, query: str, packed: bool) -> Response:
        """The board with which a page begins at an address; one is computed at a time, beside the pages."""
        chapter = next((chapter for chapter in PAGES if (chapter.path or HOME) == path), None)
        async with self.drawing:
            board = await asyncio.to_thread(first_picture, chapter, query) if chapter else None
            if board is None:
                return Response(status_code=404)
            content = await asyncio.to_thread(gzip.compress, board.encode(), 4) if packed else board.encode()
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(content, media_type="application/json", headers=headers)

    def answer(self, path: str, packed: bool) -> asyncio.Task[Response]:
        """The answer for a file, made once; who asks meanwhile waits for the same."""
        key = (path, packed and Path(path).suffix in PACKED)
        if key not in self.answers:
            self.answers[key] = asyncio.create_task(asyncio.to_thread(_made, path, self.files[path], key[1]))
        return self.answers[key]


def _made(path: str, file: Path | str, packed: bool) -> Response:
    headers = {"Cache-Control": FOREVER}
    content = file.read_bytes() if isinstance(file, Path) else file.encode()
    if Path(path).suffix == ".css":
        content = OWN_FONT.sub(b"", content)
    if Path(path).suffix in PACKED:
        headers["Vary"] = "Accept-Encoding"
    if packed:
        content = gzip.compress(content, 9)
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=mimetypes.guess_type(path)[0], headers=headers)


@cache
def early() -> tuple[str, ...]:
    """The scripts, relative to the HTML, that a first picture needs and the HTML does not name: FIRST and
    their imports, and the stage."""
    scripts = {path.name: path for path in (FOLDER / "static" / "js").glob("*.js")}
    known = set(re.findall(r"static/js/([^\"]+)", (FOLDER / "index.html").read_text("utf-8")))
    needed: dict[str, None] = {}
    waiting = [name for stem in FIRST for name in sorted(scripts) if name.split(".")[0] == stem]
    while waiting:
        name = waiting.pop()
        if name in needed or name in known or name not in scripts:
            continue
        needed[name] = None
        waiting += re.findall(r"""(?:from|import)\s*["']\./([^"']+\.js)["']""", scripts[name].read_text("utf-8"))
    return (*(f"./static/js/{name}" for name in needed), f"./{OWN}/{STAGE.file}")


# Where a page's place is known: below, title and controls wrap, and a phone asks for nothing that it cannot show.
WIDE = "(min-width: 1300px)"


def opened(chapter: Chapter, query: str) -> str:
    """The HTML of a page; where its address says what it begins with, the browser is told to ask for that at once."""
    if decides(chapter, query) is None:
        return index()
    board = f"{FIRST_BOARDS}/{chapter.path or HOME}/{quote(query, safe='')}"
    link = (
        f'<link rel="preload" as="fetch" crossorigin media="{WIDE}" id="first-board" '
        f'href="./{board}" data-top="{chapter.top}" data-player="./{STAGE.file}">\n'
        f'<link rel="modulepreload" crossorigin href="./{OWN}/{STAGE.file}">\n'
        f'<script type="module" src="./{OWN}/{OPENING.file}"></script>\n'
    )
    return index().replace("<head>", f"<head>\n{link}")  # before Streamlit's script: modules run in their order


@cache
def index() -> str:
    """Streamlit's HTML with what a first picture needs named in it, and no font asked for early."""
    page = (FOLDER / "index.html").read_text("utf-8")
    page = re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>", "", page)
    links = "".join(f'<link rel="modulepreload" crossorigin href="{script}">\n' for script in early())
    favicon = "data:image/svg+xml," + quote(FAVICON.read_text("utf-8"))
    page = page.replace("./favicon.png", favicon)
    page = page.replace("<title>Streamlit</title>", "<title>Unrolled</title>")
    page = page.replace("</head>", f"{links}</head>")
    # In the body: Streamlit writes its own rules into the head, and of two alike the later one counts.
    return page.replace("</body>", f'<link rel="stylesheet" href="./{OWN}/{STYLES_FILE}">\n</body>')

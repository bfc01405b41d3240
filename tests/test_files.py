"""The app's own files below the path of an existing web server."""

import asyncio
from typing import Any

import pytest

from server import files
from ui.player.scripts import FOLDER, SCRIPTS


def answer(path: str, query: bytes = b"") -> tuple[int, bytes]:
    """Status and content of the answer for a path; 404 stands for whatever Streamlit would say."""
    sent: list[dict[str, Any]] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
        await files.Files(streamlit)(scope, None, send)  # type: ignore[arg-type]

    asyncio.run(ask())
    return sent[0]["status"], sent[1]["body"]


@pytest.mark.parametrize(("below", "base"), [("", ""), ("unrolled", "/unrolled"), ("/a/b/", "/a/b")])
def test_pages_and_scripts_stand_below_the_path_that_is_set_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, below: str, base: str
) -> None:
    monkeypatch.setattr(files.st, "get_option", {"server.baseUrlPath": below}.__getitem__)
    assert b"modulepreload" in answer(f"{base}/forward")[1]
    for script in SCRIPTS:
        status, content = answer(f"{base}/{FOLDER}/{script.file}")
        assert (status, content.decode()) == (200, script.content)
    assert answer(f"{base}/qr.svg", query=b"text=step")[0] == 200
    assert answer("/other/forward")[0] == 404
    if base:
        assert answer("/forward")[0] == 404


@pytest.mark.parametrize("stem", files.FIRST)
def test_streamlit_has_each_part_that_is_asked_for_early(stem: str) -> None:
    """Another release may call it differently: it would be fetched late, and nobody would see why a page is slow."""
    assert list((files.FOLDER / "static/js").glob(f"{stem}.*.js"))


def test_streamlits_page_and_styles_have_what_is_replaced_in_them() -> None:
    theirs = (files.FOLDER / "index.html").read_text("utf-8")
    for text in ("<head>", "</head>", "</body>", "<title>Streamlit</title>", "./favicon.png"):
        assert theirs.count(text) == 1
    assert 'as="font"' in theirs
    assert 'as="font"' not in files.index()
    assert any(files.OWN_FONT.search(styles.read_bytes()) for styles in files.FOLDER.rglob("*.css"))

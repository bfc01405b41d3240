"""The app's own files below the path of an existing web server."""

import asyncio
from typing import Any

import pytest

from server import files
from server.qr import QR
from ui.player.scripts import FOLDER, SCRIPTS


def answer(path: str, serves: Any = files.Files, query: bytes = b"") -> tuple[int, bytes]:
    """Status and content of the answer for a path; 404 stands for whatever Streamlit would say."""
    sent: list[dict[str, Any]] = []

    async def streamlit(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
        await serves(streamlit)(scope, None, send)  # type: ignore[arg-type]

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
    assert answer(f"{base}/qr.svg", QR, b"text=step")[0] == 200
    assert answer("/other/forward")[0] == 404
    if base:
        assert answer("/forward")[0] == 404

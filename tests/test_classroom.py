"""A class on two processes behind the very proxy file of deploy/classroom, asked without a browser."""

import asyncio
import http.client
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests import proxy
from tests.classroom import CONFIGURATION, Classroom, classroom, proxied
from tests.e2e.server import ROOT, free_port
from tests.reader import Gone, fetched, opened

pytestmark = pytest.mark.skipif(proxy.installed() is None, reason="no HAProxy here; python -m tests.proxy fetches it")


@pytest.fixture(scope="module")
def room() -> Iterator[Classroom]:
    with classroom() as found:
        yield found


def answer(
    url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    got = connection.getresponse()
    got.content = got.read()  # type: ignore[attr-defined]
    connection.close()
    return got


def figure(room: Classroom, name: str) -> float:
    """A figure of the proxy's own, summed over all it is given for."""
    with urlopen(room.metrics) as got:
        return sum(float(n) for n in re.findall(rf"^{name}(?:\{{[^}}]*\}})? (\S+)$", got.read().decode(), re.M))


def test_readers_are_shared_among_the_servers_and_each_stays_with_one_by_cookie(room: Classroom) -> None:
    cookies = {answer(room.url, "/").getheader("set-cookie", "").split(";")[0] for _ in range(8)}
    assert len(cookies) == 2
    for cookie in cookies:
        assert answer(room.url, "/forward", Cookie=cookie).getheader("set-cookie") is None


def test_a_file_whose_name_says_its_content_is_kept_by_the_proxy_and_packed_once(room: Classroom) -> None:
    page = answer(room.url, "/")
    cookie, html = page.getheader("set-cookie", "").split(";")[0], page.content.decode()  # type: ignore[attr-defined]
    script = re.findall(r'src="\.(/static/js/[^"]+)"', html)[0]
    before = figure(room, "haproxy_backend_http_cache_hits_total")
    for _ in range(3):
        got = answer(room.url, script, Accept_Encoding="gzip", Cookie=cookie)
        assert got.getheader("content-encoding") == "gzip"
    assert figure(room, "haproxy_backend_http_cache_hits_total") > before


def test_the_page_itself_comes_compressed_and_is_asked_for_anew(room: Classroom) -> None:
    got = answer(room.url, "/forward", Accept_Encoding="gzip")
    assert got.getheader("content-encoding") == "gzip"
    assert "no-cache" in got.getheader("cache-control", "")


@pytest.mark.parametrize(
    ("method", "length", "status"),
    [("TRACE", None, 405), ("PUT", "2000001", 413), ("PUT", None, 400), ("GET", None, 200)],
)
def test_what_no_page_asks_for_ends_at_the_proxy(room: Classroom, method: str, length: str | None, status: int) -> None:
    connection = http.client.HTTPConnection(urlsplit(room.url).netloc, timeout=30)
    connection.putrequest(method, "/_stcore/health")
    if length:
        connection.putheader("Content-Length", length)
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here, which makes the certificate")
def test_one_line_and_a_certificate_are_all_that_tls_needs(room: Classroom, tmp_path: Path) -> None:
    own, port = tmp_path / "school.pem", free_port()
    made = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        "-",
    ]
    own.write_bytes(subprocess.run(["openssl", *made], check=True, capture_output=True).stdout)
    file = CONFIGURATION.read_text("utf-8")
    line = re.findall(r"#(bind :8443 ssl .*)", file)[0]
    there = line.replace(":8443", f":{port}").replace("/usr/local/etc/haproxy/school.pem", str(own))
    secured = tmp_path / "haproxy.cfg"
    secured.write_text(file.replace(f"#{line}", there), "utf-8")
    trusted = ssl.create_default_context(cafile=own)
    with proxied([room.address(n) for n in range(len(room.replicas))], room.port, secured):
        here = f"localhost:{port}"
        with urlopen(f"https://{here}/forward", context=trusted) as got:
            assert b"Unrolled" in got.read()
        talks = connect(
            f"wss://{here}/_stcore/stream",
            ssl=trusted,
            origin=Origin(f"https://{here}"),
            subprotocols=[Subprotocol("streamlit")],
        )
        with talks as page:
            assert page.subprotocol == "streamlit"


def test_without_docker_the_lines_of_the_docs_stand_in_the_place_of_the_name_servers(
    room: Classroom, tmp_path: Path
) -> None:
    docs = (ROOT / "docs/deploy.md").read_text("utf-8")
    (lines,) = re.findall(r"```haproxy\n(.*?)```", docs, re.S)
    for replica, port in enumerate((8501, 8502)):
        assert f"PORT={port} .venv/bin/python -m server &" in docs
        lines = lines.replace(f"127.0.0.1:{port}", f"{room.address(replica)}:{room.port}")
    file = CONFIGURATION.read_text("utf-8")
    file, replaced = re.subn(r" +server-template .*\n", lines, file)
    file, gone = re.subn(r"resolvers containers\n.*?\n\n", "", file, flags=re.S)
    assert (replaced, gone) == (1, 1)
    own = tmp_path / "haproxy.cfg"
    own.write_text(file, "utf-8")
    with proxied([], room.port, own) as (url, _, _):
        cookies = {answer(url, "/").getheader("set-cookie", "").split(";")[0] for _ in range(8)}
        assert len(cookies) == 2
        for cookie in cookies:
            assert answer(url, "/forward", Cookie=cookie).getheader("set-cookie") is None


def test_when_a_readers_server_dies_another_takes_the_next_change_and_nothing_is_lost(room: Classroom) -> None:
    async def read() -> int:
        moved = 0
        cookie = await fetched(room.url, "/forward")
        async with opened(room.url, "/forward", {"word": "hole"}, cookie=cookie) as reader:
            await reader.run()
            await reader.change("stage", json_value='{"edit": "U.0.0:0.7"}')
            for replica, word in enumerate(("heel", "hell")):
                room.kill(replica)
                try:
                    await reader.change("word", string_value=word)
                except Gone:
                    moved += 1
                    await reader.reconnect()
                    await reader.change("word", string_value=word)
                board = reader.board()
                assert not reader.wrong
                assert (board["edit"], board["strip"]["reads"]) == ("U.0.0:0.7", list(word[:-1]))
                room.start(replica)
                await asyncio.to_thread(room.until_healthy, replica)
            return moved

    assert asyncio.run(read()) >= 1

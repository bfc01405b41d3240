"""What whoever runs it sees of a server below the path of an existing web server: health, version, figures, what is not there."""

import asyncio
import http.client
import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from server import metrics
from server.files import early
from tests import proxy
from tests.below import Running, below
from tests.classroom import proxied
from tests.e2e.server import free_port
from tests.reader import Gone, Reader, opened
from ui import __version__
from ui.shell.chapters import PAGES


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with below() as found:
        yield found


def answer(url: str, **headers: str) -> tuple[int, str, bytes]:
    """Status, kind and content of the answer, redirects followed."""
    try:
        with urlopen(Request(url, headers=headers), timeout=30) as got:
            return got.status, got.headers.get_content_type(), got.read()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.headers.get_content_type(), refused.read()


def figure(running: Running, line: str) -> float:
    """The figure with this name and these labels; 0 while there is none."""
    found = re.search(rf"^{re.escape(line)} (\S+)$", answer(running.figures)[2].decode(), re.M)
    return float(found[1]) if found else 0.0


def test_one_line_says_version_address_and_threads(running: Running) -> None:
    assert running.line.startswith(f"Unrolled {__version__} is at {running.url}/ ")
    assert "threads that draw pages: 2, of the BLAS: 1." in running.line


def test_health_and_version_are_told_in_json_at_the_root_and_below_the_path(running: Running) -> None:
    said = {"healthz": {"status": "ok"}, "version": {"name": "unrolled", "version": __version__}}
    for place in (running.root, running.url):
        for path, told in said.items():
            status, kind, content = answer(f"{place}/{path}", Host="10.0.0.7:8501")  # as a probe asks
            assert (status, kind, json.loads(content)) == (200, "application/json", told)


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_every_page_is_there_below_the_path_and_nowhere_else(running: Running, chapter: object) -> None:
    path = chapter.path  # type: ignore[attr-defined]
    assert b"Unrolled" in answer(f"{running.url}/{path}")[2]
    assert answer(f"{running.url}/{path}?word=hole", Range="bytes=0-")[0] in (200, 206)
    assert answer(f"{running.root}/{path}")[0] == 404


def test_a_slash_too_many_or_too_few_leads_to_the_page(running: Running) -> None:
    for path in ("", "/forward/"):
        assert answer(running.url + path)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/forward/nothing", "/index.html", "/static/js/nothing.js", "/_stcore/nothing", "/healthz/"),
        *("/metrics", "/_stcore/metrics", "/_stcore/bidi-components/nothing", "/component/nothing", "/media/nothing"),
    ],
)
def test_what_nobody_serves_is_not_found(running: Running, path: str) -> None:
    status, _, content = answer(running.url + path)
    assert status == 404
    assert b"<script" not in content


def test_what_a_page_asks_of_streamlit_is_still_there(running: Running) -> None:
    for path in ("/_stcore/health", "/_stcore/host-config", early()[0].removeprefix(".")):
        assert answer(running.url + path)[0] == 200


def test_a_reader_reads_and_the_figures_say_so(running: Running) -> None:
    async def read() -> None:
        async with opened(running.url, "/forward", {"word": "hole"}) as reader:
            await reader.run()
            assert reader.board()["strip"]["reads"] == ["h", "o", "l"]
            assert figure(running, "unrolled_sessions") == before + 1
            assert figure(running, 'unrolled_page_seconds_count{page="forward"}') == drawn + 1

    before, drawn = (
        figure(running, name) for name in ("unrolled_sessions", 'unrolled_page_seconds_count{page="forward"}')
    )
    asyncio.run(read())
    assert figure(running, "process_resident_memory_bytes") > 50e6


def test_what_is_refused_is_counted_by_its_kind(running: Running) -> None:
    kinds = ("403", "404", "websocket", "message")
    before = [figure(running, f'unrolled_refusals_total{{kind="{kind}"}}') for kind in kinds]
    assert answer(running.url, Origin="https://elsewhere.example")[0] == 403
    assert answer(f"{running.url}/nothing")[0] == 404

    async def ask() -> None:
        with pytest.raises(Gone):
            await Reader(f"{running.url}/nothing", "/forward", {}).connect()
        async with opened(running.url, "/forward") as reader:
            await reader.send(b"\xff\xff")
            await reader.run()

    asyncio.run(ask())
    after = [figure(running, f'unrolled_refusals_total{{kind="{kind}"}}') for kind in kinds]
    assert [one - other for one, other in zip(after, before, strict=True)] == [1, 1, 1, 1]


@pytest.mark.skipif(proxy.installed() is None, reason="no HAProxy here; python -m tests.proxy fetches it")
def test_the_proxy_finds_it_well_and_keeps_its_files_and_has_no_way_to_its_figures(running: Running) -> None:
    asked = urlsplit(running.root)
    with proxied([asked.hostname or ""], asked.port or 0) as (url, own_figures, _):
        assert answer(f"{url}/unrolled/forward")[0] == 200
        assert json.loads(answer(f"{url}/unrolled/healthz")[2]) == {"status": "ok"}
        for path in ("/metrics", "/unrolled/metrics", "/unrolled/_stcore/metrics"):
            assert answer(url + path)[0] == 404
        for _ in range(3):
            assert answer(f"{url}/unrolled{early()[0].removeprefix('.')}")[0] == 200
        hits = re.findall(r"^haproxy_backend_http_cache_hits_total\S* (\S+)$", answer(own_figures)[2].decode(), re.M)
        assert sum(map(float, hits)) >= 1


def test_there_are_no_figures_where_no_port_is_set_and_a_wrong_one_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METRICS_PORT", raising=False)
    with metrics.served():
        pass
    monkeypatch.setenv("METRICS_PORT", "a door")
    with pytest.raises(ValueError, match="METRICS_PORT is a port, 1 to 65535; got 'a door'"), metrics.served():
        pass


def test_the_figures_are_for_this_machine_only_unless_somebody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("METRICS_PORT", str(port))
    with metrics.served():
        assert answer(f"http://127.0.0.1:{port}/metrics")[0] == 200
        elsewhere = http.client.HTTPConnection("127.0.0.2", port, timeout=5)  # another address of this machine
        with pytest.raises(ConnectionRefusedError):
            elsewhere.request("GET", "/metrics")

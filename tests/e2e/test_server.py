"""The server's own answers, asked without a browser."""

import gzip
import http.client
import re
import subprocess
import sys
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
import segno

from server.qr import LONGEST
from tests.e2e.server import ROOT


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    content: bytes


def answer(url: str, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    got = connection.getresponse()
    found = Answer(got.status, got.headers, b"" if got.status == 101 else got.read())
    connection.close()
    return found


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.mark.parametrize("path", ["/", "/forward", "/_stcore/health", "/static/nothing.js"])
def test_every_answer_carries_the_security_headers(base_url: str, path: str) -> None:
    headers = answer(base_url, path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_pages_of_other_sites_are_refused(base_url: str) -> None:
    assert answer(base_url, "/", Origin="https://elsewhere.example").status == 403
    assert answer(base_url, "/_stcore/stream", Origin="https://elsewhere.example", **UPGRADE).status == 403


def test_our_own_pages_are_served_whatever_the_host_is_called(base_url: str) -> None:
    own = {"Origin": "https://school.example", "Host": "school.example"}
    assert answer(base_url, "/", **own).status == 200
    assert answer(base_url, "/_stcore/stream", **own, **UPGRADE).status == 101


@pytest.mark.parametrize("start", ["app", "server.__main__"])
def test_numpy_is_told_to_use_one_thread_before_it_is_imported(start: str) -> None:
    code = (
        "import sys, builtins, os\n"
        "real = builtins.__import__\n"
        "def watch(name, *rest, **more):\n"
        "    if name.split('.')[0] == 'numpy': assert os.environ.get('OPENBLAS_NUM_THREADS') == '1'\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = watch\n"
        f"import {start}, numpy\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_a_script_comes_compressed_and_is_the_same(base_url: str) -> None:
    html = answer(base_url, "/forward").content.decode()
    script = re.findall(r'src="\.(/static/js/[^"]+)"', html)[0]
    plain, packed = answer(base_url, script), answer(base_url, script, Accept_Encoding="gzip")
    content, sent = plain.content, packed.content
    assert packed.headers["content-encoding"] == "gzip"
    assert len(sent) < len(content) / 2
    assert gzip.decompress(sent) == content
    assert "immutable" in packed.headers["cache-control"]
    assert "default-src 'self'" in packed.headers["content-security-policy"]


def test_the_page_names_what_its_first_picture_needs_and_all_of_it_is_there(base_url: str) -> None:
    html = answer(base_url, "/").content.decode()
    scripts = re.findall(r'href="\.(/static/js/[^"]+)"', html)
    assert any("BidiComponent" in script for script in scripts)
    assert not any("Plotly" in script for script in scripts)
    assert all(answer(base_url, script).status == 200 for script in scripts)
    (styles,) = re.findall(r'<link rel="stylesheet" href="\.(/static/unrolled/[^"]+)"', html)
    assert b"dfn.term" in answer(base_url, styles).content
    assert "<title>Unrolled</title>" in html


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/js/..%2f..%2findex.html", "/static/js/"])
def test_no_other_file_is_served(base_url: str, path: str) -> None:
    got = answer(base_url, path)
    assert b"lifespan" not in got.content
    assert "immutable" not in got.headers.get("cache-control", "") or got.status != 200


def test_an_address_is_drawn_as_a_code_of_its_own_size(base_url: str) -> None:
    text = "http://school/forward?word=hole&t=13"
    drawn = answer(base_url, "/qr.svg?" + urlencode({"text": text}))
    assert drawn.headers["content-type"] == "image/svg+xml"
    width = int(ElementTree.fromstring(drawn.content).attrib["width"])
    assert width == segno.make(text, error="l", micro=False).symbol_size(border=3)[0]
    assert answer(base_url, "/qr.svg?" + urlencode({"text": "x" * LONGEST})).status == 200


@pytest.mark.parametrize("texts", [[], [""], ["a", "b"], ["é"], ["x" * (LONGEST + 1)]])
def test_what_no_phone_could_read_is_refused_with_the_rule(base_url: str, texts: list[str]) -> None:
    refused = answer(base_url, "/qr.svg?" + urlencode({"text": texts}, doseq=True))
    assert refused.status == 400
    assert str(LONGEST) in refused.content.decode()

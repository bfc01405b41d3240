"""The server's own answers, asked without a browser."""

import http.client
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.e2e.server import ROOT


def answer(url: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    got = connection.getresponse()
    connection.close()
    return got


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


def test_numpy_is_told_to_use_one_thread_before_it_is_imported() -> None:
    code = (
        "import sys, builtins, os\n"
        "real = builtins.__import__\n"
        "def watch(name, *rest, **more):\n"
        "    if name.split('.')[0] == 'numpy': assert os.environ.get('OPENBLAS_NUM_THREADS') == '1'\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = watch\n"
        "import app, numpy\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)

"""A fresh server of the app, as production runs it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(app: str = "app:app", seconds: float = 60) -> Iterator[str]:
    """A server's address, while it runs."""
    with started(app, seconds) as (url, _):
        yield url


@contextmanager
def started(app: str = "app:app", seconds: float = 60, port: int = 0) -> Iterator[tuple[str, int]]:
    """Start uvicorn with an app on a free port, wait until it is healthy, yield its address and process, stop it."""
    port = port or free_port()
    url = f"http://localhost:{port}"
    with launched(app, "127.0.0.1", port) as server:
        try:
            until_healthy(url, server, seconds)
            yield url, server.pid
        finally:
            server.terminate()


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind((host, 0))
        return int(free.getsockname()[1])


def launched(app: str, host: str, port: int) -> subprocess.Popen[bytes]:
    """The process of a server that has only just been started: ours as a class gets it, any other app by uvicorn's defaults."""
    other = ["uvicorn", app, "--host", host, "--port", str(port), "--log-level", "warning"]
    return subprocess.Popen(
        [sys.executable, "-m", *(["server"] if app == "app:app" else other)],
        cwd=ROOT,
        env=os.environ | {"HOST": host, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )


def until_healthy(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait for a server's good answer; RuntimeError if its process ends before it."""
    give_up = time.monotonic() + seconds
    while not healthy(url):
        if server.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError(f"The server did not start: {server.args!r}")
        time.sleep(0.1)


def healthy(url: str) -> bool:
    """Whether the server answers that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False

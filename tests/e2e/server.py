"""A fresh server of the app, as production runs it."""

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
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    command = [sys.executable, "-m", "uvicorn", app, "--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            give_up = time.monotonic() + seconds
            while not healthy(url):
                if server.poll() is not None or time.monotonic() > give_up:
                    raise RuntimeError(f"The server did not start: {' '.join(command)}")
                time.sleep(0.1)
            yield url, server.pid
        finally:
            server.terminate()


def healthy(url: str) -> bool:
    """Whether the server answers that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False

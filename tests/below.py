"""A server below the path of an existing web server, set as an administrator sets it, with its figures."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.server import ROOT, free_port, until_healthy


@dataclass
class Running:
    root: str  # its own address
    url: str  # of its pages, below the path
    figures: str
    line: str  # what it said at the start


@contextmanager
def below(path: str = "unrolled") -> Iterator[Running]:
    """`python -m server` with this baseUrlPath and METRICS_PORT, healthy."""
    port, figures = free_port(), free_port()
    told = {"PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": str(port), "METRICS_PORT": str(figures)}
    with TemporaryDirectory() as folder:
        own = Path(folder) / ".streamlit/config.toml"
        own.parent.mkdir()
        own.write_text(f'[server]\nbaseUrlPath = "{path}"\n', "utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "server"], cwd=folder, env=os.environ | told, stdout=subprocess.PIPE
        ) as server:
            try:
                root = f"http://127.0.0.1:{port}"
                until_healthy(root, server)
                line = server.stdout.readline().decode() if server.stdout else ""
                yield Running(root, f"{root}/{path}", f"http://127.0.0.1:{figures}/metrics", line)
            finally:
                server.terminate()

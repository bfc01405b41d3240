"""Serve the app as a class gets it: `python -m server` or, once installed, `unrolled`.

HOST and PORT are taken from the environment (localhost, 8501).
"""

import os
from socket import socket

import uvicorn

from server.files import below
from server.storage import glibc
from server.websockets import ShortLine
from ui import __version__
from ui.training.turns import MOST_PAGES

M_ARENA_MAX = -8  # malloc.h
LARGEST = 3_000_000  # bytes of one message: a model that the browser keeps has 1.4 MB of text; see config.toml


class Server(uvicorn.Server):
    """Says in one line what it is, where it is and how many threads it has, once it can be asked."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
            blas = os.environ["OPENBLAS_NUM_THREADS"]
            print(
                f"Unrolled {__version__} is at http://{host}:{self.config.port}{below()}/ (Ctrl+C stops it); "
                f"threads that draw pages: {MOST_PAGES}, of the BLAS: {blas}.",
                flush=True,
            )


def main() -> None:
    # All threads share one heap: every run of a page has a thread, and what is freed in the heaps of many is not given back.
    glibc("mallopt", M_ARENA_MAX, 1)
    config = uvicorn.Config(
        "app:app",
        host=os.environ.get("HOST", "localhost"),
        port=int(os.environ.get("PORT", "8501")),
        log_level="warning",  # no line for each of a page's hundred files; a proxy has them all
        ws=ShortLine,
        ws_max_size=LARGEST,
        ws_per_message_deflate=False,  # 2 ms and 0.05 MB for each reader, to save 40 kB a change
        timeout_graceful_shutdown=3,  # seconds; an open page would never end by itself
    )
    Server(config).run()


if __name__ == "__main__":
    main()

"""Serve the app as a class gets it: python -m server, with HOST and PORT in the environment (localhost, 8501)."""

import ctypes
import os
import sys

import uvicorn

from server.slow import ShortLine

M_ARENA_MAX = -8  # malloc.h
LARGEST = 3_000_000  # bytes of one message: a model that the browser keeps has 1.4 MB of text; see also config.toml


def share_one_heap() -> None:
    """Let all threads share one heap of the C library: every run of a page has a thread, and what is freed in the heaps of many
    is not given back. glibc only; elsewhere there is nothing to set."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(M_ARENA_MAX, 1)


if __name__ == "__main__":
    share_one_heap()
    uvicorn.run(
        "app:app",
        host=os.environ.get("HOST", "localhost"),
        port=int(os.environ.get("PORT", "8501")),
        log_level="warning",  # no line for each of a page's hundred files; a proxy has them all
        ws=ShortLine,
        ws_max_size=LARGEST,
        ws_per_message_deflate=False,  # 2 ms and 0.05 MB for each reader, to save 40 kB a change
        timeout_graceful_shutdown=3,  # seconds; an open page would never end by itself
    )

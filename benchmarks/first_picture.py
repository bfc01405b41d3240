"""How long a first visit waits for its first number, and what comes over the wire for it.

Run:    python -m benchmarks.first_picture [--rounds 7] [path …]     (needs requirements-dev.txt and a Chromium)
Aim:    the first number at most 1.25 times as late as the title of an empty Streamlit page, and Plotly asked for after it;
        at most 2.7 MB for /forward
The HTML names the first picture, which the server computes from the address (pages/_first_picture.py).
Prints, for each page in a browser context without a cache, the pages taking turns: the median time until a number stands
(for the empty page: its title), that time over the empty page's, the requests, the bytes over the wire until nothing more
is asked for (headers and websocket included), and whether Plotly was asked for before the first number.
"""

import argparse
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests import browser
from tests.e2e.conftest import DRAWN, comes_true
from tests.e2e.server import serving

# The first element that shows a computed number: a cell, a bead, a drawn state, an entry of a table of results.
NUMBER = (
    '[data-testid="stage"] td[data-value], [data-testid="unroll"] text, [data-testid="shapes"] text, '
    '[data-testid="stProgress"]'
)
PATHS = ("/", "/order", "/anatomy", "/forward", "/bptt", "/vanishing", "/lstm", "/shapes", "/training", "/race")
WATCH = """selector => {
  const seen = () => {
    if (window.stood || !document.querySelector(selector)) return
    requestAnimationFrame(() => { window.stood ??= performance.now() })
  }
  new MutationObserver(seen).observe(document, { childList: true, subtree: true, attributes: true })
}"""

STOOD = (
    "() => new Promise(done => { const look = () => window.stood ? done(window.stood) : setTimeout(look, 20); look() })"
)


@contextmanager
def counted(url: str) -> Iterator[tuple[str, list[int]]]:
    """An address that passes everything on to a server, and the sizes of what came back through it."""
    came: list[int] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, sink: socket.socket, sizes: list[int] | None) -> None:
        with suppress(OSError), source, sink:  # one of the two may hang up first
            while data := source.recv(1 << 16):
                if sizes is not None:
                    sizes.append(len(data))
                sink.sendall(data)

    def accept() -> None:
        while True:
            reader, _ = listener.accept()
            server = socket.create_connection(("localhost", urlsplit(url).port or 80))
            Thread(target=pump, args=(server, reader, came), daemon=True).start()
            Thread(target=pump, args=(reader, server, None), daemon=True).start()

    Thread(target=accept, daemon=True).start()
    yield f"http://localhost:{listener.getsockname()[1]}", came


def visit(chromium: Browser, url: str, selector: str) -> dict[str, Any]:
    """One cold visit: ms until the selector stands, requests, and ms until Plotly was asked for (None: never)."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(f"({WATCH})({selector!r})")
    page.goto(url)
    stood = page.evaluate(STOOD)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # a page at its first visit is still being computed
    assert comes_true(page, DRAWN)  # its figures come when it has stood for a while
    plotly = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => /plotly/i.test(e.name)).map(e => e.startTime)[0] ?? null"
    )
    found = {"ms": stood, "requests": len(asked), "plotly": plotly}
    context.close()
    return found


def size(chromium: Browser, url: str, selector: str) -> int:
    """Bytes from the server during one cold visit."""
    with counted(url) as (relay, came):
        visit(chromium, relay + urlsplit(url).path, selector)
        return sum(came)


def lines(found: dict[str, list[dict[str, Any]]], sizes: dict[str, int]) -> Iterator[str]:
    empty = median(each["ms"] for each in found["empty"])
    yield f"{'page':12} {'first number':>12} {'÷ empty':>8} {'requests':>9} {'MB':>6}  Plotly"
    for name, visits in found.items():
        ms = median(each["ms"] for each in visits)
        early = any(each["plotly"] is not None and each["plotly"] < each["ms"] for each in visits)
        asked = "never" if visits[-1]["plotly"] is None else "BEFORE" if early else "after"
        requests = median(each["requests"] for each in visits)
        yield f"{name:12} {ms:9.0f} ms {ms / empty:8.2f} {requests:9.0f} {sizes[name] / 1e6:6.2f}  {asked}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=PATHS)
    parser.add_argument("--rounds", type=int, default=7)
    wanted = parser.parse_args()
    with serving("benchmarks.empty:app") as empty, serving() as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.installed(), args=browser.FLAGS)
        pages = {"empty": (empty, "h1")} | {path: (base + path, NUMBER) for path in wanted.paths}
        sizes = {name: size(chromium, *where) for name, where in pages.items()}  # and the servers are warm
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in pages}
        for _ in range(wanted.rounds):
            for name, where in pages.items():
                found[name].append(visit(chromium, *where))
        print(*lines(found, sizes), sep="\n")
        chromium.close()


if __name__ == "__main__":
    main()

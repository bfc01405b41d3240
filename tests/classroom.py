"""A class's servers on one machine: some processes of the app behind the very proxy file that a school would use."""

import os
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests import proxy
from tests.e2e.server import ROOT, free_port, healthy, launched, until_healthy

CONFIGURATION = ROOT / "deploy" / "classroom" / "haproxy.cfg"


@dataclass(eq=False)
class Classroom:
    """The replicas, each on a loopback address of its own, and the proxy before them."""

    url: str
    metrics: str
    port: int  # of every replica
    app: str
    proxy: int = 0  # the process of HAProxy
    replicas: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def address(self, replica: int) -> str:
        return f"127.0.0.{replica + 2}"

    def start(self, replica: int) -> None:
        """Start a replica (again); it is not healthy yet."""
        process = launched(self.app, self.address(replica), self.port)
        self.replicas[replica : replica + 1] = [process]

    def until_healthy(self, replica: int) -> None:
        until_healthy(f"http://{self.address(replica)}:{self.port}", self.replicas[replica])

    def kill(self, replica: int) -> None:
        """As a machine does that runs out of memory: without a word."""
        self.replicas[replica].kill()
        self.replicas[replica].wait()


@contextmanager
def classroom(replicas: int = 2, app: str = "app:app") -> Iterator[Classroom]:
    """Processes of an app behind HAProxy, all healthy; RuntimeError where there is no HAProxy."""
    port = free_port("127.0.0.2")
    room = Classroom("", "", port, app)
    try:
        for replica in range(replicas):
            room.start(replica)
        for replica in range(replicas):
            room.until_healthy(replica)
        with proxied([room.address(n) for n in range(replicas)], port) as (room.url, room.metrics, room.proxy):
            yield room
    finally:
        for process in room.replicas:
            process.kill()
            process.wait()


@contextmanager
def proxied(addresses: list[str], port: int, configuration: Path = CONFIGURATION) -> Iterator[tuple[str, str, int]]:
    """HAProxy before servers that listen on a port of these addresses: its address, that of its figures, its process."""
    path = proxy.installed()
    if path is None:
        raise RuntimeError("There is no HAProxy here; python -m tests.proxy fetches it.")
    own, metrics = free_port(), free_port()
    with _names(addresses) as names:
        told = {"PORT": str(own), "APP": f"app:{port}", "DNS": names, "METRICS": f"127.0.0.1:{metrics}"}
        haproxy = subprocess.Popen([path, "-f", configuration], env=os.environ | told, stdout=subprocess.DEVNULL)
        url = f"http://localhost:{own}"
        try:
            while not healthy(url):
                if haproxy.poll() is not None:
                    raise RuntimeError(f"HAProxy did not start with {configuration}.")
                time.sleep(0.1)
            yield url, f"http://localhost:{metrics}/metrics", haproxy.pid
        finally:
            haproxy.kill()
            haproxy.wait()


@contextmanager
def _names(addresses: list[str]) -> Iterator[str]:
    """In the place of Docker's name server: every name has these addresses."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            while True:
                query, asker = server.recvfrom(512)
                if not query:
                    return
                server.sendto(_answer(query, addresses), asker)

        asked = Thread(target=answer)
        asked.start()
        host, port = server.getsockname()
        try:
            yield f"{host}:{port}"
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", (host, port))
            asked.join()


def _answer(query: bytes, addresses: list[str]) -> bytes:
    """A DNS message that gives the addresses to a question about IPv4, none to any other."""
    ends = query.index(0, 12) + 1  # of the name
    kind = struct.unpack("!H", query[ends : ends + 2])[0]
    found = addresses if kind == 1 else []
    records = b"".join(struct.pack("!HHHIH4s", 0xC00C, 1, 1, 1, 4, socket.inet_aton(a)) for a in found)
    return query[:2] + struct.pack("!HHHHH", 0x8180, 1, len(found), 0, 0) + query[12 : ends + 4] + records

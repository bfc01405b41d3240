"""What goes wrong while a class works, done on purpose: python -m tests.faults [--kills 100] [--readers 30]

Readers work on two processes behind deploy/classroom/haproxy.cfg, each with a word, an edited weight and a step of its own, as
real sessions over websockets that connect again as a browser does. Meanwhile
  kill      a process is killed (kill -9) and started again, so many times, in turn
  roll      all processes are stopped and started, one after another
  cut       every connection at the proxy is cut, ten times
  delay     what passes comes 300 ms late
  fill      more connections than the proxy takes are opened, and closed again
After each, every reader's next change must be taken, with its own word, weight and step still there, within 5 s of a process
being there. Prints, for each kind, how many changes there were, what was lost, and how long the readers waited. All on localhost.
"""

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.classroom import Classroom, classroom
from tests.reader import Gone, Reader, fetched, opened

USABLE = 5.0  # seconds


class Line:
    """All connections pass through here on their way to the proxy: they can be cut, and slowed down."""

    def __init__(self, url: str) -> None:
        self.port = urlsplit(url).port or 80
        self.delay = 0.0
        self.open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "Line":
        self.server = await asyncio.start_server(self.passed, "127.0.0.1", 0)
        self.url = f"http://localhost:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        self.server.close()

    def cut(self) -> None:
        for writer in list(self.open):
            writer.transport.abort()

    async def passed(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there = await asyncio.open_connection("127.0.0.1", self.port)
            self.open |= {sink, there[1]}
            await asyncio.gather(self.pump(source, there[1]), self.pump(there[0], sink))
            self.open -= {sink, there[1]}

    async def pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(1 << 16):
                await asyncio.sleep(self.delay)
                sink.write(data)
                await sink.drain()
        sink.close()


@dataclass(eq=False)
class Pupil:
    """A reader who knows what must be on the page."""

    reader: Reader
    rng: random.Random
    edit: str
    step: int
    waits: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    async def work(self) -> None:
        """One change; what the page then shows is compared with what this reader has chosen."""
        word = "".join(self.rng.choices("helo", k=self.rng.randint(4, 8)))
        began, wanted = time.monotonic(), (word[:-1], self.edit, self.step)
        while True:  # the change is in the browser: it is sent when there is a connection, and again if that broke
            try:
                await self.reader.change("word", string_value=word)
                while self.shown() != wanted:  # what a cut connection held back comes first
                    await self.reader.finished()
                break
            except Gone as why:
                if time.monotonic() > began + self.reader.patience:
                    self.lost.append(f"wanted {wanted}, got {self.shown()}: {why}")
                    break
                await self.reader.reconnect()
        self.lost += self.reader.wrong
        self.waits.append(time.monotonic() - began)

    def shown(self) -> tuple[str, str, int] | None:
        """The letters that are read, the edited weights and the step; None while the page is being sent."""
        try:
            board = self.reader.board()
        except LookupError:
            return None
        return "".join(board["strip"]["reads"]), board["edit"], board["start"]


async def enter(stack: AsyncExitStack, url: str, number: int) -> Pupil:
    rng = random.Random(number)
    edit, step = f"U.0.0:{number / 100 + 0.01:g}", number % 15  # every word here has as many
    cookie = await fetched(url, "/forward")
    query = {"word": "hello", "edit": edit, "t": str(step)}
    pupil = Pupil(await stack.enter_async_context(opened(url, "/forward", query, cookie=cookie)), rng, edit, step)
    await pupil.reader.run()
    return pupil


async def kill(room: Classroom, line: Line, kills: int) -> None:
    for number in range(kills):
        replica = number % len(room.replicas)
        await asyncio.to_thread(room.kill, replica)
        room.start(replica)
        await asyncio.to_thread(room.until_healthy, replica)
        await asyncio.sleep(1.5)  # until the proxy knows it too


async def roll(room: Classroom, line: Line, kills: int) -> None:
    for replica, process in enumerate(list(room.replicas)):
        process.terminate()
        await asyncio.to_thread(process.wait)
        room.start(replica)
        await asyncio.to_thread(room.until_healthy, replica)
        await asyncio.sleep(1.5)


async def cut(room: Classroom, line: Line, kills: int) -> None:
    for _ in range(10):
        line.cut()
        await asyncio.sleep(3)


async def delay(room: Classroom, line: Line, kills: int) -> None:
    line.delay = 0.3
    await asyncio.sleep(10)
    line.delay = 0.0


async def fill(room: Classroom, line: Line, kills: int) -> None:
    """8,000 is the proxy's limit; as many as this process may open, half of them silent, half in the middle of a request."""
    many: list[asyncio.StreamWriter] = []
    for number in range(8100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", line.port)
        except OSError:
            break
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n" if number % 2 else b"")
        many.append(writer)
    print(f"       {len(many)} connections were open", flush=True)
    await asyncio.sleep(3)
    for writer in many:
        writer.transport.abort()
    await asyncio.sleep(1)


async def suffer(pupils: list[Pupil], fault: Awaitable[None]) -> None:
    """Everybody works, a change every other second, while it lasts, and once more after it."""
    over = asyncio.Event()

    async def go_on(pupil: Pupil) -> None:
        while not over.is_set():
            await pupil.work()
            await asyncio.sleep(pupil.rng.uniform(1, 3))
        await pupil.work()

    work = asyncio.gather(*(go_on(pupil) for pupil in pupils))
    await fault
    over.set()
    await work


async def all_of(room: Classroom, readers: int, kills: int) -> bool:
    faults: list[Callable[[Classroom, Line, int], Awaitable[None]]] = [kill, roll, cut, delay, fill]
    good = True
    async with Line(room.url) as line, AsyncExitStack() as stack:
        pupils = [await enter(stack, line.url, number) for number in range(readers)]
        for fault in faults:
            for pupil in pupils:
                pupil.waits.clear()
                pupil.lost.clear()
            await suffer(pupils, fault(room, line, kills))
            waits = sorted(wait for pupil in pupils for wait in pupil.waits)
            lost = [said for pupil in pupils for said in pupil.lost]
            late = sum(wait > USABLE for wait in waits)
            print(
                f"{fault.__name__:6} {len(waits):6} changes, {len(lost)} lost; waits: median {waits[len(waits) // 2]:.2f} s, "
                f"99 % {waits[int(len(waits) * 0.99)]:.2f} s, longest {waits[-1]:.2f} s, {late} over {USABLE:.0f} s",
                *lost[:5],
                sep="\n       ",
                flush=True,
            )
            good = good and not lost and not late
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=30)
    parser.add_argument("--kills", type=int, default=100)
    wanted = parser.parse_args()
    print(f"{wanted.readers} readers, load {os.getloadavg()[0]:.1f}", flush=True)
    with classroom() as room:
        good = asyncio.run(all_of(room, wanted.readers, wanted.kills))
    sys.exit(not good)


if __name__ == "__main__":
    main()

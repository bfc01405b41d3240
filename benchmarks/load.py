"""A class at work: how long readers wait when many come within a minute and then change words, and what each of them costs.

Run:    python -m benchmarks.load [--readers 1000] [--seconds 180] [--cold] [--lessons 50] [--of empty one two]
Aim:    1,000 readers on two processes behind the proxy: no errors, 95 % of changes within 1 s, on two cores
Readers are real sessions over websockets with the messages of Streamlit's own page (tests/reader.py). They come evenly within
a minute, fetch the HTML (with --cold also the files of a first visit), read /forward, and change the word after 10 s on average
(exponential) until the time is over. What browsers draw is not counted. Readers, proxy and servers share this machine.
Prints for an empty Streamlit page with default settings (a reader there asks for it again), for one process, and for two behind
deploy/classroom/haproxy.cfg: errors; waits for the first picture and for a change; CPU of the servers for each change, once all
have come; memory for each reader (proportional set size of the servers); the share of a core that proxy and readers took.
"""

import argparse
import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.classroom import classroom
from tests.e2e.server import started
from tests.reader import Gone, fetched, opened

ARRIVAL = 60.0  # seconds within which all come
PAUSE = 10.0  # seconds between two changes of a reader, on average


@dataclass
class Class:
    """One run: readers of a page of a server, and what they met with. Times in seconds."""

    url: str
    path: str
    readers: int
    seconds: float
    cold: bool
    lessons: int = 0  # of further readers, who train a network on /training all the time
    slices: list[int] = field(default_factory=list)  # how often each of them was served
    errors: Counter[str] = field(default_factory=Counter)
    first: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    bytes: int = 0  # of all changes
    began: float = 0.0

    async def all(self, halfway: Callable[[], None], end: Callable[[], None]) -> None:
        """Let them come and work; `halfway` is called once all should be there, `end` before they leave."""
        self.began = time.monotonic()
        comes = [self.one(number, self.began + ARRIVAL * number / self.readers) for number in range(self.readers)]
        work = asyncio.gather(*comes, *(self.learn() for _ in range(self.lessons)))
        await asyncio.sleep(ARRIVAL)
        halfway()
        await asyncio.sleep(self.seconds - ARRIVAL)
        end()
        await work

    async def one(self, number: int, comes: float) -> None:
        rng = random.Random(number)
        await asyncio.sleep(comes - time.monotonic())
        try:
            cookie = await fetched(self.url, self.path, self.cold)
            async with opened(self.url, self.path, cookie=cookie) as reader:
                await reader.run()
                self.first.append(time.monotonic() - comes)
                while (again := time.monotonic() + rng.expovariate(1 / PAUSE)) < self.began + self.seconds:
                    await asyncio.sleep(again - time.monotonic())
                    before = reader.received
                    word = reader.widgets.get("word")
                    took = await (
                        reader.change("word", string_value="".join(rng.choices("helo", k=5))) if word else reader.run()
                    )
                    self.changes.append(took)
                    self.bytes += reader.received - before
                    self.errors.update(reader.wrong)
                await asyncio.sleep(max(0.0, self.began + self.seconds - time.monotonic()) + 1)
        except Gone as why:
            self.errors[str(why)] += 1

    async def learn(self) -> None:
        """One lesson: its page asks for the next slice by itself, and when it is over it begins anew."""
        ends = self.began + self.seconds
        asked = 0
        try:
            cookie = await fetched(self.url, "/training")
            async with opened(self.url, "/training", {"lr": "0.001"}, cookie=cookie) as reader:
                await reader.run()
                while time.monotonic() < ends:
                    if not reader.clocks:
                        press = next(key for key in ("to_train", "to_resume", "to_stop") if key in reader.widgets)
                        await reader.change(press, trigger_value=True)
                        del reader.states[reader.widgets[press]]
                    for fragment, pause in list(reader.clocks.items()):
                        await asyncio.sleep(pause)
                        await reader.run(fragment)
                        asked += 1
                    self.errors.update(reader.wrong)
        except Gone as why:
            self.errors[f"lesson: {why}"] += 1
        self.slices.append(asked)


def cpu(pids: Sequence[int]) -> float:
    """Seconds of CPU that these processes have used."""
    ticks = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as stat:
            ticks += sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pids: Sequence[int]) -> float:
    """Their memory in MB, what they share counted once."""
    kb = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            kb += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kb / 1024


@contextmanager
def served(what: str) -> Iterator[tuple[str, str, list[int], list[int]]]:
    """The address and page of a server, its processes, and those of its proxy."""
    if what == "two":
        with classroom() as room:
            yield room.url, "/forward", [replica.pid for replica in room.replicas], [room.proxy]
    else:
        with started("benchmarks.empty:app" if what == "empty" else "app:app") as (url, pid):
            yield url, "/" if what == "empty" else "/forward", [pid], []


def measure(what: str, readers: int, seconds: float, cold: bool, lessons: int) -> str:
    """One line of the table."""
    busy = os.getloadavg()[0]
    with served(what) as (url, path, pids, proxies):
        asyncio.run(_warm(url, path))
        run, mine = Class(url, path, readers, seconds, cold, lessons if what != "empty" else 0), [os.getpid()]
        memory_before = memory(pids)
        seen: list[tuple[float, float, float, int]] = []

        def look() -> None:
            seen.append((cpu(pids), cpu(proxies), cpu(mine), len(run.changes)))

        def end() -> None:
            look()
            seen.append((memory(pids), 0, 0, 0))

        asyncio.run(run.all(look, end))
    (server, proxy, own, done), (server_, proxy_, own_, done_), (memory_after, *_) = seen
    span, count = seconds - ARRIVAL, max(1, done_ - done)
    said = [
        f"{what:6} {sum(run.errors.values()):6} {len(run.changes):8}",
        *(f"{_percentiles(waits):>20}" for waits in (run.first, run.changes)),
        f"{(server_ - server) / count * 1e3:7.1f} ms {run.bytes / max(1, len(run.changes)) / 1e3:7.0f} kB",
        f"{(memory_after - memory_before) / readers:6.2f} MB {(server_ - server) / span:5.2f} {(proxy_ - proxy) / span:5.2f}",
        f"{(own_ - own) / span:5.2f} {busy:5.1f}",
    ]
    if run.slices:
        said.append(f"\n       {len(run.slices)} lessons asked for {min(run.slices)} to {max(run.slices)} slices each")
    return " ".join(said) + "".join(f"\n       {count} × {error}" for error, count in run.errors.most_common(5))


async def _warm(url: str, path: str) -> None:
    async with opened(url, path) as reader:
        await reader.run()


def _percentiles(waits: Sequence[float]) -> str:
    """50, 95 and 99 of a hundred waited at most so long."""
    ranked = sorted(waits) or [float("nan")]
    return " ".join(f"{ranked[int(share * (len(ranked) - 1))]:6.2f}" for share in (0.5, 0.95, 0.99))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--of", nargs="+", default=["empty", "one", "two"], choices=["empty", "one", "two"])
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=180, help="of the whole run, the minute of coming included")
    parser.add_argument("--cold", action="store_true", help="fetch the files of a first visit too")
    parser.add_argument("--lessons", type=int, default=0, help="further readers, who train a network all the time")
    wanted = parser.parse_args()
    if wanted.seconds <= ARRIVAL:
        parser.error(f"--seconds counts the {ARRIVAL:.0f} s in which all come: take more")
    print(
        f"{wanted.readers} readers within {ARRIVAL:.0f} s, {wanted.seconds:.0f} s in all, a change every {PAUSE:.0f} s each"
    )
    print(f"{'':6} {'errors':>6} {'changes':>8} {'first: 50 95 99 %':>20} {'change: 50 95 99 %':>20}", end=" ")
    print(f"{'a change':>10} {'':>10} {'a reader':>9} {'cores':>5} {'proxy':>5} {'own':>5} {'load':>5}")
    for what in wanted.of:
        print(measure(what, wanted.readers, wanted.seconds, wanted.cold, wanted.lessons), flush=True)


if __name__ == "__main__":
    main()

"""What one change of the word costs the server: python -m benchmarks.change [page, /forward]

One reader on one process (tests/reader.py) changes the word as fast as it is answered. Prints the CPU of the server for a change,
in the best and the median of ROUNDS rounds, and what was sent. The best hardly depends on what else the machine does.
"""

import asyncio
import os
import random
import sys
from statistics import median

from benchmarks.load import cpu
from tests.e2e.server import started
from tests.reader import Reader, opened

ROUNDS, CHANGES = 8, 100


async def change(reader: Reader, rng: random.Random, times: int) -> None:
    for _ in range(times):
        await reader.change("word", string_value="".join(rng.choices("helo", k=5)))


async def measure(url: str, process: int, path: str) -> str:
    rng = random.Random(0)
    async with opened(url, path) as reader:
        await reader.run()
        await change(reader, rng, CHANGES // 4)
        spent: list[float] = []
        before = reader.received, reader.messages
        for _ in range(ROUNDS):
            began = cpu([process])
            await change(reader, rng, CHANGES)
            spent.append((cpu([process]) - began) / CHANGES * 1e3)
        sent, messages = reader.received - before[0], reader.messages - before[1]
    return (
        f"{path}: {min(spent):.1f} ms of CPU for a change, in the median round {median(spent):.1f}; "
        f"{messages / ROUNDS / CHANGES:.0f} messages, {sent / ROUNDS / CHANGES / 1e3:.0f} kB"
    )


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else "/forward"
    load = os.getloadavg()[0]
    with started() as (url, process):
        print(asyncio.run(measure(url, process, path)), f"(load {load:.1f} before)")


if __name__ == "__main__":
    main()

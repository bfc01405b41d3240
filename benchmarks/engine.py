"""How fast is the engine, and beside what? Prints the tables of docs/performance.md; ratios only.

    python -m venv torchenv
    torchenv/bin/pip install torch==2.13.0 numpy==2.4.6
    torchenv/bin/python benchmarks/engine.py            # about ten minutes; --seconds 0.3 for a rough look

All contestants of a row take turns in one process, on one thread; a figure is the ratio of their median CPU
times. Each therefore starts with the processor's caches full of another's data; with --warm it runs once untimed
before each timed run, as in a loop of its own. Before they are timed, they must agree on the numbers.
"""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time_ns

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import rivals
import torch

from engine import gru, lstm, rnn
from engine.text import one_hot
from engine.training import Adam

SIZES = [(4, 3, 5), (27, 32, 25), (65, 100, 25), (65, 128, 100), (65, 256, 200)]  # K = D, H, T
CELLS = {"rnn": rnn, "lstm": lstm, "gru": gru}


Contestants = dict[str, Callable[[], object]]
Timer = Callable[[Contestants], dict[str, float]]


def medians(contestants: Contestants, seconds: float, warm: bool) -> dict[str, float]:
    """Median CPU time of each in nanoseconds; they take turns, so that a slow moment hits all alike."""
    times: dict[str, list[int]] = {name: [] for name in contestants}
    for run in contestants.values():
        run()
    end = process_time_ns() + seconds * 1e9 * len(contestants)
    while process_time_ns() < end or len(times[next(iter(times))]) < 5:
        for name, run in contestants.items():
            if warm:
                run()
            start = process_time_ns()
            run()
            times[name].append(process_time_ns() - start)
    return {name: median(values) for name, values in times.items()}


def task(kind: str, K: int, H: int, T: int, B: int, dtype: type):
    """A random network, one-hot letters and the letters that follow; B = 1 has no batch axis."""
    rng = np.random.default_rng(0)
    letters = rng.integers(0, K, (T + 1, B) if B > 1 else T + 1)
    p = CELLS[kind].init(rng, K, H, K).map(lambda flat: flat.astype(dtype))
    return p, one_hot(letters[:-1], K).astype(dtype), letters[1:]


def our_training(cell, p, x, y) -> Callable[[], float]:
    live = p.map(np.copy)
    update = Adam(1e-3).start(live.flat)

    def step() -> float:
        grads = cell.backward(live, cell.forward(live, x), y)
        update(grads.params.flat)
        return float(grads.loss.sum())

    return step


def forward_row(kind: str, size: tuple[int, int, int], B: int, dtype: type, timed: Timer) -> dict[str, float]:
    p, x, _ = task(kind, *size, B, dtype)
    cell = CELLS[kind]
    contestants: Contestants = {"ours": lambda: cell.forward(p, x)}
    contestants["torch"] = rivals.torch_layer(kind, p, x)
    if kind != "gru":
        contestants["torch loop"] = rivals.torch_loop(kind, p, x)
    if kind == "rnn" and B == 1 and dtype is np.float64:
        contestants["min-char-rnn"] = rivals.min_char_forward(p, x)
    expected = getattr(cell.forward(p, x), "s" if kind == "rnn" else "h")
    for name in contestants.keys() - {"ours"}:
        states = contestants[name]()
        if isinstance(states, dict):  # min-char-rnn's columns by time step
            states = np.stack([states[t][:, 0] for t in range(len(x))])
        np.testing.assert_allclose(states, expected, atol=1e-12 if dtype is np.float64 else 1e-5, err_msg=name)
    return timed(contestants)


def training_row(kind: str, size: tuple[int, int, int], B: int, dtype: type, timed: Timer) -> dict[str, float]:
    p, x, y = task(kind, *size, B, dtype)
    contestants = {"ours": our_training(CELLS[kind], p, x, y), "torch": rivals.torch_training(kind, p, x, y)}
    if kind == "rnn" and B == 1 and dtype is np.float64:
        contestants["min-char-rnn"] = rivals.min_char_training(p, x, y)
    losses = {name: [run() for _ in range(3)] for name, run in contestants.items()}
    for name, values in losses.items():
        np.testing.assert_allclose(values, losses["ours"], rtol=1e-8 if dtype is np.float64 else 1e-3, err_msg=name)
    return timed(contestants)


def print_ratios(title: str, measure: Callable, kind: str, B: int, dtype: type, timed: Timer) -> None:
    rows = [measure(kind, size, B, dtype, timed) for size in SIZES]
    for rival in rows[0]:
        if rival != "ours":
            ratios = " | ".join(f"{row[rival] / row['ours']:.2f}" for row in rows)
            print(f"| {title} | {kind.upper()} | {B} | {np.dtype(dtype)} | {rival} | {ratios} |", flush=True)


def print_costs(timed: Timer) -> None:
    """Cost against T, H and K, as multiples of the cost at K = 27, H = 32, T = 100."""
    sweeps = {
        "T": [(27, 32, T) for T in (25, 50, 100, 200, 400, 800)],
        "H": [(27, H, 100) for H in (8, 16, 32, 64, 128, 256)],
        "K": [(K, 32, 100) for K in (4, 27, 65, 128, 256, 512)],
    }
    for letter, sizes in sweeps.items():
        print(f"\n| {letter} | " + " | ".join(str(size["KHT".index(letter)]) for size in sizes) + " |")
        print("|---" * (len(sizes) + 1) + "|")
        for kind, cell in CELLS.items():
            cases = [task(kind, *size, 1, np.float64) for size in sizes]
            forward = {str(k): lambda p=p, x=x, cell=cell: cell.forward(p, x) for k, (p, x, _) in enumerate(cases)}
            train = {str(k): our_training(cell, *case) for k, case in enumerate(cases)}
            for title, contestants in (("forward", forward), ("training step", train)):
                costs = list(timed(contestants).values())
                base = costs[sizes.index((27, 32, 100))]
                print(f"| {kind.upper()} {title} | " + " | ".join(f"{cost / base:.2f}" for cost in costs) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1.0, help="CPU time per figure")
    parser.add_argument("--cells", nargs="+", choices=CELLS, default=list(CELLS))
    parser.add_argument("--batch", nargs="+", type=int, default=[1, 32])
    parser.add_argument("--dtype", nargs="+", choices=["float64", "float32"], default=["float64", "float32"])
    parser.add_argument("--warm", action="store_true", help="each once untimed before each timed run")
    parser.add_argument("--no-costs", action="store_true")
    args = parser.parse_args()
    timed = partial(medians, seconds=args.seconds, warm=args.warm)
    torch.set_num_threads(1)
    # Once this is freed, glibc keeps what is freed later at hand, as in a process long at work.
    np.empty(30_000_000, np.uint8)
    print(f"NumPy {np.__version__}, PyTorch {torch.__version__}; how many times faster than the rival we are")
    print("| what | cell | batch | dtype | rival | " + " | ".join(str(size) for size in SIZES) + " |")
    print("|---" * (5 + len(SIZES)) + "|")
    for dtype in args.dtype:
        for B in args.batch:
            for kind in args.cells:
                for title, measure in (("forward", forward_row), ("training step", training_row)):
                    print_ratios(title, measure, kind, B, getattr(np, dtype), timed)
    if not args.no_costs:
        print_costs(timed)


if __name__ == "__main__":
    main()

"""Sentences of chapter 9 that depend on numbers, and its tables: counted from the shipped results, not written down."""

from collections.abc import Mapping, Sequence
from math import log, log10
from statistics import median

import numpy as np

from engine.functions import Array, sigmoid
from engine.tasks.recall import DISTRACTORS, QUERY, SYMBOLS
from models.recipes import FLAWLESS, RACE_STEPS, RACE_VARIANTS, SOLVED
from ui.board.arithmetic import power
from ui.board.markdown import table
from ui.shell.words import Words
from ui.training.measured import Step
from ui.training.race_figures import RACERS, Mark

Shipped = Mapping[str, Mapping[str, Sequence[float]]]
COUNTED = {"updates": f"{RACE_STEPS:,}"}  # in several sections
TASK = COUNTED | {"flawless": FLAWLESS, "solved": f"{SOLVED:.0%}"}
INPUTS = {
    "symbols": len(SYMBOLS),
    "distractors": len(DISTRACTORS),
    "inputs": len(SYMBOLS) + len(DISTRACTORS) + len(QUERY),
}
text = Words.beside(__file__)


def _solved(shares: Sequence[float]) -> str:
    return f"{sum(share >= SOLVED for share in shares)} of {len(shares)}"


def shipped(race: Shipped, seconds: float) -> str:
    """How the shipped results came about, and how to get them again; a race of the reader’s has so many seconds."""
    seeds = len(next(iter(race["rnn"].values())))
    return text("shipped", seeds=seeds, seconds=f"{seconds:g}", **COUNTED)


def accuracy_table(race: Shipped, own: Sequence[Mark]) -> dict[str, list[str]]:
    """Median and range in numbers, then the reader's own races."""
    rows = [
        (RACERS[variant].name, k, f"{median(shares):.0%}", f"{min(shares):.0%} to {max(shares):.0%}", _solved(shares))
        for variant, by_distance in race.items()
        for k, shares in by_distance.items()
    ]
    rows += [
        (f"{RACERS[mark.variant].name}, run here", str(mark.k), f"{mark.accuracy:.1%}", f"seed {mark.seed}", "")
        for mark in own
    ]
    heads = ("network", "k", "right answers, median", "worst to best", "seeds that solve it")
    return {head: [row[place] for row in rows] for place, head in enumerate(heads)}


FAR = 50  # letters: where the usual story fails
GATES = {  # from nearly shut to open
    "lstm-0": "0 (PyTorch starts near it)",
    "lstm": "1 (Keras)",
    "lstm-3": "3",
    "lstm-open": "always open, as in 1997",
    "lstm-chrono": "chrono, its middle unit",
}


def gates_table(race: Shipped) -> str:
    """A Markdown table: how far open the LSTM's forget gate starts, and on how many seeds it then solves the task at FAR."""
    lines = []
    for variant, name in GATES.items():
        bias = RACE_VARIANTS[variant].options(FAR)["forget_bias"]
        if bias == "chrono":
            bias = log(1 + FAR / 2)  # ln u, with u in the middle of 1 … k + 1
        f = float(sigmoid(np.array(float(bias))))
        left = f"{f**FAR:.0%}" if f**FAR > 0.01 else power(FAR * log10(f))
        lines.append([name, f"{f:.2f}", left, _solved(race[variant][str(FAR)])])
    return table(["forget bias", "f at the start", f"f to the power of {FAR}", "solve it"], lines)


def fails(race: Shipped) -> str:
    """What the shipped seeds say against the usual story; HTML."""
    shown = ("rnn", "gru", "lstm", "rnn-32", "gru-32", "lstm-32", "rnn-orthogonal")
    solved = {variant.replace("-", "_"): _solved(race[variant][str(FAR)]) for variant in shown}
    return text("says who", letters=FAR, **solved)


def way_back(untrained: Mapping[tuple[str, str], Array], k: int) -> str:
    """What is left of the gradient at the symbol, in the untrained networks."""
    parts = [
        f"{RACERS[variant].name} {_power(sizes[-1])}"
        for (variant, state), sizes in untrained.items()
        if state != "h" or variant == "gru"
    ]
    return text("way back", steps=k + 1, left=", ".join(parts))


def _power(size: float) -> str:
    """A size in powers of ten, as the axis has it."""
    return power(log10(size)) if size > 0 else "0"


def way_back_table(
    untrained: Mapping[tuple[str, str], Array], trained: Mapping[tuple[str, str], Array]
) -> dict[str, list[str]]:
    """The curves in numbers, at some distances."""
    last = len(next(iter(untrained.values()))) - 1
    places = sorted({0, 1, 2, 5, 10, 20, 30, 40, 50, 75, 100, last} & set(range(last + 1)))
    return {"steps back": [str(place) for place in places]} | {
        f"{RACERS[variant].name} ∂L/∂{state}, {when}": [_power(sizes[place]) for place in places]
        for when, curves in (("untrained", untrained), ("trained", trained))
        for (variant, state), sizes in curves.items()
    }


def costs_table(steps: Mapping[str, Step], race: Shipped) -> str:
    """A Markdown table: what a step costs, beside what it achieves."""
    distances = list(race["rnn"])
    counts = ["weights and biases", "multiplications a step", "reading, per letter", "learning, per letter"]
    head = ["", *counts, *(f"k = {k}" for k in distances)]
    lines = []
    for variant, step in steps.items():
        results = [f"{median(race[variant][k]):.0%}" if k in race[variant] else "–" for k in distances]
        cells = [
            f"**{RACERS[variant].name}**",
            f"{step.parameters:,}",
            f"{step.multiplications:,}",
            f"{step.reading * 1e6:.1f} µs",
            f"{step.learning * 1e6:.1f} µs",
        ]
        lines.append(cells + results)
    return table(head, lines)

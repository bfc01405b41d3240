"""What all tasks share: examples in symbols, their split, and batches of numbers."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from engine.text import Alphabet

Indices = NDArray[np.integer[Any]]
END = "■"  # ends an answer; the last symbol of the alphabet of outputs, K − 1


class Example(NamedTuple):
    """One sequence in and its targets, in symbols. None means "no loss here"."""

    x: tuple[str, ...]
    y: tuple[str | None, ...]


class Batch(NamedTuple):
    """Examples as indices, time first, padded at the end with −1: x (T, B), y (T', B).

    T' = T where every step has its target (or −1); in encoder-decoder tasks both lengths differ.
    """

    x: Indices
    y: Indices


@dataclass(frozen=True)
class Task:
    """Alphabets, and the examples that no model is trained on."""

    inputs: Alphabet
    outputs: Alphabet
    held_out: tuple[Example, ...]

    def encode(self, examples: Iterable[Example]) -> Batch:
        """Examples as one padded batch; an unknown symbol is a ValueError that names it."""
        chosen = tuple(examples)
        return Batch(
            pad([self.inputs.encode(example.x) for example in chosen]),
            pad([self._targets(example.y) for example in chosen]),
        )

    def batches(self, rng: np.random.Generator, size: int) -> Iterator[Batch]:
        """Training batches of `size` examples, without end."""
        raise NotImplementedError

    def _targets(self, y: tuple[str | None, ...]) -> Indices:
        targets = np.full(len(y), -1)
        at = [t for t, symbol in enumerate(y) if symbol is not None]
        targets[at] = self.outputs.encode([symbol for symbol in y if symbol is not None])
        return targets


@dataclass(frozen=True)
class FixedTask(Task):
    """A fixed list of training examples, read in a new order each time round."""

    train: tuple[Example, ...]

    def batches(self, rng: np.random.Generator, size: int) -> Iterator[Batch]:
        while True:
            order = rng.permutation(len(self.train))
            for start in range(0, len(order), size):
                yield self.encode(self.train[k] for k in order[start : start + size])


@dataclass(frozen=True)
class DrawnTask(Task):
    """Training examples drawn afresh, never one of the fifth that is held out by the seed."""

    draw: Callable[[np.random.Generator], Example]
    seed: int

    def batches(self, rng: np.random.Generator, size: int) -> Iterator[Batch]:
        while True:
            examples: list[Example] = []
            while len(examples) < size:
                example = self.draw(rng)
                if not is_held_out(example, self.seed):
                    examples.append(example)
            yield self.encode(examples)


def drawn_task(
    inputs: Alphabet, outputs: Alphabet, draw: Callable[[np.random.Generator], Example], seed: int, held_out: int
) -> DrawnTask:
    """A task of drawn examples; `held_out` different ones are kept (fewer where fewer turn up)."""
    rng = np.random.default_rng(seed)
    drawn = (draw(rng) for _ in range(50 * held_out))
    kept = (example for example in drawn if is_held_out(example, seed))
    reserved: dict[Example, None] = {}
    while len(reserved) < held_out and (example := next(kept, None)):
        reserved[example] = None
    return DrawnTask(inputs, outputs, tuple(reserved), draw, seed)


def is_held_out(example: Example, seed: int) -> bool:
    """Whether a drawn example belongs to the fifth of all that is held out, at every length alike."""
    return crc32(" ".join(example.x).encode(), seed) % 5 == 0


def pad(sequences: Sequence[Indices]) -> Indices:
    """Sequences of different lengths side by side, (longest, B), filled up at the end with −1."""
    padded = np.full((max(map(len, sequences)), len(sequences)), -1)
    for b, sequence in enumerate(sequences):
        padded[: len(sequence), b] = sequence
    return padded


def split(examples: Iterable[Example], held_out: int, seed: int) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """(train, held out): `held_out` examples taken by the seed; equal examples count once."""
    distinct = list(dict.fromkeys(examples))
    if not 0 <= held_out < len(distinct):
        raise ValueError(f"Of {len(distinct)} different examples, {held_out} cannot be held out.")
    order = np.random.default_rng(seed).permutation(len(distinct))
    taken = set(order[:held_out].tolist())
    train = tuple(example for k, example in enumerate(distinct) if k not in taken)
    return train, tuple(distinct[k] for k in sorted(taken))


def lists_beside(file: str) -> dict[str, Any]:
    """The lists in the .toml file beside a module, as tuples."""

    def frozen(value: Any) -> Any:
        return tuple(map(frozen, value)) if isinstance(value, list) else value

    lists = tomllib.loads(Path(file).with_suffix(".toml").read_text("utf-8"))
    return {name: frozen(value) for name, value in lists.items()}


def expand(template: str) -> Iterator[str]:
    """Every sentence of a template: "{hi|hello} {you|}" → "hi you", "hi", "hello you", "hello"."""
    parts = [part.split("|") for part in template.replace("}", "{").split("{")]
    return (" ".join("".join(choice).split()) for choice in product(*parts))

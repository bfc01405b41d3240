"""Results that are worth keeping between runs of a page: measured, trained or read from a file once, by small keys."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

import models
from engine.chain import gradient_norms
from engine.costs import Cost, counted, measured, per_step
from engine.explode import Descent, descend, exploding
from engine.functions import Array
from engine.tasks.recall import recall as recall_task
from models.recipes import first_weights, recall

LENGTHS, SIZES = (5, 10, 20, 50, 100, 200), (4, 8, 16, 32, 64, 128, 256)
LENGTH, SIZE, SYMBOLS = 50, 32, 27  # what is held fixed while the other grows
CLIP = 1.0

Costs = dict[int, tuple[Cost, Cost]]


@cache
def costs() -> tuple[Costs, Costs]:
    """(multiplications, seconds on this server) by length, and by hidden size."""

    def both(T: int, H: int) -> tuple[Cost, Cost]:
        sizes = (T, SYMBOLS, H, SYMBOLS)
        return counted(*sizes).multiplications, measured(*sizes)

    return {T: both(T, SIZE) for T in LENGTHS}, {H: both(LENGTH, H) for H in SIZES}


@lru_cache(maxsize=64)
def explosion(word: tuple[int, ...], symbols: int, seed: int) -> tuple[Descent, Descent]:
    """An exploding network's training on a word (indices), without clipping and with."""
    p, batch = exploding(word, symbols, seed)
    return descend(p, batch, None), descend(p, batch, CLIP)


@cache
def race() -> dict[str, dict[str, list[float]]]:
    """The shipped recall results: variant → distance → share of right answers for each seed."""
    results: dict[str, dict[str, list[float]]] = json.loads(
        Path(models.__file__).with_name("race.json").read_text("utf-8")
    )
    return results


@dataclass(frozen=True)
class Step:
    """What one time step of a contestant costs."""

    parameters: int
    multiplications: int  # reading
    reading: float  # seconds, one sequence
    learning: float  # seconds, reading and the way back


@cache
def steps(variants: tuple[str, ...], T: int = 52) -> dict[str, Step]:
    """Each contestant's costs, measured on this server on a sequence of T steps: once for all of the same cell and size."""
    costs: dict[tuple[str, int, int, int], Cost] = {}

    def one(variant: str) -> Step:
        recipe = recall(T - 2, variant)
        p = first_weights(recipe, np.random.default_rng(0))
        sizes = (p.sizes["D"], p.H, p.sizes["K"])
        if (recipe.cell, *sizes) not in costs:
            costs[recipe.cell, *sizes] = measured(T, *sizes, recipe.cell)
        took = costs[recipe.cell, *sizes]
        count = per_step(recipe.cell, *sizes)
        return Step(p.flat.size, count, took.forward / T, (took.forward + took.backward) / T)

    return {variant: one(variant) for variant in variants}


@lru_cache(maxsize=32)
def way_back(k: int, variants: tuple[str, ...], trained: bool) -> dict[tuple[str, str], Array]:
    """By (variant, state): ‖∂L/∂state_t‖ from the last step back to the first (k + 2,), the median of 64 held-out sequences.

    The shipped weights, or the first weights that those were trained from. Variants without weights for this
    distance are left out.
    """
    task = recall_task(k)
    batch = task.encode(task.held_out[:64])
    medians = {}
    for variant in variants:
        recipe = recall(k, variant)
        if not trained:
            p = first_weights(recipe, np.random.default_rng(recipe.seed))
        elif recipe.name in models.names():
            p = models.load(recipe.name).params
        else:
            continue
        for state, norms in gradient_norms(p, batch).items():
            medians[variant, state] = np.median(norms, axis=1)[::-1]
    return medians

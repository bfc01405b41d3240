"""Make the shipped models again: `python -m models.make NAME …`, `all`, or `race`.

Prints each model's figures and writes its file. `--seed 3` prints what another seed gives and writes nothing.
`race` trains the recall models from several seeds and writes race.json. Each model takes seconds, all of them
a few minutes, the race half an hour. The same machine and library versions give the same weights.
"""

import os

# Before NumPy is imported: processors whose kernels round differently train a network of the race that only just succeeds, or
# fails, to another end. These kernels are those of all x86-64 with AVX2; what does not know them takes its own.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
from pathlib import Path

import numpy as np

from models import Model, save
from models.recipes import RACE_VARIANTS, RECIPES, figures, make

RACE_SEEDS = range(10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+", choices=[*RECIPES, "all", "race"], metavar="NAME")
    parser.add_argument("--seed", type=int)
    arguments = parser.parse_args()
    if "race" in arguments.names:
        race()
        return
    for name in RECIPES if "all" in arguments.names else arguments.names:
        one(name, arguments.seed)


def one(name: str, other_seed: int | None) -> None:
    recipe = RECIPES[name]
    seed = recipe.seed if other_seed is None else other_seed
    params = make(recipe, seed)
    # the figures are those of the weights as a reader will run them, in float64
    shares = figures(recipe, params.with_flat(params.flat.astype(np.float64)))
    print(f"{name} (seed {seed}):", ", ".join(f"{key} {value:.3f}" for key, value in shares.items()), flush=True)
    if other_seed is None:
        task = recipe.task()
        save(Model(name, recipe.about, recipe.cell, params, task.inputs, task.outputs, shares, seed))


def race() -> None:
    """Held-out accuracy of every variant at every distance, from each seed."""
    results: dict[str, dict[str, list[float]]] = {}
    for variant, racer in RACE_VARIANTS.items():
        results[variant] = {}
        for k in racer.distances:
            recipe = RECIPES[f"recall-{k}-{variant}"]
            shares = [figures(recipe, make(recipe, seed))["held out"] for seed in RACE_SEEDS]
            results[variant][str(k)] = [round(accuracy, 4) for accuracy in shares]
            print(variant, k, results[variant][str(k)], flush=True)
    Path(__file__).with_name("race.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()

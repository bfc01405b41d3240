"""How each shipped model is made: task, cell, size, optimiser, seed. One table, many readers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from engine import fit, seq2seq
from engine.cells import CELLS
from engine.tasks.alice import alice
from engine.tasks.countries import countries, gap
from engine.tasks.data import FixedTask, Task
from engine.tasks.digits import numbers
from engine.tasks.messages import next_word, smart_reply
from engine.tasks.recall import recall as recall_task
from engine.tasks.sentiment import sentiment
from engine.tasks.translation import translation
from engine.training import Adam, Progress, train

FLAWLESS = 50  # a drawn task is learnt after that many batches in a row without a mistake


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a model's weights. Adam, gradients clipped at norm 1, float32."""

    name: str
    about: str
    task: Callable[[], Task]
    cell: str
    H: int
    lr: float
    steps: int  # at most
    batch: int = 32
    answers: bool = False  # an encoder-decoder
    seed: int = 0  # of the shipped weights
    options: Mapping[str, Any] = field(default_factory=dict)  # for the cell's init


@dataclass(frozen=True)
class Racer:
    """One contestant of the race: a cell, its size and its first weights at distance k."""

    cell: str
    options: Callable[[int], dict[str, Any]] = lambda k: {}  # for the cell's init
    H: int = 8
    distances: tuple[int, ...] = (10, 20, 50, 100)


RACE_STEPS = 6000  # updates, at most: as many for every network at every distance
SOLVED = 0.98  # of the held-out sequences: who is right on as many has solved the recall task, shipped or live
OPEN = 100  # a forget bias: σ(100) is 1 to the last digit and its slope 0, so the gate is open and stays open

# By how open they start. Those with all distances are the race; the others are at one, and tell what it leaves out.
RACE_VARIANTS = {
    "rnn": Racer("rnn"),
    "rnn-orthogonal": Racer("rnn", lambda k: {"orthogonal": True}, distances=(50,)),
    "rnn-32": Racer("rnn", H=32, distances=(50,)),
    "gru": Racer("gru"),
    "gru-32": Racer("gru", H=32, distances=(50,)),
    "lstm-0": Racer("lstm", lambda k: {"forget_bias": 0}, distances=(50,)),
    "lstm": Racer("lstm", lambda k: {"forget_bias": 1}),
    "lstm-32": Racer("lstm", lambda k: {"forget_bias": 1}, H=32, distances=(50,)),
    "lstm-3": Racer("lstm", lambda k: {"forget_bias": 3}, distances=(50,)),
    "lstm-open": Racer("lstm", lambda k: {"forget_bias": OPEN}, distances=(50,)),  # as in 1997, without a forget gate
    "lstm-chrono": Racer("lstm", lambda k: {"forget_bias": "chrono", "T": k}),
}


def recall(k: int, variant: str) -> Recipe:
    """The recipe of a variant of the race at any distance k."""
    racer = RACE_VARIANTS[variant]
    name, about = f"recall-{k}-{variant}", f"the first symbol, recalled after {k} distractors"
    task, options = partial(recall_task, k), racer.options(k)
    return Recipe(name, about, task, racer.cell, racer.H, 0.01, RACE_STEPS, seed=1, options=options)


_NEAR = "country → language, trained on gaps up to 9 words"
_FAR = "country → language, trained on gaps of 51 to 75 words"
_USUAL = {"forget_bias": 1}
_CHRONO = {"forget_bias": "chrono", "T": 80}

RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe("sentiment", "is a phone review positive?", sentiment, "rnn", 8, 0.02, 300, 64),
        Recipe("next-word", "the next word of a short message", next_word, "rnn", 32, 0.01, 150),
        Recipe("reply", "a reply to a short message", smart_reply, "rnn", 16, 0.01, 500, 64, True),
        Recipe("translation", "English → German", translation, "lstm", 24, 0.01, 800, 64, True),
        Recipe("translation-rnn", "English → German", translation, "rnn", 32, 0.005, 2000, 64, True),
        Recipe("digits", "numbers in words → digits", numbers, "lstm", 32, 0.01, 900, 64, True),
        Recipe("alice", "the next letter of a story", alice, "lstm", 32, 0.01, 400, 32, options={"forget_bias": 1}),
        Recipe("near-rnn", _NEAR, lambda: countries(0, 1), "rnn", 32, 0.005, 600),
        Recipe("near-lstm", _NEAR, lambda: countries(0, 1), "lstm", 32, 0.01, 600, options=_CHRONO),
        Recipe("far-rnn", _FAR, lambda: countries(8, 12), "rnn", 32, 0.003, 600),
        Recipe("far-lstm", _FAR, lambda: countries(8, 12), "lstm", 32, 0.01, 600, options=_CHRONO),
        Recipe("near-lstm-usual", _NEAR, lambda: countries(0, 1), "lstm", 32, 0.01, 600, options=_USUAL),
        Recipe("far-lstm-usual", _FAR, lambda: countries(8, 12), "lstm", 32, 0.01, 600, options=_USUAL),
        *(recall(k, variant) for variant, racer in RACE_VARIANTS.items() for k in racer.distances),
    )
}


def first_weights(recipe: Recipe, rng: np.random.Generator) -> Any:
    """The parameters before training, in float64, drawn by `rng`."""
    task = recipe.task()
    cell, D, K = CELLS[recipe.cell], len(task.inputs), len(task.outputs)
    if recipe.answers:
        return seq2seq.init(rng, cell, D, recipe.H, K, **recipe.options)
    return cell.init(rng, D, recipe.H, K, **recipe.options)


def training(recipe: Recipe, seed: int) -> Iterator[Progress[Any]]:
    """Every step of the training; the seed draws the first weights and then the batches."""
    task = recipe.task()
    rng = np.random.default_rng(seed)
    start = first_weights(recipe, rng)
    loss: Any = seq2seq.loss if recipe.answers else fit.loss
    single = start.with_flat(start.flat.astype(np.float32))
    flawless = 0
    batches = islice(task.batches(rng, recipe.batch), recipe.steps)
    for progress in train(single, loss, batches, Adam(recipe.lr), clip=1.0):
        yield progress
        flawless = flawless + 1 if progress.accuracy == 1 else 0
        if flawless == FLAWLESS and not isinstance(task, FixedTask):
            return


def make(recipe: Recipe, seed: int) -> Any:
    """The trained parameters."""
    for progress in training(recipe, seed):  # noqa: B007
        pass
    return progress.copy_params()


def figures(recipe: Recipe, params: Any) -> dict[str, float]:
    """What is printed beside the model: shares of right answers, 0 … 1, on seen and on held-out examples.

    An answer of an encoder-decoder counts only if all of it is right. The gaps are held-out sentences
    of exactly this many words between country and language.
    """
    task = recipe.task()
    share = seq2seq.exact if recipe.answers else fit.accuracy
    seen = task.encode(task.train) if isinstance(task, FixedTask) else next(task.batches(np.random.default_rng(1), 256))
    held_out = task.encode(task.held_out)
    shares = {"train": share(params, seen), "held out": share(params, held_out)}
    if recipe.name == "next-word":
        shares["held out, among the best 3"] = fit.accuracy(params, held_out, best=3)
    if recipe.about in (_NEAR, _FAR):
        for clauses in (1, 3, 5, 8, 12, 13):
            there = countries(clauses, clauses)
            shares[f"gap {gap(clauses)}"] = fit.accuracy(params, there.encode(there.held_out))
    return shares

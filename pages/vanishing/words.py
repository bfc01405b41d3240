"""Sentences of chapter 7 that depend on numbers, and its tables."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine import explode
from engine.chain import STEADY, Growth
from engine.costs import Cost, counted
from engine.explode import Descent
from engine.rnn import RNNParams
from pages.vanishing.norms import RANDOM_TEXTS, BackwardNorms, Fading
from ui.board import markdown
from ui.board.arithmetic import power, short
from ui.shell.words import Words
from ui.training.race_figures import RACERS

text = Words.beside(__file__)
RECALLED = ("rnn", "lstm", "lstm-chrono")  # who stands here for the race of chapter 9


def _grows(growth: Growth, is_: str, becomes: str) -> str:
    if growth.rate == 0:
        return f"it {becomes} exactly 0"
    return f"on average it {is_} multiplied by {growth.rate:.3g} at each step back"


def _regime(growth: Growth) -> str:
    return "neither vanishing nor exploding" if growth.regime == "neither" else growth.regime


def way_back(norms: BackwardNorms, letters: int) -> str:
    """The regime of the reader's weights, with its numbers; HTML."""
    return text(
        "way back",
        letters=letters,
        start=power(norms.chain[-1]),
        end=power(norms.chain[0]),
        grows=_grows(norms.grows, "is", "becomes"),
        regime=_regime(norms.grows),
        radius=f"{norms.radius:.3g}",
        grows_without=_grows(norms.grows_without, "would be", "would become"),
        regime_without=_regime(norms.grows_without),
        steady=f"{STEADY:.0%}",
    )


def way_back_table(norms: BackwardNorms) -> dict[str, list[str]]:
    """The three curves in numbers, at up to 25 places."""
    places = _places(len(norms.chain))
    return {
        "k": [str(k) for k in places],
        "norm of the product": [power(norms.chain[k]) for k in places],
        "norm of the gradient": [power(norms.gradient[k]) for k in places],
        "without tanh′": [power(norms.without[k]) for k in places],
    }


def explosion(free: Descent, clipped: Descent, clip: float) -> str:
    """What one unclipped step did, and where both trainings ended; HTML."""
    worst = int(free.grad_norm[:-1].argmax())
    largest = free.grad_norm[worst]
    shown = f"{clip:g}"
    sizes = {"units": explode.UNITS, "radius": f"{explode.RADIUS:g}", "rate": f"{explode.RATE:g}"}
    begun = text("explosion", steps=explode.STEPS, clip=shown, **sizes)
    if largest <= clip:
        return begun + text("nothing to clip", clip=shown, largest=f"{largest:.3g}")
    return begun + text(
        "exploded",
        largest=f"{largest:,.0f}",
        worst=worst,
        stuck=f"{free.stuck[worst + 1]:.0%}",
        limit=f"{explode.STUCK:g}",
        stuck_before=f"{free.stuck[worst]:.0%}",
        loss=f"{free.loss[-1]:.3g}",
        clipped_loss=f"{clipped.loss[-1]:.3g}",
    )


def descent_table(free: Descent, clipped: Descent) -> dict[str, list[str]]:
    """Both trainings in numbers, at up to 25 updates."""
    places = _places(min(len(free.loss), len(clipped.loss)))
    return {"update": [str(n) for n in places]} | {
        f"{title}, {name}": [f"{getattr(run, field)[n]:{'.0%' if field == 'stuck' else '.4g'}}" for n in places]
        for field, title in (("loss", "loss"), ("grad_norm", "gradient norm"), ("stuck", "stuck values"))
        for name, run in (("without clipping", free), ("with clipping", clipped))
    }


def fading(faded: Fading, letter: str) -> str:
    """How far a changed letter can be told from the states; HTML."""
    if faded.word[0] == 0:
        return text("no difference", letter=letter)
    gone = np.flatnonzero(faded.word < faded.word[0] / 100)
    after = int(gone[0]) if len(gone) else len(faded.word) - 1
    later = "1 letter later" if after == 1 else f"{after} letters later"
    lasts = f"{later}, {'less than' if len(gone) else 'still at least'} a hundredth of that"
    return text(
        "fading",
        letter=letter,
        first=f"{faded.word[0]:.3g}",
        lasts=lasts if after else "no letter follows it",
        texts=RANDOM_TEXTS,
    )


def fading_table(faded: Fading) -> dict[str, list[str]]:
    """The difference of the states in numbers, at up to 25 distances."""
    places = _places(len(faded.word))
    return {
        "letters later": [str(n) for n in places],
        "your word": [short(faded.word[n], 2) for n in places],
        "random texts, median": [short(faded.middle[n], 2) for n in places],
        "random texts, middle 80%": [f"{short(faded.low[n], 1)} to {short(faded.high[n], 1)}" for n in places],
    }


def recall_table(race: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, list[str]]:
    """Right answers of every seed."""
    return {"distractors": list(next(iter(race.values())))} | {
        RACERS[variant].name: [", ".join(f"{share:.0%}" for share in seeds) for seeds in race[variant].values()]
        for variant in RECALLED
    }


def counts_table(T: int, p: RNNParams) -> str:
    """A Markdown table: the exact counts for the reader's word, and for a page of text."""
    head = ["", "T", "D, K", "H"]
    head += ["multiplications, forward", "multiplications, backward", "stored, forward", "stored, backward"]
    word = (T, p.sizes["D"], p.H, p.sizes["K"])
    lines = []
    for name, sizes in (("your word", word), ("a page of text", (2000, 65, 256, 65))):
        counts = [f"{n:,.0f}" for cost in counted(*sizes) for n in cost]
        lines.append([name, *map(str, sizes[:3]), *counts])
    return markdown.table(head, lines)


def costs_table(
    by_length: Mapping[int, tuple[Cost, Cost]], by_size: Mapping[int, tuple[Cost, Cost]]
) -> dict[str, list[str]]:
    """The figure's numbers, both halves below each other."""
    rows = [(f"T = {T}", costs) for T, costs in by_length.items()]
    rows += [(f"H = {H}", costs) for H, costs in by_size.items()]
    return {
        "size": [name for name, _ in rows],
        "multiplications, forward": [f"{count.forward:,}" for _, (count, _) in rows],
        "multiplications, backward": [f"{count.backward:,}" for _, (count, _) in rows],
        "ms, forward": [f"{1000 * time.forward:.2f}" for _, (_, time) in rows],
        "ms, backward": [f"{1000 * time.backward:.2f}" for _, (_, time) in rows],
    }


def _places(count: int) -> list[int]:
    """Up to 25 indices of 0 … count − 1, both ends among them."""
    return [int(n) for n in dict.fromkeys(np.linspace(0, count - 1, min(count, 25)).round())]

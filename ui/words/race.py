"""The words of chapter 9. Figures in them are counted from the shipped results, not written down."""

from collections.abc import Mapping, Sequence
from math import log10
from statistics import median

from engine.functions import Array
from engine.notation_gates import LSTM
from models.recipes import FLAWLESS, RACE_VARIANTS, recall
from ui.board.arithmetic import power
from ui.board.symbols import sym
from ui.figures.race import RACERS, Mark
from ui.glossary import term
from ui.runs.measured import Step
from ui.theme import ink

__all__ = [
    "BIASES",
    "COSTS",
    "FAILS",
    "GRADIENTS",
    "TASK",
    "accuracy_table",
    "costs_table",
    "fails",
    "shipped",
    "way_back",
    "way_back_table",
]

Shipped = Mapping[str, Mapping[str, Sequence[float]]]
SOLVED = 0.98  # of the held-out sequences

TASK = f"""
The network reads one of four symbols, then k **distractors** that mean nothing, then a question mark: `B x z z w … ?`. It
has to answer `B`; guessing is right a quarter of the time. Only one loss, at the very end, teaches it, so the
{term("gradient")} has to find its way back over k letters to the one that mattered. Sequences are drawn afresh for every
{term("batch")}, so none can be learnt by heart; another 256 are {term("held out")}. In one race all networks have the same
size (H = 8), learning rate (0.01, {term("Adam")}), clipping (norm 1) and number of batches, unless their name says
otherwise. A network that is right in {FLAWLESS} batches in a row stops early.
"""
GRADIENTS = f"""
The same quantity for all: the full derivative of the loss by the {ink("state", "state")} at every step, its size as the
median of 64 held-out sequences. At step 0 the question is read, at the far right the symbol. The LSTM hands on two states,
so it has two curves: by {sym("h", LSTM)} and by the cell state {sym("c", LSTM)}. A straight falling line on this scale is a
gradient that is multiplied by the same factor at each step. On the left are the first weights, on the right the same
networks after training. Mind the slope, not the height: a network that is always right has a small loss, and so small
gradients everywhere.
"""
BIASES = f"""
Along {sym("c", LSTM)} the gradient is multiplied by the forget gate {sym("f", LSTM)}, so what counts is where that stands
**before** anything is learnt. With a bias of 0 it is σ(0) = 0.5: half is lost at each step. With the usual 1 it is 0.73,
and 0.73⁵⁰ is less than a five-millionth. {term("chrono", "Chrono")} (Tallec and Ollivier, 2018) draws the biases so that
the units forget over different times, up to k steps: b_f = log u with u uniform in 1 … k + 1, and b_i = −b_f, so that the
input gates start nearly shut. For that, the distance has to be known, roughly.
"""
FAILS = """
“The RNN forgets, the LSTM remembers” is no law. This is the same task at k = 50, with a mark for every seed.
"""
COSTS = """
An LSTM has four small networks in its cell, a GRU three. Counted are the multiplications that reading one letter takes; times
were measured on this server, once since it was started, for one sequence of 52 letters. With eight units a step’s time is
mostly the cost of calling NumPy at all; at a few hundred units it follows the multiplications.
"""


def _solved(shares: Sequence[float]) -> str:
    return f"{sum(share >= SOLVED for share in shares)} of {len(shares)}"


def shipped(race: Shipped) -> str:
    """How the shipped results came about, and how to get them again."""
    seeds = len(next(iter(race["rnn"].values())))
    return (
        f"Shipped results, {seeds} seeds each: the median, and a bar from the worst to the best; at most "
        f"{recall(10, 'rnn').steps:,} batches at k ≤ 20 and {recall(50, 'rnn').steps:,} beyond. Stars are your own races. "
        "“python -m models.make race” makes them again. **Solves it** means: right on at least "
        f"{SOLVED:.0%} of the held-out sequences."
    )


def accuracy_table(race: Shipped, own: Sequence[Mark]) -> dict[str, list[str]]:
    """Median and range in numbers, then the reader's own races."""
    rows = [
        (RACERS[variant].name, k, f"{median(shares):.0%}", f"{min(shares):.0%} to {max(shares):.0%}", _solved(shares))
        for variant, found in race.items()
        for k, shares in found.items()
    ]
    rows += [
        (f"{RACERS[mark.variant].name}, run here", str(mark.k), f"{mark.accuracy:.1%}", f"seed {mark.seed}", "")
        for mark in own
    ]
    heads = ("network", "k", "right answers, median", "worst to best", "seeds that solve it")
    return {head: [row[place] for row in rows] for place, head in enumerate(heads)}


def fails(race: Shipped, k: str = "50") -> str:
    """What the shipped seeds say against the usual story."""
    more = RACE_VARIANTS["rnn-32"]
    return f"""
- The **LSTM with the usual forget bias 1** solves it with {_solved(race["lstm"][k])} seeds, with bias 0 with
  {_solved(race["lstm-0"][k])}, and the GRU with {_solved(race["gru"][k])}: no better than the RNN
  ({_solved(race["rnn"][k])}). Gates alone do not carry a memory over 50 letters; gates that start out remembering
  (forget gates nearly open, input gates nearly shut) do: chrono, {_solved(race["lstm-chrono"][k])}.
- The **RNN with an** {term("orthogonal")} **W** solves it with {_solved(race["rnn-orthogonal"][k])} seeds, and has no gate at
  all: such a matrix keeps the length of the state, and of the gradient, but for the slope of tanh.
- A **larger RNN with more time** ({more.H} units, up to {more.steps} batches instead of {recall(50, "rnn").steps})
  solves it with {_solved(race["rnn-32"][k])}.

So the LSTM that starts out remembering is the surest way, not the only one. How much of the gradient reaches the symbol
before training says something about the odds, but does not settle the matter: a network that starts with next to nothing
can still solve the task. Choose any of them above and see for yourself.
"""


def way_back(untrained: Mapping[tuple[str, str], Array], k: int) -> str:
    """What is left of the gradient at the symbol, in the untrained networks."""
    parts = [
        f"{RACERS[variant].name} {_power(sizes[-1])}"
        for (variant, state), sizes in untrained.items()
        if state != "h" or variant == "gru"
    ]
    left = ", ".join(parts)
    return (
        f"Before training, this is how large the gradient still is at the symbol, {k + 1} steps back (one seed each; for an "
        f"LSTM, that of c): {left}."
    )


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
    head = ["", "parameters", "multiplications a step", "reading", "learning", *(f"k = {k}" for k in distances)]
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    for variant, step in steps.items():
        results = [f"{median(race[variant][k]):.0%}" if k in race[variant] else "–" for k in distances]
        cells = [
            f"**{RACERS[variant].name}**",
            f"{step.parameters:,}",
            f"{step.multiplications:,}",
            f"{step.reading * 1e6:.1f} µs",
            f"{step.learning * 1e6:.1f} µs",
        ]
        lines.append(f"| {' | '.join(cells + results)} |")
    return "\n".join(lines)

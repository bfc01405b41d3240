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
The network reads one of four symbols, then k {term("distractor", "distractors")}, then a question mark: `B x z z w … ?`. It
has to answer `B`; guessing is right a quarter of the time. (A network that always gives the same answer is right as often as
that symbol is, a little more or less; one that knows two of the four symbols, about half the time.) There is only one loss,
at the very end, so the {term("gradient")} has to find its way back over k distractors to the symbol that mattered. New
sequences are drawn for every {term("batch")}, so none can be memorised; 256 more are {term("held out")}. Every network is
trained at the distance at which it is tested: unlike in chapter 2, it cannot learn from short gaps first. One batch makes
one {term("update")}. Within a race, all networks have the same size (H = 8), learning rate (0.01, {term("Adam")}), clipping
(norm 1) and number of updates, unless their name says otherwise. A network stops early once it has made no mistake for
{FLAWLESS} batches in a row. *Chrono* says how an LSTM starts: before training, its biases are set so that most forget gates
are near 1, which keeps, and most input gates near 0, which lets little in (*What the forget bias does*, below, has the rule).
"""
GRADIENTS = f"""
All curves show the same thing: the {term("norm")} of the full gradient of the loss with respect to the
{ink("state", "state")} at every step (the median over 64 of the held-out sequences). The question is at step 0, on the left;
the symbol is at the far right. The LSTM passes on two states, so it has two curves: one for {sym("h", LSTM)} and one for the
cell state {sym("c", LSTM)}. (Chapter 7 draws the same the other way round, with the last letter on the right.) The
scale is logarithmic, so a straight falling line is a gradient that is multiplied by the same factor at each step. The left
chart is before training, the right chart after. Look at the slope, not the height: a network that is always right has a
small loss, so its gradients are small everywhere. In a network that still guesses, training may have made the line even
steeper.
"""
BIASES = f"""
Along {sym("c", LSTM)} the gradient is multiplied by the forget gate {sym("f", LSTM)}, so what counts is the value of
{sym("f", LSTM)} **before** anything is learnt. With a bias of 0, {sym("f", LSTM)} is σ(0) = 0.5: half is lost at each step.
With the usual bias of 1 it is 0.73, and 0.73⁵⁰ is less than one five-millionth. {term("chrono", "Chrono")} (Tallec and
Ollivier, 2018) draws the biases so that different units remember for different lengths of time, up to k steps:
{sym("b_f", LSTM)} = log u with u uniform in 1 … k + 1, and {sym("b_i", LSTM)} = −{sym("b_f", LSTM)}, so that the input gates
start near 0 and let little in. This requires knowing the distance, at least roughly.
"""
FAILS = """
“The RNN forgets, the LSTM remembers” is not a law. Here is the same task at k = 50, with one mark per seed.
"""
COSTS = """
An LSTM cell contains four small networks, one for each gate and one for the candidate, a GRU three. The table counts the
multiplications needed to read one letter; times were measured once on this server, after it started, for a sequence of 52
letters. With eight units, most of a step’s time goes into just calling NumPy, the Python library that does the arithmetic
here; at a few hundred units it follows the multiplications.
"""


def _solved(shares: Sequence[float]) -> str:
    return f"{sum(share >= SOLVED for share in shares)} of {len(shares)}"


def shipped(race: Shipped) -> str:
    """How the shipped results came about, and how to get them again."""
    seeds = len(next(iter(race["rnn"].values())))
    return (
        f"Results that come with the course, {seeds} seeds each: the median, with a bar from worst to best; at most "
        f"{recall(10, 'rnn').steps:,} updates for k ≤ 20 and {recall(50, 'rnn').steps:,} above. Stars mark your own races. In "
        "the course’s source, “python -m models.make race” trains all of these networks again. A network **solves** the task "
        f"if it is right on at least {SOLVED:.0%} of the held-out sequences."
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
- The **LSTM with the usual forget bias of 1** solves it on {_solved(race["lstm"][k])} seeds, the LSTM with bias 0 on
  {_solved(race["lstm-0"][k])}, and the GRU on {_solved(race["gru"][k])}: no better than the RNN ({_solved(race["rnn"][k])}).
  Gates alone do not carry a memory across 50 letters; gates that start out remembering (most forget gates near 1, so that
  nearly everything is kept; most input gates near 0) do: chrono, {_solved(race["lstm-chrono"][k])}.
- The **RNN with an** {term("orthogonal")} **W** has no gates at all and still solves it on
  {_solved(race["rnn-orthogonal"][k])} seeds: apart from the slope of tanh, multiplying by such a matrix preserves the length
  of the state and of the gradient. (Its columns have length 1 and are at right angles to each other.)
- A **larger RNN with more time** ({more.H} units, up to {more.steps:,} updates instead of {recall(50, "rnn").steps:,})
  solves it on {_solved(race["rnn-32"][k])}.

So the LSTM that starts out remembering is the most reliable solution, but not the only one. The size of the gradient that
reaches the symbol before training hints at the odds, but does not settle the matter: the larger RNN starts with next to
nothing there and can still solve the task. Choose any of these networks above and see for yourself.
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
        f"The norm of the gradient at the symbol, {k + 1} steps back, before training (one seed each; for an LSTM, with respect "
        f"to c): {left}."
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

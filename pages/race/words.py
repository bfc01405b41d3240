"""The words of chapter 9. Figures in them are counted from the shipped results, not written down."""

from collections.abc import Mapping, Sequence
from math import log, log10
from statistics import median

import numpy as np

from engine.functions import Array, sigmoid
from engine.tasks.recall import DISTRACTORS, QUERY, SYMBOLS
from models.recipes import FLAWLESS, RACE_STEPS, RACE_VARIANTS, SOLVED
from ui.board.arithmetic import power
from ui.board.notation import LSTM
from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term
from ui.training.measured import Step
from ui.training.race_figures import RACERS, Mark

Shipped = Mapping[str, Mapping[str, Sequence[float]]]
INPUTS = len(SYMBOLS) + len(DISTRACTORS) + len(QUERY)

TASK = f"""
The network reads one of four symbols, then k {term("distractor", "distractors")}, then a question mark: `B x z z w … ?`. It
has to answer `B`; guessing is right a quarter of the time. (A network that always gives the same answer is right as often
as that symbol comes up: a little more or less than a quarter of the time. One that can only tell two of the symbols from
the other two is right about half of the time; one that mixes up only two of them, about three quarters of the time.) There
is only one loss, at the very end, so the {term("gradient")} has to find its way back over k distractors to the symbol that
mattered. New sequences are drawn for every {term("batch")}, so none can be memorised; 256 more are {term("held out")}.
Every network is trained at the distance at which it is tested: unlike in chapter 2, it cannot learn from short gaps first.
Each batch gives one {term("update")}. All networks have the same learning rate (0.01, {term("Adam")}), {term("clipping")} (a
gradient whose norm is above 1 is scaled down to norm 1) and limit, {RACE_STEPS:,} updates at every distance; and the same size
(H = 8), unless their name says otherwise. The training of a network stops early once it has made no mistake for {FLAWLESS}
batches in a row. A network **solves** the task if in the end it is right on at least {SOLVED:.0%} of the held-out sequences.
*Chrono* is a way to start an LSTM: before training, its biases are set so that most forget gates are near 1 and keep
what is there, while most input gates are near 0 and let little in (*What the forget bias does*, below, has the rule).
"""
GRADIENTS = f"""
All curves show the same thing: at every step, the {term("norm")} of the gradient of the loss with respect to the
{ink("state", "state")}, counting every path from that state to the loss (the median over 64 of the held-out sequences). The
steps are counted back from the question, which is at 0, on the left; the symbol is at the far right. The state is
{sym("s")} in the RNN and {sym("h", LSTM)} in the GRU. The LSTM passes two states on to the next step, {sym("h", LSTM)} and
the cell state {sym("c", LSTM)}, so it has two curves. (Chapter 7 draws the same thing the other way round, with the last
letter on the right.) The scale is logarithmic, so a straight falling line means that the gradient is multiplied by the same
factor, less than 1, at each step back. The left chart is before training, the right chart after. Look at the slope, not the
height: the height also depends on the loss, and a network that has solved the task has a small loss, which lowers its whole
line. In a network that is still guessing, training may even have made the line steeper.
"""
BIASES = f"""
Along {sym("c", LSTM)} the gradient is multiplied by the forget gate {sym("f", LSTM)}, so how much of it reaches the symbol
**before** anything is learnt depends on the {sym("f", LSTM)} that the network starts with. With a bias of 0, where PyTorch
starts, give or take, {sym("f", LSTM)} is about σ(0) = 0.5: about half is lost at each step. With 1, which Jozefowicz, Zaremba
and Sutskever (2015) recommend and Keras has by default, it is about 0.73, and 0.73⁵⁰ is less than one five-millionth. With 3
it is about 0.95, and 0.95⁵⁰ is still 9%. The LSTM of 1997 had no forget gate: nothing is lost, but nothing can be forgotten
either. {term("chrono", "Chrono")} (Tallec and Ollivier, 2018) draws the biases so that different units remember over
different spans, up to k steps: {sym("b_f", LSTM)} = ln u, where u is drawn for each unit, every value from 1 to k + 1 being
equally likely, and {sym("b_i", LSTM)} = −{sym("b_f", LSTM)}, so that most input gates start near 0 and let little in. This
requires knowing the distance, at least roughly.
"""
FAILS = f"""
“The RNN forgets, the LSTM remembers” is not a law. Here is the same task at k = 50, with one mark per seed; each network had
at most {RACE_STEPS:,} updates.
"""
COSTS = f"""
An LSTM cell contains four small networks, one for each of its three gates and one for the candidate; a GRU contains three.
The table counts the multiplications at one step, the output included; D = {INPUTS} different letters can come in
({len(SYMBOLS)} symbols, {len(DISTRACTORS)} kinds of distractor and the question mark), K = {len(SYMBOLS)} can come out. The
times are per letter too, measured once on this server, on a sequence of 52 letters; learning is the forward pass (reading)
plus the backward pass. With eight units, most of a step’s time goes on merely calling NumPy, the Python library that does
the arithmetic here; with a few hundred, the time grows with the number of multiplications.
"""


def _solved(shares: Sequence[float]) -> str:
    return f"{sum(share >= SOLVED for share in shares)} of {len(shares)}"


def shipped(race: Shipped, seconds: float) -> str:
    """How the shipped results came about, and how to get them again; a race of the reader’s has so many seconds."""
    seeds = len(next(iter(race["rnn"].values())))
    return (
        f"Results that come with the course, {seeds} seeds each (a seed fixes the first weights and the training sequences): the "
        f"mark is the median, the bar runs from the worst to the best. At most {RACE_STEPS:,} updates, whatever k is. Stars mark "
        f"your own races. (These stop after {seconds:g} seconds of computing; a network that ran out of time has not necessarily "
        "failed.) To train all these networks again, run “python -m models.make race” in the course’s source."
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


FAR = 50  # letters: where the usual story fails
GATES = {  # from nearly shut to open
    "lstm-0": "0 (PyTorch starts near it)",
    "lstm": "1 (Keras)",
    "lstm-3": "3",
    "lstm-open": "always open, as in 1997",
    "lstm-chrono": "chrono, its middle unit",
}


def _gates(race: Shipped, k: int) -> str:
    """A Markdown table: how far open the LSTM's forget gate starts, and on how many seeds it then solves the task at k."""
    lines = [f"| forget bias | f at the start | f to the power of {k} | solve it |", "| --- " * 4 + "|"]
    for variant, name in GATES.items():
        bias = RACE_VARIANTS[variant].options(k)["forget_bias"]
        if bias == "chrono":
            bias = log(1 + k / 2)  # ln u, with u in the middle of 1 … k + 1
        f = float(sigmoid(np.array(float(bias))))
        left = f"{f**k:.0%}" if f**k > 0.01 else power(k * log10(f))
        lines.append(f"| {name} | {f:.2f} | {left} | {_solved(race[variant][str(k)])} |")
    return "\n".join(lines)


def fails(race: Shipped) -> str:
    """What the shipped seeds say against the usual story."""
    solved = {variant: _solved(found[str(FAR)]) for variant, found in race.items()}
    return f"""
{_gates(race, FAR)}

- **How far open its forget gate starts** decides here for the **LSTM**, not that it has one. Through gates that are half open,
  nearly nothing of the gradient comes back over {FAR} letters, and nothing shows the network what to keep. Chrono also nearly
  shuts the input gates, so that few distractors get in.
- With **more units** (32 instead of 8) the RNN solves it on {solved["rnn-32"]} seeds, the GRU on {solved["gru-32"]}, the LSTM
  with bias 1 on {solved["lstm-32"]}; with 8 units on {solved["rnn"]}, {solved["gru"]} and {solved["lstm"]}.
- The **RNN that starts with an** {term("orthogonal")} **W** has no gates at all and solves it on {solved["rnn-orthogonal"]}
  seeds: multiplying by such a matrix changes neither the length of the state nor, on the way back, that of the gradient. At the
  start, only the slope of tanh shrinks the gradient. (The columns of such a matrix have length 1 and are at right angles to each
  other.)

How much gradient reaches the symbol before training hints at a network’s odds, but does not settle them: in the larger RNN
almost none reaches it at first, and it can still solve the task. Choose any of these networks above and see for yourself.
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
    counts = ["weights and biases", "multiplications a step", "reading, per letter", "learning, per letter"]
    head = ["", *counts, *(f"k = {k}" for k in distances)]
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

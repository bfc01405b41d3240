"""The words of chapter 7."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine import explode
from engine.chain import STEADY, Growth
from engine.costs import Cost, counted
from engine.explode import Descent
from engine.rnn import RNNParams
from ui.board.arithmetic import power, short
from ui.board.mathml import mathml
from ui.board.symbols import sym
from ui.figures.race import RACERS
from ui.glossary import term
from ui.markdown import plain
from ui.runs.reach import RANDOM_TEXTS, Fading, Reach
from ui.theme import ink

__all__ = [
    "CHAIN",
    "COSTS",
    "MEASURED",
    "PRODUCT",
    "RECALL",
    "RECALLED",
    "WITHOUT_TANH",
    "costs_table",
    "counts_table",
    "descent_table",
    "explosion",
    "fading",
    "fading_table",
    "recall_table",
    "way_back",
    "way_back_table",
]

PRODUCT = sym("chain", place="_k")
LOSS_BACK = ink(mathml("∂L_T/∂s_k"), "gradient")
CHAIN = f"""
The {term("lecture notes")} name three problems of long sequences: **time and resources**, **limited memory** and the
**vanishing gradient**. They appear below in reverse order, because the third explains the second; the first is folded away
at the end. (Very small and very large numbers are written with {term("powers of ten")}: 3e−4 is 0.0003.)

To learn that an early letter mattered, the {term("gradient")} of a late loss has to come back to it. The chain rule takes it
from state to state: {PRODUCT} is the **product** of one factor for each step in between, diag(1 − {sym("s")}²)·{sym("W")},
the {term("Jacobian")} of that step. The diagonal holds the slopes of tanh, each between 0 and 1; {sym("W")} is the same
every time. The {term("norm")} is the size of the product: the square root of the sum of the squares of all its entries. It
starts at √H, the size of the identity I, the matrix with ones on its diagonal and zeros elsewhere: multiplying by it changes
nothing.

A product of many factors behaves like a power. How fast the powers of {sym("W")} grow depends on its
{term("spectral radius")}: the largest absolute value among its {term("eigenvalue", "eigenvalues")}, the factors by which
{sym("W")} stretches or shrinks vectors whose direction it keeps. (They are often complex, in pairs: {sym("W")} then turns
vectors as well.) Roughly: apply {sym("W")} many times, and this is the factor by which each further time multiplies. The
slider above multiplies your {sym("W")} by one number, so that it has the radius you choose. The curves below also show the
gradient of the last letter’s loss itself, {LOSS_BACK}. Hochreiter described all this in 1991, Bengio and colleagues in 1994.
"""
WITHOUT_TANH = f"""
**What simplified demonstrations get wrong.** They leave out the slope of tanh and show powers of W alone, the dashed curve.
The spectral radius decides that curve: above 1 it explodes, below 1 it vanishes. It does not decide the real gradient: a
large W drives the states to the flat ends of tanh (near −1 and 1), where the slope is nearly 0. Choose a radius of 2 or 3
and see how often the real curve falls, or stays level, while the dashed one rises. There is no such escape in the other
direction: a slope is never more than 1, so if W shrinks every vector (its largest {term("singular value")} is below 1), the
gradient vanishes for every word.
"""
RECALL = f"""
No later output can use what the state no longer holds. In the **recall task** a network reads one of four symbols, then k
{term("distractor", "distractors")} (not the k of the product above), then a question mark, and has to name the symbol. The
figure shows results that come with the course, on {term("held out", "held-out")} sequences: H = 8, ten seeds each, up to
6,000 updates (1,500 for k = 50 and 100). Longer sequences take longer to train on, hence the smaller number; each network is
trained at the distance at which it is tested. (`models/README.md` in the course’s source says how to reproduce the results.)
A larger RNN and more training reach further, and an LSTM (chapter 8 takes it apart) is no guarantee: of these three, only
the one whose gates start out remembering ({term("chrono")}, chapter 9; Tallec and Ollivier, 2018) reliably recalls the
symbol after 50 distractors and nearly always after 100. The line is the median over the seeds; the bars run from worst to
best, as in chapter 9.
"""
COSTS = """
Each time step needs the state of the one before, so **time steps wait for each other**: more processors can share the
work inside a step, but one sequence still takes its steps one by one. Everything outside that chain (U·x before it, V·s
and the weights’ gradients after it) is computed for all steps at once. Learning needs more than reading: the backward
pass needs about twice as many multiplications, and every number of the forward pass has to be stored until the backward
pass has used it. The number of multiplications grows in proportion to T and with the square of H.
"""
MEASURED = (
    "We count every multiplication of two numbers, always with a full H×H matrix W, even if yours is a single number. "
    "Additions (about as many), exp and tanh are not counted. The curves are for an alphabet of 27 letters (left: H = 32, "
    "right: T = 50). Times were measured on this server, once, after it started. While matrices are small, time grows more "
    "slowly than the counts: a step costs a few microseconds however little it has to multiply."
)
RECALLED = ("rnn", "lstm", "lstm-chrono")  # who stands here for the race of chapter 9


def _grows(growth: Growth, is_: str, becomes: str) -> str:
    if growth.rate == 0:
        return f"{becomes} exactly 0"
    return f"{is_} multiplied by {growth.rate:.3g} at each step back"


def _regime(growth: Growth) -> str:
    return "**neither vanishing nor exploding**" if growth.regime == "neither" else f"**{growth.regime}**"


def way_back(reach: Reach, letters: int, product: str = "∂s_T/∂s_k") -> str:
    """The regime of the reader's weights, with its numbers; `product` is the chain's symbol, in prose PRODUCT."""
    rule = f"(If the norm changes by less than {STEADY:.0%} a step, we call it neither.)"
    return (
        f"Over {letters} letters the norm of {product} goes from {power(reach.chain[-1])} to {power(reach.chain[0])}: on "
        f"average it {_grows(reach.grows, 'is', 'becomes')}, so the gradient is {_regime(reach.grows)}. The spectral radius of "
        f"W is {reach.radius:.3g}; without the slope of tanh, the product "
        f"{_grows(reach.grows_without, 'would be', 'would become')}: {_regime(reach.grows_without)}. {rule}"
    )


def way_back_table(reach: Reach) -> dict[str, list[str]]:
    """The three curves in numbers, at up to 25 places."""
    places = _places(len(reach.chain))
    return {
        "k": [str(k) for k in places],
        "norm of the product": [power(reach.chain[k]) for k in places],
        "norm of the gradient": [power(reach.gradient[k]) for k in places],
        "without tanh′": [power(reach.without[k]) for k in places],
    }


def explosion(free: Descent, clipped: Descent, clip: float) -> str:
    """What one unclipped step did, and where both trainings ended."""
    worst = int(free.grad_norm[: len(free.grad_norm) - 1].argmax())
    largest = free.grad_norm[worst]
    begun = (
        f"Two networks of {explode.UNITS} units are trained on your word from the same starting weights: W has a spectral "
        f"radius of {explode.RADIUS:g}, and the input is so weak that the states begin near 0, where tanh is steep. (The "
        f"weights are drawn from your seed; plain gradient descent, learning rate {explode.RATE:g}, {explode.STEPS} updates.) "
        f"**{term('clipping', 'Clipping')}** scales any gradient whose norm is above {clip:g} down to norm {clip:g} and keeps "
        "its direction (Pascanu, Mikolov and Bengio, 2013). "
    )
    if largest <= clip:
        return (
            f"{begun}On this word the norm of the gradient never exceeds {clip:g} (its largest is {largest:.3g}), so there is "
            "nothing to clip. Choose a word with more different letters."
        )
    return (
        f"{begun}Without clipping, the norm of the gradient reaches {largest:,.0f} in one update: it explodes. That single "
        f"step throws the weights so far that {free.stuck[worst + 1]:.0%} of the units’ values get stuck at the flat ends of "
        f"tanh, beyond ±{explode.STUCK:g} ({free.stuck[worst]:.0%} before it). There, nothing can be learnt through time. The "
        f"loss per letter ends at {free.loss[-1]:.3g} without clipping and at {clipped.loss[-1]:.3g} with it. (Some networks "
        "that are stuck still learn a short word: their states stay different enough for V to tell them apart.)"
    )


def descent_table(free: Descent, clipped: Descent) -> dict[str, list[str]]:
    """Both trainings in numbers, at up to 25 updates."""
    places = _places(min(len(free.loss), len(clipped.loss)))
    return {"update": [str(n) for n in places]} | {
        f"{title}, {name}": [f"{getattr(run, field)[n]:.4g}" for n in places]
        for field, title in (("loss", "loss"), ("grad_norm", "norm before clipping"))
        for name, run in (("without clipping", free), ("with clipping", clipped))
    }


def fading(faded: Fading, letter: str) -> str:
    """How far a changed letter can be told from the states."""
    if faded.word[0] == 0:
        return (
            f"Change one letter, ‘{plain(letter)}’: these weights make no difference between the two letters, so no state "
            "differs."
        )
    gone = np.flatnonzero(faded.word < faded.word[0] / 100)
    after = int(gone[0]) if len(gone) else len(faded.word) - 1
    later = "1 letter later" if after == 1 else f"{after} letters later"
    lasts = (
        f"{later}, {'less than' if len(gone) else 'still at least'} a hundredth of that"
        if after
        else "no letter follows it"
    )
    return (
        f"Read the word twice, the second time with one letter, ‘{plain(letter)}’, changed into the next of the alphabet "
        f"(after its last, the first): how far apart are the states of the two readings? At that letter, {faded.word[0]:.3g}; "
        f"{lasts}. (A small change is multiplied on its way forward by the same factors as the gradient on its way back.) "
        f"For comparison, the figure also shows {RANDOM_TEXTS} random texts in the same alphabet, each with its first letter "
        "changed. Where a curve reaches the lower edge, 10⁻¹⁷, the two states are equal to the last digit the computer "
        "stores."
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
    return {"distance": list(next(iter(race.values())))} | {
        RACERS[variant].name: [", ".join(f"{share:.0%}" for share in seeds) for seeds in race[variant].values()]
        for variant in RECALLED
    }


def counts_table(T: int, p: RNNParams) -> str:
    """A Markdown table: the exact counts for the reader's word, and for a page of text."""
    lines = [
        "| | T | D, K | H | multiplications forward | backward | numbers stored forward | backward |",
        "|" + " --- |" * 8,
    ]
    word = (T, p.sizes["D"], p.H, p.sizes["K"])
    for name, sizes in (("your word", word), ("a page of text", (2000, 65, 256, 65))):
        counts = [f"{n:,.0f}" for cost in counted(*sizes) for n in cost]
        lines.append(f"| {name} | {sizes[0]} | {sizes[1]} | {sizes[2]} | {' | '.join(counts)} |")
    return "\n".join(lines)


def costs_table(
    by_length: Mapping[int, tuple[Cost, Cost]], by_size: Mapping[int, tuple[Cost, Cost]]
) -> dict[str, list[str]]:
    """The figure's numbers, both halves below each other."""
    rows = [(f"T = {T}", found) for T, found in by_length.items()]
    rows += [(f"H = {H}", found) for H, found in by_size.items()]
    return {
        "size": [name for name, _ in rows],
        "multiplications forward": [f"{count.forward:,}" for _, (count, _) in rows],
        "backward": [f"{count.backward:,}" for _, (count, _) in rows],
        "ms forward": [f"{1000 * time.forward:.2f}" for _, (_, time) in rows],
        "ms backward": [f"{1000 * time.backward:.2f}" for _, (_, time) in rows],
    }


def _places(count: int, most: int = 25) -> list[int]:
    """Up to `most` indices of 0 … count − 1, both ends among them."""
    return [int(n) for n in dict.fromkeys(np.linspace(0, count - 1, min(count, most)).round())]

"""The words of chapter 7."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine import explode
from engine.chain import STEADY, Growth
from engine.costs import Cost, counted
from engine.explode import Descent
from engine.rnn import RNNParams
from models.recipes import RACE_STEPS
from pages.vanishing.norms import RANDOM_TEXTS, BackwardNorms, Fading
from ui.board.arithmetic import power, short
from ui.board.markdown import plain
from ui.board.mathml import mathml
from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term
from ui.training.race_figures import RACERS

PRODUCT = sym("chain", place="_k")
W_FULL = sym("W_full")
LOSS_BACK = ink(mathml("∂L_T/∂s_k"), "gradient")
CHAIN = f"""
The {term("lecture notes")} name three problems of long sequences: **time and resources**, **limited memory** and the
**vanishing gradient** (in their words “vanishing gradient descent”; what vanishes is the gradient). We begin with the
last, because it explains the second; the first is folded away at the end. (Very small and very large numbers are written
with {term("powers of ten")}: 3e−4 is 0.0003.)

If an early letter decides what comes much later, the network can learn that only if the {term("gradient")} of the loss at
the later letter reaches back to the early one. The chain rule takes it back from state to state, by {PRODUCT}: T is the
number of the last letter, k that of the letter we go back to. It is a **product** with one factor for each step in between,
diag(1 − {sym("s")}²)·{sym("W")}, the {term("Jacobian")} of that step. Here diag(1 − {sym("s")}²) is a matrix with the
slopes of tanh, each between 0 and 1, on its diagonal and zeros elsewhere; {sym("W")} is the same every time. (In the notes’
weights {sym("W")} is one number; the board then writes it as a matrix, {W_FULL}.) The {term("norm")} says how large the
product is: it is the square root of the sum of the squares of all its entries. Before the first factor the product is the
identity I, the matrix with ones on its diagonal and zeros elsewhere: multiplying by it changes nothing. Its norm is √H.

A product of many similar factors behaves much like a power. How fast the powers of {sym("W")} grow depends on its
{term("spectral radius")}: the largest absolute value among its {term("eigenvalue", "eigenvalues")}, the factors by which
{sym("W")} stretches, shrinks or flips the vectors that it does not turn. (Eigenvalues are often complex numbers, in pairs:
{sym("W")} then turns vectors as well.) Roughly: after many multiplications by {sym("W")}, each further one multiplies the
size of the result by this factor. The slider above multiplies your {sym("W")} by one number, so that it has the radius you
choose. The curves below also show the gradient of the last letter’s loss itself, {LOSS_BACK}. Hochreiter described
vanishing gradients in 1991; Bengio and colleagues described vanishing and exploding ones in 1994.
"""
WITHOUT_TANH = f"""
**What simplified demonstrations get wrong.** They leave out the slope of tanh and show powers of W alone, the dashed curve.
The spectral radius decides that curve: above 1 it explodes, below 1 it vanishes. It does not decide what the real product
does: a large W drives the states to the flat ends of tanh (near −1 and 1), where the slope is nearly 0. Choose a radius of
2 or 3 and try a few words: the curve of the real product often falls, or stays level, while the dashed one rises. Nothing
comes to the rescue when W is small: a slope is never more than 1, so if W shrinks every vector (its largest
{term("singular value")} is below 1), the gradient vanishes for every word.
"""
RECALL = f"""
No later output can use what the state no longer holds. In the **recall task** a network reads one of four symbols, then k
{term("distractor", "distractors")} (here k is a distance, not the k of the product above), then a question mark, and has to
name the symbol; a guess is right one time in four. The figure shows how often three networks are right, each trained at the
distance at which it is tested. (These results come with the course; `models/README.md` in its source says how to reproduce
them. The sequences are {term("held out")}. Each network has H = 8 hidden units and was trained ten times, from ten
{term("seed", "seeds")}. The line is the median over the seeds; the bars run from worst to best.) Training takes up to
{RACE_STEPS:,} updates, at every distance.

With more units an RNN reaches further. And an LSTM (chapter 8 takes it apart) is no guarantee: one that starts with
{term("forget bias")} 1 does no better at k = 50 than the RNN. Only the one whose gates start out remembering
({term("chrono")}, chapter 9; Tallec and Ollivier, 2018) reliably recalls the symbol after 50 distractors and
after 100. (What shares such as 50% and 75% mean, and which other networks succeed now and then, is in chapter 9.)
"""
COSTS = """
Each time step needs the state of the one before, so **each step has to wait**: more processors can share the work inside a
step, but one sequence is still read step by step. Everything outside that chain (U·x before it, V·s and the weights’
gradients after it) is computed for all steps at once. Learning costs more than reading: the backward pass usually needs
between one and a half times and twice as many multiplications as the forward pass, and every number of the forward pass has
to be stored until the backward pass has used it. The number of multiplications grows in proportion to T, the number of
letters read, and, where there are many hidden units, roughly with H², the square of their number.
"""
MEASURED = (
    "D is the number of different letters that can come in, K of those that can come out. We count every multiplication of two "
    "numbers, always with a full H×H matrix W, even if yours is a single number. Additions (about as many), exp and tanh are "
    "not counted. The curves are for an alphabet of 27 letters (left: H = 32, right: T = 50). The times were measured once on "
    "this server. While matrices are small, time grows more slowly than the counts: a step costs a few microseconds however "
    "little it has to multiply."
)
RECALLED = ("rnn", "lstm", "lstm-chrono")  # who stands here for the race of chapter 9


def _grows(growth: Growth, is_: str, becomes: str) -> str:
    if growth.rate == 0:
        return f"it {becomes} exactly 0"
    return f"on average it {is_} multiplied by {growth.rate:.3g} at each step back"


def _regime(growth: Growth) -> str:
    return "**neither vanishing nor exploding**" if growth.regime == "neither" else f"**{growth.regime}**"


def way_back(reach: BackwardNorms, letters: int, product: str = "∂s_T/∂s_k") -> str:
    """The regime of the reader's weights, with its numbers; `product` is the chain's symbol, in prose PRODUCT."""
    rule = f"(If the norm changes by less than {STEADY:.0%} a step, we call it neither vanishing nor exploding.)"
    return (
        f"Back over {letters} letters the norm of {product} goes from {power(reach.chain[-1])} to {power(reach.chain[0])}: "
        f"{_grows(reach.grows, 'is', 'becomes')}, so the gradient is {_regime(reach.grows)}. The spectral radius of "
        f"W is {reach.radius:.3g}; without the slope of tanh, "
        f"{_grows(reach.grows_without, 'would be', 'would become')}: {_regime(reach.grows_without)}. {rule}"
    )


def way_back_table(reach: BackwardNorms) -> dict[str, list[str]]:
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
        f"Two networks of {explode.UNITS} units are trained on your word from the same starting weights: W has a spectral radius "
        f"of {explode.RADIUS:g}, and the other weights into the state are so small that the first states are near 0, where tanh "
        f"is steep. (The seed decides the random weights; plain gradient descent, learning rate {explode.RATE:g}, "
        f"{explode.STEPS} updates.) **{term('clipping', 'Clipping')}** takes the gradient of all weights together: if its norm "
        f"is above {clip:g}, it is scaled down to norm {clip:g} and keeps its direction (Pascanu, Mikolov and Bengio, 2013). The "
        "norms below are those before clipping. "
    )
    if largest <= clip:
        return (
            f"{begun}On this word the norm of the gradient never exceeds {clip:g} (its largest is {largest:.3g}), so there is "
            "nothing to clip. Choose a word with more different letters."
        )
    return (
        f"{begun}In the network without clipping, that norm is {largest:,.0f} at update {worst}: the gradient explodes. The "
        f"update throws the weights so far that {free.stuck[worst + 1]:.0%} of the units’ values get stuck at the flat ends of "
        f"tanh, beyond ±{explode.STUCK:g} ({free.stuck[worst]:.0%} before it), where hardly any gradient gets back through "
        f"time. The loss per letter ends at {free.loss[-1]:.3g} without clipping and at {clipped.loss[-1]:.3g} with it. (A "
        "network that is stuck may still learn a short word, if its states stay different enough for V to tell them apart.)"
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
        f"A text made of your word, over and over, is read twice; the second time a single letter, ‘{plain(letter)}’, is "
        "replaced by the next one of the alphabet (the last by the first). How far apart are the states of the two readings? "
        f"The norm of their difference is {faded.word[0]:.3g} at that letter; {lasts}. (A small change is multiplied on its way "
        f"forward by the same factors as the gradient on its way back.) For comparison, the figure also shows {RANDOM_TEXTS} "
        "random texts in the same alphabet, each with its first letter changed. Where a curve reaches the lower edge, 10⁻¹⁷, "
        "the two states are equal to the last digit the computer stores."
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
    lines = [
        "| | T | D, K | H | multiplications, forward | multiplications, backward | stored, forward | stored, backward |",
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
        "multiplications, forward": [f"{count.forward:,}" for _, (count, _) in rows],
        "multiplications, backward": [f"{count.backward:,}" for _, (count, _) in rows],
        "ms, forward": [f"{1000 * time.forward:.2f}" for _, (_, time) in rows],
        "ms, backward": [f"{1000 * time.backward:.2f}" for _, (_, time) in rows],
    }


def _places(count: int) -> list[int]:
    """Up to 25 indices of 0 … count − 1, both ends among them."""
    return [int(n) for n in dict.fromkeys(np.linspace(0, count - 1, min(count, 25)).round())]

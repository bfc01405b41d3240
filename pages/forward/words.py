"""The words of chapter 4."""

from collections.abc import Sequence
from math import isnan, log10

import numpy as np

from engine.functions import Array
from ui.board.arithmetic import number, power
from ui.board.mathml import mathml
from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term

MOST_LISTED = 8  # losses that a sentence lists
SEEN = f"""
In the {term("forward pass")} the word is read one letter at a time; reading one letter is a **time step**. A letter enters
as a {term("one-hot")} vector {sym("x")}, with one row for every letter of the alphabet and a 1 in the row of the letter
being read. (The alphabet here is only the different letters of your word, or h, e, l and o with the weights of the
{term("lecture notes")}.) Multiplying by the {ink("weights", "weight")} {sym("U")} turns it into what the letter says to
each {term("hidden unit")}: because {sym("x")} has a single 1, the product is one column of {sym("U")}, called the letter’s
{term("embedding")}. (Each number of such a product is a **dot product**: a row of the matrix times the vector, entry by
entry, all added up.) The weights {sym("W")} turn the state {sym("s")} left by the earlier letters into what memory says:
the state is all the memory there is. (In the notes’ weights {sym("W")} is a single number, which multiplies every unit, and
{sym("b")} a single number, which is added for every unit.) The sum of the two, plus a {term("bias")} {sym("b")}, goes
through {term("tanh")} and becomes the new state.

From the state, the weights {sym("V")} and a second bias, {sym("b_y")}, make a score for every letter, and {term("softmax")}
turns the scores into {ink("probabilities", "output")}: the network’s bets on what comes next. The letter with the highest
bet is the network’s guess. The {term("loss")} is −ln of the probability given to the right letter, the {term("target")}: 0
if the network was certain and right, and the larger, the less it gave to the right letter. The loss of the whole word is
the sum of the losses at its targets. Why ln? The probability of a whole word is the product of the probabilities of its
letters, each given the letters before it. ln turns this product into a sum, and the minus sign makes the sum positive. This
loss is called {term("cross-entropy")}. From this chapter on, the board does not read the word’s last letter, because no
letter follows it to compare a guess with. It is only a target, so a word of 5 letters takes 4 time steps.

The same {sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} are used at every time step. At the end, all that
the network remembers of the first letter is held in the few numbers of the last state. The board shows rounded numbers but
computes with all their digits, so a sum may look off by one in its last digit; choose more decimals to see why.
({term("powers of ten", "3e−4")} is short for 0.0003.) PyTorch, a widely used library for neural networks, writes
{mathml("W_ih")} for U, {mathml("W_hh")} for W and h for s.
"""
SHARE = (
    f"For each unit and time step: how much of |{sym('Ux')}| + |{sym('Ws')}| comes from the letter, where |…| is the size "
    "without the sign. At the first letter memory is empty, so everything comes from the letter. The bias belongs to neither."
)
WRITES = f"""
“Next input” above the board decides what the network reads. With the **true letter** (the target), the network is corrected
at every step ({term("teacher forcing")}): that is how networks like this one are usually trained. With its **own guess** it
has to live with its mistakes. A network that was only ever given the right letters in training has never had to recover
from a mistake ({term("exposure bias")}; this bias has nothing to do with b). With **sample**, the next letter is drawn at
random from the probabilities. A setting called the {term("temperature")} first makes them more even (above 1) or less even
(below 1). Set “Next input” to *own guess* and watch where the row of letters departs from your word.
"""


def noted_bet(y_hat: Array, letters: Sequence[str], true: str) -> str:
    """What the notes' weights really bet after the first letter, (K,), where the lecture goes on as if it were `true`."""
    best = int(y_hat.argmax())
    given = power(log10(y_hat[letters.index(true)]))
    return (
        f"With the notes’ own weights the network bets most on *{letters[best]}* ({y_hat[best]:.2f}) and gives *{true}* only "
        f"{given}, although the lecture notes show *{true}* as its best guess. These weights were never trained."
    )


def whole_loss(losses: Array, decimals: int) -> str:
    """The losses (T,) of a word's letters, NaN where there is no target, and their sum, as a sentence."""
    each = [number(loss, decimals, in_sentence=True) for loss in losses if not isnan(loss)]
    total = number(float(np.nansum(losses)), decimals, in_sentence=True)
    if len(each) < 2:
        return f"This word has a single target, so its loss is {total}."
    listed = " + ".join(each if len(each) <= MOST_LISTED else [*each[: MOST_LISTED - 2], "…", each[-1]])
    return f"The loss of this word, the sum over its {len(each)} targets, is {listed} = **{total}**."


def writes(first: str, sampled: bool, length: int) -> str:
    """How the text below came about; `first` is the letter it began with, escaped."""
    how = "draws the next letter from its probabilities" if sampled else "takes its best guess"
    return f"Starting from ‘{first}’, the network {how} and reads it as its next input, {length} times over:"

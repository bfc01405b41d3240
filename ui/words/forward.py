"""The words of chapter 4."""

from collections.abc import Sequence
from math import log10

from engine.functions import Array
from ui.board.arithmetic import power
from ui.board.mathml import mathml
from ui.board.symbols import sym
from ui.glossary import term
from ui.theme import ink

__all__ = ["SEEN", "SHARE", "WRITES", "noted_bet", "writes"]

SEEN = f"""
In the {term("forward pass")} the word is read one letter at a time. A letter enters as a {term("one-hot")} vector
{sym("x")}: one row for every letter of the alphabet (the different letters of your word, or the four of the notes’ weights),
a 1 in its own row. Multiplying by the {ink("weights", "weight")} {sym("U")} turns it into what the letter says to each
{term("hidden unit")}: because {sym("x")} has a single 1, the product is one column of {sym("U")}, called the letter’s
{term("embedding")}. (Each number of such a product is a **dot product**: a row of the matrix times the vector, entry by
entry, all added up.) The weights {sym("W")} turn the state {sym("s")}, left by the earlier letters, into what memory says.
(In the notes’ weights {sym("W")} is a single number, by which every unit is multiplied, and {sym("b")} one that is added to
every unit.) The sum of the two, plus a {term("bias")}, goes through {term("tanh")} and becomes the new state.

From the state the weights {sym("V")} make a score for every letter, and {term("softmax")} turns scores into
{ink("probabilities", "output")}: the network’s bets on what comes next. The letter with the highest bet is its guess. The
{term("loss")} is −ln of the probability given to the right letter, the {term("target")}: 0 if the network was certain and
right, large if it was confident and wrong. Why ln? The probability of a whole word is the product of the probabilities of
its letters; ln turns this product into a sum, and the minus makes it positive. This loss is called {term("cross-entropy")}.
From here on the word’s last letter is not read: it is only a target, so 5 letters make 4 time steps.

The same {sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} are used at every time step. At the end, all that
the network remembers of the first letter is in the few numbers of the state. The board shows rounded numbers but computes
with all their digits, so a sum may seem off by one in its last digit; more *Decimals* show why.
({term("powers of ten", "3e−4")} is short for 0.0003.) The library PyTorch writes {mathml("W_ih")} for U, {mathml("W_hh")}
for W and h for s.
"""
SHARE = (
    f"How much of |{sym('Ux')}| + |{sym('Ws')}| comes from the letter, for each unit and time step. At the first letter memory "
    "is empty, so all of it does. The bias belongs to neither."
)
WRITES = f"""
“Next input” above the board decides what the network reads. With the **true letter** (the target) it is corrected at every
step ({term("teacher forcing")}): that is how networks are usually trained. With its **own guess** it has to live with its
mistakes. A network trained only on right letters has never met such mistakes ({term("exposure bias")}). A **sample** is
drawn at random, according to the probabilities; a setting called the {term("temperature")} first makes these
more even (above 1) or less even (below 1). Set “Next input” to *own guess* and watch where the row of letters
departs from your word.
"""


def noted_bet(y_hat: Array, letters: Sequence[str], true: str) -> str:
    """What the notes' weights really bet after the first letter, (K,), where the lecture goes on as if it were `true`."""
    best = int(y_hat.argmax())
    given = power(log10(y_hat[letters.index(true)]))
    return (
        f"With the notes’ own weights the network bets most on *{letters[best]}* ({y_hat[best]:.2f}) and gives *{true}* only "
        f"{given}, although the lecture notes show *{true}* as its best guess. These weights were never trained."
    )


def writes(first: str, sampled: bool, length: int) -> str:
    """How the text below came about; `first` is the letter it began with, escaped."""
    how = "draws each next letter according to its probability" if sampled else "always takes its best guess"
    return f"Started with ‘{first}’, it {how} and reads it as its next input, {length} times:"

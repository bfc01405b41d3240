"""The words of chapter 3."""

from ui.board.mathml import mathml
from ui.board.symbols import equation, sym
from ui.board.theme import ink
from ui.cells.equations import FORWARD
from ui.shell.glossary import term

LETTERS = f"""
The **alphabet** here is just the different letters of your word; with the weights of the {term("lecture notes")} it is
always h, e, l and o. Each letter is a {term("one-hot")} vector {sym("x")}: 1 in its own row, 0 elsewhere. What the
{term("cell")} keeps from one letter to the next is a handful of numbers, the **hidden state** {sym("s")}. The
{ink("weights", "weight")} are the numbers by which the cell multiplies: {sym("U")} takes the input into the state,
{sym("W")} the previous state into the new one, {sym("V")} the state to the output {sym("logits")}: for each letter a score,
how likely it is to come next. The {term("bias")} {sym("b")} is added every time. Put together, at letter number
{mathml("t")}, with {sym("a")} for the sum before tanh:

{"<br>".join(map(equation, FORWARD[:3]))}

The notes leave out the output bias {sym("b_y")} (y is another common name for the output). {term("tanh")} keeps every
number of the state between −1 and 1, however many times the state goes round; {term("softmax")} turns the scores
{sym("logits")} into probabilities (chapter 4 shows how). Elman described this cell in 1990. A letter of your word may look
like one of these symbols: the letter *o* in *hello* and the score {sym("logits")}, for instance. They have nothing to do
with each other.

Where do the numbers in {sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} come from? That is your choice,
under *Weights* above. Those in the notes were written down as an example; *random* ones are drawn at random, starting from
a {term("seed")}. In neither case has the network learnt anything, so when it guesses right, that is luck. *Trained* ones
were trained on your word; chapter 6 shows how.
"""
SHAPES = (
    "T is the number of letters read (time steps), D the number of letters in the alphabet, H the number of "
    f"{term('hidden unit', 'hidden units')} (hidden because only the output is seen from outside), K the number of possible "
    "outputs, here the same letters. As in the notes, W can also be a single number, by which every unit of the previous state "
    "is multiplied, and b a single number that is added for every unit. PyTorch, a widely used library, writes "
    f"{mathml('W_ih')} for U, {mathml('W_hh')} for W and h for s."
)


def feed_forward(letter: str) -> str:
    """What fixed places do to a word; `letter` is its first one, escaped."""
    return f"""
An artificial neural network (ANN or NN) without a loop is called {term("feed-forward")} (FFNN): the whole input goes in at
once and the answer comes out. Its number of inputs is fixed when it is built. A word of a different length has to be
**cut**, or **padded** with zeros ({term("padding")}). And each position has its own weights: what the network has learnt
about the letter *{letter}* in position 1 is no help with one in position 2. Padding comes back when a recurrent network is
trained on several sequences at once: in such a {term("batch")} all sequences must have the same length, so the short ones
are padded, and the padding is left out of the {term("loss")}, the measure of how wrong the network was.
"""


def lengths(counts: tuple[int, ...], numbers: int, K: int) -> str:
    """The third experiment."""
    listed = f"{', '.join(map(str, counts[:-1]))} and {counts[-1]}"
    return (
        f"The letters of your word, repeated to make texts of {listed} letters. All are read with the same {sym('U')}, "
        f"{sym('W')}, {sym('b')}, {sym('V')} and {sym('b_y')}: the same {numbers} numbers each time ({K} of them in "
        f"{sym('b_y')}). Where two of these texts have the same letters so far, their states are the same: a state depends only "
        "on the letters read, not on how many are still to come."
    )

"""The words of chapter 3."""

from ui.board.mathml import mathml
from ui.board.symbols import equation, sym
from ui.glossary import term
from ui.stories.equations import FORWARD
from ui.theme import ink

__all__ = ["LETTERS", "SHAPES", "feed_forward", "lengths"]

LETTERS = f"""
The **alphabet** here is just the different letters of your word, or the four of the notes’ weights. Each of them is a
{term("one-hot")} vector {sym("x")}: 1 in its own row, 0 elsewhere.  What the {term("cell")} keeps from one letter to the
next is a handful of numbers, the **hidden state** {sym("s")}. The {ink("weights", "weight")} say how strongly one number
pushes another: {sym("U")} from the input into the state, {sym("W")} from the previous state into the new one, {sym("V")}
from the state to the output {sym("logits")}. The {term("bias")} {sym("b")} is always added, whatever the input. Put
together, at letter number {mathml("t")}:

{"<br>".join(map(equation, FORWARD[:3]))}

The {term("lecture notes")} leave out the output bias {sym("b_y")}. {term("tanh")} keeps every number of the state between
−1 and 1, however often it goes round; {term("softmax")} will turn the scores {sym("logits")} into probabilities (chapter 4
shows how). Elman described this cell in 1990. A letter of your word may look like a symbol, as the *o* of *hello* and the
score {sym("logits")}; they have nothing to do with each other.

Where do the numbers in {sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} come from? *Weights* above decides:
those of the notes were written down as an example, *random* ones are drawn from a {term("seed")}, and neither has learnt
anything, so a right guess is luck. *Trained* ones have learnt your word; chapter 6 shows how.
"""
SHAPES = (
    f"T time steps, D letters in the alphabet, H {term('hidden unit', 'hidden units')} (hidden, because only the output is "
    "seen outside), K possible outputs, here the same letters. As in the notes, W can also be a single number, by which every "
    "unit of the previous state is multiplied, and b a single number that is added to every unit. The library PyTorch writes "
    f"{mathml('W_ih')} for U, {mathml('W_hh')} for W and h for s."
)


def feed_forward(letter: str) -> str:
    """What fixed places do to a word; `letter` is its first one, escaped."""
    return f"""
An artificial neural network (ANN or NN) without a loop is called {term("feed-forward")} (FFNN): the whole input goes in at
once and the answer comes out. Its number of inputs is fixed when it is built. A word of a different length has to be
**cut**, or **padded** with zeros ({term("padding")}). And each position has its own weights: what the network has learnt
about *{letter}* in position 1 is no help in position 2. Padding returns where sequences of different lengths are trained
together: in a {term("batch")} all sequences must have the same length, so the short ones are padded, and the padding is left
out of the {term("loss")}, the measure of how wrong the network was.
"""


def lengths(counts: tuple[int, ...], numbers: int, K: int) -> str:
    """The third experiment."""
    listed = f"{', '.join(map(str, counts[:-1]))} and {counts[-1]}"
    return (
        f"The letters of your word over and over, {listed} of them, read with the same {sym('U')}, {sym('W')}, {sym('b')}, "
        f"{sym('V')} and {sym('b_y')}: {numbers} numbers each time ({K} of them in {sym('b_y')}). Where the words begin alike, "
        "the states are the same: the network never knows how long the word will be."
    )

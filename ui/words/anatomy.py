"""The words of chapter 3."""

from ui.board.mathml import mathml
from ui.board.symbols import sym
from ui.glossary import term
from ui.theme import ink

__all__ = ["LETTERS", "SHAPES", "feed_forward", "lengths"]

LETTERS = f"""
Every letter of the alphabet is a {term("one-hot")} vector {sym("x")}: 1 at its own place, 0 elsewhere. What the
{term("cell")} keeps from one letter to the next is a handful of numbers, the **hidden state** {sym("s")}. The
{ink("weights", "weight")} say how strongly one number pushes another: {sym("U")} from the input into the state, {sym("W")}
from the previous state into the new one, {sym("V")} from the state to the output {sym("logits")}. The {term("bias")}
{sym("b")} is always added, whatever the input. Put together: {sym("s")} = tanh({sym("U")}·{sym("x")} +
{sym("W")}·(previous {sym("s")}) + {sym("b")}), and {sym("logits")} = {sym("V")}·{sym("s")} + {sym("b_y")}. The output bias
{sym("b_y")} is left out of the {term("lecture notes")}. {term("tanh")} keeps every number of the state between −1 and 1;
{term("softmax")} will turn the scores {sym("logits")} into probabilities. Elman described this cell in 1990.
"""
SHAPES = (
    f"T time steps, D letters in the alphabet, H {term('hidden unit', 'hidden units')}, K possible outputs. W can also be "
    "a single number that stands for the whole H×H matrix, as in the notes. PyTorch writes "
    f"{mathml('W_ih')} for U, {mathml('W_hh')} for W and h for s."
)


def feed_forward(letter: str) -> str:
    """What fixed places do to a word; `letter` is its first one, escaped."""
    return f"""
An artificial neural network (ANN or NN) without a loop is called {term("feed-forward")} (FFNN): the whole input goes in at
once and the answer comes out. Its number of inputs is fixed when it is built. A word of a different length has to be **cut**
or filled up with zeros ({term("padding", "padded")}). And each place has its own weights: what the network has learnt about
*{letter}* in place 1 is no help in place 2. Padding returns where sequences of different lengths are trained together: in a
{term("batch")} all sequences must have the same length, so the short ones are filled up, and the filling is left out of the
{term("loss")}.
"""


def lengths(counts: tuple[int, ...], numbers: int) -> str:
    """The third experiment."""
    listed = f"{', '.join(map(str, counts[:-1]))} and {counts[-1]}"
    return (
        f"Words of {listed} letters, read with the same {sym('U')}, {sym('W')}, {sym('b')}, {sym('V')} and {sym('b_y')}: "
        f"{numbers} numbers each time. Where the words begin alike, the states are the same: the network never knows how long "
        "the word will be."
    )

"""The words of chapter 8."""

from collections.abc import Mapping

import numpy as np

from engine.cells import CELLS
from ui.board.markdown import table
from ui.board.notation import GRU, LSTM
from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term

SEEN: Mapping[str, str] = {
    "lstm": f"""
Take three numbers, 5, 6 and 7, and multiply them by a {term("gate")} of 1, 0 and 1: 5, 0 and 7 are left. That is the idea
at the heart of the LSTM. From here on three symbols change, so that {sym("h", LSTM)} and {sym("o", LSTM)} mean what they
mean in most books: the hidden state, so far {sym("s")}, is now {sym("h", LSTM)}; the scores, so far {sym("logits")}, are
now {sym("logits", LSTM)}; and {sym("o", LSTM)} now stands for the output gate.

Besides the hidden state {sym("h", LSTM)}, an LSTM (long short-term memory) has a {term("cell state")} {sym("c", LSTM)}. At
every letter two things happen to {sym("c", LSTM)}: each of its numbers is multiplied by the **forget gate**
{sym("f", LSTM)}, and something new is added. Despite its name, the forget gate says how much is *kept*: 1 keeps everything,
0 forgets. What is added is the {term("candidate")} {sym("g", LSTM)}, multiplied by the **input gate** {sym("i", LSTM)}.
What the rest of the network sees is {sym("h", LSTM)}: tanh of {sym("c", LSTM)}, multiplied by the **output gate**
{sym("o", LSTM)}. Hochreiter and Schmidhuber published the LSTM in 1997; the forget gate was added by Gers, Schmidhuber and
Cummins in 2000.

The numbers of each gate come from a small network of their own. It reads the {ink("letter", "input")} {sym("x", LSTM)} and
the previous {sym("h", LSTM)} through its own {ink("weights", "weight")} {sym("U")}, {sym("W")} and bias {sym("b")}, and
{term("σ")}, the sigmoid 1 / (1 + exp(−a)), turns each sum a into a number between 0 (shut) and 1 (open). So the letter and
what went before decide, for every unit, what is kept, written and shown. (PyTorch, a widely used library, stacks the
weights of the gates and the candidate in the order i, f, g, o.)

Going back, there are two paths from each letter to the one before. One runs through {sym("h", LSTM)}, the gates and the
candidate: there, as in the RNN of the chapters before, the {term("gradient")} is multiplied by {term("transposed")}
matrices and by slopes, among other factors. The other runs along {sym("c", LSTM)}: **there it is multiplied by
{sym("f", LSTM)} alone.** Where the forget gates stay very close to 1, much of the gradient arrives even from far away: 0.99
at each of 100 letters leaves 37% of it, but 0.95 leaves less than 1%. Where the forget gate is 0, the gradient along
{sym("c", LSTM)} stops, as it should: what has been forgotten cannot be blamed.

*Remember all* sets the bias of the forget gate to 1000, so that {sym("f", LSTM)} is exactly 1 and {sym("c", LSTM)} is the
sum of all that was ever written; *forget all* sets it to −1000. *Forget bias 1* is how Keras starts (PyTorch: near 0). As
long as the letter and the previous hidden state add nothing, {sym("f", LSTM)} is σ(1) = 0.73: that keeps most of the cell
state from one letter to the next, but only 4% of it after ten; {term("chrono", "chrono initialisation")} (chapter 9) starts
most forget gates closer to 1. In all three, the weights are random and have learnt nothing yet. Choose *trained* for
weights that have been trained on your word.

Choose *GRU* above for a younger and smaller relative, the {term("GRU", "gated recurrent unit")} (Cho and colleagues,
2014): one state instead of two, and two gates, one of which decides both how much is kept and how much is written. For the
same size it needs about a quarter fewer weights, so it is worth trying alongside an LSTM; chapter 9 compares them.
""",
    "gru": f"""
The GRU (gated recurrent unit; Cho and colleagues, 2014) is younger and smaller than the LSTM: one state {sym("h", GRU)} (so
far {sym("s")}; the scores, so far {sym("logits")}, are now {sym("logits", GRU)}), no separate cell state, and two gates.
The **update gate** {sym("z", GRU)} does the work of two: it keeps {sym("z", GRU)} of the old state and writes 1 −
{sym("z", GRU)} of the {term("candidate")} {sym("n", GRU)}. The **reset gate** {sym("r", GRU)} says how much of the past the
candidate may see. Nothing is hidden: the whole state is the output.

Going back, there is a direct path from state to state: **along it the {term("gradient")} is multiplied by {sym("z", GRU)}
alone.** The paths through the gates and the candidate come on top.

The presets set the bias of the update gate. *Remember all* makes {sym("z", GRU)} exactly 1, and then the state never leaves
0: one gate decides both, so a GRU that keeps everything can write nothing. *Forget all* makes {sym("z", GRU)} exactly 0,
and the state is the candidate. *Forget bias 1* sets the bias of the update gate to 1, which leans towards keeping. This is
PyTorch’s version of the GRU: the reset gate multiplies {sym("inner", GRU)}, that is, what comes *after* the matrix
{sym("W_n", GRU)} and its own bias {sym("c_n", GRU)}; in the paper of 2014 it multiplies the old state *before* the matrix.
And in many other texts {sym("z", GRU)} and 1 − {sym("z", GRU)} are the other way round: there {sym("z", GRU)} is the share
that is written.
""",
}
OVER_TIME = {
    cell: f"0 is shut, 1 is open (an open {keeps} keeps). A gate that stays near 0.5 at every letter treats all letters alike: "
    "it lets about half through. With random weights, most gates are not far from that."
    for cell, keeps in (("lstm", "forget gate"), ("gru", "update gate"))
}
SQUASHES = f"""
A gate answers *how much?*, so it needs a number between 0 and 1: {term("σ")}. Multiplying by it never takes a number
further from 0 and never flips its sign. The content that is written has to be able to push a unit up or down, so it lies
between −1 and 1: {term("tanh")}. They are the same curve, stretched and shifted: tanh(a) = 2σ(2a) − 1. The marks show your
own network’s gates and candidates at every letter of your word. Near the flat ends a gate or a candidate has made up its
mind, and the slope, by which the gradient is multiplied on the way back, is small: a firm decision is hard to unlearn.
"""

COUNTED = (
    f"These counts assume a full H×H matrix {sym('W')} and a bias for each unit. Where {sym('W')} and {sym('b')} are single "
    "numbers, as in the lecture notes’ weights, an RNN of several units has fewer. The extra + H in the GRU’s row counts "
    f"the second bias {sym('c_n', GRU)} of its candidate, which has nothing to do with the cell state {sym('c', LSTM)}."
)

_FORMULAS = {
    "rnn": ("an RNN", "H·(D + H + 1)"),
    "gru": ("a GRU", "3·H·(D + H + 1) + H"),
    "lstm": ("an LSTM", "4·H·(D + H + 1)"),
}


def parameters(D: int, H: int, K: int) -> str:
    """A Markdown table: how many weights each cell has, as a formula and for this size."""
    sizes = {cell: CELLS[cell].init(np.random.default_rng(0), D, H, K).flat.size - K * (H + 1) for cell in _FORMULAS}
    rows = [[name, formula, f"{sizes[cell]:,}"] for cell, (name, formula) in _FORMULAS.items()]
    rows.append(["plus the output, for any of them", "K·(H + 1)", f"{K * (H + 1):,}"])
    return table(["cell", "weights and biases", f"D = {D}, H = {H}, K = {K}"], rows)

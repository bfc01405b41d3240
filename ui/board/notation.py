"""The one table of symbols: every field of the engine, how it is written, what it means, its shape and its role.

The screen shows the lecture's letters; PyTorch writes W_ih for U, W_hh for W and h for s.
Time is written as a subscript: ``{t}`` is this step, ``{p}`` the one before, ``{n}`` the one after.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["input", "state", "output", "weight", "gradient"]

_DIGITS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")


def subscript(number: int) -> str:
    """The number in Unicode subscript digits: 12 → ₁₂."""
    return str(number).translate(_DIGITS)


@dataclass(frozen=True)
class Symbol:
    """How one field of the engine is shown.

    text     Unicode, with {t}, {p}, {n} where a time index stands
    meaning  one plain phrase, lower case, no full stop
    shape    dimension letters: T time steps, D input size, H hidden size, K classes
    role     decides the colour of the name, everywhere
    """

    text: str
    meaning: str
    shape: tuple[str, ...]
    role: Role

    def at(self, t: int) -> str:
        """The symbol at time index t (0-based), written with the 1-based subscripts of the board."""
        return self.text.format(t=subscript(t + 1), p=subscript(t), n=subscript(t + 2))


NOTATION: dict[str, Symbol] = {
    "x": Symbol("x{t}", "the input: 1 in the row of the letter being read, 0 elsewhere", ("D", "1"), "input"),
    "U": Symbol("U", "weights from the input to the state", ("H", "D"), "weight"),
    "Ux": Symbol("U·x{t}", "what the letter says to each unit", ("H", "1"), "input"),
    "W": Symbol("W", "weights from the previous state to the state", ("H", "H"), "weight"),
    "s_prev": Symbol("s{p}", "the state before this letter: the memory", ("H", "1"), "state"),
    "Ws": Symbol("W·s{p}", "what memory, the previous state, says to each unit", ("H", "1"), "state"),
    "b": Symbol("b", "bias: added to each unit’s sum, whatever the letter", ("H", "1"), "weight"),
    "a": Symbol("a{t}", "pre-activation: the sum before tanh", ("H", "1"), "state"),
    "s": Symbol("s{t}", "the hidden state: what the network knows after this letter", ("H", "1"), "state"),
    "V": Symbol("V", "weights from the state to the output", ("K", "H"), "weight"),
    "Vs": Symbol("V·s{t}", "the state’s vote for each letter", ("K", "1"), "output"),
    "b_y": Symbol("b_y", "output bias: a fixed vote for each letter, whatever the state", ("K", "1"), "weight"),
    "logits": Symbol("o{t}", "the score of each letter, before softmax", ("K", "1"), "output"),
    "y_hat": Symbol("ŷ{t}", "the probability of each letter", ("K", "1"), "output"),
    "y": Symbol("y{t}", "the target: 1 at the letter that should come next", ("K", "1"), "output"),
    "loss": Symbol(
        "L{t}", "the loss: −ln of the probability given to the target, the right letter", ("1", "1"), "output"
    ),
    # Backpropagation through time. ∂L/∂U₄ is the derivative with respect to the U used at step 4, as if each step had its own.
    "dlogits": Symbol("∂L/∂o{t}", "how fast the loss grows with each score", ("K", "1"), "gradient"),
    "V_T": Symbol("Vᵀ", "V transposed: rows become columns", ("H", "K"), "weight"),
    "ds_now": Symbol(
        "∂L{t}/∂s{t}", "how fast the loss of this step grows with each unit of its state", ("H", "1"), "gradient"
    ),
    "W_T": Symbol("Wᵀ", "W transposed: rows become columns", ("H", "H"), "weight"),
    "da_next": Symbol("∂L/∂a{n}", "the gradient at the next step’s pre-activation", ("H", "1"), "gradient"),
    "ds_future": Symbol(
        "∂(L{n}+…)/∂s{t}",
        "how fast the sum of all later losses grows with each unit of this state",
        ("H", "1"),
        "gradient",
    ),
    "ds": Symbol("∂L/∂s{t}", "how fast the whole loss grows with each unit of this state", ("H", "1"), "gradient"),
    "slope": Symbol("tanh′(a{t})", "the slope of tanh where it was used: 1 − s², between 0 and 1", ("H", "1"), "state"),
    "da": Symbol("∂L/∂a{t}", "how fast the whole loss grows with each pre-activation", ("H", "1"), "gradient"),
    "x_T": Symbol("x{t}ᵀ", "the input, transposed: a row instead of a column", ("1", "D"), "input"),
    "s_prev_T": Symbol(
        "s{p}ᵀ", "the state before this letter, transposed: a row instead of a column", ("1", "H"), "state"
    ),
    "s_T": Symbol("s{t}ᵀ", "the state, transposed: a row instead of a column", ("1", "H"), "state"),
    "lr": Symbol("η", "the learning rate: how large an update is", ("1", "1"), "weight"),
    "losses": Symbol("loss", "the loss at every time step", ("1", "T"), "output"),
    "total": Symbol("L", "the loss of the whole word", ("1", "1"), "output"),
    "losses_new": Symbol("loss new", "the losses with the new weights", ("1", "T"), "output"),
    "total_new": Symbol("L new", "the loss of the whole word with the new weights", ("1", "1"), "output"),
    "word": Symbol("word{t}", "what this word adds to the counts", ("2", "M"), "input"),
    "known": Symbol("known{t}", "whether the word is in the vocabulary", ("1", "1"), "input"),
    "counts": Symbol(
        "counts{t}", "how often each word of the vocabulary has come up in each sentence so far", ("2", "M"), "state"
    ),
    "apart": Symbol("DOC1 − DOC2", "by how much the counts differ", ("1", "M"), "output"),
    # A large vocabulary, of which a board shows a part.
    "sum_exp": Symbol("Σ exp", "the sum of exp of every score, including those not shown", ("1", "1"), "output"),
    "others": Symbol("others", "the probability of all words that are not shown", ("1", "1"), "output"),
    # The chain of Jacobians. s_T is the last state.
    "I": Symbol("I", "the identity: multiplying by it changes nothing", ("H", "H"), "weight"),
    "W_full": Symbol("W·I", "the one number W as a matrix", ("H", "H"), "weight"),
    "jacobian": Symbol(
        "∂s{t}/∂s{p}",
        "how fast each unit of this state (row) grows with each unit of the previous state (column)",
        ("H", "H"),
        "gradient",
    ),
    "chain_later": Symbol("∂s_T/∂s{t}", "the product of all later factors", ("H", "H"), "gradient"),
    "chain": Symbol(
        "∂s_T/∂s{p}",
        "how fast each unit of the last state grows with each unit of the state before this letter",
        ("H", "H"),
        "gradient",
    ),
    "squares": Symbol("Σ(…)²", "the squares of each row, added up", ("H", "1"), "gradient"),
    "norm": Symbol(
        "‖∂s_T/∂s{p}‖",
        "the norm of the product: the square root of the sum of the squares of all its entries",
        ("1", "1"),
        "gradient",
    ),
    "growth": Symbol(
        "‖∂s_T/∂s{p}‖ / ‖∂s_T/∂s{t}‖", "the factor by which this step back changed the norm", ("1", "1"), "gradient"
    ),
}


def of_weight(name: str, shape: tuple[str, ...]) -> dict[str, Symbol]:
    """What backpropagation and an update add to a weight: its share at a step, the sum, the change, the result."""
    share = Symbol(f"∂L/∂{name}{{t}}", f"this step’s share of {name}’s gradient", shape, "gradient")
    summed = Symbol(
        f"Σ ∂L/∂{name}",
        f"the gradient of {name} so far, on the way back: the shares of this letter and of all later ones, added up",
        shape,
        "gradient",
    )
    change = Symbol(f"Δ{name}", f"the change of {name}: against its gradient", shape, "weight")
    new = Symbol(f"{name} new", f"{name} after the update", shape, "weight")
    return {f"d{name}_t": share, f"d{name}": summed, f"{name}_step": change, f"{name}_new": new}


for _name in ("U", "W", "b", "V", "b_y"):
    NOTATION |= of_weight(_name, NOTATION[_name].shape)

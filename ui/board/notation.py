"""The one table of symbols: every field of the engine, how it is written, what it means, its shape and its role.

The screen shows the lecture's letters; PyTorch writes W_ih for U, W_hh for W and h for s.
Time is written as a subscript: ``{t}`` is this step, ``{p}`` the one before, ``{n}`` the one after.
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["NOTATION", "Role", "Symbol", "of_weight", "subscript"]

Role = Literal["input", "state", "output", "weight", "gradient"]

_DIGITS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")


def subscript(number: int) -> str:
    """The number in Unicode subscript digits: 12 → ₁₂."""
    return str(number).translate(_DIGITS)


@dataclass(frozen=True)
class Symbol:
    """How one field of the engine is shown.

    text     Unicode, with {t}, {p}, {n} where a time index stands
    latex    the same for a formula
    meaning  one plain phrase, lower case, no full stop
    shape    dimension letters: T time steps, D input size, H hidden size, K classes
    role     decides the colour of the name, everywhere
    """

    text: str
    latex: str
    meaning: str
    shape: tuple[str, ...]
    role: Role

    def at(self, t: int) -> str:
        """The symbol at time index t (0-based), written with the 1-based subscripts of the board."""
        return self.text.format(t=subscript(t + 1), p=subscript(t), n=subscript(t + 2))


NOTATION: dict[str, Symbol] = {
    "x": Symbol("x{t}", "x_t", "the input: 1 in the row of the letter being read, 0 elsewhere", ("D", "1"), "input"),
    "U": Symbol("U", "U", "weights from the input to the state", ("H", "D"), "weight"),
    "Ux": Symbol("U·x{t}", r"U x_t", "what the letter says to each unit", ("H", "1"), "input"),
    "W": Symbol("W", "W", "weights from the previous state to the state", ("H", "H"), "weight"),
    "s_prev": Symbol("s{p}", "s_{t-1}", "the state before this letter: the memory", ("H", "1"), "state"),
    "Ws": Symbol("W·s{p}", r"W s_{t-1}", "what memory, the previous state, says to each unit", ("H", "1"), "state"),
    "b": Symbol("b", "b", "bias: added to each unit’s sum, whatever the letter", ("H", "1"), "weight"),
    "a": Symbol("a{t}", "a_t", "pre-activation: the sum before tanh", ("H", "1"), "state"),
    "s": Symbol("s{t}", "s_t", "the hidden state: what the network knows after this letter", ("H", "1"), "state"),
    "V": Symbol("V", "V", "weights from the state to the output", ("K", "H"), "weight"),
    "Vs": Symbol("V·s{t}", r"V s_t", "the state’s vote for each letter", ("K", "1"), "output"),
    "b_y": Symbol("b_y", "b_y", "output bias: a fixed vote for each letter, whatever the state", ("K", "1"), "weight"),
    "logits": Symbol("o{t}", "o_t", "the score of each letter, before softmax", ("K", "1"), "output"),
    "y_hat": Symbol("ŷ{t}", r"\hat y_t", "the probability of each letter", ("K", "1"), "output"),
    "y": Symbol("y{t}", "y_t", "the target: 1 at the letter that should come next", ("K", "1"), "output"),
    "loss": Symbol(
        "L{t}", "L_t", "the loss: −ln of the probability given to the target, the right letter", ("1", "1"), "output"
    ),
    # Backpropagation through time. ∂L/∂U₄ is the derivative with respect to the U used at step 4, as if each step had its own.
    "dlogits": Symbol(
        "∂L/∂o{t}", r"\partial L/\partial o_t", "how fast the loss grows with each score", ("K", "1"), "gradient"
    ),
    "V_T": Symbol("Vᵀ", r"V^\top", "V transposed: rows become columns", ("H", "K"), "weight"),
    "ds_now": Symbol(
        "∂L{t}/∂s{t}",
        r"\partial L_t/\partial s_t",
        "how fast the loss of this step grows with each unit of its state",
        ("H", "1"),
        "gradient",
    ),
    "W_T": Symbol("Wᵀ", r"W^\top", "W transposed: rows become columns", ("H", "H"), "weight"),
    "da_next": Symbol(
        "∂L/∂a{n}",
        r"\partial L/\partial a_{t+1}",
        "the gradient at the next step’s pre-activation",
        ("H", "1"),
        "gradient",
    ),
    "ds_future": Symbol(
        "∂(L{n}+…)/∂s{t}",
        r"\partial (L_{t+1} + \dots)/\partial s_t",
        "how fast the sum of all later losses grows with each unit of this state",
        ("H", "1"),
        "gradient",
    ),
    "ds": Symbol(
        "∂L/∂s{t}",
        r"\partial L/\partial s_t",
        "how fast the whole loss grows with each unit of this state",
        ("H", "1"),
        "gradient",
    ),
    "slope": Symbol(
        "tanh′(a{t})",
        r"\tanh'(a_t)",
        "the slope of tanh where it was used: 1 − s², between 0 and 1",
        ("H", "1"),
        "state",
    ),
    "da": Symbol(
        "∂L/∂a{t}",
        r"\partial L/\partial a_t",
        "how fast the whole loss grows with each pre-activation",
        ("H", "1"),
        "gradient",
    ),
    "x_T": Symbol("x{t}ᵀ", r"x_t^\top", "the input, transposed: a row instead of a column", ("1", "D"), "input"),
    "s_prev_T": Symbol(
        "s{p}ᵀ",
        r"s_{t-1}^\top",
        "the state before this letter, transposed: a row instead of a column",
        ("1", "H"),
        "state",
    ),
    "s_T": Symbol("s{t}ᵀ", r"s_t^\top", "the state, transposed: a row instead of a column", ("1", "H"), "state"),
    "lr": Symbol("η", r"\eta", "the learning rate: how large an update is", ("1", "1"), "weight"),
    "losses": Symbol("loss", r"L_1 \dots L_T", "the loss at every time step", ("1", "T"), "output"),
    "total": Symbol("L", r"L", "the loss of the whole word", ("1", "1"), "output"),
    "losses_new": Symbol("loss new", r"L_1' \dots L_T'", "the losses with the new weights", ("1", "T"), "output"),
    "total_new": Symbol("L new", r"L'", "the loss of the whole word with the new weights", ("1", "1"), "output"),
    "word": Symbol("word{t}", r"\mathrm{word}_t", "what this word adds to the counts", ("2", "M"), "input"),
    "known": Symbol("known{t}", r"\mathrm{known}_t", "whether the word is in the vocabulary", ("1", "1"), "input"),
    "counts": Symbol(
        "counts{t}",
        r"\mathrm{counts}_t",
        "how often each word of the vocabulary has come up in each sentence so far",
        ("2", "M"),
        "state",
    ),
    "apart": Symbol(
        "DOC1 − DOC2", r"\mathrm{DOC1} - \mathrm{DOC2}", "by how much the counts differ", ("1", "M"), "output"
    ),
    # A large vocabulary, of which a board shows a part.
    "sum_exp": Symbol(
        "Σ exp",
        r"\textstyle\sum \exp",
        "the sum of exp of every score, including those not shown",
        ("1", "1"),
        "output",
    ),
    "others": Symbol(
        "others", r"\text{others}", "the probability of all words that are not shown", ("1", "1"), "output"
    ),
    # The chain of Jacobians. s_T is the last state.
    "I": Symbol("I", "I", "the identity: multiplying by it changes nothing", ("H", "H"), "weight"),
    "W_full": Symbol("W·I", "W I", "the one number W as a matrix", ("H", "H"), "weight"),
    "jacobian": Symbol(
        "∂s{t}/∂s{p}",
        r"\partial s_t/\partial s_{t-1}",
        "how fast each unit of this state (row) grows with each unit of the previous state (column)",
        ("H", "H"),
        "gradient",
    ),
    "chain_later": Symbol(
        "∂s_T/∂s{t}", r"\partial s_T/\partial s_t", "the product of all later factors", ("H", "H"), "gradient"
    ),
    "chain": Symbol(
        "∂s_T/∂s{p}",
        r"\partial s_T/\partial s_{t-1}",
        "how fast each unit of the last state grows with each unit of the state before this letter",
        ("H", "H"),
        "gradient",
    ),
    "squares": Symbol("Σ(…)²", r"\sum (\dots)^2", "the squares of each row, added up", ("H", "1"), "gradient"),
    "norm": Symbol(
        "‖∂s_T/∂s{p}‖",
        r"\lVert\partial s_T/\partial s_{t-1}\rVert",
        "the norm of the product: the square root of the sum of the squares of all its entries",
        ("1", "1"),
        "gradient",
    ),
    "growth": Symbol(
        "‖∂s_T/∂s{p}‖ / ‖∂s_T/∂s{t}‖",
        r"\lVert\partial s_T/\partial s_{t-1}\rVert / \lVert\partial s_T/\partial s_t\rVert",
        "the factor by which this step back changed the norm",
        ("1", "1"),
        "gradient",
    ),
}


def of_weight(name: str, shape: tuple[str, ...]) -> dict[str, Symbol]:
    """What backpropagation and an update add to a weight: its share at a step, the sum, the change, the result."""
    share = Symbol(
        f"∂L/∂{name}{{t}}",
        rf"(\partial L/\partial {name})_t",
        f"this step’s share of {name}’s gradient",
        shape,
        "gradient",
    )
    summed = Symbol(
        f"Σ ∂L/∂{name}",
        rf"\textstyle\sum \partial L/\partial {name}",
        f"the gradient of {name} so far, on the way back: the shares of this letter and of all later ones, added up",
        shape,
        "gradient",
    )
    change = Symbol(f"Δ{name}", rf"\Delta {name}", f"the change of {name}: against its gradient", shape, "weight")
    new = Symbol(f"{name} new", rf"{{{name}}}'", f"{name} after the update", shape, "weight")
    return {f"d{name}_t": share, f"d{name}": summed, f"{name}_step": change, f"{name}_new": new}


for _name in ("U", "W", "b", "V", "b_y"):
    NOTATION |= of_weight(_name, NOTATION[_name].shape)

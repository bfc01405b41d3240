"""The symbols of the cells with gates: the shared table, with what only they have or write differently.

Their output gate is o, so the scores, the lecture's o for an RNN, are ℓ here. The GRU's gates are PyTorch's.
"""

from collections.abc import Mapping

from ui.board.notation import NOTATION, Role, Symbol, of_weight


def _column(text: str, meaning: str, role: Role = "state") -> Symbol:
    return Symbol(text, meaning, ("H", "1"), role)


def _gradient(of: str, meaning: str) -> Symbol:
    return _column(f"∂L/∂{of}", meaning, "gradient")


def _of_gate(gate: str, called: str, meaning: str) -> dict[str, Symbol]:
    """The weights of one gate, its pre-activation, and the gradients of both."""
    squash = "tanh" if called == "candidate" else "σ"
    weights = {
        f"U_{gate}": Symbol(f"U_{gate}", f"weights from the input to the {called}", ("H", "D"), "weight"),
        f"W_{gate}": Symbol(
            f"W_{gate}", f"weights from the previous hidden state h to the {called}", ("H", "H"), "weight"
        ),
        f"b_{gate}": Symbol(f"b_{gate}", f"bias of the {called}, added whatever the letter", ("H", "1"), "weight"),
    }
    table = {
        **weights,
        f"Ux_{gate}": _column(f"U_{gate}·x{{t}}", f"what the letter says to the {called}", "input"),
        f"Wh_{gate}": _column(f"W_{gate}·h{{p}}", f"what the previous hidden state says to the {called}"),
        f"a_{gate}": _column(f"a_{gate}{{t}}", f"pre-activation of the {called}"),
        gate: _column(f"{gate}{{t}}", meaning),
        f"d{gate}": _gradient(f"{gate}{{t}}", f"how fast the whole loss grows with the {called}"),
        f"slope_{gate}": _column(f"{squash}′(a_{gate}{{t}})", f"the slope of {squash} where the {called} used it"),
        f"da_{gate}": _gradient(f"a_{gate}{{t}}", f"how fast the whole loss grows with the {called}’s pre-activation"),
        f"da_{gate}_next": _gradient(
            f"a_{gate}{{n}}", f"the gradient at the pre-activation of the next step’s {called}"
        ),
        f"dh_{gate}": _column(
            f"W_{gate}ᵀ·∂L/∂a_{gate}{{n}}",
            f"the gradient that comes back to this hidden state through the next step’s {called}",
            "gradient",
        ),
    }
    for name, symbol in weights.items():
        table |= of_weight(name, symbol.shape)
    return table


_SHARED = NOTATION | {
    "h_prev": _column("h{p}", "the hidden state before this letter"),
    "h": _column("h{t}", "the hidden state: what the cell shows after this letter"),
    "h_T": Symbol("h{t}ᵀ", "the hidden state, transposed: a row instead of a column", ("1", "H"), "state"),
    "h_prev_T": Symbol(
        "h{p}ᵀ", "the hidden state before this letter, transposed: a row instead of a column", ("1", "H"), "state"
    ),
    "Vh": Symbol("V·h{t}", "the hidden state’s vote for each letter", ("K", "1"), "output"),
    "logits": Symbol("ℓ{t}", "the score of each letter, before softmax", ("K", "1"), "output"),
    "dlogits": Symbol("∂L/∂ℓ{t}", "how fast the loss grows with each score", ("K", "1"), "gradient"),
    "dh_now": _column(
        "∂L{t}/∂h{t}", "how fast the loss of this step grows with each unit of its hidden state", "gradient"
    ),
    "dh_future": _column(
        "∂(L{n}+…)/∂h{t}", "how fast the sum of all later losses grows with each unit of this hidden state", "gradient"
    ),
    "dh": _gradient("h{t}", "how fast the whole loss grows with each unit of this hidden state"),
}

LSTM: Mapping[str, Symbol] = {
    **_SHARED,
    **_of_gate("f", "forget gate", "the forget gate: how much of each old number is kept, 0 to 1"),
    **_of_gate("i", "input gate", "the input gate: how much of the candidate is written, 0 to 1"),
    **_of_gate("g", "candidate", "the candidate: what could be written, −1 to 1"),
    **_of_gate("o", "output gate", "the output gate: how much of the cell state is shown, 0 to 1"),
    "c_prev": _column("c{p}", "the cell state before this letter: the long memory"),
    "keep": _column("f{t}⊙c{p}", "what is kept of the old cell state"),
    "write": _column("i{t}⊙g{t}", "what is newly written"),
    "c": _column("c{t}", "the cell state: what was kept plus what was written"),
    "tanh_c": _column("tanh c{t}", "the cell state, squashed to between −1 and 1 for reading"),
    "slope_c": _column("tanh′(c{t})", "the slope of tanh at the cell state: 1 − tanh²c"),
    "dc_now": _column(
        "∂L/∂c{t} now", "the part of the gradient that reaches the cell state through this step’s h", "gradient"
    ),
    "dc_next": _column("∂L/∂c{n}", "the gradient at the next step’s cell state", "gradient"),
    "f_next": _column("f{n}", "the next step’s forget gate"),
    "dc_future": _column(
        "∂L/∂c{t} future",
        "what comes back along the cell state: the next step’s gradient times its forget gate",
        "gradient",
    ),
    "dc": _gradient("c{t}", "how fast the whole loss grows with the cell state"),
}

GRU: Mapping[str, Symbol] = {
    **_SHARED,
    **_of_gate("r", "reset gate", "the reset gate: how much of the old state the candidate may see, 0 to 1"),
    **_of_gate("z", "update gate", "the update gate: how much of the old state stays, 0 to 1"),
    **_of_gate("n", "candidate", "the candidate: what the state could become, −1 to 1"),
    "c_n": Symbol("c_n", "bias of what the hidden state says to the candidate", ("H", "1"), "weight"),
    **of_weight("c_n", ("H", "1")),
    "inner": _column("m{t}", "what the hidden state would say to the candidate: W_n·h + c_n"),
    "reset": _column("r{t}⊙m{t}", "what the reset gate lets through of it"),
    "write": _column("(1−z{t})⊙n{t}", "what is newly written"),
    "keep": _column("z{t}⊙h{p}", "what is kept of the old state"),
    "dinner": _gradient("m{t}", "how fast the whole loss grows with what the hidden state says"),
    "dinner_next": _gradient("m{n}", "the gradient at what the hidden state says, one step later"),
    "dh_n": _column(
        "W_nᵀ·∂L/∂m{n}",
        "the gradient that comes back to this hidden state through the next step’s candidate",
        "gradient",
    ),
    "dh_kept": _column("z{n}⊙∂L/∂h{n}", "what comes back through what the next step kept", "gradient"),
    "dh_next": _column("∂L/∂h{n}", "the gradient at the next step’s state", "gradient"),
    "z_next": _column("z{n}", "the next step’s update gate"),
}

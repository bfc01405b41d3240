"""Each story's equations as a textbook sets them: a line an equation, made of the names of grids and of signs.

The symbols are those of the notation table; the stage lights the term that a step computes.
"""

from collections.abc import Mapping

Equations = tuple[tuple[str, ...], ...]

_OUTPUT: Equations = (("y_hat", "= softmax(", "logits", ")"), ("loss", "= −ln", "y_hat", "at the target"))
_ERROR = ("dlogits", "=", "y_hat", "−", "y")


def _gate(k: str, squash: str) -> tuple[str, ...]:
    return (k, f"= {squash}(", f"Ux_{k}", "+", f"Wh_{k}", "+", f"b_{k}", ")")


def _shares(*pairs: tuple[str, str, str]) -> Equations:
    """The gradient of a weight: over all steps, the error that it led to times what it met there."""
    return tuple((f"d{name}", "= Σ", error, "·", met) for name, error, met in pairs)


FORWARD: Equations = (
    ("a", "=", "Ux", "+", "Ws", "+", "b"),
    ("s", "= tanh(", "a", ")"),
    ("logits", "=", "Vs", "+", "b_y"),
    *_OUTPUT,
)
ORDER: Equations = (("counts", "= Σ", "word", "of all words so far"),)
BPTT: Equations = (
    _ERROR,
    ("ds_now", "=", "V_T", "·", "dlogits"),
    ("ds_future", "=", "W_T", "·", "da_next"),
    ("ds", "=", "ds_now", "+", "ds_future"),
    ("da", "=", "ds", "⊙", "slope"),
    *_shares(("U", "da", "x_T"), ("W", "da", "s_prev_T"), ("V", "dlogits", "s_T")),
)
VANISHING: Equations = (
    ("jacobian", "= diag(", "slope", ")·", "W"),
    ("chain", "=", "chain_later", "·", "jacobian"),
    ("norm", "= √ of the sum over all rows of", "squares"),
)
LSTM: Equations = (
    *(_gate(k, "tanh" if k == "g" else "σ") for k in "figo"),
    ("c", "=", "keep", "+", "write"),
    ("h", "=", "o", "⊙", "tanh_c"),
    ("logits", "=", "Vh", "+", "b_y"),
    *_OUTPUT,
    ("dh", "=", "dh_now", "+", "dh_future"),
    ("dc_now", "=", "dh", "⊙", "o", "⊙", "slope_c"),
    ("dc", "=", "dc_now", "+", "dc_future"),
    ("dc_future", "=", "dc_next", "⊙", "f_next"),
)
GRU: Equations = (
    _gate("r", "σ"),
    _gate("z", "σ"),
    ("n", "= tanh(", "Ux_n", "+", "b_n", "+", "r", "⊙ (", "Wh_n", "+", "c_n", "))"),
    ("h", "=", "write", "+", "keep"),
    ("logits", "=", "Vh", "+", "b_y"),
    *_OUTPUT,
    ("dh", "=", "dh_now", "+", "dh_future"),
    ("dh_future", "=", "dh_r", "+", "dh_z", "+", "dh_n", "+", "dh_kept"),
)


def renamed(equations: Equations, other: Mapping[str, str]) -> Equations:
    """With other grids in the place of some: one number W is not transposed, and may stand for a matrix."""
    return tuple(tuple(other.get(item, item) for item in line) for line in equations)

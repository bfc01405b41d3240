"""The drawings of the LSTM's and the GRU's cell: where each operation stands, and what its wires carry."""

from dataclasses import replace

from ui.diagram import Diagram, Point, Shape, Wire
from ui.stories.toy import GIVEN, MADE, PREFIX

__all__ = ["GRU_DIAGRAM", "LSTM_DIAGRAM"]

ABOVE, LEFT, RIGHT, BELOW = (-17.0, -74.0), (-58.0, -24.0), (22.0, -24.0), (-17.0, 15.0)


def _gate(k: str, x: float, y: float, label: str, about: str, value: Point, *more: str) -> Shape:
    grids = (
        f"Ux_{k}",
        f"Wh_{k}",
        *more,
        f"a_{k}",
        k,
        f"dh_{k}",
        f"d{k}",
        f"da_{k}",
        f"dU_{k}_t",
        f"dW_{k}_t",
    )
    return Shape("gate", x, y, label, grids, about, value)


def _with_toy(drawing: Diagram) -> Diagram:
    """The same drawing, lit by the toy's operations too."""
    toys = (*GIVEN, *MADE)

    def added(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(PREFIX + name for name in names if name in toys)

    shapes = (replace(shape, also=added(shape.grids)) for shape in drawing.shapes)
    wires = (
        replace(wire, carries=wire.carries + added(wire.carries), into=wire.into + added(wire.into))
        for wire in drawing.wires
    )
    return replace(drawing, shapes=tuple(shapes), wires=tuple(wires))


def _fed(gates: tuple[tuple[str, float], ...], bottom: float, bus: float, left: float) -> tuple[Wire, ...]:
    """x and h₍t₋₁₎ on their way into every gate: a line along the bottom, and a branch for each gate."""
    into = tuple(f"{kind}_{k}" for k, _ in gates for kind in ("Ux", "Wh"))
    right = max(x for _, x in gates)
    return (
        Wire(((left, bus), (right, bus)), ("x", "h_prev"), into),
        Wire(((left + 45, bus + 22), (left + 45, bus)), ("x",), tuple(f"Ux_{k}" for k, _ in gates)),
        *(Wire(((x, bus), (x, bottom)), ("x", "h_prev"), (f"Ux_{k}", f"Wh_{k}")) for k, x in gates),
    )


_LSTM = Diagram(
    width=600,
    height=385,
    about="The LSTM’s cell: along the top the cell state c, multiplied by the forget gate and added to; below it the "
    "gates, fed by the letter x and the last hidden state h; at the right what is shown of c.",
    shapes=(
        Shape("port", 30, 100, "c", ("c_prev",), "the cell state before this letter", ABOVE),
        Shape("op", 130, 100, "×", ("keep",), "keep: the forget gate times the old cell state", ABOVE),
        Shape("op", 270, 100, "+", ("c", "dc_now", "dc_next", "dc_future", "dc"), "the new cell state: kept plus written", ABOVE),
        Shape("port", 575, 100, "c", (), "the cell state, on its way to the next letter"),
        Shape("op", 270, 175, "×", ("write",), "write: the input gate times the candidate", BELOW),
        _gate("f", 130, 265, "σ", "the forget gate f", LEFT),
        _gate("i", 220, 265, "σ", "the input gate i", LEFT),
        _gate("g", 320, 265, "tanh", "the candidate g", RIGHT),
        _gate("o", 420, 265, "σ", "the output gate o", RIGHT),
        Shape("gate", 480, 150, "tanh", ("tanh_c", "slope_c"), "the cell state, squashed to be read", RIGHT),
        Shape("op", 480, 215, "×", ("h", "dh_now", "dh_future", "dh"), "the hidden state: the output gate times tanh c", RIGHT),
        Shape("gate", 560, 315, "ŷ", ("Vh", "logits", "y_hat", "loss", "dlogits", "dV_t"), "the output: scores, probabilities, loss", LEFT),
        Shape("port", 30, 335, "h", ("h_prev",), "the hidden state before this letter", ABOVE),
        Shape("port", 75, 368, "x", ("x",), "the letter that is read"),
    ),
    wires=(
        *_fed((("f", 130), ("i", 220), ("g", 320), ("o", 420)), 281, 335, 30),
        Wire(((42, 100), (118, 100)), ("c_prev",), ("keep", "df")),
        Wire(((130, 249), (130, 112)), ("f", "dc"), ("keep", "df")),
        Wire(((142, 100), (258, 100)), ("keep",), ("c",)),
        Wire(((220, 249), (220, 175), (258, 175)), ("i", "dc"), ("write", "di")),
        Wire(((320, 249), (320, 175), (282, 175)), ("g", "dc"), ("write", "dg")),
        Wire(((270, 163), (270, 112)), ("write", "dc"), ("c", "di", "dg")),
        Wire(((282, 100), (563, 100)), ("dc_next", "f_next"), ("dc_future",)),
        Wire(((480, 100), (480, 134)), ("c", "slope_c"), ("tanh_c", "dc_now")),
        Wire(((480, 166), (480, 203)), ("tanh_c", "dh"), ("h", "dc_now", "do")),
        Wire(((420, 249), (420, 215), (468, 215)), ("o", "dh"), ("h", "do")),
        Wire(((492, 215), (585, 215)), ("dh_f", "dh_future"), ("dh_future", "dh")),
        Wire(((560, 215), (560, 299)), ("h", "dlogits"), ("Vh", "dh_now")),
    ),
)  # fmt: skip

LSTM_DIAGRAM = _with_toy(_LSTM)

GRU_DIAGRAM = Diagram(
    width=600,
    height=385,
    about="The GRU’s cell: along the top the state h, kept by the update gate z and added to; below it the reset gate, "
    "the update gate and the candidate, fed by the letter x and the state itself.",
    shapes=(
        Shape("port", 30, 100, "h", ("h_prev",), "the state before this letter", ABOVE),
        Shape("op", 230, 100, "×", ("keep",), "keep: the update gate times the old state", ABOVE),
        Shape("op", 430, 100, "+", ("h", "dh_now", "dh_kept", "dh_future", "dh"), "the new state: kept plus written", ABOVE),
        Shape("port", 575, 100, "h", (), "the state, on its way to the next letter"),
        Shape("op", 430, 190, "×", ("write",), "write: 1 minus the update gate, times the candidate", BELOW),
        Shape("op", 130, 190, "×", ("reset", "dinner"), "reset: what the reset gate lets the candidate see of memory", ABOVE),
        _gate("r", 130, 265, "σ", "the reset gate r", LEFT),
        _gate("z", 230, 265, "σ", "the update gate z", RIGHT),
        _gate("n", 350, 265, "tanh", "the candidate n", LEFT, "inner"),
        Shape("gate", 560, 250, "ŷ", ("Vh", "logits", "y_hat", "loss", "dlogits", "dV_t"), "the output: scores, probabilities, loss", LEFT),
        Shape("port", 30, 335, "h", (), "the state before this letter, again"),
        Shape("port", 75, 368, "x", ("x",), "the letter that is read"),
    ),
    wires=(
        *_fed((("r", 130), ("z", 230), ("n", 350)), 281, 335, 30),
        Wire(((42, 100), (218, 100)), ("h_prev",), ("keep",)),
        Wire(((230, 249), (230, 112)), ("z", "dh"), ("keep", "dz")),
        Wire(((230, 190), (418, 190)), ("z",), ("write", "dn")),
        Wire(((242, 100), (418, 100)), ("keep", "dh_kept"), ("h", "dh_future")),
        Wire(((130, 249), (130, 202)), ("r", "da_n"), ("reset", "dr", "dinner")),
        Wire(((142, 190), (190, 190), (190, 215), (350, 215), (350, 249)), ("reset",), ("a_n",)),
        Wire(((366, 265), (430, 265), (430, 202)), ("n", "dh"), ("write", "dn")),
        Wire(((430, 178), (430, 112)), ("write", "dh"), ("h", "dn")),
        Wire(((442, 100), (563, 100)), ("dh_next", "z_next"), ("dh_kept",)),
        Wire(((530, 100), (530, 190), (560, 190), (560, 234)), ("h", "dlogits"), ("Vh", "dh_now")),
    ),
)  # fmt: skip

"""The drawings of the LSTM's and the GRU's cell: where each operation stands, and what its wires carry."""

from dataclasses import replace

from ui.board.diagram import Diagram, Shape, Wire
from ui.board.notation import GRU, LSTM
from ui.board.parts import bare
from ui.cells.toy import GIVEN, MADE, PREFIX

C, H, X, Y_HAT = (bare(name, LSTM) for name in ("c", "h", "x", "y_hat"))
ABOVE, LEFT, RIGHT, BELOW, ENTRY = (-26.0, -86.0), (-72.0, -38.0), (22.0, -38.0), (-26.0, 17.0), (-36.0, -88.0)

SCORES = ("Vh", "logits", "y_hat", "loss", "dlogits", "dV_t")
OUTPUT = Shape("gate", 526, 338, Y_HAT, SCORES, "the output: scores, probabilities, loss", LEFT)
LETTER = Shape("port", 72, 383, X, ("x",), "the letter being read")


def _op(x: float, y: float, sign: str, grids: tuple[str, ...], about: str, at: tuple[float, float] = ABOVE) -> Shape:
    return Shape("op", x, y, sign, grids, about, at)


def _gate(k: str, x: float, y: float, label: str, about: str, *more: str) -> Shape:
    grids = (f"Ux_{k}", f"Wh_{k}", *more, f"a_{k}", k, f"dh_{k}", f"d{k}", f"da_{k}", f"dU_{k}_t", f"dW_{k}_t")
    return Shape("gate", x, y, label, grids, about, LEFT, name=k)


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
        Wire(((left + 12, bus), (right, bus)), ("x", "h_prev"), into),
        Wire(((left + 50, bus + 22), (left + 50, bus)), ("x",), tuple(f"Ux_{k}" for k, _ in gates)),
        *(Wire(((x, bus), (x, bottom)), ("x", "h_prev"), (f"Ux_{k}", f"Wh_{k}")) for k, x in gates),
    )


_LSTM = Diagram(
    width=550,
    height=391,
    about=f"The LSTM’s cell: along the top runs the cell state {C}, which is multiplied by the forget gate and then added to; "
    f"below it are the gates, fed by the letter {X} and the previous hidden state {H}; on the right is what is shown of {C}.",
    shapes=(
        Shape("port", 22, 100, C, ("c_prev",), "the cell state before this letter", ENTRY),
        _op(110, 100, "×", ("keep",), "keep: the forget gate times the old cell state"),
        _op(255, 100, "+", ("c", "dc_now", "dc_next", "dc_future", "dc"), "the new cell state: kept plus written"),
        Shape("port", 537, 100, C, (), "the cell state, on its way to the next letter"),
        _op(255, 150, "×", ("write",), "write: the input gate times the candidate", BELOW),
        _gate("f", 110, 288, "σ", f"the forget gate {bare('f', LSTM)}"),
        _gate("i", 209, 288, "σ", f"the input gate {bare('i', LSTM)}"),
        _gate("g", 302, 288, "tanh", f"the candidate {bare('g', LSTM)}"),
        _gate("o", 398, 288, "σ", f"the output gate {bare('o', LSTM)}"),
        Shape("gate", 462, 146, "tanh", ("tanh_c", "slope_c"), "the cell state, squashed for reading", RIGHT),
        _op(
            462,
            205,
            "×",
            ("h", "dh_now", "dh_future", "dh"),
            f"the hidden state: the output gate times tanh {C}",
            BELOW,
        ),
        Shape("port", 537, 205, H, (), "the hidden state, on its way to the next letter"),
        OUTPUT,
        Shape("port", 22, 353, H, ("h_prev",), "the hidden state before this letter", ENTRY),
        LETTER,
    ),
    wires=(
        *_fed((("f", 110), ("i", 209), ("g", 302), ("o", 398)), 304, 353, 22),
        Wire(((34, 100), (98, 100)), ("c_prev",), ("keep", "df")),
        Wire(((110, 272), (110, 112)), ("f", "dc"), ("keep", "df")),
        Wire(((122, 100), (243, 100)), ("keep",), ("c",)),
        Wire(((209, 272), (209, 150), (243, 150)), ("i", "dc"), ("write", "di")),
        Wire(((302, 272), (302, 150), (267, 150)), ("g", "dc"), ("write", "dg")),
        Wire(((255, 138), (255, 112)), ("write", "dc"), ("c", "di", "dg")),
        Wire(((267, 100), (526, 100)), ("dc_next", "f_next"), ("dc_future",)),
        Wire(((462, 100), (462, 130)), ("c", "slope_c"), ("tanh_c", "dc_now")),
        Wire(((462, 162), (462, 193)), ("tanh_c", "dh"), ("h", "dc_now", "do")),
        Wire(((398, 272), (398, 205), (450, 205)), ("o", "dh"), ("h", "do")),
        Wire(((474, 205), (526, 205)), ("dh_f", "dh_future"), ("dh_future", "dh")),
        Wire(((526, 205), (526, 322)), ("h", "dlogits"), ("Vh", "dh_now")),
    ),
)

LSTM_DIAGRAM = _with_toy(_LSTM)

GRU_DIAGRAM = Diagram(
    width=550,
    height=391,
    about=f"The GRU’s cell: along the top runs the state {H}, which is multiplied by the update gate {bare('z', GRU)} and then "
    f"added to; below it are the reset gate, the update gate and the candidate, fed by the letter {X} and the previous state.",
    shapes=(
        Shape("port", 22, 100, H, ("h_prev",), "the state before this letter", ENTRY),
        _op(209, 100, "×", ("keep",), "keep: the update gate times the old state"),
        _op(409, 100, "+", ("h", "dh_now", "dh_kept", "dh_future", "dh"), "the new state: kept plus written"),
        Shape("port", 537, 100, H, (), "the state, on its way to the next letter"),
        Shape("op", 300, 185, "1−", (), "1 minus the update gate: how much is written"),
        _op(409, 185, "×", ("write",), "write: 1 minus the update gate, times the candidate", RIGHT),
        _op(
            110, 205, "×", ("reset", "dinner"), "reset: how much of the old state the reset gate lets the candidate see"
        ),
        _gate("r", 110, 288, "σ", f"the reset gate {bare('r', GRU)}"),
        _gate("z", 209, 288, "σ", f"the update gate {bare('z', GRU)}"),
        _gate("n", 319, 288, "tanh", f"the candidate {bare('n', GRU)}", "inner"),
        OUTPUT,
        Shape("port", 22, 353, H, (), "the state before this letter, again"),
        LETTER,
    ),
    wires=(
        *_fed((("r", 110), ("z", 209), ("n", 319)), 304, 353, 22),
        Wire(((34, 100), (197, 100)), ("h_prev",), ("keep",)),
        Wire(((209, 272), (209, 112)), ("z", "dh"), ("keep", "dz")),
        Wire(((209, 185), (288, 185)), ("z",), ("write", "dn")),
        Wire(((312, 185), (397, 185)), ("z",), ("write", "dn")),
        Wire(((221, 100), (397, 100)), ("keep", "dh_kept"), ("h", "dh_future")),
        Wire(((110, 272), (110, 217)), ("r", "da_n"), ("reset", "dr", "dinner")),
        Wire(((122, 205), (319, 205), (319, 272)), ("reset",), ("a_n",)),
        Wire(((338, 288), (409, 288), (409, 197)), ("n", "dh"), ("write", "dn")),
        Wire(((409, 173), (409, 112)), ("write", "dh"), ("h", "dn")),
        Wire(((421, 100), (526, 100)), ("dh_next", "z_next"), ("dh_kept",)),
        Wire(((526, 100), (526, 322)), ("h", "dlogits"), ("Vh", "dh_now")),
    ),
)

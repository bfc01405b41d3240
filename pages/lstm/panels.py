"""The overviews of a cell with gates on its page: figures with their text versions."""

import numpy as np

from engine.cells import CELLS
from engine.functions import Array
from pages.lstm import figures
from ui.board import markdown
from ui.board.arithmetic import number
from ui.board.markdown import plain
from ui.cells.gated import Reading
from ui.shell import session
from ui.shell.charts import figure, table

# By cell: its state, and its gates with their names.
STATE = {"lstm": "c", "gru": "h"}
GATES = {
    "lstm": {"f": "forget gate f", "i": "input gate i", "o": "output gate o"},
    "gru": {"r": "reset gate r", "z": "update gate z"},
}
KEEPS = {"lstm": "forget gate", "gru": "update gate"}
_FORMULAS = {
    "rnn": ("an RNN", "H·(D + H + 1)"),
    "gru": ("a GRU", "3·H·(D + H + 1) + H"),
    "lstm": ("an LSTM", "4·H·(D + H + 1)"),
}


def memory(reading: Reading, cell: str) -> None:
    """What each unit kept, wrote and showed at each letter, as an animation and as a table."""
    trace = reading.trace
    state = getattr(trace, STATE[cell])
    chart = figures.memory_film(trace.keep, trace.write, state, trace.h, reading.reads)
    T, H = state.shape
    alt = f"Bars of what is kept and written, for {H} units at each of {T} letters; the table below has the numbers."
    figure(chart, alt)
    places = [(t, unit) for t in range(T) for unit in range(H)]
    columns = {"kept": trace.keep, "written": trace.write, f"state {STATE[cell]}": state, "shown, h": trace.h}
    decimals = session.current().decimals
    table(
        {
            "letter": [f"t={t + 1} {plain(reading.reads[t])}" for t, _ in places],
            "unit": [str(unit + 1) for _, unit in places],
        }
        | {name: [number(float(values[at]), decimals) for at in places] for name, values in columns.items()}
    )


CANDIDATE = {"lstm": "g", "gru": "n"}


def squashes(reading: Reading, cell: str) -> None:
    """σ and tanh, with the reader's own gates and candidates on them."""

    def activations(k: str) -> tuple[Array, Array]:
        return getattr(reading.trace, f"a_{k}"), getattr(reading.trace, k)

    chart = figures.squashes({name: activations(k) for k, name in GATES[cell].items()}, activations(CANDIDATE[cell]))
    T, H = reading.trace.h.shape
    figure(chart, f"The curves of σ and tanh; on them the gates and candidates of {H} units at {T} letters.")


def gates(reading: Reading, cell: str) -> None:
    """The gates over time as heatmaps, and as a table."""
    names = GATES[cell]
    arrays = {name: getattr(reading.trace, k) for k, name in names.items()}
    T, H = next(iter(arrays.values())).shape
    figure(
        figures.gates_over_time(arrays, reading.reads),
        f"Heatmaps of {', '.join(names.values())}: {H} units by {T} letters, from 0, shut, to 1, open",
    )
    decimals = session.current().decimals
    units = {
        f"{k}, unit {unit + 1}": [number(float(value), decimals) for value in getattr(reading.trace, k)[:, unit]]
        for k in names
        for unit in range(H)
    }
    table({"letter": [f"t={t + 1} {plain(letter)}" for t, letter in enumerate(reading.reads)]} | units)


def parameters(D: int, H: int, K: int) -> str:
    """A Markdown table: how many weights each cell has, as a formula and for this size."""
    sizes = {cell: CELLS[cell].init(np.random.default_rng(0), D, H, K).flat.size - K * (H + 1) for cell in _FORMULAS}
    rows = [[name, formula, f"{sizes[cell]:,}"] for cell, (name, formula) in _FORMULAS.items()]
    rows.append(["plus the output, for any of them", "K·(H + 1)", f"{K * (H + 1):,}"])
    return markdown.table(["cell", "weights and biases", f"D = {D}, H = {H}, K = {K}"], rows)

"""The three cells behind one name, for code that works with any of them.

cell = cell_of(params)
trace = cell.forward(params, x)
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from engine import gru, lstm, rnn
from engine.params import Params


@dataclass(frozen=True)
class Cell:
    """A cell's verbs, and the names of the states that it hands from step to step.

    For each state `s` the trace has `s`, forward takes `s0`, backward takes `ds_extra` and its
    gradients have `ds0`, in the order of `states`.
    """

    name: str
    params: type[Params]
    init: Callable[..., Any]
    forward: Callable[..., Any]
    backward: Callable[..., Any]
    states: tuple[str, ...]


def _cell(module: ModuleType, params: type[Params], *states: str) -> Cell:
    name = module.__name__.rpartition(".")[2]
    return Cell(name, params, module.init, module.forward, module.backward, states)


CELLS = {
    cell.name: cell
    for cell in (_cell(rnn, rnn.RNNParams, "s"), _cell(lstm, lstm.LSTMParams, "h", "c"), _cell(gru, gru.GRUParams, "h"))
}


def cell_of(params: Params) -> Cell:
    """The cell that these parameters belong to."""
    for cell in CELLS.values():
        if isinstance(params, cell.params):
            return cell
    raise ValueError(f"Parameters of a cell ({', '.join(CELLS)}) are needed; got {type(params).__name__}.")

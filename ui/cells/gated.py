"""What the stories of the LSTM and the GRU share: the grids of a gate, of the output, of the weights' gradients."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cells import Cell, cell_of
from engine.functions import Array
from engine.text import Alphabet, one_hot
from ui.board import parts
from ui.board.listing import line_of
from ui.board.notation import GRU, LSTM, Symbol
from ui.board.storyboard import Grid, Row, Strip

LAST = "No step comes after the last letter that is read, so nothing comes back: 0."


@dataclass(frozen=True)
class Gate:
    """One of a cell's gates, or its candidate: its letter, its name, and what it decides, in a sentence."""

    name: str
    called: str
    decides: str

    @property
    def squash(self) -> str:
        return "tanh" if self.called == "candidate" else "σ"


@dataclass(frozen=True, eq=False)
class Reading:
    """One word read by a cell with gates, forward and backward; y (T,) are the targets, −1 where there is none."""

    params: Any
    trace: Any
    grads: Any
    y: NDArray[np.int64]
    alphabet: Alphabet

    @property
    def cell(self) -> Cell:
        return cell_of(self.params)

    @property
    def symbols(self) -> Mapping[str, Symbol]:
        return GRU if self.cell.name == "gru" else LSTM

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The alphabet, made visible."""
        return tuple(map(parts.visible, self.alphabet.symbols))

    @property
    def T(self) -> int:
        return len(self.y)

    @property
    def hidden(self) -> tuple[str, ...]:
        return parts.units(self.params.H)

    @property
    def reach_of_dh(self) -> float:
        """One scale for all gradients at h, so that they compare."""
        return parts.max_abs(self.grads.dh_now, self.grads.dh_future, self.grads.dh)

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(self.letters[k] for k in self.trace.x.argmax(-1))

    def column(
        self, name: str, values: Array, *, run: Any = None, line: str = "", rows: Any = None, **more: Any
    ) -> Grid:
        """A vector (T, H) for each time step; `line` is the engine's name for it, if it computes several at once."""
        if run is not None:
            more["code"] = line_of(run, line or name)
        return parts.over_time(name, values, rows or self.hidden, symbols=self.symbols, **more)

    def passed(self, name: str, line: str = "", **more: Any) -> Grid:
        """A field of the forward pass."""
        return self.column(name, getattr(self.trace, name), run=self.cell.forward, line=line, **more)

    def back(self, name: str, line: str = "", **more: Any) -> Grid:
        """A field of the backward pass; gradients have no natural scale, so the largest is in full colour."""
        values = getattr(self.grads, name)
        return self.column(name, values, run=self.cell.backward, line=line, **{"scale": parts.max_abs(values)} | more)

    def next_of(self, name: str, of: str, values: Array, **more: Any) -> Grid:
        """A field at the next time step, empty at the last."""
        following = np.full_like(values, np.nan)
        following[:-1] = values[1:]
        return self.column(name, following, op="copy", of=(f"{of}@1",), origin=LAST, **more)

    def gate(self, gate: Gate, line: str) -> Iterator[Grid]:
        """U·x, W·h, b, their sum and its σ or tanh. `line` is the engine's name for the squashed sum."""
        k = gate.name
        yield parts.constant(f"U_{k}", getattr(self.params, f"U_{k}"), self.hidden, self.letters, symbols=self.symbols)
        yield self.passed(f"Ux_{k}", "Ux", op="matmul", of=(f"U_{k}", "x"))
        yield parts.constant(f"W_{k}", getattr(self.params, f"W_{k}"), self.hidden, self.hidden, symbols=self.symbols)
        yield self.passed(f"Wh_{k}", "Wh", op="matmul", of=(f"W_{k}", "h_prev"))
        yield parts.constant(f"b_{k}", getattr(self.params, f"b_{k}"), self.hidden, symbols=self.symbols)
        if gate.squash == "σ":
            summed = "a_rz" if line == "rz" else "a"  # as the engine calls it
            yield self.passed(f"a_{k}", summed, op="add", of=(f"Ux_{k}", f"Wh_{k}", f"b_{k}"))
        yield self.passed(k, line, op="tanh" if gate.squash == "tanh" else "sigmoid", of=(f"a_{k}",), scale=1.0)

    def ends(self) -> Iterator[Grid]:
        """What comes in, x and h₍t₋₁₎, and what goes out: scores, probabilities, loss."""
        p, trace, letters = self.params, self.trace, self.letters
        read = "The input: 1 in the row of the letter being read."
        nothing = "The initial state: before the first letter there is nothing to remember, so every unit is 0."
        wanted = "The target: 1 at the letter that should come next."
        yield self.column("x", trace.x, rows=letters, integer=True, origin=read)
        yield self.column("h_prev", trace.h_prev, scale=1.0, op="copy", of=("h@-1",), origin=nothing)
        yield parts.constant("V", p.V, letters, self.hidden, symbols=self.symbols)
        yield self.passed("Vh", rows=letters, op="matmul", of=("V", "h"))
        yield parts.constant("b_y", p.b_y, letters, symbols=self.symbols)
        yield self.passed("logits", rows=letters, op="add", of=("Vh", "b_y"))
        yield self.passed("y_hat", rows=letters, scale=1.0, op="softmax", of=("logits",))
        yield self.column("y", one_hot(self.y, len(letters)), rows=letters, integer=True, origin=wanted)
        code = line_of(self.cell.backward, "loss")
        yield parts.loss_over_time(self.grads.loss, trace.y_hat, self.y, symbols=self.symbols, code=code)

    def asked_of_h(self, gates: Mapping[str, str]) -> Iterator[Grid]:
        """What comes back to this h from each gate of the next step; gates: its name → the gradient that W meets there."""
        for k, da in gates.items():
            gradient = getattr(self.grads, da)
            yield self.next_of(f"{da}_next", da, gradient, scale=parts.max_abs(gradient))
            comes_back = np.zeros_like(gradient)
            comes_back[:-1] = gradient[1:] @ getattr(self.params, f"W_{k}")
            made: dict[str, Any] = {"op": "transposed_matmul", "of": (f"W_{k}", f"{da}_next"), "origin": LAST}
            yield self.column(f"dh_{k}", comes_back, scale=parts.max_abs(self.grads.dh_future), **made)

    def error_grids(self) -> Iterator[Grid]:
        """The error at the output, and what comes from it to h."""
        yield self.back("dlogits", rows=self.letters, op="subtract", of=("y_hat", "y"))
        yield self.back("dh_now", op="transposed_matmul", of=("V", "dlogits"), scale=self.reach_of_dh)

    def future_grids(self, parts: tuple[str, ...]) -> Iterator[Grid]:
        """What comes back to h from the future in these parts, and all of ∂L/∂h."""
        yield self.back("dh_future", "dh_to_past", op="add", of=parts, scale=self.reach_of_dh)
        yield self.back("dh", op="add", of=("dh_now", "dh_future"), scale=self.reach_of_dh)

    def gate_back(self, gate: Gate, reaches: Array, op: str, of: tuple[str, ...], line: str = "") -> Iterator[Grid]:
        """What reaches a gate, made so, the slope of its σ or tanh, and their product."""
        k, now = gate.name, getattr(self.trace, gate.name)
        slope, made = (1 - now**2, "tanh_slope") if gate.squash == "tanh" else (now * (1 - now), "sigmoid_slope")
        yield self.column(f"d{k}", reaches, op=op, of=of, scale=parts.max_abs(reaches))
        yield self.column(f"slope_{k}", slope, op=made, of=(k,), scale=1.0)
        yield self.back(f"da_{k}", line, op="times", of=(f"d{k}", f"slope_{k}"))

    def shares(self, made_of: Mapping[str, tuple[str, str]]) -> Iterator[Grid]:
        """Each weight's gradient: this step's share, and the sum from the last step back to this one; the output's too.

        made_of: weight of the cell → the gradient it meets, and what that is multiplied by ("" for a bias).
        """
        yield parts.transposed("x", self.trace.x, self.letters, integer=True, symbols=self.symbols)
        yield parts.transposed("h_prev", self.trace.h_prev, self.hidden, scale=1.0, symbols=self.symbols)
        yield parts.transposed("h", self.trace.h, self.hidden, scale=1.0, symbols=self.symbols)
        for name, (da, by) in (*made_of.items(), ("V", ("dlogits", "h_T")), ("b_y", ("dlogits", ""))):
            rows = self.letters if name in ("V", "b_y") else self.hidden
            cols = parts.COLUMN if not by else self.letters if by == "x_T" else self.hidden
            made: dict[str, Any] = {"op": "times", "of": (da, by)} if by else {"op": "copy", "of": (da,)}
            yield from parts.shares(name, self.grads.per_step(name), rows, cols, symbols=self.symbols, **made)

    def strip(self, cells: str, across: str, above: str = "") -> Strip:
        return parts.guessing(self.trace, self.y, self.letters, cells=cells, above=above, up="↑", across=across)


def gate_rows(gate: Gate) -> tuple[Row, ...]:
    """The board of one gate: what the letter says, what the hidden state says, together."""
    k = gate.name
    return (
        Row("what the letter says", (f"U_{k}", "·", "x", "=", f"Ux_{k}"), k),
        Row("what the hidden state says", (f"W_{k}", "·", "h_prev", "=", f"Wh_{k}"), k),
        Row("together", (f"Ux_{k}", "+", f"Wh_{k}", "+", f"b_{k}", "=", f"a_{k}", f"{gate.squash} →", k), k),
    )


def error_rows(scene: str) -> tuple[Row, ...]:
    """From the error at the output to h."""
    return (
        Row("the error at the output", ("y_hat", "−", "y", "=", "dlogits"), scene),
        Row("from this output", ("V", "ᵀ ·", "dlogits", "=", "dh_now"), scene),
    )


def output_share_rows(scene: str, symbols: Mapping[str, Symbol]) -> tuple[Row, ...]:
    """The gradients of the output's weights."""
    return (
        Row(f"{parts.bare('V', symbols)}’s share", ("dlogits", "·", "h_T", "=", "dV_t", "so far", "dV"), scene),
        Row(f"{parts.bare('b_y', symbols)}’s share", ("dlogits", "=", "db_y_t", "so far", "db_y"), scene),
    )


def output_rows(scene: str) -> tuple[Row, ...]:
    """From the hidden state to the loss."""
    return (
        Row("what the hidden state votes for", ("V", "·", "h", "=", "Vh", "+", "b_y", "=", "logits"), scene),
        Row(
            "the bets, and how wrong they are", ("logits", "softmax →", "y_hat", "target", "y", "−ln →", "loss"), scene
        ),
    )

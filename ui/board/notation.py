"""The symbols of every quantity, read from the one table, `notation.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Role = Literal["input", "state", "output", "weight", "gradient"]

_DIGITS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_PARAMETER = re.compile(r"([UWVb](_[a-z])?|c_n)")  # what is trained


def subscript(number: int) -> str:
    """The number in Unicode subscript digits: 12 → ₁₂."""
    return str(number).translate(_DIGITS)


@dataclass(frozen=True)
class Symbol:
    """How one field of the engine is shown: a row of the table, which says what each of these is."""

    text: str
    meaning: str
    shape: tuple[str, ...]
    role: Role

    def at(self, t: int) -> str:
        """The symbol at time index t (0-based), written with the 1-based subscripts of the board."""
        return self.text.format(t=subscript(t + 1), p=subscript(t), n=subscript(t + 2))


def _section(section: str, **parts: str) -> dict[str, Symbol]:
    """The symbols of a section, with these parts put in for {gate} and the like; each parameter with its gradient and update."""

    def filled(text: str) -> str:
        return re.sub(r"\{(\w{2,})\}", lambda match: parts[match[1]], text)

    rows = {filled(name): [*map(filled, row)] for name, row in _TABLE[section].items()}
    symbols = {
        name: Symbol(text, meaning, tuple(shape.split("×")), role)  # type: ignore[arg-type]
        for name, (text, meaning, shape, role) in rows.items()
    }
    for name, (_, _, shape, _) in rows.items():
        if _PARAMETER.fullmatch(name):
            symbols |= _section("weight", weight=name, shape=shape)
    return symbols


def _gated(cell: str) -> Mapping[str, Symbol]:
    """The symbols of a cell with gates: what all cells share, its gates, and what only it has."""
    gates: dict[str, Symbol] = {}
    for gate, (called, squash, meaning) in _TABLE[f"{cell}_gates"].items():
        gates |= _section("gate", gate=gate, called=called, squash=squash, meaning=meaning)
    return NOTATION | _section("gated") | gates | _section(cell)


NOTATION = _section("rnn")
LSTM = _gated("lstm")
GRU = _gated("gru")

"""The letters of the formulas in prose, in figures and as a table, read from the one table of notation."""

from collections.abc import Mapping

from ui.board.mathml import in_figure, mathml
from ui.board.notation import NOTATION, Symbol
from ui.board.theme import ink

_TIME = {"t": "ₜ", "p": "ₜ₋₁", "n": "ₜ₊₁"}


def sym(name: str, symbols: Mapping[str, Symbol] = NOTATION, place: str = "") -> str:
    """A field's symbol for prose, in the colour of its role; `place` stands where its time step does: "_k", "₂"."""
    symbol = symbols[name]
    return ink(mathml(_at(symbol, place)), symbol.role)


def label(name: str, place: str = "") -> str:
    """The same for a Plotly figure, in the colour of its label."""
    return in_figure(_at(NOTATION[name], place))


def _at(symbol: Symbol, place: str) -> str:
    return symbol.text.format(t=place, p=place, n=place)


def table(shapes: Mapping[str, tuple[int, ...]]) -> str:
    """A Markdown table that holds HTML: each field's symbol in its role's colour, its meaning, its shape in letters and here."""
    lines = ["| | | shape | here |", "| --- | --- | --- | --- |"]
    for name, shape in shapes.items():
        symbol = NOTATION[name]
        here = "×".join(map(str, (*shape, 1)[:2]))
        drawn = ink(mathml(symbol.text.format(**_TIME)), symbol.role)
        lines.append(f"| **{drawn}** | {symbol.meaning} | {'×'.join(symbol.shape)} | {here} |")
    return "\n".join(lines)

"""The letters of the formulas in prose and as a table, read from the one table of notation."""

from collections.abc import Mapping

from engine.notation import NOTATION, Symbol
from ui.theme import ink

__all__ = ["sym", "table"]

_TIME = {"t": "ₜ", "p": "ₜ₋₁", "n": "ₜ₊₁"}


def sym(name: str, symbols: Mapping[str, Symbol] = NOTATION) -> str:
    """A field's symbol in Markdown, in the colour of its role and without a time step."""
    symbol = symbols[name]
    return ink(symbol.text.format(t="", p="", n=""), symbol.role)


def table(shapes: Mapping[str, tuple[int, ...]]) -> str:
    """A Markdown table: each field's symbol in its role's colour, its meaning, its shape in letters and here."""
    lines = ["| | | shape | here |", "| --- | --- | --- | --- |"]
    for name, shape in shapes.items():
        symbol = NOTATION[name]
        here = "×".join(map(str, (*shape, 1)[:2]))
        lines.append(
            f"| **{ink(symbol.text.format(**_TIME), symbol.role)}** | {symbol.meaning} | {'×'.join(symbol.shape)} | {here} |"
        )
    return "\n".join(lines)

"""A caption: one sentence, in which the numbers and the symbols are the board's own.

    tell("{U} times {x} picks a column of {U}.")  # symbols
    tell("Unit {u}: {Ux:#} from the letter and {Ws:#} from memory make {a:#}.", 2)  # numbers, of unit 3

The sentence stands whole in the source, to be read, searched and edited.
"""

from dataclasses import dataclass
from functools import lru_cache
from string import Formatter


@dataclass(frozen=True)
class Ink:
    """A word of a sentence in the colour of a role (input, state, output, weight, gradient)."""

    text: str
    role: str


@dataclass(frozen=True)
class Num:
    """A number of a sentence, written to the reader's precision: a cell of a grid, dt time steps away."""

    grid: str
    row: int = 0
    col: int = 0
    dt: int = 0


@dataclass(frozen=True)
class Sym:
    """A grid by its own symbol, in the colour of its role, dt time steps away."""

    grid: str
    dt: int = 0


CaptionPart = str | Ink | Num | Sym
Caption = tuple[CaptionPart, ...]


def source(text: str) -> tuple[str, int]:
    """("s@-1") → ("s", −1): the grid named, and how many time steps away."""
    name, _, offset = text.partition("@")
    return name, int(offset or 0)


def tell(sentence: str, unit: int = 0, /, **fields: CaptionPart | Caption | int) -> Caption:
    """A sentence with fields as the parts of a caption.

    A field takes a part, a caption to be put in, or a whole number. One that is given nothing is the symbol of the grid of
    that name, {s@-1} that of one time step earlier; {a:#} is the grid's number in the row `unit`, and {u} that unit, counted
    from 1. Raises ValueError for a value without a field.
    """
    parts: list[CaptionPart] = []
    pieces = _pieces(sentence)
    for text, name, number in pieces:
        if text:
            parts.append(text)
        if name is None:
            continue
        if number:
            grid, dt = source(name)
            parts.append(Num(grid, unit, dt=dt))
            continue
        match fields.get(name, unit + 1 if name == "u" else Sym(*source(name))):
            case tuple() as caption:
                parts += caption
            case int() as count:
                parts.append(str(count))
            case part:
                parts.append(part)
    if without := fields.keys() - {name for _, name, number in pieces if not number}:
        raise ValueError(f"no field in {sentence!r} for {', '.join(sorted(without))}")
    return tuple(parts)


@lru_cache(maxsize=4096)  # a page tells the same few sentences hundreds of times
def _pieces(sentence: str) -> tuple[tuple[str, str | None, bool], ...]:
    """The sentence as (text, the field after it, whether that is a number); the last may have no field."""
    return tuple((text, name, written == "#") for text, name, written, _ in Formatter().parse(sentence))

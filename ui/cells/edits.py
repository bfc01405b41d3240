"""The reader's own weights as text: `U.0.1:0.5,b.0.0:-1` puts 0.5 into U's row 0, column 1."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from engine.rnn import RNNParams

LARGEST_WEIGHT = 1000
LONGEST_TEXT = 2000  # characters: about 200 weights, and an address that every browser and proxy takes
LONGEST_HELD = 60_000  # in a session: all weights of the largest network on the stage, to the last digit

_ENTRY = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\.([0-9]{1,4})\.([0-9]{1,4}):([-+0-9.eE]{1,30})")


class Edit(NamedTuple):
    """One weight: the parameter's field name, 0-based row and column (0 for a vector), and the value."""

    name: str
    row: int
    col: int
    value: float


def parse(written: str, longest: int = LONGEST_TEXT) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """The edits of a text, and what is wrong with the rest, a sentence each; never raises.

    A weight is finite and |w| ≤ 1000. Of two values for one cell the later counts.
    """
    if len(written) > longest:
        return (), (f"Edited weights may take {longest} characters; these take {len(written)}.",)
    edits: dict[tuple[str, int, int], Edit] = {}
    problems = []
    for entry in filter(None, written.split(",")):
        match = _ENTRY.fullmatch(entry)
        try:
            value = float(match[4]) if match else math.nan
        except ValueError:
            match = None
        if not match:
            problems.append(f"‘{entry}’ is not an edited weight; one looks like U.0.1:0.5.")
        elif not abs(value) <= LARGEST_WEIGHT:
            problems.append(f"A weight lies between −{LARGEST_WEIGHT} and {LARGEST_WEIGHT}; ‘{entry}’ does not.")
        else:
            edit = Edit(match[1], int(match[2]), int(match[3]), value + 0.0)  # −0 becomes 0
            edits[edit[:3]] = edit
    return tuple(edits.values()), tuple(problems)


def text(edits: Iterable[Edit]) -> str:
    """The canonical text: `parse` gives back the same edits, to the last bit."""
    return ",".join(f"{e.name}.{e.row}.{e.col}:{repr(e.value).removesuffix('.0')}" for e in edits)


def fitting(edits: Iterable[Edit], shapes: Mapping[str, tuple[int, ...]]) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """The edits that these parameters have a place for (name → shape), and a sentence for each other one."""
    kept = []
    problems = []
    for edit in edits:
        rows, cols = (*shapes.get(edit.name, ()), 1, 1)[:2]
        if edit.name not in shapes:
            problems.append(f"There are no weights ‘{edit.name}’ here, only {', '.join(shapes)}.")
        elif edit.row >= rows or edit.col >= cols:
            problems.append(
                f"{edit.name} has {rows} rows and {cols} columns, counted from 0; "
                f"it has no row {edit.row}, column {edit.col}."
            )
        else:
            kept.append(edit)
    return tuple(kept), tuple(problems)


def as_edits(old: RNNParams, new: RNNParams, edits: str) -> str:
    """The text of the edits that turn a preset into `new`, given those (`edits`) that turned it into `old`.

    Raises ValueError naming the weight if one left the range that weights may have.
    """
    changed = list(parse(edits, LONGEST_HELD)[0])
    before = dict(old.items())
    for name, array in new.items():
        for index in zip(*np.nonzero(array != before[name]), strict=True):
            row, col = (*map(int, index), 0)[:2]
            value = float(array[index])
            if abs(value) > LARGEST_WEIGHT:
                raise ValueError(
                    f"{name}[{row + 1},{col + 1}] would become {value:.6g}; a weight lies between "
                    f"−{LARGEST_WEIGHT} and {LARGEST_WEIGHT}. Try a smaller learning rate."
                )
            changed.append(Edit(name, row, col, value))
    return text({edit[:3]: edit for edit in changed}.values())

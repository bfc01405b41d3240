"""Symbols stand in one table: renamed there, no story spells the old one any more."""

import subprocess
import sys
from pathlib import Path

# Every bare symbol of the tables gets a mark, before a story is loaded; then no reader may meet one without it.
RENAMED = r"""
import re
from dataclasses import replace

import ui.board.notation as plain
import ui.board.notation as gated

NAMES = {"U", "W", "V", "b_y", "s", "x", "ŷ", "η", "ℓ", "ᵀ", *(f"{k}_{g}" for k in "UWb" for g in "figorzn")}
for table in (plain.NOTATION, gated.LSTM, gated.GRU):
    for name, symbol in table.items():
        table[name] = replace(symbol, text="¤" + symbol.text.replace("{t}", "").replace("{p}", "").replace("{n}", ""), meaning="")

from tests.ui.cells.every import boards

OLD = re.compile(r"(?<![\w¤_·⊙/∂(Σ′’‘])(" + "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)) + r")(?![\w_])")
spelled = set()
for board in boards():
    for step in board.steps:
        texts = [step.title, *(part for part in step.caption if isinstance(part, str))]
        spelled |= {text for text in texts if OLD.search(text)}
    strip = board.strip
    spelled |= {row.label for row in board.rows if OLD.search(row.label)}
    spelled |= {text for text in (strip.up, strip.across, strip.out) if OLD.search(text)}
assert not spelled, spelled
"""


def test_a_symbol_that_is_renamed_in_the_table_is_renamed_in_every_sentence() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", RENAMED], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]

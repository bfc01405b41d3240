"""Every number of a storyboard, taken away as arrays and as a table."""

import csv
import io

import numpy as np

from ui.board.trace import as_csv, as_npz
from ui.cells import forward
from ui.cells.choice import Settings
from ui.cells.word_run import run

READING = run(Settings(preset="random", word="=a+"))
BOARD = forward.storyboard(READING.params, READING.trace, READING.y, READING.alphabet.symbols)


def test_the_arrays_are_the_engines_to_the_last_bit_and_need_no_pickle() -> None:
    with np.load(io.BytesIO(as_npz(BOARD, "http://localhost/forward")), allow_pickle=False) as taken:
        assert np.array_equal(taken["s"][..., 0], READING.trace.s)
        assert np.array_equal(taken["U"], READING.params.U)
        assert taken["about"][1] == "http://localhost/forward"


def test_the_table_has_every_number_once_in_full_precision_and_no_formula() -> None:
    head, *lines = csv.reader(io.StringIO(as_csv(BOARD)))
    assert head == ["name", "t", "row", "column", "value"]
    assert {len(line) for line in lines} == {len(head)}
    states = [float(value) for name, _, _, _, value in lines if name == "s"]
    assert states == READING.trace.s.ravel().tolist()
    assert len(lines) == sum(int((~np.isnan(grid.values)).sum()) for grid in BOARD.grids.values())
    assert not any(label[:1] in ("=", "+", "-", "@") for _, _, row, col, _ in lines for label in (row, col))

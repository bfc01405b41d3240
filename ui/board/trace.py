"""Every number of a storyboard as data: an .npz of arrays by name, and a table of one number a line as CSV."""

import csv
import io

import numpy as np

from ui.board.storyboard import Storyboard


def as_npz(board: Storyboard, address: str) -> bytes:
    """An array for each grid by its name, (T, rows, cols) or (rows, cols) where it is the same at all times; NaN where
    there is no value. `about` names the board and the address that shows it."""
    buffer = io.BytesIO()
    arrays = {name: grid.values for name, grid in board.grids.items()}
    np.savez_compressed(buffer, allow_pickle=False, about=np.array([board.label, address]), **arrays)
    return buffer.getvalue()


def as_csv(board: Storyboard) -> str:
    """name, t, row, column, value: t counts from 1 and is empty for what is the same at all times; full precision."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "t", "row", "column", "value"])
    for name, grid in board.grids.items():
        times = range(grid.start, grid.start + len(grid.values)) if grid.timed else [None]
        for t in times:
            matrix = grid.at(t or 0)
            assert matrix is not None
            for row, col in np.argwhere(~np.isnan(matrix)):
                when = "" if t is None else t + 1
                labels = (_text(grid.rows[row]), _text(grid.cols[col]))
                writer.writerow([name, when, *labels, repr(float(matrix[row, col]))])
    return text.getvalue()


def _text(label: str) -> str:
    """A label that a spreadsheet does not take for a formula."""
    return f"'{label}" if label[:1] in ("=", "+", "-", "@") else label

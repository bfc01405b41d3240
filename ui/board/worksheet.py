"""A storyboard in words: the text twin of a stage, and the worksheet with every number's arithmetic, as Markdown."""

from collections.abc import Callable, Iterator

import numpy as np

from ui.board.arithmetic import Cell, cell_name, expand, number, substituted, value_of
from ui.board.caption import Ink, Num, Sym
from ui.board.storyboard import Grid, Step, Storyboard
from ui.markdown import plain

__all__ = ["sentence", "text_twin", "worksheet"]

Body = Callable[[Storyboard, Grid, int, int], Iterator[str]]


def text_twin(board: Storyboard, decimals: int) -> str:
    """Every step's sentence, and a table of what it computed: what the stage shows, for reading and copying."""
    return _document(board, decimals, _tables)


def worksheet(board: Storyboard, decimals: int) -> str:
    """Every step's sentence, and for every number the arithmetic that made it, with the numbers put in."""
    return _document(board, decimals, _arithmetic)


def sentence(board: Storyboard, step: Step, decimals: int) -> str:
    """The step's sentence as plain text, with its numbers."""
    written = [step.title, " "]
    for part in step.caption:
        match part:
            case Ink(text, _):
                written.append(text)
            case Num(grid, row, col, dt):
                value = value_of(board, Cell(grid, step.t + dt, row, col))
                written.append("" if value is None else number(value, decimals, board.grids[grid]))
            case Sym(grid, dt):
                written.append(board.grids[grid].symbol.at(step.t + dt))
            case _:
                written.append(part)
    return "".join(written)


def _document(board: Storyboard, decimals: int, body: Body) -> str:
    lines = [f"# {plain(board.label)}", ""]
    given = [g for g in board.grids.values() if not g.timed and g.name not in board.computed]
    if given:
        lines += ["## What is given", ""]
        for grid in given:
            lines += [f"**{plain(grid.symbol.at(0))}**: {grid.symbol.meaning}", "", *_table(grid, 0, decimals), ""]
    t = part = None
    for index, step in enumerate(board.steps):
        if (step.t, step.part) != (t, part):
            t, part = step.t, step.part
            reads = f": {plain(board.strip.reads[t])}" if board.strip and t < len(board.strip.reads) else ""
            lines += [f"## {part}{', ' if part else ''}t = {t + 1}{reads}", ""]
        lines += [f"**{index + 1}.** {plain(sentence(board, step, decimals))}", ""]
        for name in step.computes:
            lines += [*body(board, board.grids[name], step.t, decimals), ""]
    return "\n".join(lines)


def _tables(board: Storyboard, grid: Grid, t: int, decimals: int) -> Iterator[str]:
    yield from _table(grid, t, decimals)


def _arithmetic(board: Storyboard, grid: Grid, t: int, decimals: int) -> Iterator[str]:
    for row in range(len(grid.rows)):
        for col in range(len(grid.cols)):
            cell = Cell(grid.name, t, row, col)
            value = value_of(board, cell)
            parts = expand(board, cell)
            if value is None:
                continue
            made = "" if parts is None else f" = {substituted(board, parts, decimals)}"
            yield f"    {cell_name(board, cell)}{made} = {number(value, decimals, grid)}"


def _table(grid: Grid, t: int, decimals: int) -> Iterator[str]:
    matrix = grid.at(t)
    if matrix is None:
        return
    yield "| " + " | ".join([plain(grid.symbol.at(t)), *map(plain, grid.cols)]) + " |"
    yield "|" + " --- |" * (len(grid.cols) + 1)
    for label, values in zip(grid.rows, matrix, strict=True):
        cells = ["" if np.isnan(value) else number(value, decimals, grid) for value in values]
        yield "| " + " | ".join([plain(label), *cells]) + " |"

"""A storyboard in words: the text version of a stage, and the worksheet with every number's arithmetic, to read and to print."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from ui.board.arithmetic import Cell, cell_name, expand, formula, number, substituted, value_of
from ui.board.caption import Ink, Num, Sym
from ui.board.markdown import plain
from ui.board.storyboard import Grid, Step, Storyboard

_PRINTED = Path(__file__).with_name("printed.html").read_text("utf-8")

Body = Callable[[Grid, int], Iterable[str]]
Block = tuple[Any, ...]  # its kind, and what it is made of: a heading’s level and text, a grid and its time step …


def as_text(board: Storyboard, decimals: int) -> str:
    """Every step's sentence, and a table of what it computed: what the stage shows, for reading and copying."""
    return _document(_blocks(board, decimals, None), decimals, lambda grid, t: _table(grid, t, decimals))


def worksheet(board: Storyboard, decimals: int, whole: bool = False) -> str:
    """One time step written out: each step's sentence, and for every number the arithmetic that made it, with the numbers put
    in. The others are tables, unless the whole is wanted."""
    blocks = _blocks(board, decimals, None if whole else _written_out(board))
    return _document(blocks, decimals, lambda grid, t: (f"    {line}" for line in _lines(board, grid, t, decimals)))


def sentence(board: Storyboard, step: Step, decimals: int) -> str:
    """The step's sentence as plain text, with its numbers."""
    written = [step.title, " "]
    for part in step.caption:
        match part:
            case Ink(text, _):
                written.append(text)
            case Num(grid, row, col, dt):
                value = value_of(board, Cell(grid, step.t + dt, row, col))
                written.append("" if value is None else number(value, decimals, board.grids[grid], in_sentence=True))
            case Sym(grid, dt):
                written.append(board.grids[grid].symbol.at(step.t + dt))
            case _:
                written.append(part)
    return "".join(written)


def printed(board: Storyboard, decimals: int, address: str, whole: bool = False) -> str:
    """The worksheet as one HTML file that needs nothing else and prints on A4 and Letter; `address` leads to the screen."""
    parts = []
    for block in _blocks(board, decimals, None if whole else _written_out(board)):
        match block:
            case "heading", 1, text:
                parts.append(f'<h1>{escape(text)}</h1><p class="address">The same screen: {escape(address)}</p>')
            case "heading", _, text:
                parts.append(f"<h2>{escape(text)}</h2>")
            case "given", grid:
                about = f"<p><b>{escape(grid.symbol.at(0))}</b>: {escape(grid.symbol.meaning)}</p>"
                parts.append(f"<section>{about}{_html_table(grid, 0, decimals)}</section>")
            case "said", text:
                parts.append(f'<p class="address">{escape(text)}</p>')
            case "listed", grid, t:
                name, table = escape(grid.symbol.at(t)), _html_table(grid, t, decimals)
                parts.append(f'<section class="listed"><b>{name}</b>{table}</section>')
            case "told", index, text:
                parts.append(f"<p><b>{index}.</b> {escape(text)}</p>")
            case "made", grid, t:
                lines = (f"<span>{escape(line)}</span>" for line in _lines(board, grid, t, decimals))
                parts.append("<pre>" + "\n".join(lines) + "</pre>")
    return (_PRINTED.replace("<!--title-->", escape(board.label))).replace("<!--body-->", "\n".join(parts))


def _document(blocks: Iterable[Block], decimals: int, body: Body) -> str:
    lines: list[str] = []
    for block in blocks:
        match block:
            case "heading", level, text:
                lines += [f"{'#' * level} {plain(text)}", ""]
            case "given", grid:
                lines += [f"**{plain(grid.symbol.at(0))}**: {grid.symbol.meaning}", "", *_table(grid, 0, decimals), ""]
            case "said", text:
                lines += [text, ""]
            case "listed", grid, t:
                lines += [*_table(grid, t, decimals), ""]
            case "told", index, text:
                lines += [f"**{index}.** {plain(text)}", ""]
            case "made", grid, t:
                lines += [*body(grid, t), ""]
    return "\n".join(lines)


def _written_out(board: Storyboard) -> dict[str, int] | None:
    """For each part of the story the time step that is written out: the second, the first that has a memory, if there is one.
    None if that is all of it."""
    times: dict[str, list[int]] = {}
    for step in board.steps:
        times.setdefault(step.part, []).append(step.t)
    out = {part: 1 if 1 in steps else steps[0] for part, steps in times.items()}
    return out if any(step.t != out[step.part] for step in board.steps) else None


def _blocks(board: Storyboard, decimals: int, out: Mapping[str, int] | None) -> Iterator[Block]:
    """What a document holds, in its order, whatever it is written in; out: by part the time step that is written out, the
    others are listed."""
    yield "heading", 1, board.label
    if out:
        written = ", ".join(f"t = {t}" for t in sorted({t + 1 for t in out.values()}))
        yield "said", f"Every number’s arithmetic is written out for {written}; the other time steps are tables."
    given = [g for g in board.grids.values() if not g.timed and g.name not in board.computed]
    if given:
        yield "heading", 2, "What is given"
        yield from (("given", grid) for grid in given)
    t = part = None
    for index, step in enumerate(board.steps, start=1):
        if (step.t, step.part) != (t, part):
            t, part = step.t, step.part
            reads = f": {board.strip.reads[t]}" if board.strip and t < len(board.strip.reads) else ""
            yield "heading", 2, f"{part}{', ' if part else ''}t = {t + 1}{reads}"
        if out and step.t != out[step.part]:
            grids = (board.grids[name] for name in step.computes)
            yield from (("listed", grid, step.t) for grid in grids if _has_values(grid, step.t))
            continue
        yield "told", index, sentence(board, step, decimals)
        for name in step.computes:
            yield "made", board.grids[name], step.t


def _lines(board: Storyboard, grid: Grid, t: int, decimals: int) -> Iterator[str]:
    """A line of arithmetic for each number."""
    for row in range(len(grid.rows)):
        for col in range(len(grid.cols)):
            cell = Cell(grid.name, t, row, col)
            value = value_of(board, cell)
            parts = expand(board, cell)
            if value is None:
                continue
            name = cell_name(board, cell)
            carried = parts is not None and formula(board, parts) == name  # the same number under the same name
            made = "" if parts is None or carried else f" = {substituted(board, parts, decimals)}"
            yield f"{name}{made} = {number(value, decimals, grid)}"


def _has_values(grid: Grid, t: int) -> bool:
    matrix = grid.at(t)
    return matrix is not None and not np.isnan(matrix).all()


def _html_table(grid: Grid, t: int, decimals: int) -> str:
    """A grid at a time step at which it has values."""
    matrix = grid.at(t)
    assert matrix is not None
    head = "".join(f"<th>{escape(label)}</th>" for label in ("", *grid.cols)) if any(grid.cols) else ""
    lines = "".join(
        f"<tr><th>{escape(label)}</th>{''.join(f'<td>{_written(value, decimals, grid)}</td>' for value in values)}</tr>"
        for label, values in zip(grid.rows, matrix, strict=True)
    )
    return f"<table>{f'<tr>{head}</tr>' if head else ''}{lines}</table>"


def _table(grid: Grid, t: int, decimals: int) -> Iterator[str]:
    matrix = grid.at(t)
    if matrix is None:
        return
    yield "| " + " | ".join([plain(grid.symbol.at(t)), *map(plain, grid.cols)]) + " |"
    yield "|" + " --- |" * (len(grid.cols) + 1)
    for label, values in zip(grid.rows, matrix, strict=True):
        cells = [_written(value, decimals, grid) for value in values]
        yield "| " + " | ".join([plain(label), *cells]) + " |"


def _written(value: float, decimals: int, grid: Grid) -> str:
    return "" if np.isnan(value) else number(value, decimals, grid)

"""Exercises for a class, on paper and for a learning platform: the board with its blanks as HTML, and as Moodle XML.

Moodle XML is what Moodle documents under "Moodle XML format": a numerical question for one blank, and a cloze question
where several cells belong together.
"""

import re
from collections.abc import Callable, Sequence
from html import escape
from xml.etree import ElementTree as ET

from ui.board.arithmetic import Cell, number
from ui.runs.exercise import DECIMALS, TOLERANCE, Blank, Exercise

__all__ = ["MOST_VARIANTS", "moodle", "sheets"]

MOST_VARIANTS = 60
MOST_ROWS = 5  # of a board that is shown with all that led to the blanks
_CSS = """
@page { margin: 16mm; }
:root { color-scheme: light; }
body { font: 11pt/1.4 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: #0f141c; margin: 0 auto; max-width: 175mm; }
section { break-after: page; }
section:last-child { break-after: auto; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
.who { display: flex; justify-content: space-between; gap: 8mm; margin: 0 0 4mm; }
.rows { display: flex; flex-wrap: wrap; gap: 3mm 10mm; }
.row { break-inside: avoid; }
.terms { display: flex; flex-wrap: wrap; align-items: center; gap: 2mm; }
.name { font-weight: 600; font-size: 10pt; }
table { border-collapse: collapse; border-left: 0.4mm solid; border-right: 0.4mm solid; }
td, th { font: 10pt/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; padding: 0.4mm 1.6mm; text-align: right; }
th { color: #555; font-weight: 400; }
td.blank { border: 0.3mm solid; min-width: 15mm; height: 6mm; }
li { font: 10pt/1.6 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
"""


def sheets(exercises: Sequence[Exercise], address: Callable[[Exercise], str]) -> str:
    """One HTML file that prints on A4 and on Letter: for each exercise a page with blanks, and one with the solution.

    address  the link that opens an exercise in the app
    """
    pages = "".join(_sheet(given, address(given)) for given in exercises)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Unrolled: exercises</title><style>{_CSS}</style></head><body>{pages}</body></html>\n"
    )


def _sheet(given: Exercise, address: str) -> str:
    title = f"{escape(given.level.title.capitalize())} · {escape(given.key)}"
    steps = "".join(
        f"<li>{escape(blank.hints[0])}<br>{escape(blank.hints[1])}<br><b>{escape(blank.hints[2])}</b></li>"
        for blank in given.asked
    )
    return (
        f'<section><h1>{title}</h1><p class="who"><span>Name: ____________________</span>'
        f"<span>Needs: {escape(given.level.needs)}</span></p>"
        f"<p>{_task(given)} ±{TOLERANCE:g} counts as right.</p>"
        f"{_board(given, lambda _: '')}</section>"
        f"<section><h1>Solution: {title}</h1><ol>{steps}</ol><p>In the app: {escape(address)}</p></section>"
    )


def _task(given: Exercise) -> str:
    if given.false:
        names = ", ".join(
            dict.fromkeys(given.board.grids[blank.cell.grid].symbol.at(blank.cell.t) for blank in given.blanks)
        )
        return (
            f"One number in {escape(names)} is wrong. Find it, and write the right one, to {DECIMALS} decimal places."
        )
    return f"Fill in the blanks, to {DECIMALS} decimal places."


def _board(given: Exercise, fill: Callable[[Blank], str]) -> str:
    """The rows of the board as tables; `fill` writes what stands in a blank, as HTML."""
    asked = {} if given.false else {blank.cell: blank for blank in given.blanks}
    known = {name for step in given.board.steps if step.t == given.level.at for name in step.computes}
    hidden = given.board.computed - known
    grids = {blank.cell.grid for blank in given.blanks}
    rows, seen = [], set[str]()
    for row in given.board.rows:
        # a long story keeps to what it asks for: the operands stand in the same row, and a sheet is one page
        if len(given.board.rows) > MOST_ROWS and not grids & set(row.items) - seen:
            continue
        terms = []
        for item in row.items:
            if item not in given.board.grids:
                terms.append(f"<span>{escape(item)}</span>")
                continue
            # where a grid stands again, its blanks are those of the first place
            terms.append(_grid(given, item, asked, item in hidden, fill if item not in seen else None))
            seen.add(item)
        rows.append(f'<div class="row"><div>{escape(row.label)}</div><div class="terms">{"".join(terms)}</div></div>')
    return f'<div class="rows">{"".join(rows)}</div>'


def _grid(
    given: Exercise, name: str, asked: dict[Cell, Blank], hidden: bool, fill: Callable[[Blank], str] | None
) -> str:
    grid = given.board.grids[name]
    values = grid.at(given.level.at)
    head = "".join(f"<th>{escape(label)}</th>" for label in ("", *grid.cols)) if any(grid.cols) else ""
    lines = []
    for r, label in enumerate(grid.rows):
        cells = []
        for c in range(len(grid.cols)):
            blank = asked.get(Cell(name, given.level.at, r, c))
            if blank:
                cells.append(f'<td class="blank">{fill(blank)}</td>' if fill else "<td>…</td>")
            else:
                value = None if hidden or values is None else float(values[r, c])
                if given.false and given.false[0].cell == Cell(name, given.level.at, r, c):
                    value = given.false[1]
                cells.append(f"<td>{'' if value is None else escape(number(value, DECIMALS, grid))}</td>")
        lines.append(f"<tr><th>{escape(label)}</th>{''.join(cells)}</tr>")
    table = f"<table>{f'<tr>{head}</tr>' if head else ''}{''.join(lines)}</table>"
    return f'<div><div class="name">{escape(grid.symbol.at(given.level.at))}</div>{table}</div>'


def moodle(exercises: Sequence[Exercise]) -> bytes:
    """The exercises as a file that Moodle imports and marks, with a sentence for every usual mistake."""
    quiz = ET.Element("quiz")
    for given in exercises:
        _question(quiz, given)
    ET.indent(quiz)
    return bytes(ET.tostring(quiz, "utf-8", xml_declaration=True))


def _question(quiz: ET.Element, given: Exercise) -> None:
    alone = given.asked[0] if len(given.asked) == 1 else None
    question = ET.SubElement(quiz, "question", type="numerical" if alone else "cloze")
    _text(ET.SubElement(question, "name"), f"{given.level.title} {given.key}")
    task = f"{_task(given)} Needs: {escape(given.level.needs)}"
    board = _board(given, lambda blank: "?" if alone else _cloze(blank))
    _text(ET.SubElement(question, "questiontext", format="html"), f"<p>{task}</p>{board}")
    solution = "".join(f"<p>{escape(hint)}</p>" for blank in given.asked for hint in blank.hints[:2])
    _text(ET.SubElement(question, "generalfeedback", format="html"), solution)
    for name, value in (("penalty", "0.3333333"), ("hidden", "0")):
        ET.SubElement(question, name).text = value
    if not alone:
        return
    ET.SubElement(question, "defaultgrade").text = "1"
    right = (alone.answer, "100", "")
    for worth, fraction, why in (right, *((slip.value, "0", slip.why) for slip in alone.slips)):
        answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
        ET.SubElement(answer, "text").text = f"{worth:.6f}"
        _text(ET.SubElement(answer, "feedback", format="html"), escape(why))
        ET.SubElement(answer, "tolerance").text = f"{TOLERANCE:g}"


def _cloze(blank: Blank) -> str:
    """A blank inside the text of a cloze question: the answer, then the usual mistakes, worth nothing."""
    wrong = "".join(f"~%0%{slip.value:.6f}:{TOLERANCE:g}#{_plain(slip.why)}" for slip in blank.slips)
    return f"{{1:NUMERICAL:={blank.answer:.6f}:{TOLERANCE:g}{wrong}}}"


def _plain(text: str) -> str:
    r"""Text inside a cloze answer, where } # ~ / " and \ are signs."""
    return escape(re.sub(r'([}#~/"\\])', r"\\\1", text), quote=False)


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text

"""Exercises for a class, on paper and for a learning platform: the board with its blanks as HTML, and as Moodle XML.

Moodle XML is what Moodle documents under "Moodle XML format": a numerical question for one blank, and a cloze question
where several cells belong together. A question has no style sheet, so what the board looks like stands in its elements.
"""

import math
import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from pages.practice.exercise import DECIMALS, TABLE, TOLERANCE, Blank, Exercise, Level
from ui.board.arithmetic import MINUS, Cell, number
from ui.shell.words import Words

_words = Words.beside(__file__)
MOST_VARIANTS = 60
MOST_ROWS = 5  # of a board that is shown with all that led to the blanks
_CSS = Path(__file__).with_name("sheet.css").read_text("utf-8")
# What a board needs to hold together where no style sheet knows it.
_ROW = "margin:0.7em 0;break-inside:avoid"
_TERM = "display:inline-block;vertical-align:middle;margin:0.15em 0.6em 0.15em 0"
_TABLE = "border-collapse:collapse;border:solid currentColor;border-width:0 2px;width:auto;margin:0"
_CELL = "padding:0.1em 0.45em;min-width:1.5em;height:1.5em;text-align:right;white-space:nowrap;border:0;font:0.95em/1.5 monospace"
_HEAD = f"{_CELL};opacity:0.75"
_BLANK = f"{_CELL};border:1px solid currentColor;min-width:4.5em"


def lookup() -> list[list[str]]:
    """The table of tanh and σ: a line of arguments, and one for each function."""
    return [
        ["a", *(number(a, 1) for a in TABLE)],
        ["tanh(a)", *(number(math.tanh(a), 3) for a in TABLE)],
        ["σ(a)", *(number(1 / (1 + math.exp(-a)), 3) for a in TABLE)],
    ]


def sheets(exercises: Sequence[Exercise], address: Callable[[Exercise], str]) -> str:
    """One HTML file that prints on A4 and on Letter: a page for each exercise, then all solutions. They begin on a sheet of
    their own, also where both sides are printed on.

    address  the link that opens an exercise in the app
    """
    pages = [_sheet(given) for given in exercises]
    if len(pages) % 2:  # browsers take "break-before: right" for any new page
        pages.append(f'<section class="empty">{_words["empty page"]}</section>')
    solutions = "".join(_solution(given, address(given)) for given in exercises)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Unrolled: exercises</title><style>{_CSS}</style></head><body>{''.join(pages)}"
        f"<main><h1>Solutions</h1>{solutions}</main></body></html>\n"
    )


def _title(level: Level) -> str:
    return level.title[:1].upper() + level.title[1:]


def _sheet(given: Exercise) -> str:
    ops = {given.board.grids[blank.cell.grid].op for blank in given.blanks}
    return (
        f"<section><h1>{escape(f'{_title(given.level)} · {given.key}')}</h1>"
        '<p class="name">Name: ________________________________________</p>'
        f"{_task(given)}{_words('counts as right', tolerance=f'{TOLERANCE:g}', needs=given.level.needs)}"
        f"{_board(given, lambda _: '')}{_lookup() if ops & {'tanh', 'sigmoid'} else ''}</section>"
    )


def _solution(given: Exercise, address: str) -> str:
    hints = [map(escape, blank.hints) for blank in given.asked]
    steps = "".join(f"<li>{made}<br>{numbers}<br><b>{answer}</b></li>" for made, numbers, answer in hints)
    return (
        f"<article><h2>{escape(f'{_title(given.level)} · {given.key}')}</h2><ol>{steps}</ol>"
        f'<p class="address">In the app: {escape(address)}</p></article>'
    )


def _lookup() -> str:
    lines = ""
    for name, *values in lookup():
        cells = "".join(f'<td style="{_CELL}">{value}</td>' for value in values)
        lines += f'<tr><th style="{_HEAD}">{name}</th>{cells}</tr>'
    return f'{_words["table on paper"]}<table style="{_TABLE};font-size:0.9em">{lines}</table>'


def _task(given: Exercise) -> str:
    if not given.false:
        return _words("fill in", decimals=DECIMALS)
    grids = given.board.grids
    names = dict.fromkeys(grids[blank.cell.grid].symbol.at(blank.cell.t) for blank in given.blanks)
    return _words("find", names=", ".join(names), decimals=DECIMALS)


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
                terms.append(f'<div style="{_TERM}">{escape(item)}</div>')
                continue
            # where a grid stands again, its blanks are those of the first place
            terms.append(_grid(given, item, asked, item in hidden, fill if item not in seen else None))
            seen.add(item)
        rows.append(f'<div style="{_ROW}"><div>{escape(row.label)}</div><div>{"".join(terms)}</div></div>')
    return "".join(rows)


def _grid(
    given: Exercise, name: str, asked: dict[Cell, Blank], hidden: bool, fill: Callable[[Blank], str] | None
) -> str:
    grid = given.board.grids[name]
    values = grid.at(given.level.at)
    named = f'<th style="{_HEAD}">'
    head = "".join(f"{named}{escape(label)}</th>" for label in ("", *grid.cols)) if any(grid.cols) else ""
    lines = []
    for r, label in enumerate(grid.rows):
        cells = ""
        for c in range(len(grid.cols)):
            cell = Cell(name, given.level.at, r, c)
            if fill and cell in asked:
                cells += f'<td class="blank" style="{_BLANK}">{fill(asked[cell])}</td>'
                continue
            written = "…" if cell in asked else ""
            if given.false and given.false[0].cell == cell:
                written = number(given.false[1], DECIMALS, grid)
            elif not (cell in asked or hidden or values is None):
                written = number(float(values[r, c]), DECIMALS, grid)
            cells += f'<td style="{_CELL}">{escape(written)}</td>'
        lines.append(f"<tr>{named}{escape(label)}</th>{cells}</tr>")
    table = f'<table style="{_TABLE}">{f"<tr>{head}</tr>" if head else ""}{"".join(lines)}</table>'
    symbol = escape(grid.symbol.at(given.level.at))
    return f'<div style="{_TERM}"><div style="font-weight:600">{symbol}</div>{table}</div>'


def moodle(exercises: Sequence[Exercise]) -> bytes:
    """The exercises as a file that Moodle imports and marks, with a sentence for every usual mistake.

    They go into a category of their level, and each has an ID number that is the same at every import. Numbers have the
    minus of a keyboard, as Moodle takes no other in an answer.
    """
    quiz = ET.Element("quiz")
    category = None
    for given in exercises:
        if given.level.key != category:
            category = given.level.key
            place = ET.SubElement(ET.SubElement(quiz, "question", type="category"), "category")
            ET.SubElement(place, "text").text = f"$course$/top/Unrolled/{_title(given.level)}"
        _question(quiz, given)
    ET.indent(quiz)
    return bytes(ET.tostring(quiz, "utf-8", xml_declaration=True))


def _question(quiz: ET.Element, given: Exercise) -> None:
    alone = given.asked[0] if len(given.asked) == 1 else None
    question = ET.SubElement(quiz, "question", type="numerical" if alone else "cloze")
    _text(ET.SubElement(question, "name"), f"{_title(given.level)} · {given.key}")
    task = f"{_task(given)}<p>You need {escape(given.level.needs)}</p>"
    board = _board(given, lambda blank: "?" if alone else _cloze(blank))
    _text(ET.SubElement(question, "questiontext", format="html"), f"{task}{board}")
    solution = "".join(f"<p>{escape(hint)}</p>" for blank in given.asked for hint in blank.hints[:2])
    _text(ET.SubElement(question, "generalfeedback", format="html"), solution)
    for name, value in (("penalty", "0.3333333"), ("hidden", "0"), ("idnumber", f"unrolled-{given.key}")):
        ET.SubElement(question, name).text = value
    if not alone:
        return
    ET.SubElement(question, "defaultgrade").text = "1"
    right = (alone.answer, "100", "")
    for worth, fraction, why in (right, *((mistake.value, "0", mistake.why) for mistake in alone.mistakes)):
        answer = ET.SubElement(question, "answer", fraction=fraction, format="moodle_auto_format")
        ET.SubElement(answer, "text").text = f"{worth:.6f}"
        _text(ET.SubElement(answer, "feedback", format="html"), escape(why))
        ET.SubElement(answer, "tolerance").text = f"{TOLERANCE:g}"


def _cloze(blank: Blank) -> str:
    """A blank inside the text of a cloze question: the answer, then the usual mistakes, worth nothing."""
    wrong = "".join(f"~%0%{mistake.value:.6f}:{TOLERANCE:g}#{_plain(mistake.why)}" for mistake in blank.mistakes)
    return f"{{1:NUMERICAL:={blank.answer:.6f}:{TOLERANCE:g}{wrong}}}"


def _plain(text: str) -> str:
    r"""Text inside a cloze answer. Of the signs there, Moodle reads only \} and \# as } and #; ~ has to be an entity."""
    return re.sub(r"([}#])", r"\\\1", escape(text, quote=False)).replace("~", "&#126;")


def _text(parent: ET.Element, text: str) -> None:
    """A text for Moodle: a number's minus is the one that a keyboard has."""
    ET.SubElement(parent, "text").text = re.sub(rf"{MINUS}(?=\d)", "-", text)

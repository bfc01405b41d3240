"""A small drawing for each page, made of what its stage is made of: cells, arrows, loops. By the page's path.

24 × 24, drawn as a mask, so that it has the colour of the text beside it.
"""

from functools import cache
from urllib.parse import quote

from ui.shell.chapters import PAGES, PARTS


def _cell(x: float, y: float, filled: bool = False, size: float = 5) -> str:
    fill = ' fill="#000"' if filled else ""
    return f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="1.2"{fill}/>'


def _row(y: float, filled: str) -> str:
    """Three cells side by side; those marked x are filled."""
    return "".join(_cell(2 + 7.5 * place, y, mark == "x") for place, mark in enumerate(filled))


DRAWINGS = {
    # three cells in a row, the state handed on
    "": _row(9.5, "x.x") + '<path d="M7 12h2.5M14.5 12H17M4.5 18v-3M12 18v-3M19.5 18v-3M12 9V6"/>',
    # the same two marks, swapped
    "order": _cell(2, 4, True) + _cell(17, 4) + _cell(2, 15) + _cell(17, 15, True) + '<path d="M8 7l8 10M16 7L8 17"/>',
    # one in, many out
    "shapes": _cell(2, 9.5, True) + _cell(17, 2) + _cell(17, 9.5) + _cell(17, 17)
    + '<path d="M8 12h8M8 11l8-6M8 13l8 6"/>',
    # a cell that feeds itself
    "anatomy": _cell(7, 11, True, 8) + '<path d="M15 15h5V5H11v5M8.5 7.500L11 10l2.5-2.500M11 22v-3"/>',
    # through the cells, forwards …
    "forward": _row(4, "xx.") + '<path d="M3 17h17M16 13l4 4-4 4"/>',
    # … and backwards
    "bptt": _row(4, ".xx") + '<path d="M21 17H4M8 13l-4 4 4 4"/>',
    # a loss that falls
    "training": '<path d="M3 3v18h18M5.5 5c2 9 6 12 14 12.5"/>',
    # less and less is left
    "vanishing": '<path d="M4 3v18M9 6v12M14 9v6M19 11.300v1.4" stroke-width="3.2"/>',
    # the line that carries the cell state, and two gates on it
    "lstm": '<path d="M2 7h20M7 7v8M17 7v8"/><circle cx="7" cy="7" r="3" fill="#000"/>'
    '<circle cx="17" cy="7" r="3" fill="#000"/>' + _cell(4.5, 15) + _cell(14.5, 15),
    # three lanes
    "race": '<path d="M2 5h17M2 12h11M2 19h6" /><circle cx="20" cy="5" r="2.5" fill="#000"/>'
    '<circle cx="14" cy="12" r="2.5" fill="#000"/><circle cx="9" cy="19" r="2.5" fill="#000"/>',
    # a blank to fill in
    "practice": _cell(2, 9.5, True) + '<rect x="9.5" y="9.5" width="5" height="5" rx="1.2" stroke-dasharray="2 1.5"/>'
    + _cell(17, 9.5, True) + '<path d="M12 21v-4M10 19l2-2 2 2"/>',
    # letters, lit by one unit
    "lab": _row(2, "x.x") + _row(9.5, ".x.") + _row(17, "xx."),
}  # fmt: skip


def svg(path: str) -> str:
    """The drawing as an SVG document."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round">{DRAWINGS[path]}</svg>'
    )


@cache
def css() -> str:
    """Rules that put each page's drawing before every link to it, and the parts' names into the list of chapters.

    The list is Streamlit's own, which costs no message after a change; its own headings would make it no valid list.
    """
    listed, link = '[data-testid="stSidebarNavItems"] > li', '[data-testid="stPageLink-NavLink"]'
    rules = (
        f"{listed} a::before, {link}::before {{ content: ''; flex: none; width: 1.3em; height: 1.3em; margin-right: 0.5em; "
        "background: CanvasText; opacity: 0.8; mask: var(--drawing) center / contain no-repeat; }\n"
    )
    part = ""
    for place, chapter in enumerate(PAGES, start=1):
        drawing = f'--drawing: url("data:image/svg+xml,{quote(svg(chapter.path))}");'
        rules += f'{listed}:nth-child({place}), {link}[href="{chapter.path}"] {{ {drawing} }}\n'
        if chapter.part != part:
            part = chapter.part
            rules += f'{listed}:nth-child({place})::before {{ content: "Part {part}: {PARTS[part]}"; }}\n'
    return rules

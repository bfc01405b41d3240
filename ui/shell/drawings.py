"""A small drawing for each page, made of what its stage is made of (cells, arrows, loops): drawing.svg in its folder.

24 × 24, shown as a mask, so that it has the colour of the text beside it.
"""

from functools import cache
from urllib.parse import quote

from ui.shell.chapters import PAGES, PARTS


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
        svg = chapter.beside("drawing.svg").read_text("utf-8")
        drawing = f'--drawing: url("data:image/svg+xml,{quote(svg)}");'
        rules += f'{listed}:nth-child({place}), {link}[href="{chapter.path}"] {{ {drawing} }}\n'
        if chapter.part != part:
            part = chapter.part
            rules += f'{listed}:nth-child({place})::before {{ content: "Part {part}: {PARTS[part]}"; }}\n'
    return rules

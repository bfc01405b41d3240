"""Every term of the course, one line each, and how a page marks one: dotted, with its line on hover, tap or focus.

The terms are in glossary.md. From them and the tables of notation `python -m ui.shell.glossary > docs/words.md` makes that file.
"""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from ui.board import theme
from ui.board.markdown import table
from ui.board.notation import GRU, LSTM, NOTATION, Symbol

_FILE, _PAGE = Path(__file__).with_suffix(".md"), Path(__file__).with_suffix(".txt")
GLOSSARY: dict[str, str] = dict(re.findall(r"^## (.+)\n\n(.+)$", _FILE.read_text("utf-8"), re.MULTILINE))
CSS = theme.standalone_css("dfn.term") + theme.css("term")


def term(name: str, written: str = "") -> str:
    """A term of the glossary for `ui.shell.page.prose`, `written` as the sentence wants it. Raises KeyError if unknown."""
    line = escape(f"{name}: {GLOSSARY[name]}")
    return f'<dfn class="term" tabindex="0">{escape(written or name)}<span role="tooltip">{line}</span></dfn>'


def document() -> str:
    """The glossary and the symbols as Markdown."""
    words = "\n".join(f"- **{name}**: {line}." for name, line in GLOSSARY.items())
    return _PAGE.read_text("utf-8").format(
        words=words, shared=_symbols(NOTATION, {}), lstm=_symbols(LSTM, NOTATION), gru=_symbols(GRU, NOTATION)
    )


def _symbols(symbols: Mapping[str, Symbol], known: Mapping[str, Symbol]) -> str:
    rows = [
        [f"`{name}`", symbol.text.format(t="ₜ", p="ₜ₋₁", n="ₜ₊₁"), symbol.meaning, "×".join(symbol.shape)]
        for name, symbol in symbols.items()
        if known.get(name) != symbol
    ]
    return table(["in code", "on screen", "meaning", "shape"], rows)


if __name__ == "__main__":
    print(document(), end="")

"""Every term of the course, one line each, and how a page marks one: dotted, with its line on hover, tap or focus.

The terms are in glossary.md. From them and the tables of notation `python -m ui.shell.glossary > docs/words.md` makes that file.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from ui.board.markdown import table
from ui.board.notation import GRU, LSTM, NOTATION, Symbol
from ui.board.theme import THEMES

_FILE = Path(__file__).with_suffix(".md")
GLOSSARY: dict[str, str] = dict(re.findall(r"^## (.+)\n\n(.+)$", _FILE.read_text("utf-8"), re.MULTILINE))


def _colour(name: str) -> str:
    return f"light-dark({THEMES['light'][name]}, {THEMES['dark'][name]})"


CSS = f"""
dfn.term {{ position: relative; font-style: inherit; border-bottom: 1px dotted currentColor; cursor: help; }}
dfn.term > [role="tooltip"] {{ display: none; position: absolute; left: 0; top: 1.6em; z-index: 9; width: max-content;
  max-width: 20rem; padding: 0.35rem 0.6rem; border-radius: 0.4rem; border: 1px solid {_colour("borderColor")};
  background: {_colour("backgroundColor")}; color: {_colour("textColor")}; box-shadow: 0 2px 10px rgb(0 0 0 / 0.25);
  font-size: 0.875rem; font-weight: 400; line-height: 1.35; }}
dfn.term:hover > [role="tooltip"], dfn.term:focus > [role="tooltip"] {{ display: block; }}
@media (max-width: 1100px) {{
  dfn.term > [role="tooltip"] {{ position: fixed; inset: auto 1rem 1rem; max-width: none; width: auto; }}
}}
"""


def term(name: str, written: str = "") -> str:
    """A term of the glossary for `ui.shell.page.prose`, `written` as the sentence wants it. Raises KeyError if unknown."""
    line = escape(f"{name}: {GLOSSARY[name]}")
    return f'<dfn class="term" tabindex="0">{escape(written or name)}<span role="tooltip">{line}</span></dfn>'


def document() -> str:
    """The glossary and the symbols as Markdown."""
    return "\n".join(
        (
            "# Words and symbols",
            "",
            "Made from the glossary in `ui/shell/glossary.md` and the table of symbols, `ui/board/notation.toml`,",
            "by `python -m ui.shell.glossary > docs/words.md`; a test holds this file to them.",
            "The same thing has the same word everywhere in the course, and each word is explained where it first appears.",
            "",
            "## Words",
            "",
            *(f"- **{name}**: {line}." for name, line in GLOSSARY.items()),
            "",
            "## Symbols",
            "",
            "T time steps, D input size, H hidden units, K classes, M words that are counted. In code a gradient is named `d`",
            "plus the name of what it belongs to.",
            *_symbols("The RNN, and what all cells share", NOTATION, {}),
            *_symbols("What the LSTM adds or writes differently", LSTM, NOTATION),
            *_symbols("What the GRU adds or writes differently", GRU, NOTATION),
            "",
        )
    )


def _symbols(title: str, symbols: Mapping[str, Symbol], known: Mapping[str, Symbol]) -> Iterator[str]:
    rows = [
        [f"`{name}`", symbol.text.format(t="ₜ", p="ₜ₋₁", n="ₜ₊₁"), symbol.meaning, "×".join(symbol.shape)]
        for name, symbol in symbols.items()
        if known.get(name) != symbol
    ]
    yield from ("", f"### {title}", "", table(["in code", "on screen", "meaning", "shape"], rows))


if __name__ == "__main__":
    print(document(), end="")

"""The prose of the course, kept in Markdown files: a section under each `## name`, with marks that are links of our own.

    [U](symbol:)  [c](symbol:lstm)  [s](symbol: "₂")   a symbol of the RNN, one of the LSTM, one at time step 2
    [W_ih](math:)  [L](math:gradient)                  a formula, in the colour of a role or in none
    [weights](ink:weight)                              text in the colour of a role
    [update](term:)  [3e−4](<term:powers of ten>)      a term of the glossary, with its line on hover
    {steps}                                            what the page fills in, escaped

Nothing here needs Streamlit: a section is HTML without a blank line, which Streamlit's Markdown leaves as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.board.mathml import mathml
from ui.board.notation import GRU, LSTM, NOTATION
from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_ELSEWHERE = re.compile(r"https?:|/")  # the links that are nothing but links
_FIELD = re.compile(r"\{(\w+)\}")
_SYMBOLS = {"": NOTATION, "lstm": LSTM, "gru": GRU}

# What a link of this scheme becomes, from its text, what follows the scheme, and its title. KeyError: there is none.
MARKS: dict[str, Callable[[str, str, str], str]] = {
    "symbol": lambda name, cell, place: sym(name, _SYMBOLS[cell], place),
    "math": lambda text, role, _: ink(mathml(text), role) if role else mathml(text),
    "ink": lambda text, role, _: ink(escape(text), role),
    "term": lambda text, name, _: term(name or text, text),
}


class Words:
    """A Markdown file, read again when it has changed."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def beside(cls, module: str) -> "Words":
        """The words.md in the folder of a module, whose __file__ this is."""
        return cls(Path(module).with_name("words.md"))

    def __getitem__(self, section: str) -> str:
        """A section as HTML. Raises ValueError if there is none, or if it has fields or a mark that does not exist."""
        return self(section)

    def __call__(self, section: str, /, **fields: object) -> str:
        """A section with its fields filled in. Raises ValueError also for a field without a value and the other way round."""
        safe = {name: escape(str(value)).replace("\n", "&#10;") for name, value in fields.items()}
        return self._filled(section, _rendered(self.file, self._changed, section), safe)

    def line(self, section: str, /, **fields: object) -> str:
        """The same as plain text in one line, for what is no HTML: a drawing, a file. No marks are in it."""
        return self._filled(section, self.source(section), {name: str(value) for name, value in fields.items()})

    def _filled(self, section: str, text: str, fields: dict[str, str]) -> str:
        if (asked := set(_FIELD.findall(text))) != fields.keys():
            raise ValueError(f"{self.file}: “{section}” has the fields {sorted(asked)}, given are {sorted(fields)}")
        return _FIELD.sub(lambda match: fields[match[1]], text)

    def source(self, section: str) -> str:
        """A section as it stands in the file, in one line: a title, or a caption for `ui.board.caption.tell` to fill in."""
        return " ".join(_section(self.file, self._changed, section)[1].split())

    @property
    def title(self) -> str:
        """The file's own heading."""
        return self.source("").removeprefix("# ")

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(_sections(self.file, self._changed))

    @property
    def _changed(self) -> int:
        return self.file.stat().st_mtime_ns


def without_tags(html: str) -> str:
    """A section's words alone, for a text that is read out."""
    return unescape(re.sub(r'<span role="tooltip">.*?</span>|<[^>]*>', "", html)).strip()


@lru_cache(maxsize=64)
def _sections(file: Path, changed: int) -> dict[str, tuple[int, str]]:
    """By name: the line on which the section's text begins, counted from 1, and its text. "" is what comes before the first."""
    text = file.read_text("utf-8")
    starts = [match.start() for match in re.finditer(r"^## ", text, re.MULTILINE)]
    sections = {"": (1, text.partition("\n## ")[0])}
    for start, end in pairwise([*starts, len(text)]):
        heading, _, body = text[start:end].partition("\n")
        line = text.count("\n", 0, start) + 2
        if (name := heading.removeprefix("## ").strip()) in sections:
            raise ValueError(f"{file}:{line - 1}: a second section “{name}”")
        sections[name] = (line, body)
    return sections


def _section(file: Path, changed: int, name: str) -> tuple[int, str]:
    try:
        return _sections(file, changed)[name]
    except KeyError:
        raise ValueError(f"{file}: no section “{name}”") from None


@lru_cache(maxsize=1024)
def _rendered(file: Path, changed: int, name: str) -> str:
    line, text = _section(file, changed, name)
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.children:
            token.children = list(_marked(token.children, file, line + (token.map or [0])[0]))
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()


def _marked(tokens: Iterable[Token], file: Path, line: int) -> Iterator[Token]:
    """The tokens of a paragraph that begins on this line, with HTML in the place of the links that are marks."""
    opened: Token | None = None
    text = ""
    for token in tokens:
        line += token.type in ("softbreak", "hardbreak")
        if token.type == "softbreak":  # where the file's lines break is nothing that a reader sees
            token = Token("text", "", 0, content=" ")
        if token.type == "link_open" and not _ELSEWHERE.match(str(token.attrs["href"])):
            opened, text = token, ""
        elif opened and token.type == "link_close":
            yield Token("html_inline", "", 0, content=_mark(opened, text, f"{file}:{line}"))
            opened = None
        elif opened:
            text += token.content or " "
        else:
            yield token


def _mark(link: Token, text: str, where: str) -> str:
    scheme, _, about = unquote(str(link.attrs["href"])).partition(":")
    try:
        return MARKS[scheme](text, about, str(link.attrs.get("title", "")))
    except KeyError:
        raise ValueError(f"{where}: there is no [{text}]({scheme}:{about})") from None

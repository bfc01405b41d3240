"""Text that Markdown shows as it is, whoever wrote it."""

import re
from collections.abc import Iterable, Sequence

# Streamlit makes links of addresses and pictures of icons' names even where their signs are escaped;
# an invisible joiner inside them prevents it.
_JOINER = "\u2060"
_ADDRESS = re.compile(r"(?<=:)(?=//|material/)|(?<=@)(?=\S)|(?<=www)(?=\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """The text with every character escaped that Markdown, or Streamlit's directives, could take as a sign."""
    apart = _ADDRESS.sub(_JOINER, text)
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|~$&:" else char for char in apart)


def without_signs(text: str) -> str:
    """A Markdown document without its signs, for where it is shown as it is: headings, bold type, rules, escapes."""
    lines = (line for line in text.split("\n") if not re.fullmatch(r"\|( --- \|)+", line))
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", re.sub(r"\*\*|^#+ ", "", "\n".join(lines), flags=re.MULTILINE))


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)

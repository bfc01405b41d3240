"""What is said of the units of a network, and the text in their colours."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pages.lab.respond import Response
from ui.board import theme
from ui.board.markdown import plain, table
from ui.board.parts import visible
from ui.shell.words import Words

text = Words.beside(__file__)
KINDS = {  # of letters: what they are called, and one of them
    "space": ("spaces", "space"),
    "initial": ("first letters of words", "first letter of a word"),
    "vowel": ("vowels", "vowel"),
    "capital": ("capitals", "capital"),
    "mark": ("punctuation marks", "punctuation mark"),
    "quoted": ("letters inside quotation marks", "letter inside quotation marks"),
    "bracketed": ("letters inside brackets", "letter inside brackets"),
    "line": ("line breaks", "line break"),
}
_LOOK = Path(__file__).with_name("respond.css").read_text("utf-8")


def label(response: Response) -> str:
    """A unit in a list."""
    told = f", {KINDS[response.kind][0]} {_purity(response):.0%}" if response.kind else ""
    return f"unit {response.unit + 1}{told}"


def _purity(response: Response) -> float:
    """How much of its extremes is of its kind."""
    of_kind, count = response.among
    return of_kind / count


def sentence(response: Response) -> str:
    """What the unit does, as HTML."""
    about = {"unit": response.unit + 1, "spread": f"{response.spread:.2f}"}
    if not response.kind:
        return text("unit of no kind", **about)
    way, most = ("lower", "lowest") if response.low else ("higher", "highest")
    purity = _purity(response)
    of_kind, count = response.among
    kind, one = KINDS[response.kind]
    return text(
        "unit",
        **about,
        kind=kind,
        one=one,
        count=count,
        found=of_kind,
        purity=f"{purity:.0%}",
        sure="a clear answer" if purity > 0.7 else "a tendency" if purity > 0.4 else "hardly an answer",
        there=_signed(response.there),
        elsewhere=_signed(response.elsewhere),
        share=f"{response.share:.0%}",
        way=way,
        most=most,
    )


def ranking(responses: Sequence[Response]) -> str:
    """All units as a table in Markdown."""
    lines = [
        [
            str(r.unit + 1),
            KINDS[r.kind][0] if r.kind else "–",
            "lower" if r.low else "higher",
            *_shares(r),
            f"{r.spread:.2f}",
        ]
        for r in responses
    ]
    return table(text.source("heads of all units").split(" | "), lines)


def _shares(response: Response) -> tuple[str, str]:
    if not response.kind:
        return "–", "–"
    return f"{response.share:.0%}", "{} of {}".format(*response.among)


def contexts_table(contexts: Sequence[tuple[str, str, str, float]]) -> str:
    """Where a unit is highest or lowest, as a table in Markdown."""
    shown = [
        [plain(_line(before)), f"**{plain(_line(letter))}**", plain(_line(after)), _signed(value)]
        for before, letter, after, value in contexts
    ]
    return table(["Before", "Letter", "After", "Value"], shown)


def _signed(value: float) -> str:
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}".replace("-", "−")


def _line(letters: str) -> str:
    shown = letters.replace("\n", "⏎")
    return shown.replace(" ", "␣") if len(letters) == 1 else shown


def coloured(letters: Sequence[str], values: NDArray[np.float64], response: Response) -> str:
    """HTML: each letter on the colour of the unit's activation (T,); its value on hover. Letters are escaped."""
    names = {"\n": "⏎"}
    spans = "".join(
        f'<span data-sign="{"-" if value < 0 else "+"}" style="--v:{abs(value):.2f}" '
        f'title="{names.get(letter) or escape(visible(letter))} {_signed(value)}">'
        f"{f'{names[letter]}<br>' if letter in names else escape(letter)}</span>"
        for letter, value in zip(letters, values.tolist(), strict=True)
    )
    about = f"The text, each letter coloured by unit {response.unit + 1}"
    return (
        f'<style>{theme.stage_css(".respond")}{_LOOK}</style><div class="respond" data-testid="respond" role="group" '
        f'aria-label="{about}" tabindex="0">{spans}</div>'
    )

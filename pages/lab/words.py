"""What is said of the units of a network, and the text in their colours."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from pages.lab.respond import KINDS, Response
from ui.board import theme
from ui.board.markdown import plain, table
from ui.board.parts import visible

ONE = {  # of each kind
    "space": "space",
    "initial": "first letter of a word",
    "vowel": "vowel",
    "capital": "capital",
    "mark": "punctuation mark",
    "quoted": "letter inside quotation marks",
    "bracketed": "letter inside brackets",
    "line": "line break",
}


def label(response: Response) -> str:
    """A unit in a list."""
    told = f", {KINDS[response.kind]} {_purity(response):.0%}" if response.kind else ""
    return f"unit {response.unit + 1}{told}"


def _purity(response: Response) -> float:
    """How much of its extremes is of its kind."""
    found, count = response.among
    return found / count


def sentence(response: Response) -> str:
    """What the unit does, in Markdown."""
    if not response.kind:
        return f"**Unit {response.unit + 1}** varies by {response.spread:.2f} (standard deviation)."
    way, most = ("lower", "lowest") if response.low else ("higher", "highest")
    purity = _purity(response)
    sure = "a clear answer" if purity > 0.7 else "a tendency" if purity > 0.4 else "hardly an answer"
    found, count = response.among
    kind, one = KINDS[response.kind], ONE[response.kind]
    return (
        f"What **unit {response.unit + 1}** does best is tell **{kind}** from everything else in the text. There are {count} "
        f"{kind}. Take the {count} places where the unit is {most}: {found} of them ({purity:.0%}) are {kind}, {sure}. The "
        f"unit’s median, the value in the middle, is {_signed(response.there)} at {kind} and {_signed(response.elsewhere)} "
        f"everywhere else. Pair every {one} with every letter that is not one: in {response.share:.0%} of these pairs the unit "
        f"is {way} at the {one}. A unit that cannot tell the two apart would reach 50%. How far the unit’s values spread is "
        f"measured by their standard deviation: {response.spread:.2f}. (It can be at most 1; a unit whose standard deviation is "
        "near 0 hardly reacts to anything.)"
    )


def ranking(responses: Sequence[Response]) -> str:
    """All units as a table in Markdown."""
    lines = [
        [str(r.unit + 1), KINDS.get(r.kind, "–"), "lower" if r.low else "higher", *_shares(r), f"{r.spread:.2f}"]
        for r in responses
    ]
    return table(
        [
            "Unit",
            "Tells best from everything else",
            "Its values there",
            "In how many pairs",
            "Found at its extremes",
            "Standard deviation",
        ],
        lines,
    )


def _shares(response: Response) -> tuple[str, str]:
    if not response.kind:
        return "–", "–"
    return f"{response.share:.0%}", "{} of {}".format(*response.among)


def extremes(response: Response) -> str:
    """The heading of its contexts: the side on which it tells its kind of letters."""
    return f"**Where this unit is {'lowest' if response.low else 'highest'}**"


def contexts_table(found: Sequence[tuple[str, str, str, float]]) -> str:
    """Where a unit is highest or lowest, as a table in Markdown."""
    shown = [
        [plain(_line(before)), f"**{plain(_line(letter))}**", plain(_line(after)), _signed(value)]
        for before, letter, after, value in found
    ]
    return table(["Before", "Letter", "After", "Value"], shown)


def _signed(value: float) -> str:
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}".replace("-", "−")


def _line(text: str) -> str:
    return text.replace("\n", "⏎").replace(" ", "␣") if len(text) == 1 else text.replace("\n", "⏎")


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
    return f"""<style>{theme.stage_css(".respond")}
.respond {{ font-family: var(--st-code-font, monospace); line-height: 1.7; white-space: pre-wrap; max-height: 22rem;
  overflow-y: auto; font-size: 0.95rem; }}
.respond span {{ padding: 0.12em 0; }}
.respond span[data-sign="+"] {{ background: color-mix(in oklab, var(--cell-pos) calc(var(--v) * 100%), var(--cell-zero)); }}
.respond span[data-sign="-"] {{ background: color-mix(in oklab, var(--cell-neg) calc(var(--v) * 100%), var(--cell-zero)); }}
</style><div class="respond" data-testid="respond" role="group" aria-label="{about}" tabindex="0">{spans}</div>"""

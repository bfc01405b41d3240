"""What is said of the units of a network, and the text in their colours."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from ui import theme
from ui.markdown import plain, table
from ui.runs.respond import KINDS, Response
from ui.stories.parts import visible

__all__ = ["coloured", "contexts_table", "label", "ranking", "sentence"]


def label(response: Response) -> str:
    """A unit in a list."""
    told = f", {KINDS[response.kind]} {response.share:.0%}" if response.kind else ""
    return f"unit {response.unit + 1}{told}"


def sentence(response: Response) -> str:
    """What the unit does, in Markdown."""
    if not response.kind:
        return f"**Unit {response.unit + 1}** varies by {response.spread:.2f} (standard deviation)."
    way = "lower" if response.low else "higher"
    sure = (
        "a clear answer"
        if response.share > 0.9
        else "a tendency"
        if response.share > 0.75
        else "hardly better than chance"
    )
    return (
        f"**Unit {response.unit + 1}** is best at telling **{KINDS[response.kind]}** from everything else. Pair each of "
        f"them with every letter of any other kind: in {response.share:.0%} of the pairs, the unit is {way} for the first. "
        f"Guessing would give 50%, so this is {sure}. The unit’s values have a standard deviation of {response.spread:.2f}."
    )


def ranking(responses: Sequence[Response]) -> str:
    """All units as a table in Markdown."""
    lines = [
        [str(r.unit + 1), KINDS.get(r.kind, "–"), "lower" if r.low else "higher", f"{r.share:.0%}", f"{r.spread:.2f}"]
        for r in responses
    ]
    return table(["Unit", "Best at telling", "There it is", "Pairs", "Standard deviation"], lines)


def contexts_table(found: Sequence[tuple[str, str, str, float]]) -> str:
    """Where a unit is highest, as a table in Markdown."""
    shown = [
        [plain(_line(before)), f"**{plain(_line(letter))}**", plain(_line(after)), f"{value:+.3f}".replace("-", "−")]
        for before, letter, after, value in found
    ]
    return table(["Before", "Letter", "After", "Value"], shown)


def _line(text: str) -> str:
    return text.replace("\n", "⏎").replace(" ", "␣") if len(text) == 1 else text.replace("\n", "⏎")


def coloured(letters: Sequence[str], values: NDArray[np.float64], response: Response) -> str:
    """HTML: each letter on the colour of the unit's activation (T,); its value on hover. Letters are escaped."""
    spans = "".join(
        f'<span data-sign="{"-" if value < 0 else "+"}" style="--v:{abs(value):.2f}" '
        f'title="{escape(visible(letter))} {value:+.2f}">{escape(letter) if letter != chr(10) else "⏎<br>"}</span>'
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

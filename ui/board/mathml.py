"""Symbols in prose as a textbook sets them, in MathML: no library, there with the first picture.

The same rules as on the stage (`ui/players/stage/math.js`): the text of what is drawn is the symbol's, letter by letter, so a
copy, a search and a screen reader get "b_y" while the eye gets a b with a y below it.
"""

import re

__all__ = ["CSS", "mathml"]

# A name, _ and a name below it; what stands low or high by itself; a space; any other sign.
_LETTER = r"(?:(?![₀-₉ₜᵀᵏ²])[^\W\d_])"
_ATOM = re.compile(rf"({_LETTER}+)(?:_({_LETTER}+))?|([₀-₉₋₊ₜᵀᵏ²]+)|(\s+)|(.)")

# Not the browser's own slanted letters, for which a machine may have no font: the page's serif, slanted.
CSS = """
math { font-family: "STIX Two Text", Cambria, "Times New Roman", "Liberation Serif", serif;
  font-size: 1.12em; font-weight: inherit; }
math mi { text-transform: none; font-style: italic; }
math .upright, math mn, math mo { font-style: normal; }
math msub { margin-inline-end: -0.12em; } /* a browser leaves a gap after it */
math .unseen { font-size: 0; }
math mtext { white-space: pre; }
math .place { font-size: 0.82em; }
"""


def mathml(text: str) -> str:
    """A symbol or a short formula as an element for Markdown that may hold HTML; no sign in it is one of Markdown's."""
    return f"<math>{''.join(map(_element, _ATOM.finditer(text)))}</math>"


def _element(atom: re.Match[str]) -> str:
    name, below, script, space, sign = atom.groups()
    if script:
        return f"<mn>{_safe(script)}</mn>"
    if space:
        return f"<mtext>{space}</mtext>"
    if sign:
        return f'<mo form="infix" lspace="0" rspace="0" stretchy="false">{_safe(sign)}</mo>'
    if below:
        return f'<msub>{_named(name)}<mrow><mtext class="unseen">{_safe("_")}</mtext>{_named(below)}</mrow></msub>'
    return _named(name)


def _named(name: str) -> str:
    """A letter alone is a quantity, slanted; a word is a function or a name."""
    upright = len(name) > 1 or name in "ΔΣσ"
    return f'<mi class="upright">{_safe(name)}</mi>' if upright else f"<mi>{_safe(name)}</mi>"


def _safe(text: str) -> str:
    return "".join(char if char.isalnum() else f"&#{ord(char)};" for char in text)

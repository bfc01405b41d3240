"""Symbols in prose as a textbook sets them, in MathML: no library, there with the first picture; and in Plotly's own markup.

The same rules as on the stage (`ui/player/stage/math.js`): the text of what is drawn is the symbol's, letter by letter, so a
copy, a search and a screen reader get "b_y" while the eye gets a b with a y below it.
"""

import re
import unicodedata
from html import escape

# A name, _ and a name below it; what stands low or high by itself; a space; any other sign.
_LETTER = r"(?:(?![₀-₉ₜᵀᵏ²])[^\W\d_])"
_ATOM = re.compile(rf"({_LETTER}+)(?:_({_LETTER}+))?|([₀-₉₋₊ₜᵀᵏ²]+)|(\s+)|(.)")

_SCRIPTS = re.compile("([₀-₉₋₊ₜ]+)|([ᵀᵏ²]+)")  # low, high

# A symbol, in a colour or not, with the signs that stand by it: a browser would begin a line with the comma after it.
_WITH_SIGNS = re.compile(
    r'[(“‘]?(?:<span style="color:[^"]*">)?<math>(?:(?!</math>).)*</math>(?:</span>)?[²,.;:!?)”’]+'
)

# Not the browser's own slanted letters, for which a machine may have no font: a serif, slanted.
_SERIF = "STIX Two Text, Cambria, Times New Roman, Liberation Serif, serif"
_SIZE = "1.12em"  # a serif looks smaller than the sans serif beside it
CSS = (
    f":root {{ --math-font: {_SERIF}; }} math {{ font-size: {_SIZE}; }}"
    + """
math { font-family: var(--math-font); font-weight: inherit; }
math mi { text-transform: none; font-style: italic; }
math .upright, math mn, math mo { font-style: normal; }
math msub { margin-inline-end: -0.12em; } /* a browser leaves a gap after it */
math .unseen { font-size: 0; }
math mtext { white-space: pre; }
math .place { font-size: 0.82em; }
.glued { white-space: nowrap; }
"""
)


def mathml(text: str, place: str = "") -> str:
    """A symbol or a short formula as an element for Markdown that may hold HTML; no sign in it is one of Markdown's.

    place  of one number in a matrix, as "1,h": it stands below, and a copy has it in brackets
    """
    drawn = [*map(_element, _ATOM.finditer(text))]
    if place:
        drawn[-1] = f"<msub>{drawn[-1]}<mrow>{_unseen('[')}<mtext>{_safe(place)}</mtext>{_unseen(']')}</mrow></msub>"
    return f"<math>{''.join(drawn)}</math>"


def glued(text: str) -> str:
    """Prose in which no line begins with the comma that follows a symbol, nor ends with the bracket before it."""
    return _WITH_SIGNS.sub(r'<span class="glued">\g<0></span>', text)


def fraction(above: str, below: str) -> str:
    """The same for a quotient, with a bar; a copy has it in one line: "(L₊ − L₋)/2ε"."""
    drawn, under = ("".join(map(_element, _ATOM.finditer(part))) for part in (above, below))
    over = f"<mrow>{_unseen('(')}{drawn}{_unseen(')/')}</mrow>"
    return f'<math displaystyle="true"><mfrac>{over}<mrow>{under}</mrow></mfrac></math>'


def in_figure(text: str, place: str = "") -> str:
    """The same for Plotly's labels, which draw a few tags and no MathML: <i>, <sub>, <sup>."""
    below = f"<sub>{escape(place)}</sub>" if place else ""
    return f'<span style="font-family: {_SERIF}; font-size: {_SIZE}">{_tagged(text)}{below}</span>'


def _tagged(text: str) -> str:
    return "".join(map(_tags, _ATOM.finditer(text)))


def _tags(atom: re.Match[str]) -> str:
    name, below, script, *_ = atom.groups()
    if script:
        return _SCRIPTS.sub(lambda match: _moved("sub" if match[1] else "sup", match[0]), script)
    if not name:
        return escape(atom[0])
    return _slanted(name) + (f"<sub>{_slanted(below)}</sub>" if below else "")


def _moved(tag: str, script: str) -> str:
    return f"<{tag}>{_tagged(unicodedata.normalize('NFKC', script))}</{tag}>"


def _slanted(name: str) -> str:
    return name if _upright(name) else f"<i>{name}</i>"


def _element(atom: re.Match[str]) -> str:
    name, below, script, space, sign = atom.groups()
    if script:
        return f"<mn>{_safe(script)}</mn>"
    if space:
        return f"<mtext>{space}</mtext>"
    if sign:
        return f'<mo form="infix" lspace="0" rspace="0" stretchy="false">{_safe(sign)}</mo>'
    if below:
        return f"<msub>{_named(name)}<mrow>{_unseen('_')}{_named(below)}</mrow></msub>"
    return _named(name)


def _unseen(sign: str) -> str:
    return f'<mtext class="unseen">{_safe(sign)}</mtext>'


def _named(name: str) -> str:
    return f'<mi class="upright">{_safe(name)}</mi>' if _upright(name) else f"<mi>{_safe(name)}</mi>"


def _upright(name: str) -> bool:
    """A letter alone is a quantity, slanted; a word is a function or a name."""
    return len(name) > 1 or name in "ΔΣσ"


def _safe(text: str) -> str:
    return "".join(char if char.isalnum() else f"&#{ord(char)};" for char in text)

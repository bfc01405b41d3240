"""What each colour means. They are written where Streamlit wants them, in pages/.streamlit/config.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PROSE = 820  # pixels: lines short enough to be read, and room beside them for what a term means

FAVICON = Path(__file__).with_name("favicon.svg")
_CONFIG = Path(__file__).parents[2] / "pages" / ".streamlit" / "config.toml"

_THEME = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["theme"]
FONT: str = _THEME["font"]
THEMES: Mapping[str, Mapping[str, Any]] = {name: _THEME[name] for name in ("light", "dark")}

# What a quantity is → Streamlit's name for the colour, which is also the Markdown directive `:blue[…]`.
ROLES = {"input": "blue", "state": "green", "output": "violet", "weight": "gray", "gradient": "orange"}

# Marks what is happening now, and nothing else. Far from both ends of the diverging palette for every eye.
ACCENT = {"light": "#9b00e8", "dark": "#b866ff"}

# Places of chartCategoricalColors: the browser puts in those of the reader's theme, without a rerun.
CHART = {role: f"#{k:06}" for k, role in enumerate(ROLES, start=1)}

# All ten of them, for what is compared and has no role: the first five are the roles'.
PALETTE = tuple(f"#{k:06}" for k in range(1, 11))


def ink(text: str, role: str) -> str:
    """HTML that writes a symbol in the colour of its role; `text` is HTML of ours, never a reader's."""
    light, dark = (THEMES[theme][f"{ROLES[role]}TextColor"] for theme in ("light", "dark"))
    return f'<span style="color:light-dark({light},{dark})">{text}</span>'


def stage_css(root: str = ".stage") -> str:
    """CSS variables of the stage, or of another drawing at the selector `root`: --role-…, --accent, and the
    grounds of cells --cell-neg, -zero, -pos, -empty."""
    both = zip(_variables("light").items(), _variables("dark").values(), strict=True)
    return _rule(root, {name: f"light-dark({light},{dark})" for (name, light), dark in both})


def _variables(theme: str) -> dict[str, str]:
    colours = THEMES[theme]
    palette = colours["chartDivergingColors"]
    return {f"role-{role}": colours[f"{name}TextColor"] for role, name in ROLES.items()} | {
        "accent": ACCENT[theme],
        "cell-neg": palette[0],
        "cell-zero": f"color-mix(in oklab,{palette[4]},{palette[5]})",
        "cell-pos": palette[-1],
        "cell-empty": colours["codeBackgroundColor"],
    }


def standalone_css(root: str = ":root") -> str:
    """What Streamlit's theme says to every drawing, for one that is drawn without Streamlit."""
    names = ("textColor", "backgroundColor", "secondaryBackgroundColor", "borderColor")
    values = {name: _of_theme(name) for name in names} | {name: _THEME[name] for name in ("font", "codeFont")}
    dashed = {name: re.sub("([A-Z])", r"-\1", name).lower() for name in values}
    return _rule(root, {f"st-{dashed[name]}": value for name, value in values.items()})


def guesses_css() -> str:
    """Of a row of guessed letters."""
    return _rule(".guesses", {"guess": _of_theme("violetTextColor")}) + css("guesses")


def invitation_css() -> str:
    """Of the one button that a page is about."""
    colours = {"invitation-ink": _of_theme("textColor"), "invitation-ground": _of_theme("backgroundColor")}
    return _rule(":root", colours) + css("invitation")


@cache
def css(name: str) -> str:
    """One of the style sheets in `styles/`: "page" for every page, "present" for a projector, "embed" for a frame …"""
    return (Path(__file__).with_name("styles") / f"{name}.css").read_text("utf-8")


def _rule(selector: str, variables: Mapping[str, str]) -> str:
    """Variables of CSS, by their names."""
    return f"{selector}{{{''.join(f'--{name}:{value};' for name, value in variables.items())}}}\n"


def _of_theme(name: str) -> str:
    """A colour of the theme. light-dark() follows the color-scheme that Streamlit sets on the app, so a reader who changes the
    theme in the menu sees the change at once, without a rerun."""
    return f"light-dark({THEMES['light'][name]},{THEMES['dark'][name]})"

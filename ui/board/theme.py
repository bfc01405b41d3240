"""What each colour means. They are written where Streamlit wants them, in pages/.streamlit/config.toml."""

import tomllib
from collections.abc import Mapping
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
    grounds of cells --cell-neg, -zero, -pos, -empty.

    light-dark() follows the color-scheme that Streamlit sets on the app, so a reader who changes the
    theme in the menu sees the change at once, without a rerun.
    """
    rules = "".join(
        f"--{name}:light-dark({light},{dark});"
        for (name, light), dark in zip(_variables("light").items(), _variables("dark").values(), strict=True)
    )
    return f"{root}{{{rules}}}\n"


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
    colours = {name: f"light-dark({THEMES['light'][name]},{THEMES['dark'][name]})" for name in names}
    fonts = {name: _THEME[name] for name in ("font", "codeFont")}
    rules = "".join(f"--st-{_dashed(name)}:{value};" for name, value in (colours | fonts).items())
    return f"{root}{{{rules}}}\n"


def _dashed(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)


def guesses_css() -> str:
    """A style element for a row of guessed letters: a chip each, filled as far as the right letter is expected."""
    light, dark = (THEMES[name]["violetTextColor"] for name in ("light", "dark"))
    return f"""<style>
.guesses {{ display: flex; flex-wrap: wrap; gap: 0.4rem; list-style: none; margin: 0 !important; padding: 0 !important; }}
.guesses li {{ margin: 0 !important; padding: 0.2rem 0.55rem;
  border: 1px solid color-mix(in srgb, light-dark({light}, {dark}) 45%, transparent);
  border-radius: 0.5rem; text-align: center; line-height: 1.35; white-space: pre;
  background:
    linear-gradient(to top, color-mix(in srgb, light-dark({light}, {dark}) 22%, transparent) var(--sure), transparent 0); }}
.guesses small {{ font-variant-numeric: tabular-nums; }}
</style>"""


def invitation_css() -> str:
    """The one button that a page is about, as dark on light as the stage's Play: Streamlit writes in white on any colour."""
    ink, ground = (
        f"light-dark({THEMES['light'][name]}, {THEMES['dark'][name]})" for name in ("textColor", "backgroundColor")
    )
    return f"""
/* :is(…) counts as much as its most particular part, and so outweighs Streamlit's own rule for a button under the pointer */
[data-testid="stBaseButton-primary"]:not(:disabled):is(*, :hover) {{
  background: {ink}; border-color: {ink}; color: {ground}; }}
"""


def page_css() -> str:
    """A style element for every page. On a wide screen title, claim and controls take two lines, so that what moves
    has the screen; on a phone the controls stand in one row to be swiped."""
    return """<style>
[data-testid="stMainBlockContainer"] { padding-left: clamp(1rem, 3vw, 2.5rem); padding-right: clamp(1rem, 3vw, 2.5rem); }
[data-testid="stMainBlockContainer"] h1 { padding: 0 0 0.25rem; }
[data-testid="stMarkdownContainer"]:has(> table) { overflow-x: auto; }
[data-testid="stPageLink-NavLink"] p, [data-testid="stSidebarNavLink"] p { white-space: normal; }
[data-testid="stSidebarNavLink"] { min-height: 2rem; padding: 0.1rem 0.5rem; line-height: 1.75; }
[data-testid="stSidebarNavLink"], [data-testid="stSidebarNavLink"] * { color: inherit; }
[data-testid="stSidebarNavItems"] > li::before { display: block; padding: 0.3rem 0; font-size: 0.875rem; opacity: 0.6; }
[data-testid="stSidebarNavSeparator"] { display: none; }
[class*="st-key-wide"] { overflow-x: auto; } /* a table with many columns */
@media (min-width: 900px) {
  [data-testid="stHeader"] { background: transparent; pointer-events: none; height: 3rem; min-height: 0; }
  [data-testid="stHeader"] button { pointer-events: auto; }
  [data-testid="stMainBlockContainer"] { padding-top: 0.4rem; }
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.5rem; }
  .st-key-head { flex-wrap: nowrap; padding-right: 3rem; gap: 1.25rem; min-height: 2.4rem; }
  .st-key-head > :first-child { flex: none; }
  .st-key-head > :last-child { flex: 1; min-width: 0; }
  .st-key-head h1 { font-size: 1.25rem; line-height: 1.3; padding: 0; white-space: nowrap; }
  .st-key-head p { font-size: 0.85rem; line-height: 1.3; margin: 0; }
  .st-key-head [data-testid="stMarkdownContainer"] { margin: 0; }
  [class*="st-key-controls"] { gap: 0.4rem 0.7rem; align-items: center; }
  [class*="st-key-controls"] > [data-testid="stElementContainer"] { flex: 0 0 auto; width: auto !important; }
  [class*="st-key-controls"] .stNumberInput > :last-child { width: 7.5rem; }
  [class*="st-key-controls"] .stTextInput > :last-child { width: 6.2rem; }
  [class*="st-key-controls"] .stSlider > :last-child { width: 12rem; }
  [class*="st-key-controls"] button, [class*="st-key-controls"] input { padding: 0.1rem 0.5rem; min-height: 2.1rem; }
  [class*="st-key-controls"] p, [class*="st-key-controls"] input { font-size: 0.875rem; }
  [class*="st-key-controls"] .stTextInput, [class*="st-key-controls"] .stNumberInput, [class*="st-key-controls"] .stButtonGroup,
  [class*="st-key-controls"] .stSlider, [class*="st-key-controls"] .stSelectbox {
    display: flex; flex-direction: row; align-items: center; gap: 0.5rem; width: auto; }
  [class*="st-key-controls"] [data-testid="stWidgetLabel"] { min-height: 0; margin: 0; white-space: nowrap; width: auto; }
  .st-key-controls_own { margin-bottom: -0.5rem; }
  .st-key-controls_own [data-testid="stWidgetLabel"] { white-space: normal; width: 6.6rem; line-height: 1.2; }
  .st-key-second [data-testid="stWidgetLabel"] { width: 7.3rem; }
  .st-key-controls_own [data-testid="stWidgetLabel"] p { font-size: 0.8rem; }
  .st-key-controls_own .stTextInput > :last-child { width: 10.8rem; }
  .st-key-cell [data-testid="stWidgetLabel"] { position: absolute !important; clip-path: inset(50%); } /* LSTM or GRU says it */
}
@media (min-width: 900px) and (max-width: 1100px) {
  .st-key-head { flex-wrap: wrap; gap: 0 1.25rem; }
  .st-key-head > :last-child { flex: 1 1 26rem; }
  [data-testid="stMainBlockContainer"] { padding-left: 0.8rem; padding-right: 3rem; } /* beside the menu's sign */
}
@media (max-width: 640px) {
  [class*="st-key-controls"] { flex-wrap: nowrap; overflow-x: auto; padding-bottom: 0.5rem; }
  [class*="st-key-controls"] > * { flex: none; max-width: 70vw; }
  [data-testid="stMainBlockContainer"] { padding-top: 3.9rem; }
  [data-testid="stMainBlockContainer"] h1 { font-size: 1.2rem; line-height: 1.25; }
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.5rem; }
  .st-key-head { gap: 0.2rem; }
  .st-key-head p { font-size: 0.85rem; line-height: 1.3; margin: 0; }
  .st-key-head [data-testid="stMarkdownContainer"] { margin: 0; }
  [class*="st-key-controls"] [data-testid="stWidgetLabel"] { min-height: 0; margin-bottom: 0; font-size: 0.8rem; }
}
</style>"""


def present_css() -> str:
    """A style element for a projector: no sidebar, header or menu, and type that grows with the screen.

    Streamlit's sizes are in rem, so the root's font size scales all: 24 px at 1920 px. Prose alone has pixels from us.
    """
    return f"""<style>
html {{ font-size: clamp(16px, 1.25vw, 48px) !important; }}
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"] {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 0.5rem 1.5rem 0; }}
[data-testid="stMainBlockContainer"] h1 {{ padding: 0; font-size: 1.25rem; }}
[data-testid="stElementContainer"][width="{PROSE}px"] {{ width: {PROSE / 16}rem; }}
</style>"""


def embed_css() -> str:
    """A style element for the frame of another page: what moves, with nothing around it. The title is left to screen readers."""
    return """<style>
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"] { display: none; }
[data-testid="stMainBlockContainer"] { padding: 0.5rem 0.75rem 0; }
[class*="st-key-head"] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
</style>"""

"""The scripts of what moves, each bundled with its styles as one file that a browser fetches once.

Streamlit would send a component's script with its data, after every change: 90 kB for 20. So a component's own script only
asks for the file, whose name changes with its content. Nothing here loads Streamlit.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import plotly

from ui.board import theme
from ui.player.bundle import FOLDER as MODULES
from ui.player.bundle import bundle

FOLDER = "static/unrolled"  # below the address of the app

# Plotly's library as its package brings it, and the name under which it is served.
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PLOTLY_FILE = f"plotly-{plotly.__version__}.js"


def served_as(name: str, content: str, ending: str) -> str:
    """The name of a file that a browser keeps for good: another content has another name."""
    return f"{name}-{sha256(content.encode()).hexdigest()[:16]}.{ending}"


@dataclass(frozen=True)
class Script:
    """A module below ui/player with all that it imports, and its styles."""

    name: str
    entry: str
    css: str

    @cached_property
    def content(self) -> str:
        """The module as the browser fetches it: it puts its styles on the page before it draws anything."""
        js, default = bundle(MODULES / self.entry)
        return (
            f"{{\nconst styles = new CSSStyleSheet();\nstyles.replaceSync({json.dumps(self.css)});\n"
            f"document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];\n}}\n{js}"
            + (f"export default {default}\n" if default else "")
        )

    @cached_property
    def file(self) -> str:
        return served_as(self.name, self.content, "js")

    @property
    def loader(self) -> str:
        """The component's script for Streamlit. The place of Streamlit's own script is that of the app, below any path.

        While the file is on its way, new data may come. Streamlit then shows both, the old and the new, and clears away after
        the old; that must not take down what the new one shows in the same place.
        """
        return (
            'const app = document.querySelector(\'script[type="module"][src*="static/js/"]\').src;\n'
            f'const {{ default: show }} = await import(new URL("../../{FOLDER}/{self.file}", app));\n'
            "export default part => {\n"
            "  const away = show(part), place = part.parentElement;\n"
            "  const clear = () => { if (place.clear === clear) away?.(); };\n"
            "  return place.clear = clear;\n"
            "};\n"
        )


def _styles(*names: str) -> str:
    return "".join((MODULES / name).read_text("utf-8") for name in names)


_TRANSPORT_CSS = _styles("transport/transport.css", "transport/cover.css", "ask/ask.css")
_UNROLL_CSS = theme.stage_css(".unroll") + _styles("unroll/unroll.css", "stage/math.css")

STAGE = Script(
    "stage",
    "stage/stage.js",
    theme.stage_css() + _TRANSPORT_CSS + _styles("stage/stage.css", "stage/math.css", "stage/ask.css"),
)
UNROLL = Script("unroll", "unroll/unroll.js", _TRANSPORT_CSS + _UNROLL_CSS)
ASK = Script("ask", "ask/page.js", theme.stage_css(".ask.alone") + _styles("ask/ask.css"))
SLOTS = Script("slots", "unroll/slots.js", _UNROLL_CSS)
SHAPES = Script("shapes", "unroll/shapes.js", _UNROLL_CSS)
FIGURE = Script("figure", "figure/figure.js", "")
SLIDES = Script("slides", "slides/slides.js", _styles("slides/slides.css", "transport/cover.css"))
OPENING = Script("opening", "opening/opening.js", theme.standalone_css(".opening") + _styles("opening/opening.css"))
SCRIPTS = (STAGE, UNROLL, ASK, SLOTS, SHAPES, FIGURE, SLIDES, OPENING)

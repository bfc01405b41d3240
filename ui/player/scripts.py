"""The scripts of what moves, each with its styles as one file that a browser fetches once.

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

FOLDER = "static/unrolled"  # below the address of the app
_HERE = Path(__file__).parent

# Plotly's library as its package brings it, and the name under which it is served.
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PLOTLY_FILE = f"plotly-{plotly.__version__}.js"


def served_as(name: str, content: str, ending: str) -> str:
    """The name of a file that a browser keeps for good: another content has another name."""
    return f"{name}-{sha256(content.encode()).hexdigest()[:16]}.{ending}"


@dataclass(frozen=True)
class Script:
    """One ES module, made of files below ui/player in their order, and its styles."""

    name: str
    files: tuple[str, ...]
    css: str

    @cached_property
    def js(self) -> str:
        """The module by itself."""
        return "\n".join((_HERE / name).read_text("utf-8") for name in self.files)

    @cached_property
    def content(self) -> str:
        """The module as the browser fetches it: it puts its styles on the page before it draws anything."""
        return (
            f"const styles = new CSSStyleSheet();\nstyles.replaceSync({json.dumps(self.css)});\n"
            f"document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];\n{self.js}"
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


_DRAWING = ("stage/dom.js", "stage/math.js", "stage/numbers.js", "unroll/svg.js", "unroll/symbols.js")
_TRANSPORT = ("ask/ask.js", "transport/icons.js", "transport/hall.js", "transport/transport.js")
_TRANSPORT_CSS = "".join(
    (_HERE / name).read_text("utf-8") for name in ("transport/transport.css", "transport/cover.css", "ask/ask.css")
)
_UNROLL_CSS = theme.stage_css(".unroll") + "".join(
    (_HERE / name).read_text("utf-8") for name in ("unroll/unroll.css", "stage/math.css")
)

STAGE = Script(
    "stage",
    (
        "stage/dom.js",
        "stage/math.js",
        "stage/equations.js",
        "stage/numbers.js",
        "stage/board.js",
        "stage/strip.js",
        "stage/explain.js",
        "stage/diagram.js",
        "stage/layout.js",
        "stage/edit.js",
        "stage/slider.js",
        "stage/practice.js",
        *_TRANSPORT,
        "stage/ask.js",
        "stage/player.js",
        "stage/stage.js",
    ),
    theme.stage_css()
    + _TRANSPORT_CSS
    + "".join((_HERE / name).read_text("utf-8") for name in ("stage/stage.css", "stage/math.css", "stage/ask.css")),
)
_ASK_CSS = (_HERE / "ask" / "ask.css").read_text("utf-8")
UNROLL = Script("unroll", (*_DRAWING, *_TRANSPORT, "unroll/unroll.js"), _TRANSPORT_CSS + _UNROLL_CSS)
ASK = Script("ask", ("stage/dom.js", "ask/ask.js", "ask/page.js"), theme.stage_css(".ask.alone") + _ASK_CSS)
SLOTS = Script("slots", (*_DRAWING, "unroll/slots.js"), _UNROLL_CSS)
SHAPES = Script("shapes", (*_DRAWING, "unroll/shapes.js"), _UNROLL_CSS)
CURVES = Script(
    "curves",
    ("stage/dom.js", "unroll/svg.js", "curves/curves.js"),
    (_HERE / "curves" / "curves.css").read_text("utf-8"),
)
DRESSED = (_HERE / "figure" / "look.js").read_text("utf-8")  # a function of its own, also for files that stand alone
FIGURE = Script("figure", ("stage/dom.js", "figure/look.js", "figure/figure.js"), "")
SLIDES = Script(
    "slides",
    ("stage/dom.js", "stage/math.js", "transport/hall.js", "slides/slides.js"),
    "".join((_HERE / name).read_text("utf-8") for name in ("slides/slides.css", "transport/cover.css")),
)
OPENING = Script(
    "opening",
    ("stage/dom.js", "opening/opening.js"),
    theme.standalone_css(".opening") + (_HERE / "opening" / "opening.css").read_text("utf-8"),
)
SCRIPTS = (STAGE, UNROLL, ASK, SLOTS, SHAPES, CURVES, FIGURE, SLIDES, OPENING)

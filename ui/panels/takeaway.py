"""Take it away: what a page computed, as files that a student keeps. Each is made when it is asked for."""

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from engine import interop
from engine.params import Params
from ui.board.storyboard import Storyboard
from ui.board.trace import as_csv, as_npz
from ui.board.worksheet import worksheet
from ui.chapters import CHAPTERS
from ui.reader import controls, session
from ui.runs.notebook import notebook

__all__ = ["take_away", "take_worksheet"]

File = tuple[str, str, str, str, Callable[[], bytes | str]]  # label, what it holds, file name, type, how it is made

TITLE = "Take it away"
# Streamlit has no group with a name; a screen reader hears one.
_named = st.components.v2.component(
    "named_group",
    js="""export default ({ data, parentElement }) => {
  const group = parentElement.closest(".st-key-take_it_away")
  group?.setAttribute("role", "group")
  group?.setAttribute("aria-label", data.label)
}""",
    isolate_styles=False,
)


def take_away(
    board: Storyboard,
    params: Params,
    x: NDArray[np.float64],
    y: NDArray[np.int64],
    symbols: tuple[str, ...],
    path: str,
    edits: str,
) -> None:
    """Downloads about one run of the page at `path`: inputs x (T, D) and targets y (T,), read with the parameters."""
    chapter = next(c for c in CHAPTERS if c.path == path)
    chosen, address = session.current(), controls.address(chapter, edits)
    name = f"unrolled-{path}-{''.join(c if c.isalnum() else '_' for c in chosen.word)}"
    files: list[File] = [
        ("Worksheet", "every number with its arithmetic", f"{name}-worksheet.md", "text/markdown",
         lambda: f"{worksheet(board, chosen.decimals)}\n\nThe same screen: {address}\n"),
        ("Notebook", "the run again in NumPy and in PyTorch", f"{name}.ipynb", "application/x-ipynb+json",
         lambda: notebook(board.label, params, x, y, symbols, address)),
        ("Trace", "every number as NumPy arrays", f"{name}-trace.npz", "application/octet-stream",
         lambda: as_npz(board, address)),
        ("Trace as a table", "every number as CSV", f"{name}-trace.csv", "text/csv", lambda: as_csv(board, address)),
        ("Weights", "a state dict that PyTorch loads", f"{name}-weights.safetensors", "application/octet-stream",
         lambda: interop.to_safetensors(params)),
    ]  # fmt: skip
    _offer(files)


def take_worksheet(board: Storyboard, name: str) -> None:
    """The worksheet alone, of a board that no network of the reader's has filled."""
    decimals = session.current().decimals
    about = "every number with its arithmetic"
    _offer([("Worksheet", about, f"unrolled-{name}-worksheet.md", "text/markdown", lambda: worksheet(board, decimals))])


def _offer(files: list[File]) -> None:
    st.subheader(TITLE, anchor=False)
    with st.container(key="take_it_away", horizontal=True, gap="small"):
        for label, about, file, mime, made in files:
            st.download_button(label, made, file_name=file, mime=mime, on_click="ignore", help=about)
        _named(key="take_it_away_named", data={"label": TITLE})

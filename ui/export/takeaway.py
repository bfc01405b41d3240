"""Take it with you: what a page computed, as files that a student keeps. Each is made when it is asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from engine import interop
from engine.cells import cell_of
from ui.board.storyboard import Storyboard
from ui.board.trace import as_csv, as_npz
from ui.board.worksheet import printed, worksheet
from ui.cells.gated import Reading
from ui.cells.word_run import Run
from ui.export.notebook import notebook
from ui.export.standalone import standalone, walk
from ui.shell import address, session
from ui.shell.chapters import PAGES
from ui.shell.charts import drawn

File = tuple[str, str, str, str, Callable[[], bytes | str]]  # label, what it holds, file name, type, how it is made
Made = Callable[[str], bytes | str]
Extra = tuple[str, str, str, str, Made]  # the same: the name's end, and made with the address in it

TITLE = "Take it with you"
WHOLE = "worksheet_whole"  # in the session: are all time steps of a worksheet written out?
_named = st.components.v2.component(
    "named_group", js=Path(__file__).with_name("named.js").read_text("utf-8"), isolate_styles=False
)


def take_away(
    board: Storyboard, run: Run | Reading, path: str, edits: str, asides: bool = False, more: Sequence[Extra] = ()
) -> None:
    """Downloads about one run of the page at `path`; `more` are the page's own."""
    params, symbols = run.params, run.alphabet.symbols
    cell = cell_of(params).name
    name, link = _named_for(path, session.current().word, cell), _address(path, edits)
    walked, *texts = _of_board(board, name, link, edits, asides)
    _offer(
        [
            walked,
            ("Notebook", "these numbers, computed anew in NumPy and in PyTorch", f"{name}.ipynb", "application/x-ipynb+json",
             lambda: notebook(board, params, run.trace, run.y, symbols, link)),
            *texts,
            ("Weights", "a state dict that PyTorch loads, with its alphabet", f"{name}-weights.safetensors",
             "application/octet-stream", lambda: interop.to_safetensors(params, link, symbols)),
            *_named_files(more, name, link),
        ]
    )  # fmt: skip
    _write_out()


def take_files(path: str, title: str, files: Sequence[Extra]) -> None:
    """Downloads of a page that has no board, and of its figures under this title."""
    name, link = _named_for(path, ""), _address(path, "")
    _offer([*_named_files(files, name, link), *_of_figures(title, name, link)])


def _named_files(files: Sequence[Extra], name: str, link: str) -> list[File]:
    return [(label, about, f"{name}-{end}", kind, partial(made, link)) for label, about, end, kind, made in files]


def take_board(board: Storyboard, path: str, what: str = "", more: Sequence[Extra] = ()) -> None:
    """Downloads about a board that is not a run of the reader's weights; `what` it shows is in the files' names; `more` are the
    page's own."""
    name, link = _named_for(path, what), _address(path, "")
    walked, *texts = _of_board(board, name, link, "", False)
    _offer([walked, *_named_files(more, name, link), *texts])
    _write_out()


def _of_board(board: Storyboard, name: str, link: str, edits: str, asides: bool) -> list[File]:
    decimals, whole = session.current().decimals, st.session_state.get(WHOLE, False)
    return [
        ("Standalone walk", "every step in one HTML file; no server needed", f"{name}-walk.html", "text/html",
         lambda: walk(board, decimals=decimals, address=link, edit=edits, asides=asides)),
        ("Worksheet", "the arithmetic of every number of one time step, and tables of the others", f"{name}-worksheet.md",
         "text/markdown", lambda: f"{worksheet(board, decimals, whole)}\n\nThe same screen: {link}\n"),
        ("Worksheet to print", "the same worksheet as HTML, for A4 and Letter", f"{name}-worksheet.html", "text/html",
         lambda: printed(board, decimals, link, whole)),
        ("Trace", "every number as NumPy arrays", f"{name}-trace.npz", "application/octet-stream",
         lambda: as_npz(board, link)),
        ("Trace as a table", "every number as CSV", f"{name}-trace.csv", "text/csv", lambda: as_csv(board)),
        *_of_figures(board.label, name, link),
    ]  # fmt: skip


def _of_figures(title: str, name: str, link: str) -> list[File]:
    """The page's figures, if it has some. Those that it draws further down are in the file too."""
    figures = drawn()
    if not figures:
        return []
    about = "one HTML file that works offline (5 MB)"
    made = lambda: standalone(title, list(figures.items()), link)  # noqa: E731
    return [("Figures", about, f"{name}-figures.html", "text/html", made)]


def _address(path: str, edits: str) -> str:
    return address.of(next(page for page in PAGES if page.path == path), edits)


def _named_for(path: str, what: str, cell: str = "rnn") -> str:
    """The beginning of a file's name. A cell that is not the RNN is named in it, and on its own page stands for the page."""
    where = cell if path == "lstm" else path
    safe = "".join(c if c.isalnum() else "_" for c in what)
    return "-".join(filter(None, ("unrolled", where, "" if cell in ("rnn", where) else cell, safe)))


def _offer(files: list[File]) -> None:
    st.subheader(TITLE, anchor=False)
    with st.container(key="take_it_away", horizontal=True, gap="small"):
        for label, about, file, mime, made in files:
            st.download_button(label, made, file_name=file, mime=mime, on_click="ignore", help=about)
        _named(key="take_it_away_named", data={"label": TITLE})


def _write_out() -> None:
    """The choice of long worksheets, below the buttons: it is known before they are drawn."""
    st.toggle("Write out every time step in the worksheets", key=WHOLE, persist_state="session")

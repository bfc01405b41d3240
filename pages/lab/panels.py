"""The panels of the lab: a network of the reader's own, from PyTorch."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from engine.presets import MINE
from ui.board.markdown import plain
from ui.cells import forward
from ui.cells.gated import Reading
from ui.cells.gated_run import gated_run
from ui.cells.model_file import LARGEST_FILE, MOST_LETTERS, MOST_UNITS, Model, alphabet_in, read_letters, read_model
from ui.cells.word_run import Run, run
from ui.export.takeaway import take_away
from ui.shell import fields, session, user_model
from ui.shell.chapters import CHAPTERS
from ui.shell.page import play, prose, small_print
from ui.shell.settings import HIDDEN
from ui.shell.words import Words

NAMES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
SAID = "lab_said"  # in the session: why the model could not be read
ONWARD = {"rnn": ("forward", "bptt", "vanishing"), "lstm": ("lstm",), "gru": ("lstm",)}
text = Words.beside(__file__)
HOW = Path(__file__).with_name("save_from_pytorch.txt").read_text("utf-8")


def bring() -> None:
    """The fields for a file and its alphabet; a model that can be read takes the place of the one before."""
    with st.container(key="bring", horizontal=True, gap="medium", vertical_alignment="top"):
        fields.upload("PyTorch weights", "weights_file", on_change=_open, width=420)
        fields.line("Alphabet", key="alphabet", on_change=_read, placeholder="helo", persist_state="session", width=420)
    if SAID in st.session_state:
        st.error(plain(st.session_state[SAID]), icon=":material/edit:")


def _open() -> None:
    """A file that carries its alphabet fills in that field too."""
    carried = alphabet_in(fields.content(st.session_state.get("weights_file")) or b"")
    if carried:
        st.session_state["alphabet"] = carried
    _read()


def _read() -> None:
    """Take what is in both fields, or remember the sentence that says why not."""
    st.session_state.pop(SAID, None)
    file, letters = fields.content(st.session_state.get("weights_file")), st.session_state.get("alphabet", "")
    try:
        if file is not None:
            user_model.take(read_model(file, letters))
        elif letters:
            read_letters(letters)
    except ValueError as rule:
        still = " The previous model is still here." if session.current().model else ""
        st.session_state[SAID] = f"{rule}{still}"


def show() -> None:
    """The reader's own model: what it is, where it can be walked through, and its stage."""
    model = session.current().model
    user_model.let_browser_know()
    if model is None:
        st.info(text.source("no model"), icon=":material/upload_file:")
        return
    prose(_about(model))
    with st.container(horizontal=True, gap="small", key="onward", vertical_alignment="center"):
        for chapter in CHAPTERS:
            if chapter.path in ONWARD[model.cell]:
                st.page_link(chapter.file, label=f"{chapter.title} →", width="content")
        st.button("Forget this model", on_click=user_model.forget, help="Here and in this browser.")
    chosen = replace(session.current(), preset=MINE)
    if model.cell == "rnn":
        reading = run(chosen)
        board = forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols)
        play(board, edits=reading.edits)
        shown: tuple[Run | Reading, str, str] = (reading, "lab", reading.edits)
    else:
        gated = gated_run(model.cell, MINE, chosen, session.edits(model.cell))
        board = gated.storyboard()
        play(board, key=f"stage_{model.cell}", edits=gated.edits, model=model.cell)
        shown = (gated.reading, "lab", gated.edits)
    if not chosen.present:
        take_away(board, *shown)


def _about(model: Model) -> str:
    units = model.params.H
    said = text(
        "your model",
        an="a" if model.cell == "gru" else "an",
        cell=NAMES[model.cell],
        units=f"{units} unit{'s' * (units > 1)}",
        letters=len(model.alphabet),
        count=f"{model.params.flat.size:,}",
    )
    return said + (text["many units"] if units > HIDDEN[1] else "")


def how_to_save() -> None:
    """The code that saves such a file, and what is read from it."""
    st.subheader("How to save a model from PyTorch", anchor=False)
    limits = {"units": MOST_UNITS, "megabytes": LARGEST_FILE // 2**20, "letters": MOST_LETTERS}
    prose(text("how to save", **limits))
    st.code(HOW, language="python")
    st.markdown(text["names in the file"], unsafe_allow_html=True)
    small_print(text["letters in the table"])

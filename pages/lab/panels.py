"""The panels of the lab: a network of the reader's own, from PyTorch."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from engine.presets import MINE
from ui.board.markdown import plain, table
from ui.board.notation import GRU
from ui.board.symbols import sym
from ui.cells import forward
from ui.cells.gated_run import gated_run
from ui.cells.model_file import LARGEST_FILE, MOST_LETTERS, MOST_UNITS, Model, alphabet_in, read_letters, read_model
from ui.cells.word_run import run
from ui.export.takeaway import take_away
from ui.shell import fields, session, user_model
from ui.shell.chapters import CHAPTERS
from ui.shell.page import play
from ui.shell.settings import HIDDEN

NAMES = {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}
SAID = "lab_said"  # in the session: why the model could not be read
ONWARD = {"rnn": ("forward", "bptt", "vanishing"), "lstm": ("lstm",), "gru": ("lstm",)}
TOO_MANY = (
    " With so many units the board is a picture in colours: the cells are too small to show their numbers, so point at one to "
    "read it. It takes a few seconds to draw, longest for an LSTM."
)
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
    """The model that was brought: what it is, where it can be walked through, and its stage."""
    model = session.current().model
    user_model.let_browser_know()
    if model is None:
        st.info(
            "You have not loaded a model yet. Choose a file, and type the model’s alphabet unless the file carries it. How to "
            "save such a file is explained below.",
            icon=":material/upload_file:",
        )
        return
    st.markdown(_about(model))
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
        shown = (reading.params, reading.trace, reading.y, reading.alphabet.symbols, "lab", reading.edits)
    else:
        gated = gated_run(model.cell, MINE, chosen, session.edits(model.cell))
        board, read = gated.storyboard(), gated.reading
        play(board, key=f"stage_{model.cell}", edits=gated.edits, model=model.cell)
        shown = (read.params, read.trace, read.y, gated.alphabet.symbols, "lab", gated.edits)
    if not chosen.present:
        take_away(board, *shown)


def _about(model: Model) -> str:
    count = f"{model.params.flat.size:,} numbers"
    return (
        f"**Your model** is {'an' if model.cell != 'gru' else 'a'} {NAMES[model.cell]} with {model.params.H} "
        f"unit{'s' * (model.params.H > 1)} and {len(model.alphabet)} letters, {count}. You will find it among the other "
        "weights as *your model* for as long as this session lasts. This browser keeps it so that it survives a reload; nobody "
        "else sees it."
    ) + (TOO_MANY if HIDDEN[1] < model.params.H else "")


def how_to_save() -> None:
    """The code that saves such a file, and what is read from it."""
    st.subheader("How to save a model from PyTorch", anchor=False)
    st.markdown(
        "PyTorch is a widely used library for neural networks. You can load a single-layer nn.RNN (tanh), nn.LSTM or nn.GRU of "
        f"up to {MOST_UNITS} units, together with the nn.Linear that turns its state into scores. Save the state dict, that is, "
        f"all the weights, each under its name, in a `.safetensors` file of up to {LARGEST_FILE // 2**20} MB; such a file holds "
        f"only numbers and names, no code. The alphabet lists the model’s letters, at most {MOST_LETTERS}, in the order of its "
        "inputs and outputs. Spaces, digits and punctuation marks count as letters too; write `\\n` for a line break, `\\t` for "
        "a tab and `\\\\` for a backslash. A file that is saved as shown here, or taken from this course, carries its "
        "alphabet, and you need not type it."
    )
    st.code(HOW, language="python")
    head = ["Name in the file", "Shape", "Holds"]
    lines = [
        [
            "`weight_ih_l0`",
            "(k·H, letters)",
            f"{sym('U')} or, for an LSTM or a GRU, the {sym('U')} of every gate and of the candidate, one below the other",
        ],
        ["`weight_hh_l0`", "(k·H, H)", f"{sym('W')} in the same way"],
        [
            "`bias_ih_l0`, `bias_hh_l0`",
            "(k·H)",
            f"two biases; only their sum matters, except in a GRU’s candidate, where they are {sym('b_n', GRU)} and "
            f"{sym('c_n', GRU)} of chapter 8",
        ],
        ["`weight`, `bias` of the linear layer", "(letters, H), (letters)", f"{sym('V')} and {sym('b_y')}"],
    ]
    st.markdown(table(head, lines), unsafe_allow_html=True)
    st.caption(
        "H is the number of hidden units, “letters” the size of the alphabet; k is 1 for nn.RNN, 4 for nn.LSTM (i, f, "
        "g, o; g is the candidate) and 3 for nn.GRU (r, z, n; n is the candidate). Names may have a prefix, as in "
        "rnn.weight_ih_l0. An nn.RNN must use tanh. The file does not say which function was used, so this cannot be checked: "
        "with any other, the numbers here would be wrong."
    )

"""The panel that shows what the units of a network respond to, over a text of the reader's."""

import streamlit as st

from engine.params import Params
from engine.tasks.alice import ALICE
from engine.text import Alphabet
from ui.figures import order as figures
from ui.markdown import plain
from ui.panels.charts import figure
from ui.reader import session, widgets
from ui.reader.settings import shown
from ui.runs import respond as runs
from ui.runs.models import shipped
from ui.words import units as words

__all__ = ["show"]

FIRST = "\n".join(ALICE.split("\n")[:2])
FILM = 60  # letters in the picture of all units


def show() -> None:
    """The text, coloured by one unit; all units to choose from; where the chosen one is highest."""
    name, params, alphabet = _network()
    st.caption(name)
    coloured = st.container()
    letters = _letters(alphabet)
    values = runs.activations(params, alphabet, letters)
    responses = runs.respond(values, letters)
    labels = {words.label(response): response for response in responses}
    with coloured:
        names = list(labels)
        told = "Unit; those that are best at telling one kind of letter from all others come first"
        chosen = labels[widgets.choice("unit", told, names, names[0])]
        st.html(words.coloured(letters, values[:, chosen.unit], chosen))
        st.markdown(words.sentence(chosen))
        st.caption("Orange: above 0. Violet (blue in the dark): below 0. Point at a letter for its number.")
    if session.current().present:
        return
    st.markdown("**Where this unit is highest**")
    st.markdown(words.contexts_table(runs.contexts(values[:, chosen.unit], letters)))
    with st.expander("All units"):
        st.markdown(words.ranking(responses))
        figure(
            figures.states(values[:FILM], letters[:FILM]),
            f"Heatmap of all units over the first {min(FILM, len(letters))} letters",
        )


def _network() -> tuple[str, Params, Alphabet]:
    """What reads: the reader's model if there is one and it is chosen, else the shipped one."""
    mine, small = session.current().model, shipped("alice")
    if mine is not None:
        who = widgets.choice("reads", "Which network reads?", ("the shipped one", "your model"), "the shipped one")
        if who == "your model":
            return "Your model reads the text.", mine.params, mine.alphabet
    about = (
        f"A small LSTM with {small.params.H} units reads the text. It learnt the next letter of the opening of Lewis "
        f"Carroll’s Alice’s Adventures in Wonderland (1865): there it is right in {small.figures['train']:.0%}, in the part "
        f"that was held out (kept from its training) in {small.figures['held out']:.0%}."
    )
    return about, small.params, small.inputs


def _letters(alphabet: Alphabet) -> tuple[str, ...]:
    """The text that is read; what cannot be read is told, and the last good text stays."""
    left, right = st.columns([2, 1])
    with left:
        typed = st.text_area("Text", FIRST, key="lab_text", height=140, persist_state="session")
    with right:
        file = st.file_uploader("Text file", key="text_file", max_upload_size=1)
    held = st.session_state.get("lab_text_good", FIRST)
    try:
        text = typed
        if file is not None:
            text, encoding = runs.decoded(file.getvalue())
            st.caption(f"Read from the file, as {encoding}. Its first {runs.READ:,} letters are shown.")
        found = runs.read_text(text, alphabet)
    except ValueError as rule:
        st.error(plain(f"{shown(str(rule), 400)} Still shown: the text before."), icon=":material/edit:")
        return _known(held, alphabet)
    st.session_state["lab_text_good"] = text
    return found


def _known(text: str, alphabet: Alphabet) -> tuple[str, ...]:
    """The text before, as far as this network knows its letters; its alphabet where it knows none of them."""
    kept = "".join(letter for letter in text if letter in alphabet.symbols)
    return runs.read_text(kept if len(kept) > 1 else "".join(alphabet.symbols) * 2, alphabet)

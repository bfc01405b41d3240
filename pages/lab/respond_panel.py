"""The panel that shows what the units of a network respond to, over a text of the reader's."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from engine.text import Alphabet
from models import shipped
from pages.lab import respond as runs
from pages.lab import words
from pages.lab.learn import Network, trained
from ui.board.markdown import plain
from ui.shell import sequences as figures
from ui.shell import session, widgets
from ui.shell.charts import figure
from ui.shell.page import prose, small_print
from ui.shell.settings import shown
from ui.training.lessons import Text
from ui.training.session import TrainingSession

SHIPPED, OWN, USER_MODEL = "the built-in one", "the one trained here", "your model"
BY_KIND, BY_SPREAD = "what they tell apart best", "how much they vary"
FILM = 60  # letters in the picture of all units
GOOD, SEEN, NEWEST = "lab_letters", "lab_seen", "lab_newest"  # in the session


def choose(here: TrainingSession) -> Network:
    """The network that reads: the built-in one, unless the reader has trained or loaded one of their own and chooses it."""
    small = shipped("alice")
    shares = {"train": f"{small.figures['train']:.0%}", "held_out": f"{small.figures['held out']:.0%}"}
    about = words.text("read by the built-in", units=small.params.H, **shares)
    networks = {SHIPPED: Network(about, small.params, small.inputs, "shipped")}
    model, own = session.current().model, trained(here)
    if own is not None:
        networks[OWN] = own
        if st.session_state.get(NEWEST) != own.token:  # what has just been trained is what one wants to see
            st.session_state[NEWEST], st.session_state["reads"] = own.token, OWN
    if model is not None:
        networks[USER_MODEL] = Network(
            words.text["read by yours"], model.params, model.alphabet, f"user model {id(model)}"
        )
    if len(networks) == 1:
        return networks[SHIPPED]
    return networks[widgets.choice("reads", "Which network reads?", tuple(networks), SHIPPED, width=260)]


def show(network: Network, text: Text) -> str:
    """The text in the colours of one unit; all units to choose from; where the chosen one is highest or lowest.

    Returns the text's first letter that the network knows.
    """
    small_print(network.about)
    letters = _letters(network, text)
    values, responses = _seen(network, letters)
    with st.container(horizontal=True, gap="medium", key="which_unit"):
        if widgets.choice("ranked", "Order the units by", (BY_KIND, BY_SPREAD), BY_KIND, width=340) == BY_SPREAD:
            responses = sorted(responses, key=lambda response: -response.spread)
        labels = {words.label(response): response for response in responses}
        names = list(labels)
        chosen = labels[widgets.choice("unit", "Unit", names, names[0], width=340)]
    st.html(words.coloured(letters, values[:, chosen.unit], chosen))
    prose(words.sentence(chosen))
    small_print(words.text["colours"])
    if not session.current().present:
        st.markdown(f"**Where this unit is {'lowest' if chosen.low else 'highest'}**")
        st.markdown(words.contexts_table(runs.contexts(values[:, chosen.unit], letters, chosen.low)))
        with st.expander("All units"):
            st.markdown(words.ranking(responses))
            figure(
                figures.states(values[:FILM], letters[:FILM]),
                f"Heatmap of all units over the first {min(FILM, len(letters))} letters",
            )
    return letters[0]


def _letters(network: Network, text: Text) -> tuple[str, ...]:
    """The letters that are read; a text with letters that the network does not know is told, and the last good one stays."""
    try:
        letters = runs.readable(text.alphabet.decode(text.indices[: runs.READ]), network.alphabet)
    except ValueError as rule:
        kept, still = _known(st.session_state.get(GOOD, ()), network.alphabet)
        st.error(plain(f"{shown(str(rule), 400)} {still}"), icon=":material/edit:")
        return kept
    if len(text.indices) > runs.READ:
        st.caption(f"Its first {runs.READ:,} letters of {len(text.indices):,} are shown.")
    st.session_state[GOOD] = letters
    return letters


def _known(letters: tuple[str, ...], alphabet: Alphabet) -> tuple[tuple[str, ...], str]:
    """The text before, as far as this network knows its letters, or its alphabet; and a sentence that says which."""
    kept = tuple(letter for letter in letters if letter in alphabet)
    if len(kept) < 2:
        return alphabet.symbols * 2, words.text.source("alphabet shown")
    if len(kept) < len(letters):
        return kept, words.text.source("text shown in part")
    return kept, words.text.source("text shown")


def _seen(network: Network, letters: tuple[str, ...]) -> tuple[NDArray[np.float64], list[runs.Response]]:
    """Activations and what they tell, computed once for a network and a text: 256 units and 3,000 letters take a second."""
    key = (network.token, letters)
    held = st.session_state.get(SEEN)
    if held is None or held[0] != key:
        values = runs.activations(network.params, network.alphabet, letters)
        held = st.session_state[SEEN] = (key, values, runs.respond(values, letters))
    return held[1], held[2]

"""The panels in which a network of the reader's own learns the lab's text, and writes."""

from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np
import streamlit as st

from engine import interop
from engine.generate import generate
from engine.params import Params
from engine.text import Alphabet
from ui.board.markdown import plain
from ui.cells.model_file import MOST_LETTERS, MOST_UNITS, read_model, written
from ui.shell import controls, session, user_model, widgets
from ui.shell.page import small_print
from ui.shell.words import Words
from ui.training import panels as training
from ui.training import words
from ui.training.lessons import BUDGETS, CELLS, CLIPS, OPTIMISERS, Plan, Text, begin_on
from ui.training.session import TrainingSession, current_training

text = Words.beside(__file__)
UNITS = (4, 256)
LETTERS = 200  # that it writes
LONGEST_PROMPT = 200


@dataclass(frozen=True, eq=False)
class Network:
    """A network that reads and writes letters. `about` is HTML, `token` is another one for other weights."""

    about: str
    params: Params
    alphabet: Alphabet
    token: str


def choose(read: Text) -> TrainingSession:
    """What learns, how, and for how long."""
    with st.container(key="lesson", horizontal=True, vertical_alignment="bottom", gap="medium"):
        cell = widgets.choice("net", "Cell", tuple(CELLS), "LSTM", width=120)
        units = widgets.slider("units", "Hidden units", *UNITS, 32, width=200)
        optimiser = widgets.choice("optimiser", "Optimiser", tuple(OPTIMISERS), "Adam", width=130)
        lr = widgets.number("lr", "Learning rate η", 0.0001, 100.0, 0.01, format="%g", width=150)
        clip = widgets.choice("clip", "Clip at norm", tuple(CLIPS), "1", width=120)
        budget = widgets.choice("budget", "Train for", tuple(BUDGETS), "1 min", width=120)
    seed = session.current().seed
    plan = Plan(("", "", seed, 0), cell, optimiser, lr, clip, read.digest, units, BUDGETS[budget])
    return current_training(plan, partial(begin_on, plan, read), "lab_training")


def train(here: TrainingSession) -> None:
    """The buttons and the lesson as it goes on; what came of it, once it stands still."""
    training.live(here)
    small_print(words.text("own budget", seconds=f"{here.plan.budget:g}"))
    network = trained(here)
    if network is None:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        size = f"{here.plan.cell.lower()}-{here.plan.units}"
        st.download_button(
            "Trained weights", lambda: interop.to_safetensors(network.params, alphabet=network.alphabet.symbols),
            f"unrolled-lab-trained-{size}.safetensors", "application/octet-stream", on_click="ignore",
            help="A state dict that PyTorch loads, with its alphabet.",
        )  # fmt: skip
        if here.plan.units <= MOST_UNITS and len(here.alphabet) <= MOST_LETTERS:
            st.button(
                "Make it your model", on_click=_adopt, args=(network,), help="Walk through it on the other pages."
            )
    with st.expander("Its alphabet, which belongs to the weights"):
        st.code(written(here.alphabet), language=None, wrap_lines=True)


def _adopt(network: Network) -> None:
    user_model.take(read_model(interop.to_safetensors(network.params), written(network.alphabet)))


def trained(here: TrainingSession) -> Network | None:
    """The network as far as it has learnt, while it stands still."""
    if here.running or not here.lesson.updates:
        return None
    here.lesson.settle()
    params = here.lesson.params
    exact = params.with_flat(params.flat.astype(np.float64))
    fields = {"cell": here.plan.cell, "units": here.plan.units, "updates": f"{here.lesson.updates:,}"}
    about = text("read by the trained", **fields)
    return Network(about, exact, here.alphabet, f"trained {id(here.lesson)} {here.lesson.updates}")


def write(network: Network, first: str) -> None:
    """What a network writes after a prompt, letter by letter; without a prompt, after this first letter."""
    with st.container(key="write", horizontal=True, vertical_alignment="bottom", gap="medium"):
        encode = network.alphabet.encode
        prompt = widgets.text("prompt", "Begin with", "", LONGEST_PROMPT, encode, width=320, placeholder=first)
        controls.temperature()
        st.button("Write again", on_click=_again, help="Draw again from the same probabilities.")
    again = cast(int, st.session_state.get("written_again", 0))
    read = prompt if len(prompt) else network.alphabet.encode(first)
    rng = np.random.default_rng([session.current().seed, again])
    wrote = generate(network.params, read, LETTERS, session.current().temperature, rng)
    shown = "".join(network.alphabet.decode(wrote))
    st.markdown(f"Given “{plain(''.join(network.alphabet.decode(read)))}”, the network writes:")
    st.text(shown)


def _again() -> None:
    st.session_state["written_again"] = st.session_state.get("written_again", 0) + 1

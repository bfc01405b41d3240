"""The controls of the shared settings, and the address that says what they are set to."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from engine.presets import PRESETS
from ui import settings as s
from ui.chapters import Chapter
from ui.markdown import plain
from ui.settings import NOTES_HIDDEN

__all__ = ["open_session", "show", "show_notices", "show_present_button", "write_address"]

# Of the widgets, and in the address.
_KEYS = ("word", "preset", "seed", "hidden", "decimals", "feed", "temperature", "notes")
# Runs where the address is, and so keeps what others wrote there meanwhile (the stage its step). Streamlit's
# own binding (bind="query-params") writes a choice's label instead of its key, and a refused word instead of
# the one shown. It is called again when its data change: hence the page is among them.
_ADDRESS_JS = """
export default ({ data }) => {
  const address = new URL(window.location.href);
  for (const name of data.names) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(data.query)) address.searchParams.set(name, value);
  if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
};
"""
_address = st.components.v2.component("address", js=_ADDRESS_JS)


def open_session(chapter: Chapter) -> None:
    """On a session's first run put the address's settings in force; its step is for its page only."""
    state = st.session_state
    if "settings" not in state:
        came = {name: st.query_params.get_all(name) for name in st.query_params}
        found, state["notices"] = s.read(came, chapter.parameters)
        s.remember(found)
        state["opened_at"] = (chapter.path, found)
        for key in _KEYS:
            state[key] = getattr(found, key)
    elif state["opened_at"][0] != chapter.path:
        s.remember(replace(s.current(), step=0))


def show_notices() -> None:
    """What was wrong with the address; it stays to be read until the reader changes something."""
    if s.current() == st.session_state["opened_at"][1]:
        for notice in st.session_state["notices"]:
            st.warning(plain(notice), icon="⚠️")


def show(chapter: Chapter) -> None:
    """Draw the controls that this chapter uses, side by side, and put in force what they are set to."""
    with st.container(key="controls", horizontal=True, vertical_alignment="top", gap="medium"):
        for name in chapter.controls:
            if name != "seed" or chapter.draws or _draws():
                _CONTROLS[name]()
    state = st.session_state
    held = s.current()
    chosen = replace(held, **{key: state[key] for key in _KEYS})
    try:
        chosen = replace(chosen, word=s.checked_word(chosen.word, chosen.preset))
    except ValueError as rule:
        still = f"Still shown: ‘{held.word}’ with {PRESETS[held.preset]} weights."
        st.error(plain(f"{s.shown(str(rule), 300)} {still}"), icon="✏️")
        chosen = replace(chosen, word=held.word, preset=held.preset)
    if chosen.preset == "notes":
        chosen = replace(chosen, hidden=NOTES_HIDDEN)
    s.remember(chosen)


def write_address(chapter: Chapter) -> None:
    """Make the address say what is in force; `t` and `edit` are the stage's to write."""
    names = [*_KEYS, "present"]
    query = {name: value for name, value in s.query(s.current()).items() if name in names}
    _address(key="address", data={"page": chapter.path, "names": names, "query": query})


def show_present_button() -> None:
    """The way into the projector's view, in the sidebar, and the way out, under the page."""
    present = s.current().present
    with st.container() if present else st.sidebar:
        st.button("Leave the presentation" if present else "Present", on_click=_present, args=(not present,))


def _present(on: bool) -> None:
    s.remember(replace(s.current(), present=on))


def _word() -> None:
    st.text_input("Word", key="word", persist_state="session", width=240)


def _preset() -> None:
    _choice("Weights", "preset", PRESETS)


def _feed() -> None:
    _choice("Next input", "feed", s.FEEDS)
    if st.session_state["feed"] == "sample":
        low, high = s.TEMPERATURES
        st.slider("Temperature", low, high, step=0.1, key="temperature", persist_state="session", width=180)


def _choice(label: str, key: str, labels: Mapping[Any, str]) -> None:
    st.segmented_control(
        label, list(labels), format_func=labels.__getitem__, key=key, required=True, persist_state="session"
    )


def _decimals() -> None:
    low, high = s.DECIMALS
    st.segmented_control(
        "Decimals", range(low, high + 1), key="decimals", required=True, persist_state="session"
    )


def _draws() -> bool:
    """Whether anything is drawn at random, so that there is something to seed."""
    return bool(st.session_state["preset"] != "notes" or st.session_state["feed"] == "sample")


def _seed() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width="content", gap="small"):
        low, high = s.SEEDS
        st.number_input("Seed", low, high, step=1, key="seed", persist_state="session", width=150)
        st.button(
            "Roll again", on_click=_roll, help="Draw a new seed. The same seed always gives the same numbers."
        )


def _roll() -> None:
    st.session_state["seed"] = random.randint(*s.SEEDS)


def _hidden() -> None:
    if st.session_state["preset"] == "notes":
        return  # the notes' weights are for three units, and no others
    low, high = s.HIDDEN
    st.number_input("Hidden units", low, high, step=1, key="hidden", persist_state="session", width=150)


def _notes() -> None:
    if st.session_state["preset"] == "notes":
        _choice("The notes’ handwriting", "notes", {False: "hide", True: "show"})


_CONTROLS: dict[str, Callable[[], None]] = {
    "word": _word,
    "preset": _preset,
    "seed": _seed,
    "hidden": _hidden,
    "feed": _feed,
    "decimals": _decimals,
    "notes": _notes,
}

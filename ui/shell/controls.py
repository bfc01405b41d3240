"""The controls of the shared settings, and the address that says what they are set to."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from urllib.parse import parse_qs

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from engine.presets import MINE, PRESETS
from ui.board.markdown import plain
from ui.shell import fields, page, session
from ui.shell import settings as s
from ui.shell.chapters import Chapter, Choice
from ui.shell.settings import NOTES_HIDDEN

# Of the widgets, and in the address.
KEYS = ("word", "preset", "seed", "hidden", "decimals", "feed", "temperature", "notes")
RARE = ("seed", "any_seed", "decimals", "notes")  # one click away, under a button that says what they are set to
YOURS = "your model"
MOST_SIDE_BY_SIDE = 8  # options of a choice; more of them stand in a list
PRESETS_OF = ("preset", "lstm_preset")  # the controls that say whose weights they are
FIRST = "controls_begin_with"  # in the session: by control
_ROW = "controls_row"  # in the session, while a page is drawn that has one


def open_session(chapter: Chapter) -> None:
    """On a session's first run put the address's settings in force; its step is for its page only."""
    state = st.session_state
    state.pop(_ROW, None)
    if "settings" not in state:
        came = {name: st.query_params.get_all(name) for name in st.query_params} | _embed()
        own = [choice.name for choice in chapter.choices]
        settings, notices = s.read(came, (*chapter.parameters, *own), chapter.own_weights)
        # What the widgets begin with, not what they are set to: after a restart of the server the browser's first message
        # brings a widget that the reader has just changed, and that counts for more than the address.
        state[FIRST] = {key: getattr(settings, key) for key in KEYS}
        state["notices"] = (*notices, *_read_choices(chapter, came))
        if chapter.weights == "lstm_preset":
            session.remember_edits(settings.edits, chosen("cell"))
            settings = replace(settings, edits="")
        session.remember(settings)
        state["opened_at"] = (chapter.path, settings)
        state["asked_for_mine"] = [name for name in ("preset", "lstm_preset") if came.get(name) == [MINE]]
    elif state["opened_at"][0] != chapter.path:
        session.remember(replace(session.current(), step=0))
    for choice in chapter.choices:
        state[FIRST].setdefault(choice.name, choice.options[0][0])
        if chosen(choice.name) not in _options(choice):
            state[choice.name] = choice.options[0][0]
    _fit_preset(chapter)


def _embed() -> dict[str, list[str]]:
    """The parameter of this name, if it is given: Streamlit has one of its own and keeps it to itself."""
    context = get_script_run_ctx()
    asked = parse_qs(context.query_string) if context else {}
    return {"embed": asked["embed"]} if "embed" in asked else {}


def chosen(name: str) -> Any:
    """What a shared control or one of the page's choices is set to."""
    state = st.session_state
    held = state.get(name)
    return state[FIRST][name] if held is None else held  # only a browser that is none of ours chooses nothing


def _read_choices(chapter: Chapter, came: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Set the page's own choices to what the address says, with a notice for each that is not possible."""
    for choice in chapter.choices:
        keys = dict(choice.options)
        default = choice.options[0][0]
        given = came.get(choice.name, [default])
        possible = len(given) == 1 and given[0] in keys
        st.session_state[FIRST][choice.name] = given[0] if possible else default
        if not possible:
            yield (
                f"{choice.name}: ‘{s.shown(', '.join(given))}’ is not possible: one of {', '.join(keys)} is expected. "
                f"Used instead: {default}."
            )


def _fit_preset(chapter: Chapter) -> None:
    """A word chosen where other weights read it may have letters that these weights cannot: take random ones.

    Where nothing but the reader's model is shown, take a word that it can read.
    """
    held = session.current()
    try:
        s.checked_word(held.word, _preset(chapter) if chapter.own_weights else held.preset, held.model)
    except ValueError as rule:
        used = "random weights"
        if chapter.weights == MINE and held.model:
            used = f"‘{held.model.sample}’"
            st.session_state["word"] = held.model.sample
            session.remember(replace(held, word=held.model.sample))
        else:
            st.session_state[chapter.weights] = "random"
            if not chapter.own_weights:
                session.remember(replace(held, preset="random"))
        st.info(plain(f"{s.shown(str(rule), 300)} Used instead: {used}."))


def show_notices() -> None:
    """What was wrong with the address; it stays to be read until the reader changes something."""
    if session.current() == st.session_state["opened_at"][1]:
        page.show_notices(st.session_state["notices"])


def row() -> DeltaGenerator:
    """Where a page puts what it alone has to choose: beside the shared controls, or in their place."""
    if _ROW in st.session_state:
        return cast(DeltaGenerator, st.session_state[_ROW])
    return st.container(key="controls_own", horizontal=True, vertical_alignment="center", gap="medium")


def show(chapter: Chapter) -> None:
    """Draw the controls that this chapter uses, side by side, and put in force what they are set to."""
    shared = st.container(key="controls", horizontal=True, vertical_alignment="top", gap="medium")
    with shared:
        for choice in chapter.choices:
            _choice(choice.label, choice.name, _options(choice))
        # Where choices of the page's own take the line, the size is asked for rarely, too.
        rare = [name for name in chapter.controls if name in RARE or (name == "hidden" and chapter.choices)]
        for name in chapter.controls:
            if name not in rare:
                _CONTROLS[name](chapter)
        if rare:
            with st.popover(_said(chapter, rare), key="more", width="content"):
                for name in rare:
                    _CONTROLS[name](chapter)
    if chapter.controls:
        st.session_state[_ROW] = shared
    held = session.current()
    settings = replace(held, **{key: chosen(key) for key in KEYS})
    try:
        word = fields.read("word", settings.word, fields.PASTED, str)
        settings = replace(settings, word=s.checked_word(word, _preset(chapter), held.model))
    except ValueError as rule:
        weights = {MINE: YOURS} | {key: f"{name} weights" for key, name in PRESETS.items()}
        still = f"Still shown: ‘{held.word}’" + ("." if chapter.own_weights else f" with {weights[held.preset]}.")
        st.error(plain(f"{s.shown(str(rule), 300)} {still}"), icon=":material/edit:")
        settings = replace(settings, word=held.word, preset=held.preset)
    if _notes_weights(chapter):
        settings = replace(settings, hidden=NOTES_HIDDEN)
    session.remember(settings)


def _preset(chapter: Chapter) -> str:
    """Whose weights read the word on this page."""
    if chapter.weights == MINE and session.current().model:
        return MINE
    return str(chosen(chapter.weights)) if chapter.weights in PRESETS_OF else "random"


def _options(choice: Choice) -> dict[str, str]:
    """What may be chosen just now; the reader's own model stands beside the weights of its own cell."""
    mine = choice.name == "lstm_preset" and session.owns(chosen("cell"))
    return dict(choice.options) | ({MINE: YOURS} if mine else {})


def _said(chapter: Chapter, names: Sequence[str]) -> str:
    """What the rarely used controls are set to, as the button over them says it."""
    said = {
        "hidden": "" if _given_weights(chapter) else f"{chosen('hidden')} units",
        "decimals": f"{chosen('decimals')} decimals",
        "seed": "" if _nothing_drawn(chapter) else f"seed {chosen('seed')}",
        "any_seed": f"seed {chosen('seed')}",
        "notes": f"notes {'shown' if chosen('notes') else 'hidden'}" if _notes_weights(chapter) else "",
    }
    return " · ".join(said[name] for name in names if said[name])


def _nothing_drawn(chapter: Chapter) -> bool:
    return _given_weights(chapter) and chosen("feed") != "sample"


def _given_weights(chapter: Chapter) -> bool:
    """Weights of a size of their own, which nothing draws."""
    return _notes_weights(chapter) or _preset(chapter) == MINE


def _notes_weights(chapter: Chapter) -> bool:
    return bool(chosen("preset") == "notes") and not chapter.own_weights


def show_present_button() -> None:
    """The way into the projector's view, in the sidebar, and the way out, under the page."""
    present = session.current().present
    with st.container() if present else st.sidebar:
        st.button("Leave the presentation" if present else "Present", on_click=_present, args=(not present,))


def _present(on: bool) -> None:
    session.remember(replace(session.current(), present=on))


def _first(key: str) -> Any:
    return st.session_state[FIRST][key]


def _word(_: Chapter) -> None:
    fields.line("Word", _first("word"), key="word", persist_state="session", width=240)


def _presets(_: Chapter) -> None:
    _choice("Weights", "preset", PRESETS | ({MINE: YOURS} if session.owns("rnn") else {}))


def _feed(_: Chapter) -> None:
    _choice("Next input", "feed", s.FEEDS)
    if chosen("feed") == "sample":
        temperature()


def temperature() -> None:
    """How boldly a network draws its next letter; a page that lets one write draws it itself."""
    low, high = s.TEMPERATURES
    first = _first("temperature")
    st.slider("Temperature", low, high, first, step=0.1, key="temperature", persist_state="session", width=180)


def _choice(label: str, key: str, labels: Mapping[Any, str]) -> None:
    options, first, written = list(labels), _first(key), labels.__getitem__
    if len(options) > MOST_SIDE_BY_SIDE:
        st.selectbox(
            label, options, options.index(first), format_func=written, key=key, persist_state="session", width=280
        )
        return
    st.segmented_control(
        label, options, format_func=written, default=first, key=key, required=True, persist_state="session"
    )


def _decimals(_: Chapter) -> None:
    low, high = s.DECIMALS
    _choice("Decimals", "decimals", {count: str(count) for count in range(low, high + 1)})


def _seed(chapter: Chapter) -> None:
    if _nothing_drawn(chapter):
        return  # nothing is drawn, so there is nothing to seed
    _any_seed(chapter)


def _any_seed(_: Chapter) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width="content", gap="small"):
        low, high = s.SEEDS
        st.number_input("Seed", low, high, _first("seed"), step=1, key="seed", persist_state="session", width=150)
        st.button(
            "Roll again",
            on_click=_roll,
            help="Draws a new seed, from which all random numbers here follow. A given seed always gives the same ones.",
        )


def _roll() -> None:
    st.session_state["seed"] = random.randint(*s.SEEDS)


def _hidden(chapter: Chapter) -> None:
    if _given_weights(chapter):
        return  # the notes' weights are for three units, a model of the reader's for its own number
    low, high = s.HIDDEN
    st.number_input(
        "Hidden units", low, high, _first("hidden"), step=1, key="hidden", persist_state="session", width=150
    )


def _notes(chapter: Chapter) -> None:
    if _notes_weights(chapter):
        _choice("The notes’ own numbers", "notes", {False: "hide", True: "show"})


_CONTROLS: dict[str, Callable[[Chapter], None]] = {
    "word": _word,
    "preset": _presets,
    "seed": _seed,
    "any_seed": _any_seed,  # for a page that draws by it whatever the weights are
    "hidden": _hidden,
    "feed": _feed,
    "decimals": _decimals,
    "notes": _notes,
}

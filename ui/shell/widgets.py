"""Widgets of one page only, in the address under their own names (Chapter.parameters): the widget's key is the name.

Streamlit keeps widget and address in step. A value that came by the address and is not possible has its
default and a notice, as for the shared settings.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from ui.board.markdown import plain
from ui.shell import fields
from ui.shell.settings import shown

Checked = TypeVar("Checked")

_SEEN = "own_seen"  # by name, what the address said when its page was first drawn
_NOTICES = "own_notices"  # by name, the notice and the value at which it was given


def slider(name: str, label: str, low: int, high: int, default: int, **more: Any) -> int:
    """A whole number from low to high; the default is brought between them. None to choose from: no widget."""
    if low == high:
        return low
    default = max(low, min(high, default))
    held = st.session_state.get(name)
    if held is not None and not low <= held <= high:
        st.session_state[name] = max(low, min(high, held))
    rule = f"a whole number from {low} to {high} is expected"
    return int(_bound(name, rule, st.slider, label, low, high, default, **more))


def number(name: str, label: str, low: float, high: float, default: float, **more: Any) -> float:
    """A number from low to high, typed."""
    rule = f"a number from {low:g} to {high:g} is expected"
    return float(_bound(name, rule, st.number_input, label, low, high, default, **more))


def choice(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    return str(_bound(name, _one_of(options), st.selectbox, label, options, options.index(default), **more))


def step_of(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options, in their order, on a slider."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    return str(_bound(name, _one_of(options), st.select_slider, label, options, default, **more))


def drawn(name: str, component: str, options: Sequence[str]) -> str:
    """One of the options, the first by default, chosen in a drawing that holds it as its state `name`.

    The drawing writes the address itself. Between pages the session keeps the choice.
    """
    state, kept = st.session_state, f"{name}_kept"

    def made() -> str:
        held = (state.get(component) or {}).get(name) or state.get(kept) or "".join(state[_SEEN][name])
        state[kept] = held if held in options else options[0]
        return str(state[kept])

    return str(_told(name, _one_of(options), made))


def text(name: str, label: str, default: str, longest: int, check: Callable[[str], Checked], **more: Any) -> Checked:
    """What `check` makes of a text. Where it raises, its sentence stands under the text and the last good one counts."""
    rule = f"a text of at most {longest} characters is expected"
    typed = str(_bound(name, rule, fields.line, label, default, longest, **more) or "")
    good = f"{name}_good"
    try:
        found = check(fields.read(name, typed, longest, str))
    except ValueError as rule_broken:
        held = st.session_state.get(good, default)
        st.error(plain(f"{rule_broken} Still shown: ‘{shown(held, 80)}’."), icon=":material/edit:")
        return check(held)
    st.session_state[good] = typed
    return found


def choices(name: str, label: str, options: Sequence[str], default: Sequence[str]) -> tuple[str, ...]:
    """Some of the options, at least one, in their order.

    With other options the choice follows the new default, or keeps what it can of the reader's own.
    """
    state, before = st.session_state, f"{name}_default"
    held = state.get(name)
    if held is not None:
        kept = [option for option in held if option in options]
        state[name] = list(default) if not kept or held == state.get(before) else kept
    state[before] = list(default)
    rule = f"some of {', '.join(options)} are expected"
    chosen = _bound(name, rule, st.pills, label, options, selection_mode="multi", default=list(default))
    if not chosen:
        st.error(plain(f"Choose at least one. Still shown: {', '.join(default)}."), icon=":material/edit:")
    return tuple(option for option in options if option in (chosen or default))


def seed(name: str, label: str, button: str, highest: int, default: int) -> int:
    """A seed, and a button that draws another one."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rule = f"a whole number from 0 to {highest} is expected"
        # of floats, because Streamlit cannot read 1e309 out of an address as a whole number
        about = (label, 0.0, float(highest), float(default))
        value: int = round(_bound(name, rule, st.number_input, *about, step=1.0, format="%.0f", width=150))
        st.button(button, on_click=lambda: st.session_state.update({name: float(random.randint(1, highest))}))
    return value


def examples(label: str, sets: Mapping[str, Mapping[str, str]]) -> None:
    """A list of examples; choosing one fills the texts (by name) with its own."""

    def fill() -> None:
        st.session_state.update(sets.get(st.session_state["example"], {}))

    st.selectbox(label, list(sets), index=None, key="example", on_change=fill, placeholder="Choose one")


def _bound(name: str, rule: str, widget: Callable[..., Any], *about: Any, **more: Any) -> Any:
    """The widget's value; a notice where the address, at the page's first drawing, said something else."""
    return _told(name, rule, lambda: widget(*about, key=name, bind="query-params", **more))


def _told(name: str, rule: str, made: Callable[[], Any]) -> Any:
    state = st.session_state
    seen, notices = state.setdefault(_SEEN, {}), state.setdefault(_NOTICES, {})
    said = () if name in seen else tuple(st.query_params.get_all(name))
    seen.setdefault(name, said)
    value = made()
    used = list(value) if isinstance(value, list) else [str(value)]
    if said and sorted(said) != sorted(used) and not (isinstance(value, float) and _number(said) == value):
        came = shown(", ".join(said))
        notices[name] = (f"{name}: ‘{came}’ is not possible: {rule}. Used instead: {', '.join(used)}.", value)
    if name in notices and notices[name][1] == value:
        st.warning(plain(notices[name][0]), icon=":material/warning:")
    return value


def _number(said: Sequence[str]) -> float | None:
    """The one number that is expected, however it is written: 1, 1.0 and 1e0 are one."""
    try:
        return float(said[0]) if len(said) == 1 else None
    except ValueError:
        return None


def _one_of(options: Sequence[str]) -> str:
    named = options if len(options) <= 12 else (*options[:3], "…", options[-1])
    return f"one of {', '.join(named)} is expected"

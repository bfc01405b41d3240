"""Widgets of one page only, in the address under their own names (Chapter.parameters): the widget's key is the name.

The address is read when a session first draws the widget; from then on the widget counts, on every page, and
`ui/shell/address` writes what differs from the default. A value that came by the address and is not possible has its default
and a notice, as for the shared settings.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any, TypeVar

import streamlit as st

from ui.board.markdown import plain
from ui.shell import fields
from ui.shell.settings import query_text, shown, whole

Checked = TypeVar("Checked")
Given = Sequence[str]  # all values of one parameter of an address

_FIRST = "own_first"  # in the session, by name: what the widget began with
_SAID = "own_said"  # by name: what the address has to say of the widget as it was last drawn
_NOTICES = "own_notices"  # by name, the notice and the value at which it was given


def slider(name: str, label: str, low: int, high: int, default: int, **more: Any) -> int:
    """A whole number from low to high; the default is clipped to that range. No widget where there is nothing to choose."""
    if low == high:
        return low

    def fitted(value: int) -> int:
        return max(low, min(high, value))

    default = fitted(default)
    if name in st.session_state:
        st.session_state[name] = fitted(st.session_state[name])

    def made(first: int) -> int:
        return int(st.slider(label, low, high, fitted(first), **_kept(name), **more))

    return _drawn(name, default, lambda given: whole(low, high)(_one(given)), made)


def number(name: str, label: str, low: float, high: float, default: float, **more: Any) -> float:
    """A number from low to high, typed."""

    def read(given: Given) -> float:
        rule = ValueError(f"a number from {low:g} to {high:g} is expected")
        try:
            value = float(_one(given))
        except ValueError:
            raise rule from None
        if not (isfinite(value) and low <= value <= high):
            raise rule
        return value

    return _drawn(name, default, read, lambda first: st.number_input(label, low, high, first, **_kept(name), **more))


def choice(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options."""

    def made(first: str) -> str:
        return str(st.selectbox(label, options, options.index(first), **_kept(name), **more))

    return _one_of(name, options, default, made)


def step_of(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options, in their order, on a slider."""
    return _one_of(
        name, options, default, lambda first: str(st.select_slider(label, options, first, **_kept(name), **more))
    )


def drawn(name: str, component: str, options: Sequence[str]) -> str:
    """One of the options, the first by default, chosen in a drawing that holds it as its state `name`."""

    def made(first: str) -> str:
        held = (st.session_state.get(component) or {}).get(name) or st.session_state.get(name)
        st.session_state[name] = held if held in options else first
        return str(st.session_state[name])

    return _one_of(name, options, options[0], made)


def text(name: str, label: str, default: str, longest: int, check: Callable[[str], Checked], **more: Any) -> Checked:
    """What `check` makes of a text. Where it raises, its sentence stands under the text and the last good one counts."""

    def read(given: Given) -> str:
        if len(given) > 1 or len(given[0]) > longest:
            raise ValueError(f"a text of at most {longest} characters is expected")
        return given[0]

    def made(first: str) -> str:
        return str(fields.line(label, first, longest, **_kept(name), **more) or "")

    typed = _drawn(name, default, read, made)
    good = f"{name}_good"
    try:
        checked = check(fields.read(name, typed, longest, str))
    except ValueError as rule_broken:
        held = st.session_state.get(good, default)
        st.error(plain(f"{rule_broken} Still shown: ‘{shown(held, 80)}’."), icon=":material/edit:")
        return check(held)
    st.session_state[good] = typed
    return checked


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

    def read(given: Given) -> list[str]:
        if not set(given) <= set(options) or len(set(given)) < len(given):
            raise ValueError(f"some of {', '.join(options)} are expected")
        return list(given)

    def made(first: list[str]) -> list[str]:
        begin = [option for option in first if option in options]
        return list(st.pills(label, options, selection_mode="multi", default=begin, **_kept(name)))

    chosen = _drawn(name, list(default), read, made)
    if not chosen:
        st.error(plain(f"Choose at least one. Still shown: {', '.join(default)}."), icon=":material/edit:")
    return tuple(option for option in options if option in (chosen or default))


def seed(name: str, label: str, button: str, highest: int, default: int) -> int:
    """A seed, and a button that draws another one."""

    def made(first: int) -> int:
        return int(st.number_input(label, 0, highest, first, step=1, width=150, **_kept(name)))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        value = _drawn(name, default, lambda given: whole(0, highest)(_one(given)), made)
        st.button(button, on_click=lambda: st.session_state.update({name: random.randint(1, highest)}))
    return value


def examples(label: str, sets: Mapping[str, Mapping[str, str]]) -> None:
    """A list of examples; choosing one fills the texts (by name) with its own."""

    def fill() -> None:
        st.session_state.update(sets.get(st.session_state["example"], {}))

    st.selectbox(label, list(sets), index=None, key="example", on_change=fill, placeholder="Choose one")


def said(names: Sequence[str]) -> dict[str, list[str]]:
    """What the address has to say of those of these widgets that were drawn in this session; nothing of a default."""
    return {name: values for name, values in st.session_state.get(_SAID, {}).items() if name in names}


def _kept(name: str) -> dict[str, Any]:
    return {"key": name, "persist_state": "session"}


def _one(given: Given) -> str:
    return given[0] if len(given) == 1 else ""


def _one_of(name: str, options: Sequence[str], default: str, made: Callable[[str], str]) -> str:
    named = options if len(options) <= 12 else (*options[:3], "…", options[-1])

    def read(given: Given) -> str:
        if _one(given) not in options:
            raise ValueError(f"one of {', '.join(named)} is expected")
        return given[0]

    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    return _drawn(name, default, read, lambda first: made(first if first in options else default))


def _drawn(
    name: str, default: Checked, read: Callable[[Given], Checked], made: Callable[[Checked], Checked]
) -> Checked:
    """The value of the widget that `made` draws, which begins with what `read` makes of the address."""
    state = st.session_state
    first, notices = state.setdefault(_FIRST, {}), state.setdefault(_NOTICES, {})
    if name not in first:
        first[name] = default
        if given := st.query_params.get_all(name):
            try:
                first[name] = read(given)
            except ValueError as rule:
                used = ", ".join(_texts(default))
                came = shown(", ".join(given))
                notices[name] = (f"{name}: ‘{came}’ is not possible: {rule}. Used instead: {used}.", default)
    value = made(first[name])
    state.setdefault(_SAID, {})[name] = [] if value == default else _texts(value)
    if name in notices and notices[name][1] == value:
        st.warning(plain(notices[name][0]), icon=":material/warning:")
    return value


def _texts(value: object) -> list[str]:
    return [query_text(each) for each in value] if isinstance(value, list) else [query_text(value)]

"""Widgets of one page only, in the address under their own names (Chapter.parameters): the widget's key is the name.

Streamlit keeps widget and address in step. A value that came by the address and is not possible has its
default and a notice, as for the shared settings.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.markdown import plain
from ui.settings import shown

__all__ = ["choice", "slider", "step_of", "text"]

_SEEN = "own_seen"  # by name, what the address said when the session began, until its page has read it
_NOTICES = "own_notices"  # by name, the notice and the value at which it was given


def slider(name: str, label: str, low: int, high: int, default: int, **more: Any) -> int:
    """A whole number from low to high; the default is brought between them. None to choose from: no widget."""
    default = max(low, min(high, default))
    if low == high:
        return low
    held = st.session_state.get(name)
    if held is not None and not low <= held <= high:
        st.session_state[name] = max(low, min(high, held))
    made = lambda: st.slider(label, low, high, default, key=name, bind="query-params", **more)  # noqa: E731
    return int(_told(name, made, f"a whole number from {low} to {high} is meant"))


def choice(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    made = lambda: st.selectbox(  # noqa: E731
        label, options, options.index(default), key=name, bind="query-params", **more
    )
    return str(_told(name, made, f"one of {', '.join(options)} is meant"))


def step_of(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options, in their order, on a slider."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    made = lambda: st.select_slider(label, options, default, key=name, bind="query-params", **more)  # noqa: E731
    return str(_told(name, made, f"one of {', '.join(options)} is meant"))


def text(name: str, label: str, default: str, longest: int, **more: Any) -> str:
    """Any text of up to `longest` characters."""
    made = lambda: st.text_input(label, default, longest, key=name, bind="query-params", **more)  # noqa: E731
    return str(_told(name, made, f"a text of at most {longest} characters is meant") or "")


def _told(name: str, made: Callable[[], Any], rule: str) -> Any:
    state = st.session_state
    seen, notices = state.setdefault(_SEEN, {}), state.setdefault(_NOTICES, {})
    if name not in seen:
        seen[name] = st.query_params.get_all(name)
        first = True
    else:
        first = False
    value = made()
    if first and seen[name] and seen[name] != [str(value)]:
        came = shown(", ".join(seen[name]))
        notices[name] = (f"{name}: ‘{came}’ is not possible: {rule}. Used instead: {value}.", value)
    if name in notices and notices[name][1] == value:
        st.warning(plain(notices[name][0]), icon="⚠️")
    return value

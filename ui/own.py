"""Widgets of one page only, in the address under their own names (Chapter.parameters): the widget's key is the name.

Streamlit keeps widget and address in step. A value that came by the address and is not possible has its
default and a notice, as for the shared settings.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from ui.markdown import plain
from ui.settings import shown

__all__ = ["choice", "choices", "examples", "number", "seed", "slider", "step_of", "text"]

Checked = TypeVar("Checked")

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


def number(name: str, label: str, low: float, high: float, default: float, **more: Any) -> float:
    """A number from low to high, typed."""
    made = lambda: st.number_input(  # noqa: E731
        label, low, high, default, key=name, bind="query-params", **more
    )
    return float(_told(name, made, f"a number from {low:g} to {high:g} is meant"))


def choice(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    made = lambda: st.selectbox(  # noqa: E731
        label, options, options.index(default), key=name, bind="query-params", **more
    )
    named = options if len(options) <= 12 else (*options[:3], "…", options[-1])
    return str(_told(name, made, f"one of {', '.join(named)} is meant"))


def step_of(name: str, label: str, options: Sequence[str], default: str, **more: Any) -> str:
    """One of the options, in their order, on a slider."""
    if st.session_state.get(name, default) not in options:
        st.session_state[name] = default
    made = lambda: st.select_slider(label, options, default, key=name, bind="query-params", **more)  # noqa: E731
    return str(_told(name, made, f"one of {', '.join(options)} is meant"))


def text(
    name: str, label: str, default: str, longest: int, check: Callable[[str], Checked], **more: Any
) -> Checked:
    """What `check` makes of a text. Where it raises, its sentence stands under the text and the last good one counts."""
    made = lambda: st.text_input(label, default, longest, key=name, bind="query-params", **more)  # noqa: E731
    typed = str(_told(name, made, f"a text of at most {longest} characters is meant") or "")
    good = f"{name}_good"
    try:
        found = check(typed)
        st.session_state[good] = typed
        return found
    except ValueError as rule:
        held = st.session_state.get(good, default)
        st.error(plain(f"{rule} Still shown: ‘{shown(held, 80)}’."), icon="✏️")
        return check(held)


def choices(
    name: str, label: str, options: Sequence[str], default: Sequence[str], **more: Any
) -> tuple[str, ...]:
    """Some of the options, at least one, in their order.

    With other options the choice follows the new default, or keeps what it can of the reader's own.
    """
    state, before = st.session_state, f"{name}_default"
    held = state.get(name)
    if held is not None:
        kept = [option for option in held if option in options]
        state[name] = list(default) if not kept or held == state.get(before) else kept
    state[before] = list(default)
    made = lambda: st.pills(  # noqa: E731
        label, options, selection_mode="multi", default=list(default), key=name, bind="query-params", **more
    )
    chosen = _told(name, made, "words of the two sentences are meant")
    if not chosen:
        st.error(f"Choose at least one. Still shown: {plain(', '.join(default))}.", icon="✏️")
    return tuple(option for option in options if option in (chosen or default))


def seed(name: str, label: str, button: str, highest: int, default: int) -> int:
    """A seed, and a button that draws another one."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        made = lambda: st.number_input(label, 0, highest, default, key=name, bind="query-params", width=150)  # noqa: E731
        value = int(_told(name, made, f"a whole number from 0 to {highest} is meant"))
        st.button(button, on_click=lambda: st.session_state.update({name: random.randint(1, highest)}))
    return value


def examples(label: str, sets: Mapping[str, Mapping[str, str]]) -> None:
    """A list of examples; choosing one fills the texts (by name) with its own."""

    def fill() -> None:
        st.session_state.update(sets.get(st.session_state["example"], {}))

    st.selectbox(label, list(sets), index=None, key="example", on_change=fill, placeholder="Choose one")


def _told(name: str, made: Callable[[], Any], rule: str) -> Any:
    state = st.session_state
    seen, notices = state.setdefault(_SEEN, {}), state.setdefault(_NOTICES, {})
    if name not in seen:
        seen[name] = st.query_params.get_all(name)
        first = True
    else:
        first = False
    value = made()
    wanted = list(value) if isinstance(value, list) else [str(value)]
    if first and seen[name] and sorted(seen[name]) != sorted(wanted):
        came = shown(", ".join(seen[name]))
        notices[name] = (
            f"{name}: ‘{came}’ is not possible: {rule}. Used instead: {', '.join(wanted)}.",
            value,
        )
    if name in notices and notices[name][1] == value:
        st.warning(plain(notices[name][0]), icon="⚠️")
    return value


def _means(came: list[str], value: Any) -> bool:
    if isinstance(value, float) and len(came) == 1:
        try:
            return float(came[0]) == value  # 1 and 1.0 are one number
        except ValueError:
            return False
    return came == [str(value)]

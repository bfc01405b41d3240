"""The panels of the practice page: one exercise on the stage, and the way through ten of them."""

import math

import streamlit as st

from ui.board.arithmetic import number
from ui.markdown import table
from ui.panels.page import initial_step
from ui.players.stage import stage
from ui.reader import controls, session, widgets
from ui.runs.exercise import DECIMALS, LEVELS, PATH, TOLERANCE, Exercise, exercise

__all__ = ["choose", "fill_in", "help_table", "path"]


def choose() -> Exercise:
    """The exercise of the page's controls."""
    student = widgets.number(
        "student", "Student (0: the same for everybody)", 0.0, 999.0, 0.0, format="%.0f", width=280
    )
    return exercise(controls.chosen("level"), session.current().seed, round(student))


def fill_in(given: Exercise) -> None:
    """The stage with its blanks. Checking, hints and score are the browser's."""
    chosen = session.current()
    task = f"Fill in the {len(given.blanks)} blank cells." if len(given.blanks) > 1 else "Fill in the blank cell."
    stage(
        given.board,
        key="practice",
        decimals=DECIMALS,
        start=initial_step(len(given.board.steps)) or given.start,
        present=chosen.present,
        blanks={
            "key": given.key,
            "label": given.level.title,
            "task": f"{task} Two decimals; ±{TOLERANCE:g} counts as right. Needs: {given.level.needs}",
            "blanks": [blank.to_json() for blank in given.blanks],
        },
    )


def path() -> None:
    """Ten exercises, one after another; none is locked."""
    st.subheader("Ten exercises, from the dot product to the cell state", anchor=False)
    with st.container(horizontal=True, gap="small", key="path"):
        for place, (level, seed) in enumerate(PATH, start=1):
            st.button(f"{place} · {LEVELS[level].title}", key=f"path_{place}", on_click=_go, args=(level, seed))
    st.caption(
        "The score, your tries and your time stay in this browser; nobody else sees them. For a class: an address with a level "
        "and a seed gives everybody the same exercise, and `student=17` gives each another one of the same kind."
    )


def _go(level: str, seed: int) -> None:
    st.session_state.update({"level": level, "seed": seed, "student": 0.0})


def help_table() -> None:
    """tanh and σ at the arguments that hand work meets."""
    with st.expander("A table of tanh and σ"):
        steps = [k / 10 for k in range(0, 21, 2)]
        lines = [
            ["a", *(number(a, 1) for a in steps)],
            ["tanh(a)", *(number(math.tanh(a), 3) for a in steps)],
            ["σ(a)", *(number(1 / (1 + math.exp(-a)), 3) for a in steps)],
        ]
        st.markdown(table(lines[0], lines[1:]))
        st.caption("tanh(−a) = −tanh(a) and σ(−a) = 1 − σ(a). Between two arguments take the value in between.")

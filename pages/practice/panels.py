"""The panels of the practice page: one exercise on the stage, and the way through ten of them."""

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from pages.practice.exercise import DECIMALS, LEVELS, PATH, Exercise, exercise
from pages.practice.handouts import MOST_VARIANTS, lookup, moodle, sheets
from ui.board.markdown import table
from ui.player.stage import stage
from ui.shell import controls, session, widgets
from ui.shell.page import initial_step, small_print
from ui.shell.words import Words
from ui.training.turns import making

text = Words.beside(__file__)


def choose() -> Exercise:
    """The exercise of the page's controls."""
    student = widgets.number(
        "student", "Student number (0: everyone gets the same exercise)", 0.0, 999.0, 0.0, format="%.0f", width=320
    )
    return exercise(controls.chosen("level"), session.current().seed, round(student))


def fill_in(given: Exercise) -> None:
    """The stage with its blanks. Checking, hints and score are the browser's."""
    chosen = session.current()
    opened = st.session_state.setdefault("exercise", given.key)  # the one that the address's step belongs to
    stage(
        given.board,
        key="practice",
        decimals=DECIMALS,
        start=(given.key == opened and initial_step(len(given.board.steps))) or given.start,
        present=chosen.present,
        blanks=given.to_json(),
    )


def path() -> None:
    """Ten exercises, one after another; none is locked."""
    st.subheader("Ten exercises, from the dot product to the cell state", anchor=False)
    with st.container(horizontal=True, gap="small", key="path"):
        for place, (level, seed) in enumerate(PATH, start=1):
            again = ", new numbers" if level in [before for before, _ in PATH[: place - 1]] else ""
            st.button(f"{place} · {LEVELS[level].title}{again}", key=f"path_{place}", on_click=_go, args=(level, seed))
    address = f"/practice?level={controls.chosen('level')}&seed={session.current().seed}"
    small_print(text("score", address=address))


def _go(level: str, seed: int) -> None:
    st.session_state.update({"level": level, "seed": seed, "student": 0.0})


def hand_out(given: Exercise) -> None:
    """The exercise for a class: on paper and for a learning platform, as many variants as are wanted."""
    st.subheader("For a class", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        wanted = st.number_input("Variants", 1, MOST_VARIANTS, 1, width=140, persist_state="session", key="variants")
        students = range(1, wanted + 1) if wanted > 1 else (given.student,)
        name = f"unrolled-{given.level.key}-{given.seed}"

        def variants() -> list[Exercise]:
            made = []
            for student in students:
                making.breathe()
                made.append(exercise(given.level.key, given.seed, student))
            return made

        here = urlsplit(st.context.url or "/practice")  # asked for now: a file is made outside of the session

        def link(one: Exercise) -> str:
            query = {"level": one.level.key, "seed": one.seed, "student": one.student}
            return urlunsplit(here._replace(query=urlencode(query), fragment=""))

        st.download_button(
            "Printable sheets", lambda: sheets(variants(), link), f"{name}.html", "text/html", on_click="ignore",
            help="A page for each variant, then all solutions on a sheet of their own, for A4 and Letter",
        )  # fmt: skip
        st.download_button(
            "Moodle questions", lambda: moodle(variants()), f"{name}.xml", "application/xml", on_click="ignore",
            help="Moodle XML, for learning platforms, which then mark the answers",
        )  # fmt: skip
    given_to = f"students 1 to {wanted}" if wanted > 1 else "students 1, 2, 3 and so on"
    small_print(text("variants", students=given_to))


def help_table() -> None:
    """tanh and σ at the arguments that hand work meets."""
    with st.expander("A table of tanh and σ"):
        head, *lines = lookup()
        st.markdown(table(head, lines))
        small_print(text["by hand"])

"""The panels of the training page: what to learn and how, the lesson live, and looking back at it."""

from dataclasses import replace
from functools import partial
from typing import cast

import numpy as np
import streamlit as st

from engine import interop
from engine.rnn import RNNParams
from ui.board.markdown import plain
from ui.cells import edits
from ui.cells.choice import Settings
from ui.cells.word_run import Run, run
from ui.export.takeaway import Extra, take_away, take_files
from ui.player.ask import ask
from ui.shell import fields, session, widgets
from ui.shell.charts import figure, table
from ui.shell.page import small_print
from ui.training import figures, predictions, words
from ui.training.lessons import CELLS, CLIPS, LONGEST_TEXT, OPTIMISERS, TEXT, begin, checked_text, plan
from ui.training.results import curves_csv, lesson_npz, story
from ui.training.session import TICK, TrainingSession, current_training, work

WORD, PASTED = "the word", "a text"
ROWS = 12  # of the table of weights


def choose(chosen: Settings) -> tuple[TrainingSession, Run]:
    """The page's own settings; a text that cannot be learnt is told, and the last good one stays in force."""
    with st.container(key="lesson", horizontal=True, vertical_alignment="bottom", gap="medium"):
        learn = widgets.choice("learn", "What to learn", (WORD, PASTED), WORD, width=180)
        cell = widgets.choice("net", "Cell", tuple(CELLS), "RNN", width=140)
        optimiser = widgets.choice("optimiser", "Optimiser", tuple(OPTIMISERS), "SGD", width=160)
        lr = widgets.number("lr", "Learning rate η", 0.001, 100.0, 0.1, format="%g", width=170)
        clip = widgets.choice("clip", "Clip at norm", tuple(CLIPS), "5", width=130)
        units = widgets.slider("units", "Hidden units", 4, 32, 16, width=170) if learn == PASTED else 0
    text = _text() if learn == PASTED else ""
    reading = run(replace(chosen, feed="true", edits=""))
    todo = plan(chosen, cell, optimiser, lr, clip, text, units)
    return current_training(todo, partial(begin, todo, reading)), reading


def _text() -> str:
    held = st.session_state.get("good_text", TEXT)
    written = fields.area(
        "Text to learn", TEXT, key="text", height=150, persist_state="session", help="Up to 20,000 characters."
    )
    try:
        held = fields.read("text", written, LONGEST_TEXT, checked_text)
    except ValueError as rule:
        st.error(plain(f"{rule} The previous text is still the one being learnt."), icon=":material/edit:")
    st.session_state["good_text"] = held
    return str(held)


def live(here: TrainingSession, leads: bool = False) -> None:
    """The buttons and the lesson as it goes on; where it leads its page, also what is asked before it, and its axes."""
    lesson = here.lesson
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        to, name = ("stop", "Stop") if here.running else ("resume", "Resume") if lesson.updates else ("train", "Train")
        st.button(
            name, key=f"to_{to}", on_click=_run, args=(here, not here.running), disabled=bool(lesson.ended), width=110,
            type="secondary" if here.running else "primary",
        )  # fmt: skip
        st.button("Start again", on_click=_again, args=(here,), help="The same seed gives the same run.")
        if leads and (lesson.updates or not lesson.ended):
            begun = here.running or lesson.updates > 0
            if over := begun and not here.running:
                lesson.settle()
            predicted = predictions.lesson(lesson, over)
            ask(predicted, run=str(here.plan), begun=begun, present=session.current().present)
    st.fragment(_progress, run_every=TICK if here.running else None)(here, leads)


def _run(here: TrainingSession, on: bool) -> None:
    here.running = on
    here.ticks = []


def _again(here: TrainingSession) -> None:
    here.lesson, here.alphabet = here.begin()
    here.running = False


def _progress(here: TrainingSession, leads: bool) -> None:
    was_running = here.running
    work(here)
    if was_running and not here.running:
        st.rerun()  # the whole page: the clock stops, and looking back begins
    lesson = here.lesson
    said = words.progress(lesson, here.left if here.running else None)
    st.progress(lesson.share, plain(said))
    if leads or here.running or lesson.updates:
        with st.container(height=310, border=False, key="curves"):
            title = "Curves of loss and gradient norm"
            figure(figures.curves(lesson), f"{title}. {said}", name=title)
    _shown(here, -1)


def _shown(here: TrainingSession, index: int) -> None:
    lesson, snapshot = here.lesson, here.lesson.snapshots[index]
    small_print(words.right(lesson, snapshot))
    st.html(words.guesses(lesson, snapshot, here.alphabet))
    small_print(words.text["writes"])
    st.text("".join(here.alphabet.decode(snapshot.wrote)))


def look_back(here: TrainingSession) -> None:
    """Once it stands still: the weights as a film, and any moment of the lesson again."""
    lesson = here.lesson
    if here.running or not lesson.updates:
        return
    table(words.curve_table(lesson))
    st.subheader("The weights, update by update", anchor=False)
    snapshots = lesson.snapshots
    updates = [s.update for s in snapshots]
    figure(
        figures.weights(lesson.start, [s.weights for s in snapshots], updates, here.alphabet.symbols),
        f"Heatmaps of U, W and V over {lesson.updates} updates",
    )
    rows = np.unique(np.linspace(0, len(snapshots) - 1, ROWS).astype(int))
    films = [figures.matrices(lesson.start.with_flat(snapshots[k].weights)) for k in rows]
    table(words.weights_table(films, [updates[k] for k in rows]))
    st.subheader("Look back", anchor=False)
    at = st.select_slider("After how many updates?", updates, updates[0], format_func="{:,}".format)
    _shown(here, updates.index(at))


def take_over(here: TrainingSession, reading: Run) -> None:
    """The button that makes the trained weights the reader's own, where they are an RNN's for the word."""
    lesson = here.lesson
    if here.running or not lesson.updates:
        return
    if here.plan.text or here.plan.cell != "RNN":
        small_print(words.text["elsewhere"])
        return
    if st.button("Use these weights", help="They become yours, on every page."):
        lesson.settle()
        try:
            session.remember_edits(edits.as_edits(reading.params, cast(RNNParams, lesson.params), ""))
        except ValueError as rule:
            st.error(plain(str(rule)), icon=":material/edit:")
            return
        st.success(words.text.source("taken"))
        if len(session.edits()) > edits.LONGEST_TEXT:
            st.info(words.text.source("too many"), icon=":material/edit:")


def take(here: TrainingSession) -> None:
    """What the lesson leaves, once it stands still: of a word also the trained network's own story."""
    lesson = here.lesson
    if here.running or not lesson.updates:
        return
    lesson.settle()
    exact = lesson.params.with_flat(lesson.params.flat.astype(np.float64))
    size = f"{here.plan.cell.lower()}-{exact.H}"
    left: list[Extra] = [
        ("Curves as a table", "every update as CSV", f"{size}-curves.csv", "text/csv", lambda _: curves_csv(lesson)),
        ("Training run", "curves, guesses and weights as NumPy arrays", f"{size}-lesson.npz", "application/octet-stream",
         partial(lesson_npz, lesson)),
    ]  # fmt: skip
    if here.plan.text:
        weights = partial(interop.to_safetensors, exact, alphabet=here.alphabet.symbols)
        about = "the trained state dict, which PyTorch loads, with its alphabet"
        left.append(("Weights", about, f"{size}-trained-weights.safetensors", "application/octet-stream", weights))
        take_files("training", "Training on a text", left)
        return
    board, reading = story(exact, lesson.text.astype(np.int64), here.alphabet)
    take_away(board, reading, "training", "", more=left)

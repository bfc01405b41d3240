"""The race on the page: the button that starts it, the curves that grow, the results that stay."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from engine import interop
from pages.race import words
from pages.race.race import Race, Runner
from ui.board import markdown
from ui.export.takeaway import Extra, take_files
from ui.player.ask import ask
from ui.shell import session
from ui.shell.charts import figure, table
from ui.shell.page import prose
from ui.training import measured, predictions
from ui.training.race_figures import RACERS, Mark, race_curves, way_back
from ui.training.results import race_csv
from ui.training.turns import pages, turn

DISTANCES = ("10", "20", "50", "100")
RNNS = {"plain": ("rnn", "gru"), "orthogonal W": ("rnn-orthogonal", "gru"), "32 units": ("rnn-32", "gru-32")}
LSTMS = {  # by the forget bias
    **{"chrono": "lstm-chrono", "0": "lstm-0", "1": "lstm", "3": "lstm-3", "always open": "lstm-open"},
    "1, 32 units": "lstm-32",
}

TICK, SLICE = 0.7, 0.6  # seconds from one picture to the next, and of them for training
MOST_MARKS = 40
HEADS = ("network", "updates", "in training", "held out", "")


def own_marks() -> list[Mark]:
    """The results of all races of this session."""
    marks: list[Mark] = st.session_state.setdefault("race_marks", [])
    return marks


def live(k: int, variants: Sequence[str], seed: int) -> None:
    """The button, and below it the race: the last one stays until another is started."""
    race: Race | None = st.session_state.get("race")
    running = race is not None and not race.over
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Train all three now", key="race_start", type="primary", disabled=running, on_click=_start,
            args=(k, variants, seed),
        )  # fmt: skip
        if st.button("Stop", key="race_stop", disabled=not running) and race:
            race.stop()
            _finish(race)
            st.rerun()
    _ask(race, k, variants, seed)
    st.session_state["race_page_run"] = True
    st.fragment(_watch, run_every=TICK if running else None)(k, variants, seed)


def _ask(race: Race | None, k: int, variants: Sequence[str], seed: int) -> None:
    """What is asked before the race; of one that is over, its answers, as long as no other one is chosen."""
    asked = (k, tuple(variants), seed)
    if race is not None and not race.over:
        asked = race.asked
    done = race is not None and race.over and race.asked == asked
    outcomes = [(r.batches, r.solved, r.curve) for r in race.runners] if race and done else []
    predicted = predictions.race([RACERS[variant].name for variant in asked[1]], asked[0], outcomes)
    ask(predicted, run=str(asked), begun=race is not None and not race.over, present=session.current().present)


def _start(k: int, variants: Sequence[str], seed: int) -> None:
    race = st.session_state["race"] = Race(k, variants, seed)
    race.start()


def _watch(k: int, variants: Sequence[str], seed: int) -> None:
    race: Race = st.session_state.get("race") or Race(k, variants, seed)
    left = "" if race.left is None else f", at most {race.left:.0f} s more"
    now = "over." if race.over else f"running{left} …" if race.started else "ready."
    st.progress(race.progress, text=f"k = {race.k}, seed {race.seed}, up to {race.budget:,} updates: {now}")
    said = f"Curves: the share of right answers while training, at {race.k} distractors. The table below says the same."
    height = 480 if session.current().present else 320
    figure(race_curves({r.variant: r.curve for r in race.runners}, race.budget, height), said, name="The race")
    st.markdown(markdown.table(HEADS, map(_row, race.runners)))
    # Trained is last, as Streamlit draws pale what it has not yet been sent anew; and never while the page below waits.
    if race.started and not race.over and not st.session_state.pop("race_page_run", False):
        with turn(race) as mine:
            if mine:
                pages.in_breaths(race.advance, SLICE)
        if race.over:
            _finish(race)
            st.rerun()


def _finish(race: Race) -> None:
    marks = own_marks()
    for runner in race.runners:
        if runner.held_out is not None:
            mark = Mark(runner.variant, race.k, race.seed, runner.held_out)
            if mark not in marks:
                marks.append(mark)
    del marks[:-MOST_MARKS]


def _row(runner: Runner) -> tuple[str, ...]:
    now = f"{runner.curve[-1][1]:.0%}" if runner.curve else ""
    held_out = "" if runner.held_out is None else f"{runner.held_out:.1%}"
    state = "" if runner.running else runner.state
    return f"**{RACERS[runner.variant].name}**", str(runner.batches), now, held_out, state


def ways_back(k: int, variants: tuple[str, ...], say: bool = False, along: str = "shc") -> None:
    """The gradient's way back through networks at distance k, before training and after it; `say` it in a sentence.

    along  the states that are shown
    """
    fresh, trained = (
        {way: sizes for way, sizes in measured.way_back(k, variants, after).items() if way[1] in along}
        for after in (False, True)
    )
    if say:
        prose(words.way_back(fresh, k))
    for place, title, sizes in zip(st.columns(2), ("Untrained", "Trained"), (fresh, trained), strict=True):
        with place:
            st.markdown(f"##### {title}")
            figure(way_back(sizes), f"Curves: the norm of ∂L/∂state going back, {title.lower()} networks")
    table(words.way_back_table(fresh, trained))


def take() -> None:
    """All results, those of this session too, and the trained networks of the last race."""
    marks = [(mark.variant, mark.k, mark.seed, mark.accuracy) for mark in own_marks()]
    made = lambda _: race_csv(measured.race(), marks)  # noqa: E731
    files: list[Extra] = [("Results", "every network trained, as CSV", "results.csv", "text/csv", made)]
    race: Race | None = st.session_state.get("race")
    if race is not None and race.over:
        files += [_weights(race, runner) for runner in race.runners if runner.batches]
    take_files("race", "The race", files)


def _weights(race: Race, runner: Runner) -> Extra:
    end = f"{runner.variant}-k{race.k}-seed{race.seed}-weights.safetensors"
    about = f"trained in the last race, at k = {race.k}, for PyTorch"
    made = partial(interop.to_safetensors, runner.params)
    return f"Weights, {RACERS[runner.variant].name}", about, end, "application/octet-stream", made

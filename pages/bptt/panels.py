"""The experiments of the page on backpropagation: taking a step downhill, and checking the gradient."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from engine.gradcheck import EPSILON, TOLERANCE
from engine.rnn import RNNGrads
from engine.update import RATE, Update, along, descend
from pages.bptt import checking
from pages.bptt import figures as gradients
from ui.board.arithmetic import number, short
from ui.board.markdown import plain, table
from ui.board.mathml import fraction, mathml
from ui.board.parts import visible
from ui.cells.edits import LONGEST_TEXT, as_edits
from ui.cells.word_run import Run
from ui.shell import session, widgets
from ui.shell.charts import figure
from ui.shell.page import prose, small_print
from ui.shell.words import Words, without_tags

text = Words.beside(__file__)
RATES = (0.001, 100.0)

# On these grids a pinned cell picks the weight it belongs to.
PICKS = {
    grid: weight
    for weight in ("U", "W", "b", "V", "b_y")
    for grid in (f"d{weight}_t", f"d{weight}", f"{weight}_step", f"{weight}_new")
}


def pick(grid: str, row: int, col: int) -> None:
    """A cell was pinned: its weight is the one to check."""
    st.session_state["picked"] = (PICKS[grid], row, col)


def update(grads: RNNGrads, reading: Run) -> Update:
    """The learning rate, the loss before and after the step, and the button that takes it."""
    before = float(grads.loss.sum())
    decimals = session.current().decimals
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        lr = widgets.number("lr", "Learning rate η", *RATES, RATE, format="%g", width=170)
        step = descend(grads, reading.y, lr)
        after = float(step.loss.sum())
        st.metric("Loss now", number(before, decimals), width="content")
        more = number(after - before, decimals).replace("−", "-")
        st.metric("after the update", number(after, decimals), more, delta_color="inverse", width="content")
        wanted = st.button("Apply the update", key="apply", help="The new weights become yours, on every page.")
    if wanted:
        try:
            session.remember_edits(as_edits(grads.at, step.params, reading.edits))
        except ValueError as rule:
            st.error(plain(str(rule)), icon=":material/edit:")
        else:
            st.rerun()
    if len(reading.edits) > LONGEST_TEXT:
        st.info(text.source("too many edits"), icon=":material/edit:")
    return step


def step_length(grads: RNNGrads, reading: Run, step: Update) -> None:
    """The loss after one step, against the learning rate."""
    st.subheader("How large an update?", anchor=False)
    low, high = RATES
    prose(text("step length", low=f"{low:g}", high=f"{high:g}", highest=f"{gradients.HIGHEST:g}"))
    rates = np.geomspace(*RATES, 81)
    losses = along(grads, reading.y, rates)
    now, best = float(grads.loss.sum()), int(np.argmin(losses))
    after = float(step.loss.sum())
    figure(
        gradients.loss_against_rate(rates.tolist(), losses, now, step.lr, after),
        f"The loss after one update against the learning rate. Now it is {now:.4g}. The lowest, {losses[best]:.4g}, is at "
        f"a rate of {rates[best]:.2g}; the chosen rate {step.lr:g} gives {after:.4g}.",
    )


def truncation(grads: RNNGrads, reading: Run) -> None:
    """The gradient with its way back cut into windows, whose length the reader chooses."""
    st.subheader("How far back?", anchor=False)
    prose(text["truncated"])
    T = len(reading.y)
    if T < 2:
        return
    window = widgets.slider("window", "Letters in a window", 1, T, min(2, T), width=420)
    missing = checking.missing(grads, reading.x, reading.y)
    said = truncated(missing, window, T)
    prose(said)
    chart = gradients.missing_against_window(missing, window)
    figure(chart, f"Curves: how much of each gradient is missing, by the length of a window. {without_tags(said)}")


def truncated(missing: Mapping[str, Sequence[float]], window: int, T: int) -> str:
    """What windows of this length miss of the gradients over T letters; HTML."""
    if window >= T:
        return text("one window", letters=T)
    letters = "1 letter" if window == 1 else f"{window} letters"
    return text("missing", letters=letters, **{name: f"{shares[window - 1]:.1%}" for name, shares in missing.items()})


def gradient_check(grads: RNNGrads, reading: Run) -> None:
    """One weight nudged by ε, both ways; the error against ε; all weights at once."""
    st.subheader("Don’t take it on trust: check it", anchor=False)
    prose(text["check"])
    letters = [visible(letter) for letter in reading.alphabet.symbols]
    weights = checking.weights(grads.at, letters)
    names = list(weights)
    if "picked" in st.session_state:
        wanted = st.session_state.pop("picked")
        st.session_state["weight"] = next((name for name, edit in weights.items() if edit[:3] == wanted), names[0])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = widgets.choice("weight", "Weight", names, names[0], width=170)
        power = widgets.slider("eps", "ε, as a power of ten", *checking.EXPONENTS, -5, format="1e%d", width=420)
    check = checking.check(grads, reading.y, weights[name], 10.0**power)
    letter, _, place = name.partition("[")
    place = place[:-1]
    label = mathml(letter, place)
    lines = {
        f"{label} now": repr(weights[name].value),
        "ε": short(check.eps, 0),
        f"{mathml('L₊')}, the loss with {label} + ε": f"{check.up:.15f}",
        f"{mathml('L₋')}, the loss with {label} − ε": f"{check.down:.15f}",
        fraction("L₊ − L₋", "2ε"): f"**{check.quotient:.15f}**",
        f"{mathml('∂L/∂' + letter, place)} by backpropagation": f"**{check.backprop:.15f}**",
        "digits that agree": f"**{checking.digits(check.error)}**"
        + (", no difference is left" if check.error == 0 else ""),
    }
    st.markdown(
        table(["", ""], [[title, value.replace("-", "−")] for title, value in lines.items()]), unsafe_allow_html=True
    )
    swept = checking.sweep(grads, reading.y, weights[name])
    chosen = min(range(len(swept)), key=lambda k: abs(np.log10(swept[k].eps) - power))
    small_print(text["deviation"])
    figure(
        gradients.error_against_eps([c.eps for c in swept], [c.error for c in swept], chosen, letter, place),
        f"The relative deviation of the measured slope from the gradient, against ε: smallest near "
        f"{short(min(swept, key=lambda c: c.error).eps, 0)}, growing on both sides.",
    )
    with st.expander("As a table"):
        head = ["ε", "(L₊ − L₋)/2ε", "relative deviation", "digits that agree"]
        rows = [
            [short(c.eps, 2), f"{c.quotient:.12f}", short(c.error, 1), str(checking.digits(c.error))] for c in swept
        ]
        st.markdown(table(head, rows))
    if st.button("Check them all", key="check_all"):
        _check_all(grads, reading)


def _check_all(grads: RNNGrads, reading: Run) -> None:
    results = list(checking.check_all(grads, reading.y))
    agrees = {True: "✓ agrees", False: "✗ disagrees"}
    head = ["", "weights", "largest deviation ÷ largest gradient, without signs", "digits that agree", ""]
    rows = [
        [plain(name), str(count), short(error, 1), str(checking.digits(error)), agrees[error < TOLERANCE]]
        for name, count, error in results
    ]
    st.markdown(table(head, rows))
    total = sum(count for _, count, _ in results)
    wrong = [name for name, _, error in results if not error < TOLERANCE]
    if wrong:
        st.error(f"The gradient of {plain(', '.join(wrong))} is not the slope of the loss.", icon=":material/error:")
    else:
        fewest = min(checking.digits(error) for *_, error in results)
        st.success(
            f"All {total} weights agree, to at least {fewest} digits (ε = {short(EPSILON, 0)}).",
            icon=":material/check_circle:",
        )

"""The way back through an LSTM: to h, along the cell state, into the gates, into the weights."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ui.board.caption import Ink, tell
from ui.board.notation import LSTM
from ui.board.parts import bare, filled, largest, max_abs
from ui.board.storyboard import Grid, Row, Step
from ui.cells.gated import LAST, Gate, Reading, error_rows, output_share_rows
from ui.cells.gated_captions import BACK, error_steps, future_steps, output_share_step, share_rows, share_steps

ERROR, ASKED, STATE, ALONG, OUTPUT = "b_error", "b_asked", "b_state", "b_along", "b_output"
# Two gates fit on one board.
INTO = {"o": "b_into_of", "f": "b_into_of", "i": "b_into_ig", "g": "b_into_ig"}
CALLED = {"o": "output gate", "f": "forget gate", "i": "input gate", "g": "candidate"}
# What each gate multiplied, whose gradient therefore reaches it: (gradient, factor).
MET = {"o": ("dh", "tanh_c"), "f": ("dc", "c_prev"), "i": ("dc", "g"), "g": ("dc", "i")}

ROWS = (
    *error_rows(ERROR),
    *(
        Row(f"from the next {called}", (f"W_{k}", "ᵀ ·", f"da_{k}_next", "=", f"dh_{k}"), ASKED)
        for k, called in CALLED.items()
    ),
    Row("from the future", ("dh_f", "+", "dh_i", "+", "dh_g", "+", "dh_o", "=", "dh_future"), STATE),
    Row("now and future", ("dh_now", "+", "dh_future", "=", "dh"), STATE),
    Row(f"into {bare('c', LSTM)}, through {bare('h', LSTM)}", ("dh", "⊙", "o", "⊙", "slope_c", "=", "dc_now"), ALONG),
    Row(f"along {bare('c', LSTM)}, from the future", ("dc_next", "⊙", "f_next", "=", "dc_future"), ALONG),
    Row("together", ("dc_now", "+", "dc_future", "=", "dc"), ALONG),
    *(
        Row(f"into the {called}", (MET[k][0], "⊙", MET[k][1], "=", f"d{k}", "⊙", f"slope_{k}", "=", f"da_{k}"), INTO[k])
        for k, called in CALLED.items()
    ),
    *(row for k in CALLED for row in share_rows(k, LSTM)),
    *output_share_rows(OUTPUT, LSTM),
)


def grids(r: Reading) -> Iterator[Grid]:
    """Every gradient with where it comes from."""
    g, trace = r.grads, r.trace
    cells: dict[str, Any] = {"scale": max_abs(g.dc_now, g.dc_future, g.dc)}
    yield from r.error_grids()
    yield from r.asked_of_h({k: f"da_{k}" for k in CALLED})
    yield from r.future_grids(("dh_f", "dh_i", "dh_g", "dh_o"))
    yield r.column("slope_c", 1 - trace.tanh_c**2, op="tanh_slope", of=("tanh_c",), scale=1.0)
    yield r.back("dc_now", op="product", of=("dh", "o", "slope_c"), **cells)
    yield r.next_of("dc_next", "dc", g.dc, **cells)
    yield r.next_of("f_next", "f", trace.f, scale=1.0)
    yield r.back("dc_future", "dc_to_past", op="times", of=("dc_next", "f_next"), origin=LAST, **cells)
    yield r.back("dc", op="add", of=("dc_now", "dc_future"), **cells)
    for k, (gradient, factor) in MET.items():
        reaches = getattr(g, gradient) * getattr(trace, factor)
        line = "da_fig" if k != "o" else ""
        yield from r.gate_back(Gate(k, CALLED[k], ""), reaches, "times", (gradient, factor), line)
    made_of = {f"{w}_{k}": (f"da_{k}", by) for k in CALLED for w, by in (("U", "x_T"), ("W", "h_prev_T"), ("b", ""))}
    yield from r.shares(made_of)


def steps(r: Reading, t: int) -> Iterator[Step]:
    """One time step of the way back."""
    yield from error_steps(r, t, ERROR)
    yield from future_steps(r, t, {f"dh_{k}": f"da_{k}_next" for k in CALLED}, (ASKED, STATE))
    yield from _along(r, t)
    for k, called in CALLED.items():
        yield from _into(r, t, k, called)
    for k, called in CALLED.items():
        yield from share_steps(r, t, k, called, first=k == "o")
    yield output_share_step(r, t, OUTPUT)


def _along(r: Reading, t: int) -> Iterator[Step]:
    now, came, unit = largest(r.grads.dc_now[t]), largest(r.grads.dc_future[t]), largest(r.grads.dc[t])
    through = tell(
        "{h} is {o}⊙{tanh_c}. So unit {u} of {c} gets {dh:#} times its output gate ({o:#}) times the slope of tanh "
        "({slope_c:#}), which is {dc_now:#}.",
        now,
    )
    future = tell(
        "From {c@1} back to {c} the gradient is multiplied by the {gate} alone: no matrix, no slope of tanh. Unit {u}: "
        "{dc_next:#} · {f_next:#} = {dc_future:#}. A gate near 1 passes on almost all of it; a gate of exactly 1 passes on all "
        "of it.",
        came,
        gate=Ink("forget gate", "state"),
    )
    if t == r.T - 1:
        future = tell("This is the last letter that is read: no later cell state was made from {c}.")
    both = tell("Unit {u}: {dc_now:#} through {h} and {dc_future:#} along {c} make {dc:#}.", unit)

    step = partial(filled, t, ALONG, scene=ALONG, part=BACK)
    yield step("dc_now", now, "From the hidden state into the cell state.", through, ("slope_c",))
    yield step("dc_future", came, "Along the cell state.", future, ("dc_next", "f_next"))
    yield step("dc", unit, "Add both.", both)


def _into(r: Reading, t: int, k: str, called: str) -> Iterator[Step]:
    gradient, factor = MET[k]
    state = gradient.removeprefix("d")
    met = largest(getattr(r.grads, gradient)[t] * getattr(r.trace, factor)[t])
    unit = largest(getattr(r.grads, f"da_{k}")[t])
    squash, flat = (
        ("tanh", "A candidate of exactly −1 or 1") if k == "g" else ("σ", "A gate that is fully open or shut")
    )
    into = tell(
        f"Going forward, {{{k}}} was multiplied by {{{factor}}}. Going back, the gradient at {{{state}}} is multiplied by "
        f"{{{factor}}} too: that is the gradient at {{{k}}}. Unit {{u}}: {{{gradient}:#}} · {{{factor}:#}} = {{d{k}:#}}.",
        met,
    )
    through = tell(
        f"The slope of {squash} at unit {{u}} is {{slope_{k}:#}}, so the pre-activation gets {{da_{k}:#}}. {flat} has slope 0: "
        "it learns nothing here.",
        unit,
    )
    step = partial(filled, t, f"b_into_{k}", scene=INTO[k], part=BACK)
    yield step(f"d{k}", met, f"Into the {called}.", into)
    yield step(f"da_{k}", unit, f"Back through {squash}.", through, (f"slope_{k}",))

"""One word read by a GRU, one operation at a time, forward and backward."""

from collections.abc import Iterator
from functools import partial

from ui.board.caption import Ink, tell
from ui.board.notation import GRU
from ui.board.parts import bare, constant, filled, largest
from ui.board.storyboard import Grid, Row, Step, Storyboard
from ui.cells import equations, questions
from ui.cells.diagrams import GRU_DIAGRAM
from ui.cells.gated import LAST, Gate, Reading, error_rows, gate_rows, output_rows, output_share_rows
from ui.cells.gated_captions import (
    BACK,
    error_steps,
    future_steps,
    gate_steps,
    hears,
    output_share_step,
    output_steps,
    recalls,
    share_rows,
    share_steps,
    squashed,
)
from ui.cells.questions import asking

RESET = Gate("r", "reset gate", "It decides, unit by unit, how much of the past the candidate may see.")
UPDATE = Gate("z", "update gate", "It decides how much of its old state each unit keeps.")
CANDIDATE = Gate("n", "candidate", "It is what each unit’s state could become: a number between −1 and 1.")
GATES = (RESET, UPDATE, CANDIDATE)
STATE, OUT, FORWARD = "state", "out", "forward"
ERROR, ASKED, FUTURE, INTO, INTO_R, OUTPUT = ("b_error", "b_asked", "b_future", "b_into", "b_into_r", "b_output")
# Backward: what W meets at each gate of the next step.
MET_BY_W = {"r": "da_r", "z": "da_z", "n": "dinner"}

H = bare("h", GRU)

ROWS = (
    *gate_rows(RESET),
    *gate_rows(UPDATE),
    Row("what the letter says", ("U_n", "·", "x", "=", "Ux_n"), "n"),
    Row("what the hidden state would say", ("W_n", "·", "h_prev", "=", "Wh_n", "+", "c_n", "=", "inner"), "n"),
    Row("what of it is let through", ("r", "⊙", "inner", "=", "reset"), "n_sum"),
    Row("together", ("Ux_n", "+", "b_n", "+", "reset", "=", "a_n", "tanh →", "n"), "n_sum"),
    Row("what is written", ("n", "⊙ (1 −", "z", ") =", "write"), STATE),
    Row("what is kept", ("z", "⊙", "h_prev", "=", "keep"), STATE),
    Row("the new state", ("write", "+", "keep", "=", "h"), STATE),
    *output_rows(OUT),
    *error_rows(ERROR),
    Row("from the next reset gate", ("W_r", "ᵀ ·", "da_r_next", "=", "dh_r"), ASKED),
    Row("from the next update gate", ("W_z", "ᵀ ·", "da_z_next", "=", "dh_z"), ASKED),
    Row("from the next candidate", ("W_n", "ᵀ ·", "dinner_next", "=", "dh_n"), ASKED),
    Row("along the state", ("z_next", "⊙", "dh_next", "=", "dh_kept"), ASKED),
    Row("from the future", ("dh_r", "+", "dh_z", "+", "dh_n", "+", "dh_kept", "=", "dh_future"), FUTURE),
    Row("now and future", ("dh_now", "+", "dh_future", "=", "dh"), FUTURE),
    Row("into the candidate", ("dh", "⊙ (1 −", "z", ") =", "dn", "⊙", "slope_n", "=", "da_n"), INTO),
    Row("into the update gate", ("dh", "⊙ (", "h_prev", "−", "n", ") =", "dz", "⊙", "slope_z", "=", "da_z"), INTO),
    Row("into the reset gate", ("da_n", "⊙", "inner", "=", "dr", "⊙", "slope_r", "=", "da_r"), INTO_R),
    Row("into what the hidden state says", ("da_n", "⊙", "r", "=", "dinner"), INTO_R),
    *share_rows("r", GRU),
    *share_rows("z", GRU),
    *share_rows("n", GRU, "dinner"),
    *output_share_rows(OUTPUT, GRU),
)


def storyboard(reading: Reading) -> Storyboard:
    """Forward, letter by letter, then backward."""
    steps: list[Step] = []
    for t in range(reading.T):
        steps += _forward(reading, t)
    for t in reversed(range(reading.T)):
        steps += _back(reading, t)
    return Storyboard(
        "The GRU, gate by gate",
        grids(reading),
        ROWS,
        asking(steps, questions.gru(reading.trace.y_hat, reading.letters)),
        strip=reading.strip("h", "h →"),
        diagram=GRU_DIAGRAM,
        equations=equations.GRU,
    )


def grids(reading: Reading) -> dict[str, Grid]:
    """Every number, forward and backward, with where it comes from."""
    return {grid.name: grid for grid in (*_forward_grids(reading), *_back_grids(reading))}


def _forward_grids(r: Reading) -> Iterator[Grid]:
    yield from r.ends()
    yield from r.gate(RESET, "rz")
    yield from r.gate(UPDATE, "rz")
    yield from r.gate(CANDIDATE, "n")
    yield constant("c_n", r.params.c_n, r.hidden, symbols=r.symbols)
    yield r.passed("inner", op="add", of=("Wh_n", "c_n"))
    yield r.passed("reset", op="times", of=("r", "inner"))
    yield r.passed("a_n", op="add", of=("Ux_n", "b_n", "reset"))
    yield r.passed("write", op="times_rest", of=("n", "z"), scale=1.0)
    yield r.passed("keep", op="times", of=("z", "h_prev"), scale=1.0)
    yield r.passed("h", op="add", of=("write", "keep"), scale=1.0)


def _back_grids(r: Reading) -> Iterator[Grid]:
    g, trace = r.grads, r.trace
    yield from r.error_grids()
    yield from r.asked_of_h(MET_BY_W)
    yield r.next_of("z_next", "z", trace.z, scale=1.0)
    yield r.next_of("dh_next", "dh", g.dh, scale=r.reach_of_dh)
    kept = g.dh * 0
    kept[:-1] = g.dh[1:] * trace.z[1:]
    yield r.column("dh_kept", kept, op="times", of=("z_next", "dh_next"), origin=LAST, scale=r.reach_of_dh)
    yield from r.future_grids(("dh_r", "dh_z", "dh_n", "dh_kept"))
    yield from r.gate_back(CANDIDATE, g.dh * (1 - trace.z), "times_rest", ("dh", "z"))
    yield from r.gate_back(UPDATE, g.dh * (trace.h_prev - trace.n), "times_difference", ("dh", "h_prev", "n"))
    yield from r.gate_back(RESET, g.da_n * trace.inner, "times", ("da_n", "inner"))
    yield r.back("dinner", op="times", of=("da_n", "r"))
    made_of = {f"U_{k}": (f"da_{k}", "x_T") for k in "rzn"}
    made_of |= {f"W_{k}": (da, "h_prev_T") for k, da in MET_BY_W.items()}
    made_of |= {f"b_{k}": (f"da_{k}", "") for k in "rzn"} | {"c_n": ("dinner", "")}
    yield from r.shares(made_of)


def _forward(r: Reading, t: int) -> Iterator[Step]:
    trace = r.trace
    yield from gate_steps(r, RESET, t, first=True)
    yield from gate_steps(r, UPDATE, t, first=False)
    yield hears(r, CANDIDATE, t)
    yield recalls(r, CANDIDATE, t)
    unit, seen = largest(trace.a_n[t]), largest(trace.inner[t])
    kept, written, new = largest(trace.keep[t]), largest(trace.write[t]), largest(trace.h[t])

    inner = tell(
        "In a GRU, what the hidden state says to the candidate has a bias of its own, {c_n}, which the reset gate can shut out "
        "too. With it, unit {u}, for example, gets {inner:#}.",
        seen,
    )
    reset = tell("Unit {u}: the reset gate lets {r:#} times {inner:#} through: {reset:#}.", seen)
    together = tell(
        "Unit {u}: {Ux_n:#} from the letter, a bias of {b_n:#} and {reset:#} through the reset gate add up to {a_n:#}.",
        unit,
    )
    anew = tell(
        "One gate decides both: whatever fraction of its state a unit does not keep is replaced by the candidate. Unit {u}: "
        "{n:#} times 1 − {z:#} is {write:#}.",
        written,
    )
    kept_of = tell(
        "Unit {u} had {h_prev:#}; its update gate of {z:#} leaves {keep:#}. No matrix and no tanh, just as along an LSTM’s cell "
        "state.",
        kept,
    )
    if not trace.h_prev[t].any():
        kept_of = tell("The state {h_prev} before this letter is all zeros: there is nothing to keep.")
    both = tell(
        "Unit {u}: {write:#} written and {keep:#} kept make {h:#}. This is the new {state}, {h}, and all of it is shown.",
        new,
        state=Ink("state", "state"),
    )

    yield filled(t, "n", "inner", seen, "Add a second bias.", inner, scene="n", part=FORWARD)
    step = partial(filled, t, "n", scene="n_sum", part=FORWARD)
    yield step("reset", seen, "Reset.", reset)
    yield step("a_n", unit, "Add the letter, the bias and what the reset gate lets through.", together)
    yield step("n", unit, "Squash it with tanh.", squashed(CANDIDATE, unit))
    step = partial(filled, t, STATE, scene=STATE, part=FORWARD)
    yield step("write", written, "Write.", anew)
    yield step("keep", kept, "Keep.", kept_of)
    yield step("h", new, "Add what is written and what is kept.", both)
    yield from output_steps(r, t, OUT, FORWARD)


def _back(r: Reading, t: int) -> Iterator[Step]:
    asked = {f"dh_{k}": f"{da}_next" for k, da in MET_BY_W.items()}
    yield from error_steps(r, t, ERROR)
    along = " Along the state, the gradient is multiplied by the update gate alone: no matrix, no slope of tanh."
    yield from future_steps(r, t, asked, (ASKED, FUTURE), ("dh_kept", "z_next", "dh_next"), along)
    yield _into(r, t, "n", "Into the candidate.", INTO)
    yield _into(r, t, "z", "Into the update gate.", INTO)
    yield _into(r, t, "r", "Into the reset gate.", INTO_R)
    unit = largest(r.grads.dinner[t])
    inner = tell(
        "Going forward, what the hidden state says, {inner}, was multiplied by the reset gate. Going back, the gradient at "
        "{a_n} is too: that is the gradient at {inner}. Unit {u}: {da_n:#} · {r:#} = {dinner:#}.",
        unit,
    )
    title = "Back into what the hidden state says."
    yield filled(t, "b_into_r", "dinner", unit, title, inner, scene=INTO_R, part=BACK)
    for gate in GATES:
        more = ("c_n",) if gate is CANDIDATE else ()
        yield from share_steps(r, t, gate.name, gate.called, gate is RESET, more)
    yield output_share_step(r, t, OUTPUT)


# What reaches a gate or the candidate going back: why it is multiplied, and the product.
_REACHES = {
    "n": "Going forward, {n} was multiplied by 1 minus the update gate. Going back, the gradient at {h} is too. "
    "Unit {u}: {dh:#} times (1 minus {z:#})",
    "z": "Going forward, {z} mixed the old state and the candidate. Going back, the gradient at {h} is multiplied by their "
    "difference. Unit {u}: {dh:#} times ({h_prev:#} minus {n:#})",
    "r": "Going forward, {r} was multiplied by {inner}, what the hidden state says. Going back, the gradient at {a_n} is too. "
    "Unit {u}: {da_n:#} times {inner:#}",
}


def _into(r: Reading, t: int, k: str, title: str, scene: str) -> Step:
    """From the state into a gate, and back through its σ or tanh."""
    unit = largest(getattr(r.grads, f"da_{k}")[t])
    squash = "tanh" if k == "n" else "σ"
    caption = tell(
        f"{_REACHES[k]} is {{d{k}:#}}; times the slope of {squash}, {{slope_{k}:#}}, that is {{da_{k}:#}}.", unit
    )
    also = (f"d{k}", f"slope_{k}")
    return filled(t, f"b_into_{k}", f"da_{k}", unit, title, caption, also, scene=scene, part=BACK)

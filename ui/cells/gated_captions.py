"""The sentences that the LSTM's and the GRU's stories share: a gate, the output, the way back to h, the weights."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from ui.board.caption import Caption, Ink, Num, Sym, tell
from ui.board.notation import Symbol
from ui.board.parts import bare, filled, largest, largest_at
from ui.board.storyboard import Row, Step
from ui.cells.gated import Gate, Reading
from ui.cells.output_captions import answered_for, compared, missed, most_probable, scored, voted

BACK = "backward"


def gate_steps(r: Reading, gate: Gate, t: int, first: bool, also: tuple[str, ...] = ()) -> Iterator[Step]:
    """A gate's pre-activation from letter, hidden state and bias, and its σ or tanh; the first reads the letter too."""
    k = gate.name
    if first:
        column = int(r.trace.x[t].argmax())
        read = tell(
            "It is {letter}: {x} has a 1 in the row of {letter} and 0 everywhere else. Every gate and the candidate also see "
            "{h_prev}, the hidden state before this letter.",
            letter=Ink(r.reads[t], "input"),
        )
        yield Step(t, k, "Read a letter.", read, ("x", "h_prev", *also), ("x", column, 0), scene=k, part="forward")
    unit = largest(getattr(r.trace, f"a_{k}")[t])
    yield hears(r, gate, t)
    yield recalls(r, gate, t)
    together = tell(
        f"Unit {{u}}: {{Ux_{k}:#}} from the letter, {{Wh_{k}:#}} from the hidden state and a bias of {{b_{k}:#}} add up to "
        f"{{a_{k}:#}}.",
        unit,
    )

    step = partial(filled, t, k, scene=k, part="forward")
    yield step(f"a_{k}", unit, "Add the letter, the hidden state and the bias.", together)
    yield step(k, unit, f"Squash it with {gate.squash}.", squashed(gate, unit))


def squashed(gate: Gate, unit: int) -> Caption:
    k = gate.name
    limits = "−1 to 1" if gate.squash == "tanh" else "0 (shut) to 1 (open)"
    return tell(
        f"{gate.squash} squashes any sum into the range {limits}: unit {{u}} goes from {{a_{k}:#}} to {{{k}:#}}. These numbers "
        f"are the {{called}}, {{{k}}}.",
        unit,
        called=Ink(gate.called, "state"),
    )


def hears(r: Reading, gate: Gate, t: int) -> Step:
    """What the letter says to a gate."""
    k = gate.name
    said = largest(getattr(r.trace, f"Ux_{k}")[t])
    caption = tell(
        f"{gate.decides} {{U_{k}}} times {{x}} picks out the column of {{U_{k}}} that belongs to the letter {{letter}}: unit "
        f"{{u}}, for example, gets {{Ux_{k}:#}}.",
        said,
        letter=Ink(r.reads[t], "input"),
    )
    return filled(t, k, f"Ux_{k}", said, f"The {gate.called}.", caption, scene=k, part="forward")


def recalls(r: Reading, gate: Gate, t: int) -> Step:
    """What the previous hidden state says to a gate."""
    k = gate.name
    recalled = largest(getattr(r.trace, f"Wh_{k}")[t])
    caption = tell(
        f"The previous hidden state, {{h_prev}}, comes in through {{W_{k}}}: unit {{u}}, for example, gets {{Wh_{k}:#}}.",
        recalled,
    )
    if not r.trace.h_prev[t].any():
        caption = tell(
            f"The hidden state {{h_prev}} before this letter is all zeros, so it adds nothing: {{W_{k}}} times {{h_prev}} is all "
            "zeros."
        )
    return filled(t, k, f"Wh_{k}", recalled, "What the hidden state says.", caption, scene=k, part="forward")


def output_steps(r: Reading, t: int, scene: str, part: str) -> Iterator[Step]:
    """Scores, probabilities, loss: as in an RNN."""
    best = int(r.trace.logits[t].argmax())
    step = partial(filled, t, scene, scene=scene, part=part)
    yield step("Vh", best, "Let the hidden state vote.", voted("Vh", best, r.letters, "h"))
    yield step("logits", best, "Add the output bias.", scored(r.trace.logits[t], r.letters))
    yield step("y_hat", best, "Turn scores into probabilities.", most_probable(r.trace.logits[t], r.letters))
    target = int(r.y[t])
    if target >= 0:
        truth = compared(t, target, r.trace.logits[t], r.trace.y_hat[t], r.letters)
        yield step("loss", 0, "Compare with the target.", truth, ("y",))


def error_steps(r: Reading, t: int, scene: str) -> Iterator[Step]:
    """ŷ − y, and what comes back from it to h through V."""
    target = int(r.y[t])
    unit = largest(r.grads.dh_now[t])
    title = f"The error at the output is {bare('y_hat', r.symbols)} − {bare('y', r.symbols)}."
    error = missed(target, r.grads.dlogits[t], r.letters)
    step = partial(filled, t, "b_error", scene=scene, part=BACK)
    yield step("dlogits", max(target, 0), title, error)
    yield step("dh_now", unit, f"Back through {bare('V', r.symbols)}.", answered_for("dh_now", unit))


def future_steps(
    r: Reading, t: int, asked: Mapping[str, str], scenes: tuple[str, str], also: Sequence[str] = (), along: str = ""
) -> Iterator[Step]:
    """What comes back to this h through the next step's gates, its sum, and the whole of ∂L/∂h.

    asked: the part that comes through a gate → the gradient of the next step that it comes from; `also` is computed
    with them, `along` said of it.
    """
    gates, sums = scenes
    came, unit = largest(r.grads.dh_future[t]), largest(r.grads.dh[t])
    each = tell(
        "{h} went into every gate and into the candidate of step {next}, each through its own matrix. The gradients there "
        "come back through the same matrices, transposed.{along}",
        next=t + 2,
        along=along,
    )
    title = "Back from the next step’s gates and candidate."
    if t == r.T - 1:
        title = "Nothing comes from the future."
        each = tell("This is the last letter that is read: no later step has seen {h}.")
    names = (*asked, *asked.values(), *also)
    yield Step(t, "b_future", title, each, names, (next(iter(asked)), came, 0), scene=gates, part=BACK)
    summed = tell("For unit {u}, the gradients that come back add up to {dh_future:#}.", came)
    step = partial(filled, t, "b_future", scene=sums, part=BACK)
    yield step("dh_future", came, "Add what comes back.", summed)
    both = tell("Unit {u}: {dh_now:#} from this output and {dh_future:#} from the future make {dh:#}.", unit)
    yield step("dh", unit, "Now and future together.", both)


def share_rows(k: str, symbols: Mapping[str, Symbol], inner: str = "") -> tuple[Row, ...]:
    """The boards of one gate's weights: U's share; W's and the bias's. `inner`: what W meets, if not what U meets."""
    da = inner or f"da_{k}"

    def row(name: str, scene: str, *made: str) -> Row:
        return Row(f"{bare(name, symbols)}’s share", (*made, "=", f"d{name}_t", "so far", f"d{name}"), scene)

    biases = [(f"b_{k}", f"da_{k}"), *([("c_n", inner)] if inner else [])]
    return (
        row(f"U_{k}", f"b_U_{k}", f"da_{k}", "·", "x_T"),
        row(f"W_{k}", f"b_W_{k}", da, "·", "h_prev_T"),
        *(row(b, f"b_W_{k}", d) for b, d in biases),
    )


def share_steps(r: Reading, t: int, k: str, called: str, first: bool, biases: tuple[str, ...] = ()) -> Iterator[Step]:
    """What this step adds to the gradients of one gate's weights; the first gate transposes x and h."""
    phase = f"b_weights_{k}"
    letter = tell(
        "The gradient at the {called}’s pre-activation times the letter: only the column of the letter {letter} gets a share.",
        called=called,
        letter=Ink(r.reads[t], "input"),
    )
    title = f"The {called}’s {bare(f'U_{k}', r.symbols)}."
    yield _share_step(r, t, (f"U_{k}",), title, letter, f"b_U_{k}", phase, ("x_T",) if first else ())
    before = tell(
        f"{{W_{k}}} gets the gradient at the pre-activation times the previous hidden state {{h_prev}}; the bias is simply "
        "added, so it gets that gradient itself."
    )
    if biases:
        before = tell(
            f"{{W_{k}}} gets the gradient at {{inner}} times the previous hidden state {{h_prev}}; {{c_n}} gets that gradient "
            "itself; {b_n} gets the gradient at the pre-activation."
        )
    names = (f"W_{k}", f"b_{k}", *biases)
    listed = [bare(name, r.symbols) for name in names]
    title = f"The {called}’s {', '.join(listed[:-1])} and {listed[-1]}."
    yield _share_step(r, t, names, title, before, f"b_W_{k}", phase, ("h_prev_T",) if first else ())


def output_share_step(r: Reading, t: int, scene: str) -> Step:
    """The same for the output's weights."""
    why = tell("{V} gets the error at the output times the hidden state {h}; {b_y} gets that error itself.")
    return _share_step(r, t, ("V", "b_y"), "The output’s weights.", why, scene, scene, ("h_T",))


def _share_step(
    r: Reading, t: int, names: Sequence[str], title: str, why: Caption, scene: str, phase: str, also: tuple[str, ...]
) -> Step:
    """What this step adds to the gradients of some weights, and their sums so far; `also` is transposed."""
    share = r.grads.per_step(names[0])[t]
    row, col = largest_at(share)
    numbers: dict[str, Any] = {"share": Num(f"d{names[0]}_t", row, col), "sum": Num(f"d{names[0]}", row, col)}
    it: dict[str, Any] = {"why": why, "weight": Sym(names[0])}
    told = tell("{why} Here every share in {weight} is 0: its sum so far stays as it was.", **it)
    if share.any():
        said = "{why} The share furthest from 0 in {weight} is {share}; the sum so far for that weight is {sum}."
        told = tell(said, **it | numbers)
    computes = (*(f"d{name}{suffix}" for name in names for suffix in ("_t", "")), *also)
    focus = (f"d{names[0]}_t", row, col)
    return Step(t, phase, title, told, computes, focus, scene=scene, part=BACK)

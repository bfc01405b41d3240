"""The sentences that the LSTM's and the GRU's stories share: a gate, the output, the way back to h, the weights."""

from collections.abc import Iterator, Mapping, Sequence

from ui.board.caption import CaptionPart, Ink, Num
from ui.board.storyboard import Row, Step
from ui.stories.bets import bet, compared, scored, voted
from ui.stories.gated import Gate, Reading
from ui.stories.parts import largest, largest_at

__all__ = [
    "BACK",
    "error_steps",
    "future_steps",
    "gate_steps",
    "hears",
    "output_steps",
    "recalls",
    "share_rows",
    "share_step",
    "share_steps",
    "squashed",
]

BACK = "backward"


def gate_steps(r: Reading, gate: Gate, t: int, first: bool, also: tuple[str, ...] = ()) -> Iterator[Step]:
    """A gate's pre-activation from letter, memory and bias, and its σ or tanh; the first reads the letter too."""
    k = gate.name
    if first:
        column = int(r.trace.x[t].argmax())
        read: tuple[CaptionPart, ...] = (
            "It is ",
            Ink(r.reads[t], "input"),
            ", a 1 in its row. What the cell brings along is its state after the letter before: h, which all gates see.",
        )
        yield Step(t, k, "Read a letter.", read, ("x", "h_prev", *also), ("x", column, 0), k, "forward")
    unit = largest(getattr(r.trace, f"a_{k}")[t])
    yield hears(r, gate, t)
    yield recalls(r, gate, t)

    def step(name: str, title: str, *caption: CaptionPart) -> Step:
        return Step(t, k, title, caption, (name,), (name, unit, 0), k, "forward")

    yield step(
        f"a_{k}",
        "Add letter, memory and bias.",
        f"Unit {unit + 1}: ",
        Num(f"Ux_{k}", unit),
        " + ",
        Num(f"Wh_{k}", unit),
        " + ",
        Num(f"b_{k}", unit),
        " = ",
        Num(f"a_{k}", unit),
        ".",
    )
    yield step(k, f"Squash it with {gate.squash}.", *squashed(gate, unit))


def squashed(gate: Gate, unit: int) -> tuple[CaptionPart, ...]:
    k = gate.name
    between = "between −1 and 1" if gate.squash == "tanh" else "between 0 (shut) and 1 (open)"
    return (
        f"Any sum becomes a number {between}: unit {unit + 1} goes from ",
        Num(f"a_{k}", unit),
        " to ",
        Num(k, unit),
        ". This is the ",
        Ink(gate.called, "state"),
        ".",
    )


def hears(r: Reading, gate: Gate, t: int) -> Step:
    """What the letter says to a gate."""
    k = gate.name
    said = largest(getattr(r.trace, f"Ux_{k}")[t])
    caption: tuple[CaptionPart, ...] = (
        f"{gate.decides}. U_{k} times x picks column ",
        Ink(r.reads[t], "input"),
        f"; unit {said + 1} hears ",
        Num(f"Ux_{k}", said),
        ".",
    )
    return Step(t, k, f"The {gate.called}.", caption, (f"Ux_{k}",), (f"Ux_{k}", said, 0), k, "forward")


def recalls(r: Reading, gate: Gate, t: int) -> Step:
    k = gate.name
    recalled = largest(getattr(r.trace, f"Wh_{k}")[t])
    caption: tuple[CaptionPart, ...] = (
        f"The state shown after the last letter comes in through W_{k}; unit {recalled + 1} hears ",
        Num(f"Wh_{k}", recalled),
        ".",
    )
    if not r.trace.h_prev[t].any():
        caption = (f"The state before this letter is all zeros, so W_{k} times it is 0.",)
    return Step(t, k, "What memory says.", caption, (f"Wh_{k}",), (f"Wh_{k}", recalled, 0), k, "forward")


def output_steps(r: Reading, t: int, scene: str, part: str) -> Iterator[Step]:
    """Scores, probabilities, loss: as in an RNN."""
    best = int(r.trace.logits[t].argmax())

    def step(name: str, row: int, title: str, *caption: CaptionPart, also: tuple[str, ...] = ()) -> Step:
        return Step(t, scene, title, caption, (name, *also), (name, row, 0), scene, part)

    yield step("Vh", best, "Let the state vote.", *voted("Vh", best, r.letters, "h"))
    yield step("logits", best, "Add the output bias.", *scored(r.trace.logits[t], r.letters))
    yield step("y_hat", best, "Turn scores into probabilities.", *bet(r.trace.logits[t], r.letters))
    target = int(r.y[t])
    if target >= 0:
        truth = compared(t, target, r.trace.logits[t], r.trace.y_hat[t], r.letters)
        yield step("loss", 0, "Compare with the truth.", *truth, also=("y",))


def error_steps(r: Reading, t: int, scene: str) -> Iterator[Step]:
    """ŷ − y, and what it asks of h through V."""
    target = max(int(r.y[t]), 0)
    unit = largest(r.grads.dh_now[t])
    error: tuple[CaptionPart, ...] = (
        "The true letter, ",
        Ink(r.letters[target], "output"),
        ", had ",
        Num("y_hat", target),
        " and should have had 1: its score’s gradient is ",
        Num("dlogits", target),
        ". Every other score should fall, in proportion to its own probability.",
    )
    yield Step(
        t, "b_error", "The error at the output is ŷ − y.", error, ("dlogits",), ("dlogits", target, 0), scene, BACK
    )
    through: tuple[CaptionPart, ...] = (
        f"Column {unit + 1} of V says how unit {unit + 1} spoke to each letter; so much of each error is its own: ",
        Num("dh_now", unit),
        ".",
    )
    yield Step(t, "b_error", "Back through V.", through, ("dh_now",), ("dh_now", unit, 0), scene, BACK)


def future_steps(
    r: Reading, t: int, asked: Mapping[str, str], scenes: tuple[str, str], also: Sequence[str] = (), along: str = ""
) -> Iterator[Step]:
    """What the next step's gates ask of this h, their sum, and the whole of ∂L/∂h.

    asked: the part that a gate asks for → the gradient of the next step that it comes from; `also` is computed
    with them, `along` said of it.
    """
    gates, sums = scenes
    came, unit = largest(r.grads.dh_future[t]), largest(r.grads.dh[t])
    last = t == r.T - 1
    names = (*asked, *asked.values(), *also)
    each: tuple[CaptionPart, ...] = (
        f"This h went into every gate of step {t + 2}, each time through a W. What those gates found comes back through "
        f"the same W, turned on its side.{along}",
    )
    if last:
        each = ("This is the last letter: no later gate has seen its h.",)
    yield Step(
        t,
        "b_future",
        "Nothing comes from the future." if last else "What the next step’s gates ask of h.",
        each,
        names,
        (next(iter(asked)), came, 0),
        gates,
        BACK,
    )
    summed: tuple[CaptionPart, ...] = (f"For unit {came + 1} they add up to ", Num("dh_future", came), ".")
    yield Step(t, "b_future", "Add what they ask.", summed, ("dh_future",), ("dh_future", came, 0), sums, BACK)
    both: tuple[CaptionPart, ...] = (
        f"Unit {unit + 1}: ",
        Num("dh_now", unit),
        " from this output and ",
        Num("dh_future", unit),
        " from the future make ",
        Num("dh", unit),
        ".",
    )
    yield Step(t, "b_future", "Now and future together.", both, ("dh",), ("dh", unit, 0), sums, BACK)


def share_rows(k: str, inner: str = "") -> tuple[Row, ...]:
    """The boards of one gate's weights: U's share; W's and the bias's. `inner`: what W meets, if not what U meets."""
    da = inner or f"da_{k}"
    biases = [(f"b_{k}", f"da_{k}"), *([("c_n", inner)] if inner else [])]
    return (
        Row(f"U_{k}’s share", (f"da_{k}", "·", "x_T", "=", f"dU_{k}_t", "so far", f"dU_{k}"), f"b_U_{k}"),
        Row(f"W_{k}’s share", (da, "·", "h_prev_T", "=", f"dW_{k}_t", "so far", f"dW_{k}"), f"b_W_{k}"),
        *(Row(f"{b}’s share", (d, "=", f"d{b}_t", "so far", f"d{b}"), f"b_W_{k}") for b, d in biases),
    )


def share_steps(r: Reading, t: int, k: str, called: str, first: bool, biases: tuple[str, ...] = ()) -> Iterator[Step]:
    """What this step adds to the gradients of one gate's weights; the first gate turns x and h on their sides."""
    phase = f"b_weights_{k}"
    letter = f"Its error times the letter: only column {r.reads[t]} gets something."
    yield share_step(r, t, (f"U_{k}",), f"The {called}’s U.", letter, f"b_U_{k}", phase, ("x_T",) if first else ())
    before = "Its error times the state before; the bias, simply added, gets the error itself."
    names = (f"W_{k}", f"b_{k}", *biases)
    yield share_step(r, t, names, f"The {called}’s W and b.", before, f"b_W_{k}", phase, ("h_prev_T",) if first else ())


def share_step(
    r: Reading, t: int, names: Sequence[str], title: str, why: str, scene: str, phase: str, also: tuple[str, ...] = ()
) -> Step:
    """What this step adds to the gradients of some weights, and their sums so far; `also` is turned on its side."""
    row, col = largest_at(r.grads.per_step(names[0])[t])
    told: tuple[CaptionPart, ...] = (
        f"{why} The largest share in {names[0]} is ",
        Num(f"d{names[0]}_t", row, col),
        ", and the sum there so far ",
        Num(f"d{names[0]}", row, col),
        ".",
    )
    computes = (*(f"d{name}{suffix}" for name in names for suffix in ("_t", "")), *also)
    return Step(t, phase, title, told, computes, (f"d{names[0]}_t", row, col), scene, BACK)

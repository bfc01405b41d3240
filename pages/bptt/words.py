"""The words of chapter 5."""

from collections.abc import Callable, Mapping, Sequence

from ui.board.parts import bare
from ui.board.symbols import sym
from ui.shell.glossary import term

SEEN = f"""
The word has been read: each letter gave a loss, and {sym("total")} is the sum of these losses. A {term("gradient")} says
how fast {sym("total")} grows as some number grows; {sym("ds", place="₂")}, for example, as the state {sym("s", place="₂")}
grows. If that is 0.5 for a unit, then raising that unit by 0.001 after letter 2 makes {sym("total")} grow by about 0.0005.
The gradient of a {term("weight")} says which way to change it, and how much a small change would do. Learning uses both.

At the output the gradient is {sym("y_hat")} − {sym("y")}: the probability the network gave, minus the one it should have
given. We call this gradient the **error**. (Why so simple? {sym("y_hat")} is exp of a score, divided by the sum of exp over
all scores. So the loss, −ln of the {sym("y_hat")} of the right letter, is ln of that sum, minus the right letter’s score. The
slope of the first part with respect to each score is exp of that score, divided by the sum: {sym("y_hat")} again. The slope
of the second part is 1 for the right letter’s score and 0 for all others: {sym("y")}.)

From there, in the {term("backward pass")}, the gradient travels back along the paths the numbers took. On the way it is
multiplied by the same weights, {term("transposed")} ({sym("V_T")}, {sym("W_T")}: going forward, we add up along a row; going
back, along a column; a {sym("W")} that is one number stays as it is), and unit by unit (⊙) by the slope of tanh,
1 − {sym("s")}². Each state but the last was used twice: for its own output and for the next state. So its gradient has two
parts: one from this output, and one **from the future**. That second part is why the method is called
{term("backpropagation through time")} (Werbos, 1990), and why the backward pass starts at the last letter read.

{sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} were used at every letter. The gradient of each is a sum of
**shares**, one for every use. A share is the gradient that arrived at that use, times what the weight was multiplied by
there on the way forward (for a bias, 1). In the {term("lecture notes")}, {sym("W")} is one number for all units, and
{sym("b")} another, so their gradients are one number each: the sum of the shares over all units and all letters.
"""
TRUNCATED = f"""
A book has a million letters; nobody goes back over all of them for a single {term("update")}.
{term("truncated backpropagation", "Truncated backpropagation")} cuts the text into windows. The state is still passed on
from one window to the next (the {term("carried state")}), so the network reads as before; but the gradient stops at each
window’s first letter. So the network never learns how a letter affects the loss in a later window. Move the slider: longer
windows usually miss less, but not always: a different length also moves the cuts, and a cut may fall where a lot of gradient
would have passed.
"""


def truncated(missing: Mapping[str, Sequence[float]], window: int, T: int, named: Callable[[str], str] = bare) -> str:
    """What windows of this length miss of the gradients over T letters; `named` writes the name of a weight."""
    if window >= T:
        return f"One window holds all {T} letters: nothing is missing."
    letters = "1 letter" if window == 1 else f"{window} letters"
    parts = [f"{named(name)} {shares[window - 1]:.1%}" for name, shares in missing.items()]
    return (
        f"With windows of {letters}, this much is missing from each gradient (the size of the missing part relative to the "
        f"whole): {', '.join(parts)}. Nothing is missing for {named('V')} and {named('b_y')}: each of their shares comes "
        "only from the loss of its own letter."
    )

"""The words of chapter 5."""

from collections.abc import Mapping, Sequence

from ui.board.symbols import sym
from ui.glossary import term
from ui.stories.parts import bare

__all__ = ["SEEN", "TRUNCATED", "truncated"]

SEEN = f"""
The word has been read; each letter had its loss, and {sym("total")} is their sum. A {term("gradient")} says how fast
{sym("total")} grows with a number: ∂L/∂s₂ = 0.5 for a unit means that 0.001 more of it after letter 2 makes L larger by
0.0005. The gradient of a {term("weight")} says which way to turn it, and that is all that learning needs.

At the output the gradient is {sym("y_hat")} − {sym("y")}: the probability that was given, less the one that should have
been. From there it walks backwards along the ways that the numbers came, multiplied by the same weights turned on their
side ({sym("V_T")}, {sym("W_T")}) and by the slope of tanh. A state was used twice, for its own output and for the next
state. So its gradient has two parts: one from this output, and one **from the future**. That second part is why this is
called {term("backpropagation through time")} (Werbos, 1990), and why it starts at the last letter.

{sym("U")}, {sym("W")}, {sym("b")}, {sym("V")} and {sym("b_y")} were used at every letter. Their gradient is the sum of what
each use contributes: an error, times what it was multiplied by on the way forward. With the notes’ weights {sym("W")} is
one number for all units and all letters, so its gradient is one number too: the sum of all those products.
"""
TRUNCATED = f"""
A book has a million letters: nobody walks back over all of them for one {term("update")}. {
    term("truncated backpropagation", "Truncated backpropagation")
} cuts the text into windows. The state is still handed on from one window to the next (the
{
    term("carried state")
}), so the network reads as before; but the gradient stops at each window’s first letter. What an early
letter did to a loss in a later window is then never learnt. Move the slider: longer windows mostly miss less, but it
matters as well where the cuts fall.
"""


def truncated(missing: Mapping[str, Sequence[float]], window: int, T: int) -> str:
    """What windows of this length miss of the gradients over T letters."""
    if window >= T:
        return f"One window holds all {T} letters: nothing is missing."
    letters = "1 letter" if window == 1 else f"{window} letters"
    parts = [f"{shares[window - 1]:.1%} of that of {bare(name)}" for name, shares in missing.items()]
    return (
        f"With windows of {letters}, this much of the gradient is missing (the size of the difference, against the size of the "
        f"whole): {', '.join(parts)}. Nothing is missing for {bare('V')} and {bare('b_y')}, which no later letter reaches."
    )

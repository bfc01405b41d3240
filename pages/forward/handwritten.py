"""What the lecture's handwriting says beside what the engine computes, for the first letter of hello.

The handwriting was read by machine; where a reading is doubtful, the note says so.
"""

from collections.abc import Mapping

import numpy as np

from ui.board.storyboard import Aside
from ui.cells.choice import Settings
from ui.cells.word_run import Run

LABEL = "The notes say"

# grid → (the values written for t = 1, why they agree or differ)
NOTED: Mapping[str, tuple[tuple[float, ...], str]] = {
    "Ux": (
        (0.2, 0.8, 0.5),
        "These are the first three numbers of U’s row 1. A one-hot x picks a column. For h it is column h: "
        "0.2, 0.1, 0.5.",
    ),
    "s": (
        (0.6, 0.8, 0.2),
        "They follow from the notes’ own U·x: tanh(0.2 + 0.5) = 0.60 agrees, tanh(0.8 + 0.5) = 0.86 is cut to 0.8, "
        "and tanh(0.5 + 0.5) = 0.76 does not fit 0.2. Perhaps a handwritten 7 was read as a 2; that is doubtful. "
        "The page’s formula also seems to halve the sum; none of the notes’ numbers is halved, so that 2 is doubtful too.",
    ),
    "Vs": (
        (1.00, 2.5, 0.9, 1.2),
        "With the notes’ own state 0.6, 0.8, 0.2, the product would be 9.10, 0.20, 2.52, 5.08. Only 2.52 comes near a "
        "number written there, and it belongs to l, not to e.",
    ),
    "y_hat": (
        (0.1, 0.4, 0.2, 0.3),
        "Softmax of the notes’ scores 1.00, 2.5, 0.9, 1.2 is 0.13, 0.59, 0.12, 0.16. The written numbers add up to 1 "
        "as probabilities must, and e is the highest in both, but they are not a softmax of these scores.",
    ),
}


def speaks_of(first: str, edits: str) -> bool:
    """Whether the notes work out this run: it begins with h, and the weights are theirs unchanged."""
    return first == "h" and not edits


def asides(steps: int) -> dict[str, Aside]:
    """By grid, the written values for the first time step; NaN at the later ones, of which the notes have none."""
    found = {}
    for name, (written, note) in NOTED.items():
        values = np.full((steps, len(written), 1), np.nan)
        values[0, :, 0] = written
        found[name] = Aside(LABEL, values, note)
    return found


def by_hand(settings: Settings, reading: Run) -> dict[str, Aside] | None:
    """The lecture's handwritten values beside this run's, by grid; None where the reader hides them or they are of another."""
    first = reading.alphabet.decode(reading.x[:1].argmax(-1))[0]
    shown = settings.notes and settings.preset == "notes" and speaks_of(first, reading.edits)
    return asides(len(reading.y)) if shown else None

"""What the lecture's handwriting says beside what the engine computes, for the first letter of hello.

The handwriting was read by machine; where a reading is doubtful, the note says so.
"""

from collections.abc import Mapping

import numpy as np

from ui.board.storyboard import Aside
from ui.cells.choice import Settings
from ui.cells.word_run import Run
from ui.shell.words import Words

_text = Words.beside(__file__)
LABEL = "The notes say"

# grid → the values written for t = 1; words.md says why they agree or differ
NOTED: Mapping[str, tuple[float, ...]] = {
    "Ux": (0.2, 0.8, 0.5),
    "s": (0.6, 0.8, 0.2),
    "Vs": (1.00, 2.5, 0.9, 1.2),
    "y_hat": (0.1, 0.4, 0.2, 0.3),
}


def asides(steps: int) -> dict[str, Aside]:
    """By grid, the written values for the first time step; NaN at the later ones, of which the notes have none."""
    by_grid = {}
    for name, written in NOTED.items():
        values = np.full((steps, len(written), 1), np.nan)
        values[0, :, 0] = written
        by_grid[name] = Aside(LABEL, values, _text.source(f"noted {name}"))
    return by_grid


def by_hand(settings: Settings, reading: Run) -> dict[str, Aside] | None:
    """The lecture's handwritten values beside this run's, by grid; None where the reader hides them or they are of another."""
    begins_with_h = reading.alphabet.decode(reading.x[:1].argmax(-1))[0] == "h"
    shown = settings.notes and settings.preset == "notes" and begins_with_h and not reading.edits
    return asides(len(reading.y)) if shown else None

"""The derivative of states by states, by finite differences."""

import numpy as np

from engine import rnn
from tests.differences import slope
from ui.cells.word_run import Run


def last_by(reading: Run, t: int) -> np.ndarray:
    """∂s_T/∂s₍t₋₁₎, (H, H)."""
    p, x = reading.params, reading.x
    return slope(lambda s: rnn.forward(p, x[t:], s).s[-1], reading.trace.s_prev[t]).T

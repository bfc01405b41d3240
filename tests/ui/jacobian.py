"""The derivative of states by states, by central differences."""

import numpy as np

from engine import rnn
from ui.cells.word_run import Run


def last_by(reading: Run, t: int) -> np.ndarray:
    """∂s_T/∂s₍t₋₁₎ by central differences, (H, H)."""
    p, x, start = reading.params, reading.x, reading.trace.s_prev[t]
    columns = []
    for unit in range(p.H):
        nudge = 1e-6 * np.eye(p.H)[unit]
        up, down = (rnn.forward(p, x[t:], start + sign * nudge).s[-1] for sign in (1, -1))
        columns.append((up - down) / 2e-6)
    return np.array(columns).T

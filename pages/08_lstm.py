"""Chapter 8: the LSTM, gate by gate; the GRU beside it."""

import streamlit as st

from engine import toy
from engine.cells import CELLS
from ui.panels import gated as panels
from ui.panels.page import listing, play, show_notices, twin
from ui.panels.takeaway import take_away
from ui.reader import controls, session
from ui.runs.gated import gated_run
from ui.theme import ink

chosen = session.current()
cell = controls.chosen("cell")
run = gated_run(cell, controls.chosen("lstm_preset"), chosen, session.edits(cell))
show_notices(run.notices)
board = run.storyboard()
play(board, key="stage" if cell == "lstm" else f"stage_{cell}", edits=run.edits, model=cell)
if chosen.present:
    st.stop()

st.subheader("What you see", anchor=False)
if cell == "lstm":
    st.markdown(
        f"""
Three numbers, 5, 6 and 7, and a gate of 1, 0, 1: what is left is 5, 0, 7. That is the whole idea. Next to the hidden
{ink("state", "state")} h, an LSTM has a **cell state** c, and at every letter it does two things to it: multiply each
number by its **forget gate** f, and add something new. The new is a **candidate** g, as far as the **input gate** i
lets it in. What the rest of the network sees of it is h: tanh of c, as far as the **output gate** o shows it.

A gate is a small layer of its own. It reads the {ink("letter", "input")} x and the last h through its own
{ink("weights", "weight")} U, W and b, and σ makes a number between 0 (shut) and 1 (open) of each sum. So the letter and
what went before decide, for every unit, what is kept, written and shown. PyTorch stacks the four in the order i, f, g, o.

Backward, two ways lead from letter to letter. Through h and the gates everything is multiplied by some Wᵀ and some slope,
as in an RNN. **Along c the {ink("gradient", "gradient")} is multiplied by f, and not by W and not by tanh′.** Where the
forget gates stay near 1 it arrives almost whole, however far away the letter was; where one is 0 it ends, as it should:
what was forgotten cannot be to blame.

*Remember everything* sets the forget gate’s bias to 1000, so that f is exactly 1 and c is the sum of all that was ever
written; *forget everything* sets it to −1000. *Forget bias 1* is the usual start: remember, unless told otherwise.
"""
    )
else:
    st.markdown(
        f"""
The GRU is younger and smaller than the LSTM: one {ink("state", "state")} h, no separate c, and two gates. The **update
gate** z does the work of two: what it does not keep of the old state, it writes, h = (1 − z)⊙n + z⊙h. The **reset
gate** r says how much of the past the **candidate** n may see. Nothing is hidden: the whole state is the output.

Backward it has the same shortcut. **Along the state the {ink("gradient", "gradient")} is multiplied by z, and not by W and
not by tanh′**, beside the ways through the gates.

The presets set the bias of the update gate. *Remember everything* makes z exactly 1, and then the state never leaves 0:
a GRU that keeps everything can write nothing, as one gate decides both. *Forget everything* makes z exactly 0, and
the state is the candidate. The form is PyTorch’s, whose reset gate acts after W_n, with a bias c_n of its own.
"""
    )

st.subheader("What is kept, written and shown", anchor=False)
st.caption("Play goes through the word letter by letter. The line is the sum of both bars: the unit’s new state.")
panels.memory(run.reading, cell)
st.subheader("The gates over time", anchor=False)
st.caption("0 is shut, 1 is open. A gate near 0.5 everywhere has not learnt to decide yet.")
panels.gates(run.reading, cell)
read = run.reading
take_away(board, read.params, read.trace.x, read.y, read.letters, "lstm", run.edits)
twin(board)
listing(*([toy.forward] if cell == "lstm" else []), CELLS[cell].forward, CELLS[cell].backward)

"""Chapter 3: from feed-forward to recurrent."""

import streamlit as st

from engine import rnn
from ui.board.symbols import table
from ui.figures import anatomy as figures
from ui.markdown import plain
from ui.panels.charts import figure
from ui.panels.page import initial_step, listing, show_notices
from ui.panels.takeaway import take_away
from ui.players.unroll import slots, unroll
from ui.reader import session, widgets
from ui.runs.word import run
from ui.stories import anatomy, forward
from ui.theme import ink

chosen = session.current()
reading = run(chosen)
show_notices(reading.notices)
p, alphabet = reading.params, reading.alphabet
word = alphabet.encode(chosen.word)
letters = alphabet.decode(word)

picture = anatomy.unrolled(p, word, alphabet, chosen.decimals)
unroll(picture, start=initial_step(len(picture["sentences"])), edit=reading.edits, present=chosen.present)
if chosen.present:
    st.stop()

st.subheader("What each letter is", anchor=False)
st.markdown(
    f"""
Every letter of the alphabet is a vector {ink("x", "input")}: 1 at its own place, 0 elsewhere. What the cell keeps from
one letter to the next is a handful of numbers, the **hidden state** {ink("s", "state")}. The
{ink("weights", "weight")} say how strongly one number pushes another: U from the input into the state, W from the state
before into the state now, V from the state to the {ink("output", "output")} o. The bias b is added whatever comes in.
All together: s = tanh(U·x + W·s of the step before + b), and o = V·s (plus an output bias b_y, which the notes leave out).
"""
)
st.markdown(table(anatomy.shapes(p)))
st.caption(
    "T time steps, D letters in the alphabet, H hidden units, K possible outputs. W may be one number for the whole H×H, "
    "as in the notes. PyTorch writes W_ih for U, W_hh for W and h for s."
)

st.subheader("What a feed-forward network does to a word", anchor=False)
st.markdown(
    f"""
An artificial neural network (ANN, NN) without a loop is **feed-forward** (FFNN): the input goes in once, all of it, and
the answer comes out. Its number of inputs is fixed when it is built. A word of another length has to be **cut** or
**padded**, and each place has weights of its own: what it learnt about *{plain(letters[0])}* in place 1 it does not
know in place 2.
"""
)
places = widgets.slider("places", "Places for letters", 1, 12, 4, width=420)
slots(anatomy.slots(word, places, p.H, alphabet))
st.caption("The cell above has one U for every letter. Where this network has places, the cell has a memory.")

st.subheader("Three properties, three experiments", anchor=False)
st.markdown("##### 1 · Sequencing: the order of the letters matters")
at = widgets.slider("swap", "Exchange this letter with the next", 1, len(word) - 1, 1, width=420)
tried = anatomy.exchange(p, alphabet, word, at - 1, chosen.decimals)
st.markdown(tried.sentence)
chart = figures.differences(tried.gap, letters, tried.letters)
figure(chart, "Heatmap: the states of the changed word minus those of the word", tried.gap, tried.letters)

st.markdown("##### 2 · Memory: an early letter leaves a trace")
first = widgets.choice(
    "letter", "First letter instead", alphabet.symbols, alphabet.symbols[min(1, len(alphabet) - 1)], width=220
)
tried = anatomy.begin_with(p, alphabet, word, first, chosen.decimals)
st.markdown(tried.sentence)
chart = figures.differences(tried.gap, letters, tried.letters)
figure(chart, "Heatmap: the states with another first letter minus those of the word", tried.gap, tried.letters)

st.markdown("##### 3 · Dynamic length: the same weights read any number of letters")
words = [anatomy.repeated(word, length) for length in anatomy.LENGTHS]
states = [anatomy.states(p, each) for each in words]
st.markdown(
    f"Words of {', '.join(map(str, anatomy.LENGTHS[:-1]))} and {anatomy.LENGTHS[-1]} letters, read with the same U, W, b and "
    f"V, {p.flat.size} numbers each time. Where the letters agree, the states agree: nothing knows how long the word will be."
)
chart = figures.lengths(states, [alphabet.decode(each) for each in words])
figure(chart, "Heatmaps of the state, one for each word", states[-1], alphabet.decode(words[-1]))
board = forward.storyboard(p, reading.trace, reading.y, alphabet.symbols)
take_away(board, p, reading.x, reading.y, alphabet.symbols, "anatomy", reading.edits)
with st.expander("The unrolled cell as text", icon=":material/description:"):
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in picture["sentences"]))
listing(rnn.forward)

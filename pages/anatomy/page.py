"""Chapter 3: from feed-forward to recurrent."""

import streamlit as st

from engine import rnn
from pages.anatomy import figures
from pages.anatomy import story as anatomy
from ui.board.markdown import plain
from ui.board.symbols import table
from ui.cells import forward
from ui.cells.word_run import run
from ui.export.takeaway import take_away
from ui.player.unroll import slots, unroll
from ui.shell import session, widgets
from ui.shell.charts import figure
from ui.shell.page import end_of_embed, initial_step, listing, prose, show_notices, small_print
from ui.shell.words import Words

text = Words.beside(__file__)
chosen = session.current()
reading = run(chosen)
show_notices(reading.notices)
p, alphabet = reading.params, reading.alphabet
word = alphabet.encode(chosen.word)
letters = alphabet.decode(word)

picture = anatomy.unrolled(p, word, alphabet, chosen.decimals)
unroll(picture, start=initial_step(len(picture["sentences"])), edit=reading.edits, present=chosen.present)
end_of_embed()

st.subheader("What each letter is", anchor=False)
prose(text["letters"])
small_print(text["shapes"])
st.markdown(table(anatomy.shapes(p)), unsafe_allow_html=True)

st.subheader("What a feed-forward network does to a word", anchor=False)
prose(text("feed-forward", letter=letters[0]))
places = widgets.slider("places", "Positions for letters", 1, 12, 4, width=420)
slots(anatomy.slots(word, places, p.H, alphabet))
small_print(text["slots"])

st.subheader("Order, memory, any length: three experiments", anchor=False)
st.markdown("##### 1 · Sequencing: the order of the letters matters")
at = widgets.slider("swap", "Swap this letter with the next", 1, len(word) - 1, 1, width=420)
tried = anatomy.exchange(p, alphabet, word, at - 1, chosen.decimals)
prose(tried.sentence)
chart = figures.differences(tried.gap, letters, tried.letters)
alt = "Heatmap: the states of the changed word minus those of the word"
figure(chart, alt, tried.gap, tried.letters, "difference, unit")

st.markdown("##### 2 · Memory: an early letter leaves a trace")
first = widgets.choice(
    "letter", "First letter instead", alphabet.symbols, alphabet.symbols[min(1, len(alphabet) - 1)], width=220
)
tried = anatomy.begin_with(p, alphabet, word, first, chosen.decimals)
prose(tried.sentence)
chart = figures.differences(tried.gap, letters, tried.letters)
alt = "Heatmap: the states with a different first letter minus those of the word"
figure(chart, alt, tried.gap, tried.letters, "difference, unit")

st.markdown("##### 3 · Any length: the same weights read any number of letters")
repeated = [anatomy.repeated(word, length) for length in anatomy.LENGTHS]
states = [anatomy.states(p, each) for each in repeated]
*shorter, longest = map(str, anatomy.LENGTHS)
lengths = f"{', '.join(shorter)} and {longest}"
prose(text("lengths", lengths=lengths, numbers=p.flat.size, biases=len(p.V)))
chart = figures.lengths(states, [alphabet.decode(each) for each in repeated])
figure(chart, "Heatmaps of the state, one for each word", states[-1], alphabet.decode(repeated[-1]))
board = forward.storyboard(p, reading.trace, reading.y, alphabet.symbols)
take_away(board, reading, "anatomy", reading.edits)
with st.expander("The unrolled cell as text"):
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in picture["sentences"]))
listing(rnn.forward)

"""Chapter 7: long sequences."""

from dataclasses import replace

import streamlit as st

from engine import chain, costs
from models.recipes import RACE_STEPS
from pages.vanishing import figures, norms, words
from pages.vanishing import story as vanishing
from ui.cells.word_run import run
from ui.export.takeaway import take_away
from ui.shell import controls, session, widgets
from ui.shell.charts import figure, in_columns, table
from ui.shell.page import end_of_embed, listing, play, prose, show_notices, small_print, text_version
from ui.shell.words import Words, without_tags
from ui.training import measured
from ui.training.race_figures import accuracy

text = Words.beside(__file__)
chosen = session.current()
reading = run(replace(chosen, feed="true"))
above, below = st.container(), st.container()
with below if chosen.present else controls.row():
    radius = widgets.step_of("radius", "Spectral radius of W", norms.RADII, norms.OWN, width=352)
reading, scaling = norms.with_radius(reading, radius)
board = vanishing.storyboard(reading.params, reading.trace, reading.alphabet.symbols, scaling)
with above:
    show_notices(reading.notices)
    play(board, edits=reading.edits)
end_of_embed()

small_print(scaling or text["scaled"])

prose(text["chain"])

st.subheader("The same over many letters", anchor=False)
T = len(reading.y)
letters = widgets.slider("letters", "Letters read (the word again and again, its last letter too)", T, max(200, T), 40)
back = norms.measure(reading, letters)
said = words.way_back(back, letters)
prose(said)
figure(figures.way_back(back.chain, back.gradient, back.without), f"Curves: {without_tags(said)}")
table(words.way_back_table(back))
prose(text["without tanh"])

st.subheader("When it explodes: clipping", anchor=False)
word = tuple(reading.alphabet.encode(chosen.word).tolist())
free, clipped = measured.explosion(word, len(reading.alphabet), chosen.seed)
prose(words.explosion(free, clipped, measured.CLIP))
figure(figures.descents(free, clipped, measured.CLIP), "Curves: loss and gradient norm while training twice")
table(words.descent_table(free, clipped))

st.subheader("Limited memory", anchor=False)
place = widgets.slider("change", "Change letter number", 1, T, 1) - 1
faded = norms.fading(reading, letters, place, chosen.seed)
if faded is None:
    st.info(text.source("one letter"))
else:
    prose(words.fading(faded, reading.alphabet.symbols[word[place]]))
    figure(figures.fading(*faded), "Curves: the difference of the states, falling with distance")
    table(words.fading_table(faded))
prose(text("recall", updates=f"{RACE_STEPS:,}"))
race = {name: measured.race()[name] for name in words.RECALLED}
figure(accuracy(race, height=320), "Curves: right answers against distance")
table(words.recall_table(race))

costly = st.expander("Time and resources: what long sequences cost", key="costs", on_change="rerun")
if costly.open:
    with costly:
        prose(text["costs"])
        st.markdown(words.counts_table(T, reading.params))
        by_length, by_size = measured.costs()
        figure(figures.costs(by_length, by_size), "Curves: multiplications and milliseconds against T and H")
        small_print(text["measured"])
        st.markdown(in_columns(words.costs_table(by_length, by_size)))
take_away(board, reading, "vanishing", reading.edits)
text_version(board)
listing(chain.chain, chain.log_norms, costs.counted)

"""Chapter 9: the race."""

import streamlit as st

from engine import chain
from models import recipes
from pages.race import panels, words
from pages.race.panels import DISTANCES, LSTMS, RNNS
from pages.race.race import LIMIT
from ui.shell import session, widgets
from ui.shell.charts import figure, table
from ui.shell.page import end_of_embed, listing, prose, small_print
from ui.shell.words import Words
from ui.training import measured
from ui.training import race_figures as figures

text = Words.beside(__file__)
chosen = session.current()
shipped = measured.race()

with st.container(key="controls_race", horizontal=True, vertical_alignment="top", gap="medium"):
    k = int(widgets.choice("k", "Distractors k", DISTANCES, "50", width=140))
    lstm = widgets.choice("lstm", "LSTM forget bias", list(LSTMS), "chrono", width=200)
    rnn = widgets.choice("rnn", "RNN, GRU", list(RNNS), "plain", width=160)
variants = (*RNNS[rnn], LSTMS[lstm])

results, live = st.columns(2, gap="large")
with live:
    panels.live(k, variants, chosen.seed)
with results:
    marks = panels.own_marks()
    chart = figures.accuracy(shipped, marks, height=600 if chosen.present else 420)
    figure(chart, "Curves: right answers against the number of distractors")
    if not chosen.present:
        small_print(words.shipped(shipped, LIMIT))
end_of_embed()
table(words.accuracy_table(shipped, marks))
prose(text("task", **words.TASK))

st.subheader("How far the gradient reaches", anchor=False)
prose(text["gradients"])
panels.ways_back(k, ("rnn", "gru", "lstm-chrono"), say=True)

biased = st.expander("What the forget bias does", key="biases", on_change="rerun")
if biased.open:
    with biased:
        prose(text["biases"])
        panels.ways_back(k, tuple(words.GATES), along="c")

st.subheader("Where the usual story fails", anchor=False)
prose(text("fails", **words.COUNTED))
at_50 = {variant: by_distance["50"] for variant, by_distance in shipped.items()}
figure(figures.every_seed(at_50), "Marks: right answers at 50 distractors of every seed, a row for each network")
st.markdown(words.gates_table(shipped))
prose(words.fails(shipped))

costly = st.expander("What it costs", key="costs", on_change="rerun")
if costly.open:
    with costly, st.container(key="wide_costs"):
        prose(text("costs", **words.INPUTS))
        st.markdown(words.costs_table(measured.steps(tuple(recipes.RACE_VARIANTS)), shipped))
panels.take()
listing(recipes.training, chain.gradient_norms)

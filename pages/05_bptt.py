"""Chapter 5: backpropagation through time, every number."""

from dataclasses import replace

import streamlit as st

from engine import rnn
from ui import settings
from ui.page import listing, play
from ui.run import run
from ui.stories import bptt
from ui.update import descend

chosen = settings.current()
reading = run(replace(chosen, feed="true"))
grads = rnn.backward(reading.params, reading.trace, reading.y)
lr = 0.1
update = descend(grads, reading.y, lr)
play(bptt.storyboard(grads, reading.y, reading.alphabet.symbols, update), edits=reading.edits)
listing(rnn.backward)

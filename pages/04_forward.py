"""Chapter 4: the forward pass, every number."""

from engine import rnn
from ui import settings
from ui.page import listing, play
from ui.run import run
from ui.stories import forward

chosen = settings.current()
reading = run(chosen)

play(
    forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols),
    edits=reading.edits,
)
listing(rnn.forward)

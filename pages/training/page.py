"""Chapter 6: watch it learn."""

from engine import lesson, training
from ui.shell import session
from ui.shell.page import end_of_embed, listing, prose, show_notices, small_print
from ui.shell.words import Words
from ui.training import words
from ui.training.panels import choose, live, look_back, take, take_over

text = Words.beside(__file__)
chosen = session.current()
here, reading = choose(chosen)
show_notices(reading.notices)
live(here, leads=True)
take_over(here, reading)
end_of_embed()

prose(text("update", **words.PIECEWISE))
prose(text["memorised"])
small_print(text("bounds", **words.BOUNDS))
look_back(here)
take(here)
listing(training.SGD, training.Adagrad, training.Adam, lesson.Lesson.work)

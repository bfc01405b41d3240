"""The words of chapter 2."""

from ui.board.symbols import sym
from ui.glossary import term
from ui.theme import ink

__all__ = ["GERMANY", "LEARNT", "SEEN"]

SEEN = f"""
A {term("feed-forward")} network has a fixed number of inputs; sentences do not. A recurrent network has one {term("cell")},
a few lines of arithmetic, which reads one word at a time and keeps what it needs in its {term("state")} {sym("s")}. The
drawing shows the cell once for each word, but it is always the same one. So it can {ink("read", "input")} any number of
words, and {ink("answer", "output")} after every word, once after the last word, or with a whole sentence that starts only
when it has read everything. These are the shapes that input and output can take; each one runs here, on a small model that
comes with the course.

Suggesting a reply to *Hi! How are you?*, as some mail programs do, has the same shape as a translation: one sentence in,
another of a different length out. An {term("encoder")} reads; its last state is the {term("context")}, a handful of numbers
that has to hold the whole sentence. A {term("decoder")} starts from it, says the most probable word, reads what it has said,
and goes on until the most probable “word” is the {term("end sign")} ■. Nobody tells it how long the answer should be. (It
starts by reading ■, since it has not written anything yet.) Sutskever and colleagues and Cho and colleagues
proposed this design in 2014. During training the decoder was given the right words to read ({term("teacher forcing")}); now
it reads the words it has written itself, mistakes included.

Two more arrangements change only how the cells are connected. **Stacked**: a second row of cells above the first reads the
states of the first as if they were words, and can find patterns in them. **Bidirectional**: a second row reads the sentence
from its end, and both states are used at every word, so that what comes later counts as well. This needs the whole sentence
at once, so it can be used to read a sentence but not to write one.
"""
GERMANY = f"""
*I went to germany and people speaks german there*, say the lecture notes: the language depends on a word that came much
earlier. Put more and more words between the two, and ask three networks for the language: a plain {term("RNN")}, an
{term("LSTM")} (long short-term memory, the subject of chapter 8), and an LSTM set to remember before its training starts.
This RNN happens to remember *germany* at every gap, so start with *russia* and move the slider.
"""
LEARNT = f"""
Trained on short gaps, the RNN remembers some countries however long the gap, and forgets others. The LSTM that starts in the
usual way remembers most of them. The third network, *LSTM, chrono*, remembers them all. Its {term("gate", "gates")} decide
how much of its memory is kept and how much is written. Before training they were set so that most units keep nearly
everything and let little in, some for a few words, others for up to 80: {term("chrono")} initialisation, from the Greek word
for time (chapter 9 has the rule).

An RNN *can* hold on to a word. Starting from other random {term("weight", "weights")}, it remembers more countries, or fewer;
and an RNN trained on a mix of short and long gaps remembers the country across 81 words. What it cannot do is *learn* this
from long gaps. Trained only on gaps of 51 to 75 words, the RNN and the usual LSTM both stay at chance (one in eight); the
chrono LSTM makes hardly a mistake at gaps of 21 words, and none at longer ones. So what helps here is not the cell alone but
how it starts; chapter 9 shows this again, with gaps of 50 letters, where every network is trained at the gap at which it is
tested.

A network learns by a signal that runs backwards, from the mistake to what should have been remembered; across so many words
hardly any of it is left. Chapter 7 shows why.
"""

"""The words of chapter 2."""

from ui.board.symbols import sym
from ui.glossary import term
from ui.theme import ink

__all__ = ["GERMANY", "LEARNT", "SEEN"]

SEEN = f"""
A {term("feed-forward")} network has a fixed number of inputs; sentences do not. A recurrent network reads one word at a time
with the same {term("cell")}, and keeps what it needs in its {term("state")} {sym("s")}. So it can {ink("read", "input")} any
number of words, and {ink("answer", "output")} after every word, once after the last word, or with a whole sentence that
starts only when it has read everything. These are the shapes that input and output can take; each one runs here, on a small
model that comes with the course.

Suggesting a reply to *Hi! How are you?*, as a mail program does, has the same shape as translating: one sentence in, another
of a different length out. An {term("encoder")} reads; its last state is the {term("context")}, a handful of numbers that has
to hold the whole sentence. A {term("decoder")} starts from it, says the most probable word, reads what it has said, and goes
on until the most probable “word” is the {term("end sign")} ■. Nobody tells it how long the answer should be. (Sutskever and
colleagues, and Cho and colleagues, both in 2014.) During training the decoder was given the right words to read
({term("teacher forcing")}); now it reads its own, mistakes included.

Two more arrangements change only how the cells are connected. **Stacked**: a second row of cells above the first reads the
states of the first as if they were words. **Bidirectional**: a second row reads the sentence from its end, and both states
are used at every word; this needs the whole sentence at once, so it works for reading but not for writing.
"""
GERMANY = f"""
*I went to germany and people speaks german there*, say the lecture notes: the language depends on a word that came much
earlier. Put more and more words between the two, and ask three networks for the language: a plain {term("RNN")}, an
{term("LSTM")} (the subject of chapter 8), and an LSTM that starts out set to remember. With *germany* this RNN happens to
remember at every gap; so start with *russia* and move the slider.
"""
LEARNT = f"""
Trained on short gaps, the RNN remembers some countries however long the gap, and forgets others. The LSTM that starts in the
usual way remembers most of them. The third network remembers them all: its {term("gate", "gates")} were set, before training,
to remember over 80 words ({term("chrono")} initialisation). An RNN *can* hold on to a word. Started from different random
{term("weight", "weights")}, it remembers more countries or fewer; and an RNN trained on a mix of short and long gaps
remembers the country over 81 words. What it cannot do is *learn* this from long gaps. Trained on long gaps only, the RNN and
the usual LSTM both stay at chance (one in eight); the LSTM with chrono makes no mistakes over 21 words and more. So what
helps here is not the cell alone but how it starts, as chapter 9 shows again over 50 letters. The signal that should tell a
network to remember the country hardly reaches back that far; chapter 7 shows why.
"""

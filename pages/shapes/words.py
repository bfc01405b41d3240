"""The words of chapter 2."""

from ui.board.symbols import sym
from ui.board.theme import ink
from ui.shell.glossary import term

SEEN = f"""
A {term("feed-forward")} network has a fixed number of inputs; a sentence has no fixed number of words. A recurrent network
has one {term("cell")}, a few lines of arithmetic, which reads one word at a time and keeps what it needs in its
{term("state")} {sym("s")}. The drawing shows the cell once for each word, but it is the same cell every time. So it can
{ink("read", "input")} any number of words, and {ink("answer", "output")} after every word, once after the last word, or
with a whole sentence, begun only when it has read everything. These are the shapes that input and output can take; you can
run each of them here, on a small model that comes with the course.

Suggesting a reply to *Hi! How are you?*, as some mail programs do, has the same shape as a translation: one sentence in,
another out, usually of a different length. An {term("encoder")} reads the sentence; its last state is the
{term("context")}, a handful of numbers that has to hold the whole sentence. A {term("decoder")} starts from this context,
writes the most probable word, reads the word it has written, and goes on until the most probable “word” is the
{term("end sign")} ■. Nobody tells it how long the answer should be. (It starts by reading ■, since it has not written
anything yet.) Sutskever and colleagues and Cho and colleagues proposed this design in 2014. During training the decoder was
given the right words to read ({term("teacher forcing")}); now it reads the words it has written itself, mistakes included.
That the whole sentence has to fit into one context is the weak spot of this design; the last chapter shows what mends it.

Two more arrangements keep the same kind of cell and add a second row of them. **Stacked**: the second row reads the states
of the first as if they were words, and can find patterns in them. **Bidirectional**: the second row reads the sentence
backwards, from its last word to its first, and both states are used at every word, so that what comes later counts as well.
This needs the whole sentence from the start, so a bidirectional network can read a sentence but not write one.
"""
GERMANY = f"""
Take the lecture notes’ *I went to germany and people speaks german there* (their wording): the language depends on a word
that came much earlier. Put more and more words between the country and its language, and ask three networks for the
language: a plain {term("RNN")}, an {term("LSTM")} (long short-term memory, the subject of chapter 8), and *LSTM, chrono*,
which was set, before its training, to remember for a long time. They were trained either on short gaps, of up to 9 words,
or on long ones, of 51 to 75. This RNN happens to remember *germany* at every gap, so start with *russia* and move the
slider.
"""
LEARNT = f"""
Trained on short gaps, the RNN remembers some countries at every gap tested, and forgets others. The LSTM, which starts as
the library Keras starts it, remembers most of them. The third network, *LSTM, chrono*, remembers them all. In any LSTM,
{term("gate", "gates")} decide how much of the memory is kept and how much is written to it. In this one they were set,
before training, so that most units keep nearly everything and let little in. How long they remember differs: some for a few
words, others for up to 80. This is called {term("chrono")} initialisation, from the Greek word for time (chapter 9 has the
rule).

An RNN *can* hold on to a word. Started from other random {term("weight", "weights")}, in runs not shown here, it remembered
more countries or fewer. Trained on gaps of 3 to 39 words, it remembered the country across 81. (`models/README.md` in the
course’s source has the figures.) What it did not manage was to *learn* this from long gaps alone: trained only on those, it
stays near chance (one in eight), and so does that LSTM, while the chrono LSTM makes hardly a mistake at gaps of 21
words and none at longer ones. (At 9 words, far fewer than it was trained on, it is right 84% of the time.) So what helps
here is not the LSTM by itself, but the LSTM together with the right start. Chapter 9 shows this again with gaps of 50
letters; there every network is tested at the gap it was trained on.

A network learns from a signal that runs backwards, from the mistake to the word that should have been remembered; after so
many words hardly any of it is left, unless the cell starts out keeping what is in its memory. Chapter 7 shows why.
"""

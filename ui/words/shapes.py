"""The words of chapter 2."""

from ui.board.symbols import sym
from ui.glossary import term
from ui.theme import ink

__all__ = ["GERMANY", "LEARNT", "SEEN"]

SEEN = f"""
A {term("feed-forward")} network has a fixed number of inputs; sentences do not. A recurrent network reads one word at a time
with the same {term("cell")}, and keeps what it needs in its {term("state")} {sym("s")}. So it can read as many
{ink("words", "input")} as there are, and {ink("say", "output")} something after each of them, after the last, or only then
begin to speak. These are its shapes; each one runs here, on a small model that comes with this course.

Suggesting a reply to *Hi! How are you?*, as a mail program does, and translating are the same shape: two sentences of
different lengths. An {term("encoder")} reads; its last state is the {term("context")}, a handful of numbers that has to hold
the whole sentence. A {term("decoder")} starts from it, says the most probable word, reads what it has said, and goes on until
the most probable “word” is the {term("end sign")} ■. Nobody tells it how long the answer should be. (Sutskever and
colleagues, and Cho and colleagues, both in 2014.) While it was trained, the decoder was given the right words to read
({term("teacher forcing")}); now it reads its own, mistakes included.

Two more shapes change only what a cell is connected to. **Stacked**: a second row of cells above the first reads the states
of the first as if they were words. **Bidirectional**: a second row reads the sentence from its end, and both states are used
at every word; that needs the whole sentence at once, so it suits reading and not writing.
"""
GERMANY = f"""
*I went to germany and people speaks german there*, say the notes: the language is decided by a word that came long before.
Put more and more words between the two, and ask a plain {term("RNN")} and an {term("LSTM")}, the subject of chapter 8, for
the language. With *germany* this RNN happens to hold out; start with *russia* and move the gap.
"""
LEARNT = f"""
The RNN that learnt on short gaps keeps some countries however long the gap is, and loses others. This LSTM keeps them all:
its {term("gate", "gates")} were set, before training, to remember over 80 words ({term("chrono")} initialisation). It is
not that an RNN *cannot* hold on to a word: started from other random {term("weight", "weights")} it holds on to more or
fewer, and one trained on a mix of short and long gaps holds the country over 81 words. What it does not manage is to
*learn* this from far away: shown long gaps only, it stays at chance, one in eight, where this LSTM learns without a
mistake. It owes that to its start: in chapter 9, LSTMs that start in the usual way are at chance over 50 letters too. The
signal that should tell the network to remember the country hardly reaches back that far; chapter 7 shows why.
"""

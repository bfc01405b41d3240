"""The words of chapter 1."""

from ui.glossary import term

__all__ = ["BAG", "SHUFFLED", "reads"]

BAG = f"""
The simplest way to turn a sentence into numbers is to count: choose a {term("vocabulary")}, and write down how often each
of its words occurs. That is a {term("bag of words")}: the words are in it, their order is not. Capitals and punctuation
are dropped as well. *this phone is no good* and *NO, the phone is good* have the same bag over {{good, phone, no, is}}, and
opposite meanings. Whatever is built on top of the counts gets the same numbers twice, so it has to answer the same twice.
"""
SHUFFLED = """
The notes go on with *I went to germany and people speaks german there*: it makes sense because *germany* comes before what
people speak there. A second network reads this sentence word by word, and guesses the language right after *speaks*. (The
notes’ own pair of an unsorted and a sorted sentence, *good like and that is it ?* and *I like that for it is good and ?
today*, will not do here: the two do not have the same words.)
"""


def reads(units: int) -> str:
    """What a recurrent network does instead of counting."""
    return f"""
This small recurrent network ({term("RNN")}) reads one word after another, and after each word it says how probable it
thinks it is that the review is positive. Its memory, the {term("state")}, is {units} numbers. They are made from the word
*and* from the state before it, so the same words in another order leave another state.
"""

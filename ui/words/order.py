"""The words of chapter 1."""

from ui.glossary import term

__all__ = ["BAG", "SHUFFLED", "reads"]

BAG = f"""
The **board**, the animation on this page, counts, and counting is the simplest way to turn a sentence into numbers: choose a
{term("vocabulary")}, and write down how often each of its words occurs. This is called a {term("bag of words")}: it holds
the words but not their order. Capitals become lower case, and punctuation is left out. *this phone is no good* and
*NO, the phone is good* have the same bag over {{good, phone, no, is}}, and opposite meanings. Anything built on these counts
gets the same numbers for both sentences, so it has to give both the same answer.
"""
SHUFFLED = f"""
The {term("lecture notes")} on which this course is based continue with *I went to germany and people speaks german there*
(their wording): it makes sense because *germany* comes before the language. A second network reads this sentence word by
word; as soon as it has read *speaks*, it guesses the language. (The notes’ own example, a jumbled sentence and its corrected
form, *good like and that is it ?* and *I like that for it is good and ? today*, cannot be used here: the two do not have the
same words.)
"""


def reads(units: int) -> str:
    """What a recurrent network does instead of counting."""
    return f"""
This small recurrent network ({term("RNN")}) reads one word after another, and after each word it gives the probability that
the review is positive. Its memory, called the {term("state")}, is {units} numbers between −1 and 1; each is called a
**unit**. They are made from the word *and* from the previous state, so the same words in a different order leave a different
state. How they are made is decided by many adjustable numbers, the {term("weight", "weights")}. **Training** showed the
network reviews with their right answers and changed the weights step by step until its answers were right; chapters 3 to 6
take all this apart. Only its answer after the last word was trained, so before that it may change its mind at every word.
"""

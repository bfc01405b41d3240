"""The words of chapter 1."""

from ui.shell.glossary import term

BAG = f"""
The animation on this page, which we call the **board**, counts words. Counting is the simplest way to turn a sentence into
numbers: choose a {term("vocabulary")}, and write down how often each of its words occurs. This is called a
{term("bag of words")}: it holds the words but not their order. Capitals become lower case, and punctuation is left out.
*this phone is no good* and *NO, the phone is good* have the same bag over {{good, phone, no, is}}, and opposite meanings.
(Only *this* and *the* differ, and these are not counted here.) Anything built on these counts gets the same numbers for
both sentences, so it has to give both the same answer.
"""
SHUFFLED = f"""
The {term("lecture notes")} on which this course is based then turn to *I went to germany and people speaks german there*
(their wording). It makes sense because *germany* comes before the language. A second network reads this sentence word by
word; once it has read *speaks*, it says which language. (Of the notes’ two examples of order, only this one can be used
here. In the other, *good like and that is it ?* and its corrected form *I like that for it is good and ? today* do not use
the same words.)
"""


def reads(units: int) -> str:
    """What a recurrent network does instead of counting."""
    return f"""
This small recurrent network ({term("RNN")}) reads one word after another, and after each word it gives the probability that
the review is positive. Its memory, called the {term("state")}, is {units} numbers between −1 and 1; each is called a
**unit**. They are made from the word *and* from the previous state, so the same words in a different order nearly always
leave a different state. How they are made is decided by many adjustable numbers, the {term("weight", "weights")}. In
**training** the network was shown reviews with the right answer to each, and its weights were changed, a little at a time,
until its own answers were right; chapters 3 to 6 take all this apart. Only its answer after the last word was corrected, so
before that it may change its mind at every word.
"""

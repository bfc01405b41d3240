"""English → German: 960 short sentences made from templates, where word for word does not do.

    I do not call the man → ich rufe den Mann nicht an

Articles follow gender and case, verbs their subject, "not" goes behind the object, "call" splits in
two, "look for" becomes one, and the lengths differ. Written for this course.
"""

from itertools import product

from engine.tasks.data import END, Example, FixedTask, lists_beside, split
from engine.text import Alphabet, words

_LISTS = lists_beside(__file__)
_PRONOUNS, _VERBS, _NOUNS, _INDEFINITE = (_LISTS[kind] for kind in ("pronouns", "verbs", "nouns", "indefinite"))


def translation(seed: int = 0) -> FixedTask:
    """720 sentences to train on and 240 held out; the answer is the German words and END."""
    examples = [
        Example(words(english), (*german.split(), END))
        for subject, verb, noun in product(_PRONOUNS, _VERBS, _NOUNS)
        for english, german in _sentences(subject, verb, noun)
    ]
    train, unseen = split(examples, 240, seed)
    inputs = Alphabet.from_text(word for example in examples for word in example.x)
    outputs = dict.fromkeys(word for example in examples for word in example.y if word and word != END)
    return FixedTask(inputs, Alphabet((*outputs, END)), unseen, train)


def _sentences(subject: str, verb: str, noun: str) -> list[tuple[str, str]]:
    """The same statement with "the" and "a", denied, and asked."""
    er, form = _PRONOUNS[subject]
    third = subject in ("he", "she")
    does, do = _VERBS[verb]["he"] if third else verb, "does" if third else "do"
    sieht, particle = _VERBS[verb]["forms"][form], _VERBS[verb]["particle"]
    the_noun = _NOUNS[noun]
    article, german_noun = the_noun.split()
    return [
        (f"{subject} {does} the {noun}", f"{er} {sieht} {the_noun} {particle}"),
        (f"{subject} {does} a {noun}", f"{er} {sieht} {_INDEFINITE[article]} {german_noun} {particle}"),
        (f"{subject} {do} not {verb} the {noun}", f"{er} {sieht} {the_noun} nicht {particle}"),
        (f"{do} {subject} {verb} the {noun}", f"{sieht} {er} {the_noun} {particle}"),
    ]

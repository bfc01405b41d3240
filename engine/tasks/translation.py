"""English → German: 960 short sentences made from templates, where word for word does not do.

    I do not call the man → ich rufe den Mann nicht an

Articles follow gender and case, verbs their subject, "not" goes behind the object, "call" splits in
two, "look for" becomes one, and the lengths differ. Written for this course.
"""

from itertools import product

from engine.tasks.data import END, Example, FixedTask, split
from engine.text import Alphabet, words

_PRONOUNS = {"I": "ich", "you": "du", "he": "er", "she": "sie", "we": "wir", "they": "sie"}
_ENDING = {"I": 0, "you": 1, "he": 2, "she": 2, "we": 3, "they": 3}  # which of the four verb forms
_VERBS = {  # English, its he-form: German by ich, du, er, wir; the part at the end of the clause
    ("see", "sees"): (("sehe", "siehst", "sieht", "sehen"), ""),
    ("love", "loves"): (("liebe", "liebst", "liebt", "lieben"), ""),
    ("hear", "hears"): (("höre", "hörst", "hört", "hören"), ""),
    ("look for", "looks for"): (("suche", "suchst", "sucht", "suchen"), ""),
    ("call", "calls"): (("rufe", "rufst", "ruft", "rufen"), "an"),
}
_NOUNS = {
    "man": "den Mann",
    "woman": "die Frau",
    "child": "das Kind",
    "girl": "das Mädchen",
    "doctor": "den Arzt",
    "sister": "die Schwester",
    "brother": "den Bruder",
    "baby": "das Baby",
}
_INDEFINITE = {"den": "einen", "die": "eine", "das": "ein"}  # accusative


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


def _sentences(subject: str, verb: tuple[str, str], noun: str) -> list[tuple[str, str]]:
    """The same statement with "the" and "a", denied, and asked."""
    third = subject in ("he", "she")
    does, do = verb[third], "does" if third else "do"
    forms, particle = _VERBS[verb]
    sieht, er = forms[_ENDING[subject]], _PRONOUNS[subject]
    the_noun = _NOUNS[noun]
    article, german_noun = the_noun.split()
    return [
        (f"{subject} {does} the {noun}", f"{er} {sieht} {the_noun} {particle}"),
        (f"{subject} {does} a {noun}", f"{er} {sieht} {_INDEFINITE[article]} {german_noun} {particle}"),
        (f"{subject} {do} not {verb[0]} the {noun}", f"{er} {sieht} {the_noun} nicht {particle}"),
        (f"{do} {subject} {verb[0]} the {noun}", f"{sieht} {er} {the_noun} {particle}"),
    ]

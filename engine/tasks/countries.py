"""Country → language over a growing gap: "I went to germany and people speaks german there".

The notes' sentence (its grammar included), with clauses of five words put between the country and
the people. The one target is the language, due at "speaks". Eight countries, so chance is 1/8.
The sentences are made here from the lists below; a model must see fresh ones, since a hundred
fixed ones are learnt by heart.
"""

from functools import cache

import numpy as np

from engine.tasks.data import DrawnTask, Example, drawn_task, lists_beside
from engine.text import Alphabet

_LISTS = lists_beside(__file__)
LANGUAGES: dict[str, str] = _LISTS["languages"]
CLAUSES: tuple[str, ...] = _LISTS["clauses"]
_WORDS = dict.fromkeys(word for clause in CLAUSES for word in clause.split())


def sentence(country: str, clauses: tuple[str, ...] = ()) -> Example:
    """The sentence up to "speaks", with its target there; each clause ends with "and"."""
    if country not in LANGUAGES:
        raise ValueError(f"‘{country}’ is not one of the countries ({', '.join(LANGUAGES)}).")
    between = " and ".join((*clauses, "people speaks"))
    x = ("i", "went", "to", country, "and", *between.split())
    return Example(x, (None,) * (len(x) - 1) + (LANGUAGES[country],))


def gap(clauses: int) -> int:
    """How many words stand between country and language: 3, and 6 for each clause with its "and"."""
    return 3 + 6 * clauses


@cache  # drawing 3,000 sentences for their words takes a tenth of a second
def countries(fewest: int = 0, most: int = 6, seed: int = 0) -> DrawnTask:
    """Sentences with `fewest` to `most` clauses, each number as likely as the other; 256 held out."""
    if not 0 <= fewest <= most:
        raise ValueError(f"The numbers of clauses must satisfy 0 ≤ fewest ≤ most; got {fewest} and {most}.")

    def draw(rng: np.random.Generator) -> Example:
        country = list(LANGUAGES)[rng.integers(len(LANGUAGES))]
        chosen = rng.integers(len(CLAUSES), size=rng.integers(fewest, most + 1))
        return sentence(country, tuple(CLAUSES[c] for c in chosen))

    inputs = Alphabet.from_text(("i", "went", "to", *LANGUAGES, "and", *_WORDS, "people", "speaks"))
    return drawn_task(inputs, Alphabet(tuple(LANGUAGES.values())), draw, seed, 256)

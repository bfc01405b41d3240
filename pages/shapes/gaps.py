"""The Germany sentence over a growing gap: which cell still knows the country when the language is due?"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.cells import cell_of
from engine.functions import Array
from engine.tasks.countries import CLAUSES, LANGUAGES, gap, sentence
from engine.tasks.data import is_held_out
from engine.text import Alphabet, one_hot
from ui.board.markdown import table
from ui.shell.words import Words

text = Words.beside(__file__)
MOST_CLAUSES = 13  # the longest gap that the shipped models' figures are for
GAPS = tuple(gap(clauses) for clauses in range(MOST_CLAUSES + 1))
COUNTRIES = tuple(LANGUAGES)


def between(words: int) -> tuple[str, ...]:
    """The clauses that make a gap of so many words (one of GAPS): the list of clauses, from its beginning."""
    return tuple(CLAUSES[k % len(CLAUSES)] for k in range(GAPS.index(words)))


def asked(p: Any, inputs: Alphabet, country: str, words: int) -> Array:
    """The probability of each language, (K,), at "speaks", after a gap of so many words."""
    x = inputs.encode(sentence(country, between(words)).x)
    return cell_of(p).forward(p, one_hot(x, len(inputs))).y_hat[-1]  # type: ignore[no-any-return]


def trust(p: Any, inputs: Alphabet, outputs: Alphabet) -> Array:
    """The probability of the right language, (T, K): a row for each of GAPS, a column for each of COUNTRIES."""
    right = outputs.encode([LANGUAGES[country] for country in COUNTRIES])
    shares = []
    for words in GAPS:
        x = np.stack([inputs.encode(sentence(country, between(words)).x) for country in COUNTRIES], axis=1)
        y_hat = cell_of(p).forward(p, one_hot(x, len(inputs))).y_hat[-1]  # (B, K)
        shares.append(y_hat[np.arange(len(right)), right])
    return np.array(shares)


def kept_away() -> str:
    """Which countries' shortest sentence was held out, as HTML: there is only one for each."""
    named = [country.title() for country in COUNTRIES if is_held_out(sentence(country), 0)]
    return text("kept away", words=GAPS[0], countries=" and ".join(named))


def shown(country: str, words: int) -> str:
    """The sentence up to the language, as Markdown; a long gap is shortened."""
    x = sentence(country, between(words)).x
    inside = x[4:-2]
    middle = " ".join(inside if len(inside) <= 14 else (*inside[:6], "…", *inside[-7:]))
    return f"*{' '.join(x[:3])}* **{country}** *{middle} people speaks* **?**"


def verdict(called: str, y_hat: Array, outputs: Alphabet, country: str, words: int) -> str:
    """What a cell says, and whether it is right, as HTML."""
    best = int(y_hat.argmax())
    right, said = LANGUAGES[country], outputs.symbols[best]
    fields = {"cell": called, "words": words, "said": said, "sure": f"{y_hat[best]:.1%}"}
    if said == right:
        return text("verdict right", **fields)
    return text("verdict wrong", **fields, right=right, right_sure=f"{y_hat[outputs.encode([right])[0]]:.1%}")


def accuracies(figures: Mapping[str, Mapping[str, float]]) -> str:
    """The share of held-out sentences with the right language, by model and gap, as a Markdown table."""
    names = [name for name in next(iter(figures.values())) if name.startswith("gap ")]
    lines = [[called, *(f"{share[name]:.0%}" for name in names)] for called, share in figures.items()]
    return table(["words between", *(name.removeprefix("gap ") for name in names)], lines)


def shares_table(shares: Array) -> str:
    """What `trust` returned, as a Markdown table with a line for each gap."""
    lines = [[str(gap), *(f"{share:.1%}" for share in row)] for gap, row in zip(GAPS, shares, strict=True)]
    return table(["words between", *COUNTRIES], lines)

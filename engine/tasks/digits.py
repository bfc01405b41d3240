"""Numbers in words → digits: "three hundred and twelve" → 3 1 2. All of 0 … 999, made here."""

from engine.tasks.data import END, Example, FixedTask, lists_beside, split
from engine.text import Alphabet

_LISTS = lists_beside(__file__)
_SMALL, _TENS = _LISTS["small"], _LISTS["tens"]


def number_words(n: int) -> tuple[str, ...]:
    """The British way of saying n, 0 … 999: (three, hundred, and, twelve).

    >>> " ".join(number_words(312))
    'three hundred and twelve'
    """
    if not 0 <= n <= 999:
        raise ValueError(f"Only the numbers 0 … 999 are put into words here; got {n}.")
    hundreds, rest = divmod(n, 100)
    if hundreds:
        tail = ("and", *number_words(rest)) if rest else ()
        return (_SMALL[hundreds], "hundred", *tail)
    if rest < len(_SMALL):
        return (_SMALL[rest],)
    tens, ones = divmod(rest, 10)
    return (_TENS[tens - 2], *([_SMALL[ones]] if ones else []))


def numbers(seed: int = 0) -> FixedTask:
    """800 numbers to train on and 200 held out; the answer is the digits and END."""
    examples = [Example(number_words(n), (*str(n), END)) for n in range(1000)]
    train, unseen = split(examples, 200, seed)
    inputs = Alphabet((*_SMALL, *_TENS, "hundred", "and"))
    return FixedTask(inputs, Alphabet((*"0123456789", END)), unseen, train)

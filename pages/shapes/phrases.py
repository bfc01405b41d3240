"""What the built-in word models make of a reader's words: suggestions, continuations, and how far to trust them."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine import generate, rnn
from engine.functions import Array
from engine.rnn import RNNParams
from engine.text import Alphabet, one_hot
from ui.board.markdown import plain, table
from ui.cells import order
from ui.shell import words

text = words.Words.beside(__file__)
LONGEST = 12  # words of a message, in and out
BEST = 3  # suggestions, as on a phone's keyboard

Words = tuple[str, ...]


def known(inputs: Alphabet, most: int = LONGEST) -> Callable[[str], Words]:
    """The check of a text whose words must all be in a model's vocabulary, at most `most` of them."""

    def check(sentence: str) -> Words:
        checked = order.checked(sentence, most)
        strange = tuple(dict.fromkeys(word for word in checked if word not in inputs))
        if strange:
            listed = ", ".join(f"‘{word}’" for word in strange[:3]) + (", …" if len(strange) > 3 else "")
            are = "is not one of them" if len(strange) == 1 else "are not among them"
            raise ValueError(f"This model knows {len(inputs)} words, and {listed} {are}.")
        return checked

    return check


def percent(share: float, decimals: int) -> str:
    """A probability in per cent, with as many digits as `decimals` give it on the board."""
    return f"{share:.{max(1, decimals - 2)}%}"


def after_each(p: RNNParams, inputs: Alphabet, sentence: Sequence[str]) -> Array:
    """The probability of each next word after each word read, (T, K)."""
    return rnn.forward(p, one_hot(inputs.encode(sentence), len(inputs))).y_hat


def best(y_hat: Array, outputs: Alphabet, count: int = BEST) -> list[tuple[str, float]]:
    """The most probable classes of one step, (K,), with their probabilities."""
    return [(outputs.symbols[k], float(y_hat[k])) for k in (-y_hat).argsort(kind="stable")[:count].tolist()]


def suggestions(y_hat: Array, outputs: Alphabet, sentence: Sequence[str], decimals: int) -> str:
    """The suggestions after every word, (T, K), as a Markdown table with a column for each word."""
    ranked = [best(row, outputs) for row in y_hat]
    lines = [
        [
            f"guess {place + 1}",
            *(f"{plain(guesses[place][0])} {percent(guesses[place][1], decimals)}" for guesses in ranked),
        ]
        for place in range(BEST)
    ]
    return table(["after", *(f"**{plain(word)}**" for word in sentence)], lines)


def written(p: RNNParams, inputs: Alphabet, outputs: Alphabet, start: str) -> tuple[Words, tuple[float, ...]]:
    """What a next-word model writes after one word, taking its best guess each time, and how probable each was.

    It ends with END, or after LONGEST words.
    """
    END = len(outputs) - 1
    prompt = inputs.encode([start])
    indices = generate.generate(p, prompt, LONGEST, stop=END)
    read = np.concatenate([prompt, indices[:-1]])
    y_hat = rnn.forward(p, one_hot(read, len(inputs))).y_hat
    return outputs.decode(indices), tuple(map(float, y_hat[np.arange(len(indices)), indices]))


def written_table(start: str, said: Sequence[str], sure: Sequence[float], decimals: int) -> str:
    """A continuation, a column for each step: what is read, what is written, its probability."""
    reads = [start, *said[:-1]]
    head = ["reads", *map(plain, reads)]
    lines = [
        ["writes", *(f"**{plain(word)}**" for word in said)],
        ["probability", *(percent(p, decimals) for p in sure)],
    ]
    return table(head, lines)


def trusted(figures: Mapping[str, float], unit: str) -> str:
    """A model's own figures as HTML: the share of `unit` right that it never saw, and of those it learnt from."""
    shares = {"held_out": figures["held out"], "train": figures["train"]}
    section = "trusted"
    if "held out, among the best 3" in figures:
        section, shares["among"] = "trusted among three", figures["held out, among the best 3"]
    return text(section, unit=unit, **{name: f"{share:.1%}" for name, share in shares.items()})

"""Text into numbers: letters, alphabets, one-hot rows, words and bags of words.

A *letter* here is what a reader would call one character, not one code point. Text is brought
to Unicode's composed form (NFC) and then cut by the rules of UAX #29 that matter for words:

* a combining mark, a variation selector, a skin tone, an enclosing keycap or a tag character
  belongs to the letter before it (``e`` + ``◌́`` is one letter, ``1️⃣`` is one letter);
* a zero-width joiner between two pictures makes them one (``👩‍👩‍👧`` is one letter);
* regional indicators go in pairs (``🇩🇪`` is one letter), as do CR and LF;
* Hangul vowels and finals belong to their syllable.

Not covered: Indic conjuncts (UAX #29 rule GB9c, new in Unicode 15.1) count as two letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

_ZWJ = "\u200d"
_MARKS = {"Mn", "Me", "Mc"}
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
LISTED = 30  # symbols of an alphabet, in a message
LONGEST_LETTER = 16  # code points; the longest emoji in Unicode 16 has 10, stacked marks have no end


def measured(text: str, longest: int) -> str:
    """The text, or a ValueError if it is longer than `longest` characters or stacks too many marks on one letter.

    Takes linear time, and is to come before anything else looks at a text from outside: bringing a run of n marks into
    Unicode's order (unicodedata.normalize) takes n² steps, an hour for some megabytes.
    """
    if len(text) > longest:
        raise ValueError(f"A text can have at most {longest:,} characters; this one has {len(text):,}.")
    if text.isascii():
        return text
    marks = "".join(char for char in set(text) if not char.isascii() and _extends(char))
    if marks and (run := re.search(rf"[{re.escape(marks)}]{{{LONGEST_LETTER},}}", text)):
        raise ValueError(
            f"A letter may be built from at most {LONGEST_LETTER} code points; "
            f"at character {run.start() + 1}, {len(run[0])} marks follow one another."
        )
    return text


def graphemes(text: str) -> tuple[str, ...]:
    """Cut a text into letters as its reader sees them (see the module's text for the rules), in linear time.

    Raises ValueError where more than 15 marks follow one another.

    >>> graphemes("né🇩🇪")
    ('n', 'é', '🇩🇪')
    """
    text = unicodedata.normalize("NFC", measured(text, len(text)))
    if text.isascii() and "\r" not in text:
        return tuple(text)
    extends = {char: _extends(char) for char in set(text)}
    if not any(extends.values()) and not any(char == "\r" or _is_regional(char) for char in extends):
        return tuple(text)
    starts: list[int] = []
    for at, char in enumerate(text):
        if not (starts and (extends[char] or _joins(text, starts[-1], at))):
            starts.append(at)
    return tuple(text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True))


def letters(word: str, shortest: int = 2, longest: int = 24) -> tuple[str, ...]:
    """The letters of a word that somebody typed, or a ValueError that says what is wrong with it.

    Spaces, digits, punctuation and emoji are letters like any other. Refused are: too few or too
    many letters, characters that do not print (newline, tab, directional controls), and marks
    that have no letter to sit on.
    """
    if len(word) > longest * LONGEST_LETTER:
        raise ValueError(f"A word has {shortest} to {longest} letters here; this one has {len(word):,} characters.")
    cut = graphemes(word)
    for letter in cut:
        if _extends(letter[0]):
            raise ValueError(f"The mark {_code(letter[0])} has no letter before it to sit on.")
        for char in letter:
            if unicodedata.category(char) in _UNPRINTABLE and not _extends(char):
                raise ValueError(f"A word has only characters that print; {_code(char)} does not.")
        if len(letter) > LONGEST_LETTER:
            raise ValueError(
                f"A letter may be built from at most {LONGEST_LETTER} code points; "
                f"‘{letter[0]}’ with its marks has {len(letter)}."
            )
    if not shortest <= len(cut) <= longest:
        raise ValueError(f"A word has {shortest} to {longest} letters here; this one has {len(cut)}.")
    return cut


@dataclass(frozen=True)
class Alphabet:
    """The symbols that a model knows; a symbol's index is its place in the one-hot vector.

    The symbols may be letters or whole words: wherever text is taken, a ``str`` is cut into
    letters, and a sequence of strings is taken symbol by symbol.
    """

    symbols: tuple[str, ...]
    _index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {symbol: k for k, symbol in enumerate(self.symbols)}
        if not index:
            raise ValueError("An alphabet needs at least one symbol.")
        if len(index) != len(self.symbols):
            twice = next(s for k, s in enumerate(self.symbols) if index[s] != k)
            raise ValueError(f"The symbols of an alphabet must differ; {_quote(twice)} is there twice.")
        object.__setattr__(self, "_index", index)

    @classmethod
    def from_text(cls, text: str | Iterable[str]) -> Self:
        """The distinct letters of a text, or distinct symbols of a sequence, in order of appearance.

        >>> Alphabet.from_text("hello").symbols
        ('h', 'e', 'l', 'o')
        """
        return cls(tuple(dict.fromkeys(_split(text))))

    def __len__(self) -> int:
        return len(self.symbols)

    def __contains__(self, symbol: object) -> bool:
        return symbol in self._index

    def encode(self, text: str | Iterable[str]) -> NDArray[np.int64]:
        """The index of each letter (or symbol), shape (T,); an unknown one is a ValueError.

        >>> Alphabet.from_text("hello").encode("hell").tolist()
        [0, 1, 2, 2]
        """
        split = _split(text)
        unknown = next((symbol for symbol in split if symbol not in self._index), None)
        if unknown is not None:
            raise ValueError(f"{_quote(unknown)} is not in this model's alphabet ({self._listing()})")
        return np.array([self._index[symbol] for symbol in split], dtype=np.int64)

    def decode(self, indices: ArrayLike) -> tuple[str, ...]:
        """The symbols at the indices (T,); ``"".join`` makes a text of letters, ``" ".join`` of words."""
        return tuple(self.symbols[k] for k in _indices(indices, 0, len(self)))

    def _listing(self) -> str:
        names = [_name(symbol) for symbol in self.symbols[:LISTED]]
        more = len(self) - LISTED
        return ", ".join(names) + (f", … and {more} more" if more > 0 else "")


def one_hot(indices: ArrayLike, D: int, dtype: DTypeLike = np.float64) -> NDArray[Any]:
    """A row of zeros with a single 1 for each index: (T,) → (T, D), (T, B) → (T, B, D).

    An index of −1 means "nothing here" (padding) and gives a row of zeros.
    """
    checked = _indices(indices, -1, D)
    x = np.zeros((*checked.shape, D), dtype)
    at = np.nonzero(checked >= 0)
    x[*at, checked[at]] = 1
    return x


def words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence in lower case; punctuation separates and is dropped.

    Letters, digits and their marks make words, an apostrophe between two of them stays
    (``don't``), a picture (emoji, flag) is a word of its own.

    >>> words("NO, the phone is good")
    ('no', 'the', 'phone', 'is', 'good')
    """
    clusters = graphemes(sentence.lower().replace("’", "'"))
    kept = []
    for before, cluster, after in zip((" ", *clusters), clusters, (*clusters[1:], " "), strict=False):
        if cluster[0].isalnum() or (cluster == "'" and before[0].isalnum() and after[0].isalnum()):
            kept.append(cluster)
        elif unicodedata.category(cluster[0]) == "So":
            kept.append(f" {cluster} ")
        else:
            kept.append(" ")
    return tuple("".join(kept).split())


def count(tokens: Iterable[str], vocabulary: Sequence[str]) -> NDArray[np.int64]:
    """The bag of words: how often each word of the vocabulary occurs, shape (len(vocabulary),).

    Words outside the vocabulary are not counted, and the order of the words is lost:

    >>> vocabulary = ("good", "phone", "no", "is")
    >>> count(words("this phone is no good"), vocabulary).tolist()
    [1, 1, 1, 1]
    >>> count(words("NO, the phone is good"), vocabulary).tolist()
    [1, 1, 1, 1]
    """
    bag = list(tokens)
    return np.array([bag.count(word) for word in vocabulary], dtype=np.int64)


def _extends(char: str) -> bool:
    """Whether this code point belongs to the letter before it (UAX #29: Extend, SpacingMark, V, T)."""
    return (
        unicodedata.category(char) in _MARKS
        or char in {"\u200c", _ZWJ, "\u0e33", "\u0eb3"}  # joiners; Thai and Lao AM are letters by category
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags (the flag of Scotland)
        or "\u1160" <= char <= "\u11ff"  # Hangul vowels and finals that NFC could not compose
    )


def _joins(text: str, start: int, at: int) -> bool:
    """Whether the code point at `at`, not an extending one, still belongs to the letter that begins at `start`."""
    char, before = text[at], text[at - 1]
    if before == _ZWJ:
        return unicodedata.category(char) == "So"
    if _is_regional(char):
        return at - start == 1 and _is_regional(before)
    return at - start == 1 and before == "\r" and char == "\n"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _split(text: str | Iterable[str]) -> tuple[str, ...]:
    return graphemes(text) if isinstance(text, str) else tuple(text)


def _indices(indices: ArrayLike, lowest: int, size: int) -> NDArray[np.int64]:
    array = np.asarray(indices)
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ValueError(f"Indices must be integers; got {array.dtype}.")
    outside = array[(array < lowest) | (array >= size)]
    if outside.size:
        padding = ", or −1 for padding" if lowest == -1 else ""
        raise ValueError(f"An index must lie in 0 … {size - 1}{padding}; got {outside.flat[0]}.")
    return array.astype(np.int64)


def _code(char: str) -> str:
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'a control character')})"


def _name(symbol: str) -> str:
    return {" ": "space", "\n": "newline", "\t": "tab"}.get(symbol, symbol)


def _quote(symbol: str) -> str:
    return f"‘{_name(symbol)}’"

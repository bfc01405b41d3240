"""Two sentences counted word by word, what would tell their counts apart, and a network that reads them in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import rnn
from engine.functions import Array
from engine.notation import NOTATION
from engine.rnn import RNNParams, RNNTrace
from engine.tasks.sentiment import LABELS, PAIRS, SINGLES
from engine.text import Alphabet, count, graphemes, one_hot, words
from ui.arithmetic import number
from ui.markdown import plain
from ui.storyboard import CaptionPart, Grid, Ink, Num, Row, Step, Storyboard, Strip

__all__ = [
    "ALONE",
    "GERMANY",
    "MOST_LETTERS",
    "MOST_WORDS",
    "NOTES",
    "Reading",
    "about_country",
    "asked",
    "checked",
    "collision",
    "honesty",
    "labels",
    "language",
    "read",
    "shared",
    "shuffled",
    "storyboard",
    "table",
    "verdict",
    "vocabulary",
]

NOTES = PAIRS[0]  # the notes' two reviews, negative and positive
_NOTES_VOCABULARY = ("good", "phone", "no", "is")
GERMANY = "I went to germany and people speaks german there"
MOST_WORDS, MOST_LETTERS = 30, 24
DOCS = ("DOC1", "DOC2")
# The share of right answers on a hand-written pair left out of training, over five seeds (models/by_hand.py).
ALONE = (0.42, 0.58)

Words = tuple[str, ...]
_LABELS = {words(text): label for pair in PAIRS + SINGLES for text, label in zip(pair, LABELS, strict=True)}


def checked(sentence: str) -> Words:
    """The words of a reader's sentence, or a ValueError that says why it cannot be counted."""
    found = words(sentence)
    if not found:
        raise ValueError("A sentence needs at least one word; here is none.")
    if len(found) > MOST_WORDS:
        raise ValueError(f"A sentence has at most {MOST_WORDS} words here; this one has {len(found)}.")
    longest = max(found, key=lambda word: len(graphemes(word)))
    if len(graphemes(longest)) > MOST_LETTERS:
        raise ValueError(
            f"A word has at most {MOST_LETTERS} letters here; one of these has {len(graphemes(longest))}."
        )
    return found


def vocabulary(first: Words, second: Words) -> Words:
    """All words of both sentences, each once: the notes' four first, then as they appear."""
    every = dict.fromkeys((*first, *second))
    return tuple(sorted(every, key=lambda word: _place(word)))


def _place(word: str) -> int:
    return _NOTES_VOCABULARY.index(word) if word in _NOTES_VOCABULARY else len(_NOTES_VOCABULARY)


def shared(first: Words, second: Words) -> Words:
    """The words of the vocabulary that both sentences have; all of it where they share none."""
    both = tuple(word for word in vocabulary(first, second) if word in first and word in second)
    return both or vocabulary(first, second)


def labels(first: Words, second: Words) -> tuple[str, str]:
    """ "negative" or "positive" for reviews that the model was trained on, "" for others."""
    return _LABELS.get(first, ""), _LABELS.get(second, "")


def collision(first: Words, second: Words, ticked: Sequence[str]) -> str:
    """Whether the counts of the ticked words are equal, and which further words would part them; Markdown."""
    mine, yours = count(first, ticked), count(second, ticked)
    if not np.array_equal(mine, yours):
        parted = _counted(first, second, [w for w, a, b in zip(ticked, mine, yours, strict=True) if a != b])
        return f"**The bags differ**: {parted}. Over these words a classifier on counts can tell the sentences apart."
    same = (
        f"**The bags collide**: both sentences give {' '.join(map(str, mine))} over {_listed(ticked)}. A classifier that "
        "sees only these counts must give both the same answer, whatever it is made of."
    )
    others = [word for word in vocabulary(first, second) if word not in ticked]
    parting = [
        w for w, a, b in zip(others, count(first, others), count(second, others), strict=True) if a != b
    ]
    if first == second:
        return f"{same} They are the same sentence, word for word."
    if not parting:
        return f"{same} **No further word would help**: the sentences have the same words equally often, only in another order."
    one = "One more word is" if len(parting) == 1 else "One more word is enough, any one of these is"
    return f"{same} {one} the smallest set that would separate them: {_counted(first, second, parting)}."


def _counted(first: Words, second: Words, found: Sequence[str]) -> str:
    """‘this’ (1 in DOC1, 0 in DOC2) and so on."""
    shown = [
        f"‘{plain(word)}’ ({a} in {DOCS[0]}, {b} in {DOCS[1]})"
        for word, a, b in zip(found, count(first, found), count(second, found), strict=True)
    ]
    return ", ".join(shown)


def _listed(found: Sequence[str]) -> str:
    return "{" + ", ".join(plain(word) for word in found) + "}"


def storyboard(first: Words, second: Words, ticked: Words) -> Storyboard:
    """The notes' table of counts, filled as the two sentences are read."""
    known_labels = labels(first, second)
    every = (*first, *second)
    T, M = len(every), len(ticked)
    docs = np.repeat([0, 1], [len(first), len(second)])
    x = np.zeros((T, 2, M))
    for t, word in enumerate(every):
        if word in ticked:
            x[t, docs[t], ticked.index(word)] = 1
    counts = x.cumsum(axis=0)
    rows = tuple(f"{doc} {label[:3]}".strip() for doc, label in zip(DOCS, known_labels, strict=True))
    known = x.sum(axis=(1, 2))[:, None, None]
    grids = (
        _grid(
            "word",
            x,
            rows,
            ticked,
            origin="1 in the row of the sentence and the column of the word; 0 elsewhere.",
        ),
        _grid(
            "known", known, ("",), ("",), origin="1 if the word is in the vocabulary, 0 if it is not counted."
        ),
        _grid("counts", counts, rows, ticked, op="add", of=("counts@-1", "word")),
        _grid("apart", counts[-1:, 0] - counts[-1:, 1], ("",), ticked, op="rows_apart", of=("counts",)),
    )
    steps = [_reading(t, word, ticked, rows[docs[t]], int(docs[t])) for t, word in enumerate(every)]
    return Storyboard(
        "Two sentences, counted word by word",
        {grid.name: grid for grid in grids},
        (
            Row("this word adds", ("word",)),
            Row("counted so far", ("counts",)),
            Row("DOC1 minus DOC2", ("apart",)),
        ),
        (*steps, _comparing(T - 1, counts[-1], known_labels)),
        Strip(reads=every, reads_of="word", cells="known"),
    )


def _grid(name: str, values: NDArray[Any], rows: Words, cols: Words, **more: Any) -> Grid:
    largest = max(1.0, float(np.abs(values).max()))
    return Grid(name, NOTATION[name], values, rows, cols, scale=largest, integer=True, **more)


def _reading(t: int, word: str, ticked: Words, row: str, doc: int) -> Step:
    read = Ink(word, "input")
    if word not in ticked:
        caption: tuple[CaptionPart, ...] = (
            read,
            " is not in the vocabulary. It is not counted; nothing changes.",
        )
        return Step(
            t, "count", f"{DOCS[doc]} reads", caption, ("word", "known", "counts"), ("counts", doc, 0)
        )
    col = ticked.index(word)
    caption = (
        read,
        ": its count is now ",
        Num("counts", doc, col),
        ". Where it stood in the sentence is not written down.",
    )
    return Step(t, "count", f"{DOCS[doc]} reads", caption, ("word", "known", "counts"), ("counts", doc, col))


def _comparing(t: int, counts: Array, known_labels: tuple[str, str]) -> Step:
    apart = counts[0] - counts[1]
    col = int(np.abs(apart).argmax())
    if apart.any():
        caption: tuple[CaptionPart, ...] = (
            "The two rows are apart by ",
            Num("apart", 0, col),
            " in this column.",
        )
    elif all(known_labels) and known_labels[0] != known_labels[1]:
        caption = (
            f"Every difference is 0: the same row twice, yet one is {known_labels[0]} and the other {known_labels[1]}. ",
            "No classifier on counts can get both right.",
        )
    else:
        caption = (
            "Every difference is 0: to anybody who sees only counts, these are one and the same sentence.",
        )
    return Step(t, "compare", "Compare.", caption, ("apart",), ("apart", 0, col))


@dataclass(frozen=True, eq=False)
class Reading:
    """A sentence read by a shipped RNN; a word that it does not know comes in as a vector of zeros."""

    words: Words
    unknown: Words
    trace: RNNTrace

    @property
    def labels(self) -> Words:
        """The words, with a question mark behind those unknown."""
        return tuple(f"{word} (?)" if word in self.unknown else word for word in self.words)


def read(params: RNNParams, inputs: Alphabet, sentence: Words) -> Reading:
    """Read a sentence in its order."""
    unknown = tuple(dict.fromkeys(word for word in sentence if word not in inputs))
    indices = np.array([-1 if word in unknown else int(inputs.encode([word])[0]) for word in sentence])
    return Reading(sentence, unknown, rnn.forward(params, one_hot(indices, len(inputs))))


def verdict(reading: Reading, decimals: int) -> str:
    """What the sentiment model makes of a sentence, as Markdown."""
    positive = float(reading.trace.y_hat[-1, LABELS.index("positive")])
    said = f"**{plain(' '.join(reading.words))}**: {number(positive, decimals)} positive after the last word"
    said += f", so **{'positive' if positive > 0.5 else 'negative'}**."
    if reading.unknown:
        several = len(reading.unknown) > 1
        named = ", ".join(f"‘{plain(word)}’" for word in reading.unknown)
        said += f" {named} {'are' if several else 'is'} unknown to this model: it hears nothing there, a vector of zeros."
    return said


def honesty(figures: Mapping[str, float]) -> str:
    """What the sentiment model has learnt and what it only knows by heart, with its held-out figures."""
    low, high = ALONE
    return (
        f"**What it learnt and what it memorised**: on reviews about things that it never saw in training (made from "
        f"templates) it is right in {figures['held out']:.0%}, so the rule of word order carries over; the reviews written "
        f"by hand it knows by heart ({figures['train']:.0%} of its training data): trained on those alone and asked about a "
        f"pair left out, it is right in {low:.0%} to {high:.0%}, like a coin."
    )


def shuffled(sentence: Words, seed: int) -> Words:
    """The words in another order, the same for the same seed; seed 0 leaves them as they are."""
    if seed == 0:
        return sentence
    return tuple(sentence[k] for k in np.random.default_rng(seed).permutation(len(sentence)))


def table(sentences: Sequence[Words], columns: Words) -> str:
    """The counts of sentences over the same words, as a Markdown table."""
    lines = ["| | " + " | ".join(map(plain, columns)) + " |", "|---" * (len(columns) + 1) + "|"]
    for sentence in sentences:
        lines.append(
            f"| {plain(' '.join(sentence))} | " + " | ".join(map(str, count(sentence, columns))) + " |"
        )
    return "\n".join(lines)


def asked(reading: Reading, at: str = "speaks") -> Array:
    """The probabilities (K,) right after the word at which the answer is due."""
    answer: Array = reading.trace.y_hat[reading.words.index(at)]
    return answer


def language(before: Reading, after: Reading, classes: Words, decimals: int) -> str:
    """What the two orders have in common, and what they have not; Markdown."""
    told, retold = asked(before), asked(after)
    best, now = int(told.argmax()), int(retold.argmax())
    moved = number(float(np.abs(after.trace.s[-1] - before.trace.s[-1]).max()), decimals)
    if before.words == after.words:
        return (
            f"In its own order the network hears *germany* and, after *speaks*, says **{classes[best]}** "
            f"({number(told[best], decimals)}). Shuffle the words."
        )
    heard = after.words.index("germany") < after.words.index("speaks")
    why = (
        ""
        if heard
        else " *germany* now comes after *speaks*, so when it is asked it has not heard of the country yet."
    )
    return (
        f"The counts are the same, word for word. After *speaks* the network said {classes[best]} "
        f"({number(told[best], decimals)}) and now says **{classes[now]}** ({number(retold[now], decimals)}).{why} In the end "
        f"its state differs by up to {moved} in one unit."
    )


def about_country(figures: Mapping[str, float]) -> str:
    """How good the country model is, where, and which of the notes' words it does not read."""
    return (
        f"Right on {figures['held out']:.0%} of held-out sentences with up to 9 words between country and language, on "
        f"{figures['gap 81']:.0%} with 81. It reads neither *german*, which is its answer, nor *there* (marked with ?): they "
        "come in as zeros."
    )

"""Two sentences counted word by word, and what would tell their counts apart."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.functions import Array
from engine.tasks.sentiment import LABELS, PAIRS, SINGLES
from engine.text import count, graphemes, words
from ui.board.caption import Ink, Num, tell
from ui.board.markdown import plain
from ui.board.notation import NOTATION
from ui.board.storyboard import Grid, Row, Step, Storyboard, Strip
from ui.cells.equations import ORDER

NOTES = PAIRS[0]  # the notes' two reviews, negative and positive
_NOTES_VOCABULARY = ("good", "phone", "no", "is")
MOST_WORDS, MOST_LETTERS = 30, 24
DOCS = ("DOC1", "DOC2")

Words = tuple[str, ...]
_LABELS = {words(text): label for pair in PAIRS + SINGLES for text, label in zip(pair, LABELS, strict=True)}


def checked(sentence: str, most: int = MOST_WORDS) -> Words:
    """The words of a reader's sentence, or a ValueError that says why it cannot be read."""
    read = words(sentence)
    if not read:
        raise ValueError("A sentence needs at least one word; this one has none.")
    if len(read) > most:
        raise ValueError(f"A sentence can have at most {most} words here; this one has {len(read)}.")
    longest = max(len(graphemes(word)) for word in read)
    if longest > MOST_LETTERS:
        raise ValueError(f"A word can have at most {MOST_LETTERS} letters here; one of these has {longest}.")
    return read


def vocabulary(first: Words, second: Words) -> Words:
    """All words of both sentences, each once: the notes' four first, then as they appear."""
    every = dict.fromkeys((*first, *second))
    return (*(word for word in _NOTES_VOCABULARY if word in every), *(w for w in every if w not in _NOTES_VOCABULARY))


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
        so = "A classifier that sees only these counts can tell the sentences apart."
        return f"**The counts differ**: {parted}. {so}"
    same = (
        f"**The counts are the same**: both sentences give {' '.join(map(str, mine))} over {_listed(ticked)}. A classifier, a "
        "program that sorts reviews into positive and negative, must give both the same answer if it sees only these counts."
    )
    others = [word for word in vocabulary(first, second) if word not in ticked]
    parting = [w for w, a, b in zip(others, count(first, others), count(second, others), strict=True) if a != b]
    if first == second:
        return f"{same} They are the same sentence, word for word."
    if not parting:
        order = "both have the same words equally often, only in a different order"
        return f"{same} **No further word would help**: {order}."
    which = "any of these would do" if len(parting) > 1 else "this one"
    return f"{same} Adding one more word to the vocabulary would tell them apart; {which}: {_counted(first, second, parting)}."


def _counted(first: Words, second: Words, listed: Sequence[str]) -> str:
    """‘this’ (1 in DOC1, 0 in DOC2) and so on."""
    counts = zip(listed, count(first, listed), count(second, listed), strict=True)
    return ", ".join(f"‘{plain(word)}’ ({a} in {DOCS[0]}, {b} in {DOCS[1]})" for word, a, b in counts)


def _listed(vocabulary: Sequence[str]) -> str:
    return "{" + ", ".join(plain(word) for word in vocabulary) + "}"


def bags(sentences: Sequence[Words], columns: Words) -> NDArray[np.int64]:
    """The counts of sentences over the same words, a row for each."""
    return np.array([count(sentence, columns) for sentence in sentences])


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
    rows = tuple(f"{doc}\u00a0{label[:3]}".strip() for doc, label in zip(DOCS, known_labels, strict=True))
    known = x.sum(axis=(1, 2))[:, None, None]
    grids = (
        _grid("word", x, rows, ticked, origin="1 in the row of the sentence and the column of the word; 0 elsewhere."),
        _grid("known", known, ("",), ("",), origin="1 if the word is in the vocabulary, 0 if it is not counted."),
        _grid("counts", counts, rows, ticked, op="add", of=("counts@-1", "word")),
        _grid("apart", counts[-1:, 0] - counts[-1:, 1], ("",), ticked, op="rows_apart", of=("counts",)),
    )
    steps = [_reading(t, word, ticked, int(docs[t]), t - len(first) if docs[t] else t) for t, word in enumerate(every)]
    return Storyboard(
        "Two sentences, counted word by word",
        {grid.name: grid for grid in grids},
        (Row("this word, and all so far", ("word", "added →", "counts")), Row("DOC1 minus DOC2", ("apart",))),
        (*steps, _comparing(T - 1, counts[-1], known_labels)),
        strip=Strip(reads=every, reads_of="word", cells="known"),
        equations=ORDER,
    )


def _grid(name: str, values: NDArray[Any], rows: Words, cols: Words, **more: Any) -> Grid:
    largest = max(1.0, float(np.abs(values).max()))
    return Grid(name, NOTATION[name], values, rows, cols, scale=largest, integer=True, **more)


def _reading(t: int, word: str, ticked: Words, doc: int, place: int) -> Step:
    col = ticked.index(word) if word in ticked else 0
    it = Ink(word, "input")
    caption = tell("The next word, {word}, is not in the vocabulary, so it is not counted.", word=it)
    if word in ticked:
        now = "The next word is {word}: its count is now {count}. Where it stands in the sentence is not recorded."
        caption = tell(now, word=it, count=Num("counts", doc, col))
    title = f"{DOCS[doc]}, word {place + 1}."
    return Step(t, "count", title, caption, ("word", "known", "counts"), ("counts", doc, col))


def _comparing(t: int, counts: Array, known_labels: tuple[str, str]) -> Step:
    apart = counts[0] - counts[1]
    col = int(np.abs(apart).argmax())
    one, other = known_labels
    caption = tell("Every difference is 0: to anyone who sees only these counts, the two are the same sentence.")
    if apart.any():
        caption = tell("The two rows differ: in this column, DOC1 minus DOC2 is {apart}.", apart=Num("apart", 0, col))
    elif one and other and one != other:
        caption = tell(
            "Every difference is 0: the same row twice, yet one sentence is {one} and the other {other}. "
            "No classifier that sees only these counts can get both right.",
            one=one,
            other=other,
        )
    return Step(t, "compare", "Compare.", caption, ("apart",), ("apart", 0, col))

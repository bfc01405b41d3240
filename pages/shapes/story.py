"""The shapes that input and output can have: what the diagram draws for each, from examples that really ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ENCODER_DECODER = "encoder-decoder"


@dataclass(frozen=True)
class Column:
    """One copy of the cell: what it reads and says, None for nothing; `own` if it reads what was said before it."""

    reads: str | None = None
    says: str | None = None
    own: bool = False
    part: str = ""  # "encoder", "decoder"


@dataclass(frozen=True)
class Shape:
    """A shape: its name in the address, its title, a sentence about it, and its columns before anything is read."""

    name: str
    title: str
    sentence: str
    columns: tuple[Column, ...]


def answered(source: Sequence[str], answer: Sequence[str], start: str) -> tuple[Column, ...]:
    """The columns of an encoder-decoder: the source is read, then `start`, then each word of the answer itself."""
    encoder = tuple(Column(word, part="encoder") for word in source)
    reads = (start, *answer[:-1])
    decoder = (
        Column(word, said, own=k > 0, part="decoder") for k, (word, said) in enumerate(zip(reads, answer, strict=True))
    )
    return (*encoder, *decoder)


SHAPES = {
    shape.name: shape
    for shape in (
        Shape(
            "one-to-one",
            "One to one",
            "One input and one output, each of a fixed size. This is all a feed-forward network can do: both sizes are fixed "
            "when it is built.",
            (Column("x", "o"),),
        ),
        Shape(
            "one-to-many",
            "One to many",
            "One input, then as many outputs as needed: each word the network writes becomes its next input "
            "(dashed), until it writes the end sign ■.",
            (Column("x", "o₁"), *(Column(f"o{a}", f"o{b}", own=True) for a, b in ("₁₂", "₂₃", "₃₄"))),
        ),
        Shape(
            "many-to-one",
            "Many to one",
            "Any number of inputs, one output: the whole sentence is read, and only the output after the last word counts.",
            (Column("x₁"), Column("x₂"), Column("x₃"), Column("x₄", "o")),
        ),
        Shape(
            "many-to-many",
            "Many to many, aligned",
            "An output after every input: as many out as in, at the same pace. The word suggestions above a phone’s keyboard "
            "work like this: you get new ones after every word.",
            tuple(Column(f"x{k}", f"o{k}") for k in "₁₂₃₄"),
        ),
        Shape(
            ENCODER_DECODER,
            "Many to many, different lengths",
            "An encoder reads all of the input and hands over its last state, the context. A decoder starts from this "
            "context, answers word by word, and decides for itself when it is done. The two lengths need not match.",
            answered(("x₁", "x₂", "x₃"), ("o₁", "o₂", "o₃", "■"), "■"),
        ),
    )
}


def picture(name: str, columns: Sequence[Column]) -> dict[str, Any]:
    """The drawing of `ui.player.unroll.shapes`: all shapes, the one named with the columns of its example."""
    return {
        "label": "The shapes that input and output can have",
        "start": name,
        "shapes": [
            {
                "name": shape.name,
                "title": shape.title,
                "sentence": shape.sentence,
                "columns": [vars(column) for column in (columns if shape.name == name else shape.columns)],
            }
            for shape in SHAPES.values()
        ],
    }

"""The shapes that input and output can have: what the diagram draws for each, from examples that really ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ui.shell.words import Words

_text = Words.beside(__file__)
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
    """A shape: its name in the address, its title, and its columns before anything is read."""

    name: str
    title: str
    columns: tuple[Column, ...]

    @property
    def sentence(self) -> str:
        """What it is good for."""
        return _text.source(f"shape {self.name}")


def written(start: str, said: Sequence[str], part: str = "") -> tuple[Column, ...]:
    """The columns of a network that reads `start`, then each word that it has said itself."""
    reads = (start, *said[:-1])
    return tuple(Column(word, says, k > 0, part) for k, (word, says) in enumerate(zip(reads, said, strict=True)))


def answered(source: Sequence[str], answer: Sequence[str], start: str) -> tuple[Column, ...]:
    """The columns of an encoder-decoder: the source is read, then `start`, then each word of the answer itself."""
    return (*(Column(word, part="encoder") for word in source), *written(start, answer, "decoder"))


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("one-to-one", "One to one", (Column("x", "o"),)),
        Shape("one-to-many", "One to many", written("x", ("o₁", "o₂", "o₃", "o₄"))),
        Shape("many-to-one", "Many to one", (Column("x₁"), Column("x₂"), Column("x₃"), Column("x₄", "o"))),
        Shape("many-to-many", "Many to many, aligned", tuple(Column(f"x{k}", f"o{k}") for k in "₁₂₃₄")),
        Shape(
            ENCODER_DECODER,
            "Many to many, different lengths",
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

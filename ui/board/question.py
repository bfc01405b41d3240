"""A question before a step is shown: which of some numbers of the board will be the largest?

What is right is read off the board's values, as everything else: no answer is written down anywhere. Where there is no board,
a prediction takes the question's place, and the caller, who knows the run, says what was right.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guess:
    """One possible answer, and what speaks for it: the cell [row, 0] of a grid, or a whole grid by its length.

    row  None for the whole grid: the root of the sum of all squares
    dt   time steps away from the step that is asked about
    """

    says: str
    grid: str
    row: int | None = None
    dt: int = 0


@dataclass(frozen=True)
class Question:
    """Which guess has the largest number, as it is written? Those that share it are all right; where all share it, nothing is
    asked.

    text  the question, in plain words
    lead  how many steps before its own the question is put
    """

    text: str
    guesses: tuple[Guess, ...]
    lead: int = 1

    def to_json(self) -> dict[str, Any]:
        """What the stage needs, as JSON types."""
        return vars(self) | {"guesses": [vars(guess) for guess in self.guesses]}


@dataclass(frozen=True)
class Prediction:
    """What will come of a run?

    right  for each answer, whether it is; none while nobody can know
    by     the numbers that say so
    """

    text: str
    answers: tuple[str, ...]
    right: tuple[bool, ...] = ()
    by: str = ""

    def to_json(self) -> dict[str, Any]:
        """What the browser needs, as JSON types: a question with its guesses, as the stage's."""
        guesses = [{"says": answer} for answer in self.answers]
        return {"text": self.text, "guesses": guesses, "right": list(self.right), "by": self.by}

"""The reader's word, read by an LSTM or a GRU with weights of their own, forward and backward."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine import presets, toy
from engine.cells import cell_of
from engine.params import Params
from engine.text import Alphabet, one_hot
from engine.toy import LIMITS, Toy
from ui.board.storyboard import Storyboard
from ui.cells import edits, gru, lstm
from ui.cells.choice import Settings
from ui.cells.edits import Edit
from ui.cells.gated import Reading
from ui.cells.toy import PREFIX


@dataclass(frozen=True, eq=False)
class GatedRun:
    """A reading, the numbers of the toy, and the edits that both have a place for.

    notices  a sentence for each edit that has none
    """

    cell: str
    alphabet: Alphabet
    reading: Reading
    toy: Toy
    edits: str
    notices: tuple[str, ...]

    def storyboard(self) -> Storyboard:
        """The cell's own story; the LSTM's begins with the toy."""
        if self.cell == "gru":
            return gru.storyboard(self.reading)
        return lstm.storyboard(self.reading, self.toy)


def gated_run(cell: str, preset: str, settings: Settings, edited: str) -> GatedRun:
    """Read the settings' word with a cell ("lstm" or "gru"), a preset of GATED_PRESETS or MINE, and the reader's edits."""
    if preset == presets.MINE and settings.model:
        alphabet, weights = settings.model.alphabet, settings.model.params
        word = alphabet.encode(settings.word)
    else:
        alphabet = Alphabet.from_text(settings.word)
        word = alphabet.encode(settings.word)
        weights = presets.gated_weights(cell, preset, word.tolist(), len(alphabet), settings.hidden, settings.seed)
    wanted, _ = edits.parse(edited, edits.LONGEST_HELD)
    toys = [edit for edit in wanted if cell == "lstm" and edit.name.startswith(PREFIX)]
    kept, notices = edits.fitting(
        [edit for edit in wanted if edit not in toys], {name: array.shape for name, array in weights.items()}
    )
    numbers, kept_toys, toy_notices = _toy(toys)
    params = presets.edited(weights, kept)
    reading = read(params, word, alphabet)
    return GatedRun(cell, alphabet, reading, numbers, edits.text((*kept_toys, *kept)), (*notices, *toy_notices))


def read(params: Params, word: NDArray[np.int64], alphabet: Alphabet) -> Reading:
    """A word (T,) of indices, read by an LSTM or a GRU, forward and backward: each letter but the last has a target."""
    cell = cell_of(params)
    x, y = one_hot(word[:-1], len(alphabet)), word[1:]
    trace = cell.forward(params, x)
    return Reading(params, trace, cell.backward(params, trace, y), y, alphabet)


def _toy(wanted: list[Edit]) -> tuple[Toy, list[Edit], tuple[str, ...]]:
    """The toy's numbers, the edits that it has a place for, and a sentence for each other one."""
    kept, problems = edits.fitting(wanted, {PREFIX + name: (3,) for name in LIMITS})
    numbers, used, notices = toy.NOTES, [], list(problems)
    for edit in kept:
        name = edit.name.removeprefix(PREFIX)
        values = getattr(numbers, name).copy()
        values[edit.row] = edit.value
        try:
            numbers = replace(numbers, **{name: values})
            used.append(edit)
        except ValueError as rule:
            notices.append(f"The toy’s {rule}")
    return numbers, used, tuple(notices)

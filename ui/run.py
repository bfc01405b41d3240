"""The one run that the chapters share: the reader's word, read by the reader's weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import presets, rnn
from engine.rnn import RNNParams, RNNTrace
from engine.text import Alphabet, one_hot
from ui import edits
from ui.settings import Settings

__all__ = ["Run", "run"]


@dataclass(frozen=True, eq=False)
class Run:
    """A forward pass and all that led to it. The inputs are the word without its last letter.

    notices  a sentence for each edited weight that these weights have no place for
    """

    params: RNNParams
    alphabet: Alphabet
    x: NDArray[np.float64]  # (T, D)
    y: NDArray[np.int64]  # (T,) the word without its first letter
    trace: RNNTrace
    edits: str
    notices: tuple[str, ...]


def run(settings: Settings) -> Run:
    """Read the settings' word with the settings' weights and edits."""
    alphabet = (
        Alphabet(presets.NOTES_ALPHABET) if settings.preset == "notes" else Alphabet.from_text(settings.word)
    )
    word = alphabet.encode(settings.word)
    weights = presets.weights(settings.preset, word.tolist(), len(alphabet), settings.hidden, settings.seed)
    wanted, _ = edits.parse(settings.edits)
    kept, notices = edits.fitting(wanted, {name: array.shape for name, array in weights.items()})
    params = presets.edited(weights, kept)
    x, y = one_hot(word[:-1], len(alphabet)), word[1:]
    return Run(params, alphabet, x, y, rnn.forward(params, x), edits.text(kept), notices)

"""The one run that the chapters share: the reader's word, read by the reader's weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine import presets, rnn
from engine.generate import generate
from engine.rnn import RNNParams, RNNTrace
from engine.text import Alphabet, one_hot
from ui.cells import edits
from ui.cells.choice import Settings


@dataclass(frozen=True, eq=False)
class Run:
    """A forward pass and all that led to it.

    The inputs are the word without its last letter, or the network's own choices after the first; the targets
    are always the word's.

    notices  a sentence for each edited weight that these weights have no place for
    """

    params: RNNParams
    alphabet: Alphabet
    x: NDArray[np.float64]  # (T, D)
    y: NDArray[np.int64]  # (T,)
    trace: RNNTrace
    edits: str
    notices: tuple[str, ...]


def run(settings: Settings) -> Run:
    """Read the settings' word with the settings' weights and edits."""
    alphabet = _alphabet(settings)
    word = alphabet.encode(settings.word)
    weights = _weights(settings, word, len(alphabet))
    wanted, _ = edits.parse(settings.edits, edits.LONGEST_HELD)
    kept, notices = edits.fitting(wanted, {name: array.shape for name, array in weights.items()})
    params = presets.edited(weights, kept)
    inputs = word[:-1]
    if settings.feed != "true":
        inputs = np.concatenate([word[:1], _written(settings, params, word, len(word) - 2)])
    x, y = one_hot(inputs, len(alphabet)), word[1:]
    return Run(params, alphabet, x, y, rnn.forward(params, x), edits.text(kept), notices)


def _alphabet(settings: Settings) -> Alphabet:
    if settings.preset == presets.MINE and settings.model:
        return settings.model.alphabet
    return Alphabet(presets.NOTES_ALPHABET) if settings.preset == "notes" else Alphabet.from_text(settings.word)


def _weights(settings: Settings, word: NDArray[np.int64], symbols: int) -> RNNParams:
    if settings.preset == presets.MINE and settings.model and isinstance(settings.model.params, RNNParams):
        return settings.model.params
    return presets.weights(settings.preset, word.tolist(), symbols, settings.hidden, settings.seed)


def written_on(settings: Settings, reading: Run, length: int) -> str:
    """What the network writes by itself after the word's first letter, that letter included."""
    first = reading.x[:1].argmax(-1)
    return "".join(reading.alphabet.decode([*first, *_written(settings, reading.params, first, length)]))


def _written(settings: Settings, params: RNNParams, word: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    temperature = settings.temperature if settings.feed == "sample" else 0.0
    return generate(params, word[:1], length, temperature, np.random.default_rng(settings.seed))

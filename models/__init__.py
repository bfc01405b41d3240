"""The shipped models: small trained weights, loaded by name.

model = load("translation")
model.params, model.inputs, model.outputs, model.figures
"""

import os

# Read when NumPy is first imported; for arrays this small a second thread only burns time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike
from safetensors import safe_open
from safetensors.numpy import save_file

from engine.cells import CELLS
from engine.seq2seq import Seq2SeqParams
from engine.text import Alphabet

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Model:
    """Trained weights and what they are for."""

    name: str
    about: str
    cell: str
    params: Any  # the cell's parameters, or Seq2SeqParams
    inputs: Alphabet
    outputs: Alphabet  # of an encoder-decoder or next-word model: END last
    figures: dict[str, float]  # shares of right answers, 0 … 1
    seed: int


def names() -> tuple[str, ...]:
    """The names of all shipped models."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.safetensors")))


def load(name: str, dtype: DTypeLike = np.float64) -> Model:
    """A shipped model, its float32 weights in the precision asked for; ValueError if there is none."""
    if name not in names():
        raise ValueError(f"There is no model ‘{name}’; there are {', '.join(names())}.")
    with safe_open(_FOLDER / f"{name}.safetensors", framework="numpy") as file:
        about = {key: json.loads(value) for key, value in file.metadata().items()}
        arrays = {key: file.get_tensor(key).astype(dtype) for key in file.keys()}  # noqa: SIM118
    kind = CELLS[about["cell"]].params
    if any("." in key for key in arrays):
        halves = (
            {key.removeprefix(f"{half}."): value for key, value in arrays.items() if key.startswith(half)}
            for half in ("encoder", "decoder")
        )
        params: Any = Seq2SeqParams(*(kind(**half) for half in halves))
    else:
        params = kind(**arrays)
    inputs, outputs = (Alphabet(tuple(about[side])) for side in ("inputs", "outputs"))
    return Model(name, about["about"], about["cell"], params, inputs, outputs, about["figures"], about["seed"])


@lru_cache(maxsize=32)
def shipped(name: str) -> Model:
    """A shipped model in float64, read once for all who show its numbers; nobody changes them."""
    return load(name)


def save(model: Model) -> None:
    """Write a model to its file, all but the weights as JSON in the file's header."""
    params = model.params
    if isinstance(params, Seq2SeqParams):
        halves = {"encoder": params.encoder, "decoder": params.decoder}
        arrays = {f"{half}.{key}": a for half, p in halves.items() for key, a in p.items()}
    else:
        arrays = dict(params.items())
    header = {key: getattr(model, key) for key in ("about", "cell", "figures", "seed")}
    header |= {"inputs": model.inputs.symbols, "outputs": model.outputs.symbols}
    metadata = {key: json.dumps(value, ensure_ascii=False) for key, value in header.items()}
    save_file(arrays, _FOLDER / f"{model.name}.safetensors", metadata)

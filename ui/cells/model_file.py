"""A model that the reader brings: a PyTorch state dict and its alphabet, read and checked. Nothing here shows anything."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

import numpy as np
import safetensors

from engine import interop, text
from engine.cells import cell_of
from engine.params import Params
from engine.text import LONGEST_LETTER, Alphabet, graphemes

LARGEST_FILE = 1_048_576  # bytes
MOST_UNITS = 64
SAMPLE = 5  # letters
MOST_LETTERS = 100
LONGEST_LETTERS = 3000  # characters that they can be typed with
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}
_KINDS = {"F32": np.float32, "F64": np.float64}


@dataclass(frozen=True, eq=False)
class Model:
    """One recurrent layer with its output layer, whose inputs and outputs are the letters of one alphabet.

    file, letters  what it was read from, and reads the same again from
    """

    params: Params
    alphabet: Alphabet
    file: bytes
    letters: str

    @property
    def cell(self) -> str:
        """ "rnn", "lstm" or "gru"."""
        return cell_of(self.params).name

    @property
    def sample(self) -> str:
        """A word of two letters or more that this model can read, "" if none of its letters can be printed."""
        shown = [letter for letter in self.alphabet.symbols if _printed(letter)]
        return "".join((shown * 2)[: max(2, min(SAMPLE, len(shown)))])


def _printed(letter: str) -> bool:
    try:
        return text.letters(letter, 1) == (letter,)
    except ValueError:
        return False


def read_letters(typed: str) -> Alphabet:
    r"""The alphabet that a reader typed, in the order of the weights; \n, \t and \\ stand for themselves.

    Raises ValueError for none, too many, or one that stands twice.
    """
    typed = text.measured(typed, LONGEST_LETTERS)
    letters = graphemes(re.sub(r"\\([nt\\])", lambda match: _ESCAPES[match[1]], typed))
    if not letters:
        raise ValueError("Type the model's alphabet: its letters one after another, in the order of their indices.")
    if len(letters) > MOST_LETTERS:
        raise ValueError(f"An alphabet can have at most {MOST_LETTERS} letters here; this one has {len(letters)}.")
    for place, letter in enumerate(letters, start=1):
        if (first := letters.index(letter) + 1) < place:
            twice = f"‘{letter}’ stands twice in the alphabet, as letter {first} and as letter {place}"
            raise ValueError(f"{twice}; each letter has one index.")
    return Alphabet(tuple(letters))


def written(alphabet: Alphabet) -> str:
    """The alphabet as read_letters reads it."""
    signs = {sign: f"\\{letter}" for letter, sign in _ESCAPES.items()}
    return "".join(signs.get(letter, letter) for letter in alphabet.symbols)


def alphabet_in(file: bytes) -> str:
    """The alphabet that stands in a .safetensors file's header, as read_letters reads it; "" where there is none that can be
    read."""
    if len(file) > LARGEST_FILE:
        return ""
    try:
        header = json.loads(file[8 : 8 + int.from_bytes(file[:8], "little")])
        symbols = json.loads(header["__metadata__"]["alphabet"])
        if not isinstance(symbols, list) or len(symbols) > MOST_LETTERS or max(map(len, symbols)) > LONGEST_LETTER:
            return ""
        letters = written(Alphabet(tuple(symbols)))
        letters.encode()  # half a surrogate pair is no letter, and no field can show it
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return letters


def read_model(file: bytes, letters: str) -> Model:
    """The model in a .safetensors file, with its alphabet as typed.

    Only the tensors that are in the file are read: what a header claims is checked against the file's size first.
    Raises ValueError with one sentence that names the tensor, what was found and what is needed.
    """
    if len(file) > LARGEST_FILE:
        raise ValueError(f"The file can have at most {LARGEST_FILE:,} bytes; this one has {len(file):,}.")
    params = interop.from_torch(_tensors(file))
    if params.H > MOST_UNITS:
        raise ValueError(
            f"The board shows up to {MOST_UNITS} units; “weight_hh_l0” of this model is for {params.H}. Above that no screen "
            "shows a whole matrix with its numbers."
        )
    alphabet = read_letters(letters)
    layers = interop.to_torch(params)
    for about, name, axis, side in (
        ("“weight_ih_l0”", "weight_ih_l0", 1, "column"),
        ("the output layer’s weight", "linear.weight", 0, "row"),
    ):
        shape = layers[name].shape
        needed = tuple(len(alphabet) if at == axis else n for at, n in enumerate(shape))
        if shape != needed:
            raise ValueError(
                f"The alphabet has {len(alphabet)} letters, so {about} must have shape {needed}, a {side} for each "
                f"letter; its shape is {shape}."
            )
    return Model(params, alphabet, file, letters)


def _tensors(file: bytes) -> dict[str, np.ndarray]:
    if file[:2] == b"PK":
        raise ValueError("This is a zip archive, as torch.save writes it, and not a .safetensors file.")
    if file[:1] == b"\x80":
        raise ValueError(
            "This is a pickle, and not a .safetensors file; a pickle can run code, so none is opened here."
        )
    try:
        file_tensors = safetensors.deserialize(file)  # type: ignore[no-untyped-call]
    except (safetensors.SafetensorError, ValueError) as error:
        raise ValueError(f"This is not a .safetensors file that can be read: {error}.") from None
    tensors: dict[str, np.ndarray] = {}
    for name, tensor in file_tensors:
        kind = _KINDS.get(tensor["dtype"])
        if kind is None:
            raise ValueError(
                f"“{name}” holds numbers of the kind {tensor['dtype']}; F32 or F64 is needed. In PyTorch, model.float() "
                "makes them F32."
            )
        values = np.frombuffer(bytes(tensor["data"]), np.dtype(kind).newbyteorder("<")).reshape(tensor["shape"])
        tensors[name] = values.astype(np.float64)
        strange = np.argwhere(~np.isfinite(values))
        if len(strange):
            at = ", ".join(map(str, strange[0]))
            raise ValueError(f"“{name}” holds {values[tuple(strange[0])]} at [{at}], where a number is needed.")
    return tensors


def to_text(model: Model) -> str:
    """The model as text that from_text reads again: its file in base 64, and its letters."""
    return json.dumps({"file": b64encode(model.file).decode(), "letters": model.letters})


def from_text(kept: str) -> Model:
    """The model of such a text; ValueError for any other."""
    try:
        stored = json.loads(kept)
        return read_model(b64decode(stored["file"], validate=True), str(stored["letters"]))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"This text holds no model: {error}.") from None

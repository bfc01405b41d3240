"""A model of the reader's own: read to the last digit, or refused in a sentence that says what is wrong where."""

import json
import pickle
import re
import struct
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import save

from engine import interop
from engine.cells import CELLS
from engine.presets import MINE
from engine.text import Alphabet
from ui.board.storyboard import Storyboard
from ui.cells import forward
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run
from ui.cells.model_file import LARGEST_FILE, MOST_UNITS, alphabet_in, from_text, read_letters, read_model, to_text
from ui.cells.word_run import run

LETTERS = "helo"
GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def state_dict(cell: str = "lstm", H: int = 3, D: int = 4, seed: int = 0, **changed: np.ndarray | None) -> bytes:
    """A file as safetensors.torch.save_file writes it, with some tensors changed, added or (None) left out."""
    rng, n = np.random.default_rng(seed), GATES[cell]
    shapes = {"weight_ih_l0": (n * H, D), "weight_hh_l0": (n * H, H), "bias_ih_l0": (n * H,), "bias_hh_l0": (n * H,)}
    tensors = {f"rnn.{name}": rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    tensors |= {"linear.weight": rng.normal(size=(D, H)).astype(np.float32), "linear.bias": np.zeros(D, np.float32)}
    tensors |= {name.replace("__", "."): array for name, array in changed.items()}  # type: ignore[dict-item]
    return save({name: array for name, array in tensors.items() if array is not None})


@pytest.mark.parametrize("cell", CELLS)
def test_what_was_taken_away_comes_back_to_the_last_digit(cell: str) -> None:
    params = CELLS[cell].init(np.random.default_rng(1), 4, 5, 4)
    model = read_model(interop.to_safetensors(params), LETTERS)
    assert (model.cell, model.alphabet.symbols) == (cell, tuple(LETTERS))
    np.testing.assert_array_equal(model.params.flat, params.flat)
    kept = from_text(to_text(model))
    np.testing.assert_array_equal(kept.params.flat, params.flat)
    assert kept.letters == LETTERS


@pytest.mark.parametrize("cell", CELLS)
def test_what_was_taken_away_and_brought_back_gives_the_same_screen(cell: str) -> None:
    own = Settings(word="hello", preset="random", seed=3)
    letters = "".join(Alphabet.from_text("hello").symbols)

    def screen(chosen: Settings, preset: str) -> Storyboard:
        if cell != "rnn":
            return gated_run(cell, preset, chosen, "").storyboard()
        reading = run(replace(chosen, preset=preset))
        return forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols)

    params = run(own).params if cell == "rnn" else gated_run(cell, "random", own, "").reading.params
    loaded = replace(own, model=read_model(interop.to_safetensors(params), letters))
    assert screen(loaded, MINE).to_json() == screen(own, "random").to_json()


def test_a_file_carries_its_alphabet() -> None:
    symbols = ("a", "\n", "\t", "\\", "é", "🇩🇪")
    file = interop.to_safetensors(CELLS["gru"].init(np.random.default_rng(1), 6, 2, 6), alphabet=symbols)
    assert alphabet_in(file) == r"a\n\t\\é🇩🇪"
    assert read_model(file, alphabet_in(file)).alphabet.symbols == symbols


@pytest.mark.parametrize(
    "said",
    [
        *("", "helo", "[1, 2]", '"helo"', "[]", '["a", "a"]', '[["a"]]', "{}", "[" * 100_000, r'["\ud83d"]'),
        json.dumps([chr(0x4E00 + k) for k in range(101)]),
        json.dumps(["a" + "\u0301" * 1000]),
    ],
)
def test_a_header_without_an_alphabet_that_can_be_read_leaves_it_to_the_reader(said: str) -> None:
    assert alphabet_in(header({"__metadata__": {"alphabet": said}})) == ""


def test_no_file_at_all_carries_no_alphabet() -> None:
    for file in (b"", b"\xff" * 20, header({}), header({"__metadata__": 1}), b" " * (LARGEST_FILE + 1), state_dict()):
        assert alphabet_in(file) == ""


@pytest.mark.parametrize("cell", CELLS)
def test_single_precision_is_read_exactly(cell: str) -> None:
    assert read_model(state_dict(cell), LETTERS).cell == cell


def test_the_alphabet_may_hold_what_cannot_be_typed_into_a_field() -> None:
    assert read_letters(r"a\n\t\\é🇩🇪").symbols == ("a", "\n", "\t", "\\", "é", "🇩🇪")


@pytest.mark.parametrize(
    ("letters", "sentence"),
    [
        ("", "Type the model's alphabet"),
        ("hell", "‘l’ stands twice in the alphabet, as letter 3 and as letter 4"),
        (
            "hel",
            r"has 3 letters, so “weight_ih_l0” must have shape (12, 3), a column for each letter; its shape is (12, 4)",
        ),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 101))), "can have at most 100 letters here; this one has 101"),
    ],
)
def test_an_alphabet_that_does_not_fit_is_refused(letters: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        read_model(state_dict(), letters)


def header(claimed: dict[str, object], data: bytes = b"") -> bytes:
    text = json.dumps(claimed).encode()
    return struct.pack("<Q", len(text)) + text + data


def tensor(shape: list[int], start: int, end: int, dtype: str = "F32") -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


NAN = np.zeros((12, 3), np.float32)
NAN[1, 2] = np.nan
FILES = {
    "too large": (b"\0" * (LARGEST_FILE + 1), "can have at most 1,048,576 bytes; this one has 1,048,577"),
    "empty": (b"", "not a .safetensors file"),
    "binary": (bytes(range(256)) * 9, "not a .safetensors file"),
    "a zip": (b"PK\x03\x04" + b"\0" * 99, "a zip archive, as torch.save writes it"),
    "a pickle": (pickle.dumps({"weight_ih_l0": [1.0]}), "a pickle can run code"),
    "a header of 10 GB": (struct.pack("<Q", 10 * 2**30) + b"{}", "not a .safetensors file"),
    "a tensor of 10 GB": (header({"weight_ih_l0": tensor([50_000, 50_000], 0, 10**10)}), "not a .safetensors file"),
    "overlapping tensors": (
        header({"a": tensor([2], 0, 8), "b": tensor([2], 4, 12)}, b"\0" * 12),
        "not a .safetensors file",
    ),
    "bfloat16": (
        header({"weight_ih_l0": tensor([2], 0, 4, "BF16")}, b"\0" * 4),
        "of the kind BF16; F32 or F64 is needed",
    ),
    "float16": (state_dict(linear__bias=np.zeros(4, np.float16)), "“linear.bias” holds numbers of the kind F16"),
    "NaN": (state_dict(rnn__weight_hh_l0=NAN), "“rnn.weight_hh_l0” holds nan at [1, 2]"),
    "two layers": (
        state_dict(rnn__weight_ih_l1=np.ones((12, 3), np.float32)),
        "“rnn.weight_ih_l1” belongs to a second layer",
    ),
    "bidirectional": (
        state_dict(rnn__weight_ih_l0_reverse=np.ones((12, 4), np.float32)),
        "“rnn.weight_ih_l0_reverse” belongs to a second layer or direction",
    ),
    "a projection": (
        state_dict(rnn__weight_hr_l0=np.ones((2, 3), np.float32)),
        "“rnn.weight_hr_l0” projects the state",
    ),
    "a wrong width": (
        state_dict(rnn__bias_ih_l0=np.ones(11, np.float32)),
        "“rnn.bias_ih_l0” must have shape (12,); got (11,)",
    ),
    "another output": (
        state_dict(linear__weight=np.ones((5, 3), np.float32), linear__bias=None),
        "must have shape (4, 3)",
    ),
    "no output": (state_dict(linear__weight=None, linear__bias=None), "there must be one linear layer"),
    "too many units": (
        state_dict("rnn", MOST_UNITS + 1),
        f"up to {MOST_UNITS} units; “weight_hh_l0” of this model is for 65",
    ),
}


@pytest.mark.parametrize(("file", "sentence"), FILES.values(), ids=FILES.keys())
def test_a_file_that_does_not_fit_is_refused_in_one_sentence(file: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^.*{re.escape(sentence)}.*$"):
        read_model(file, LETTERS)


@pytest.mark.parametrize("name", ["a header of 10 GB", "a tensor of 10 GB", "overlapping tensors", "too large"])
def test_nothing_is_allocated_for_what_a_file_claims(name: str) -> None:
    file = FILES[name][0]
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"."):
        read_model(file, LETTERS)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "5", '{"file": 5, "letters": "a"}', '{"file": "???", "letters": "a"}', "[" * 99_999]
)
def test_what_a_browser_makes_up_is_no_model(kept: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(kept)

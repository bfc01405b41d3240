"""The exported notebook runs from top to bottom, and notices a number that is wrong."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import presets, rnn, seq2seq, toy
from engine.cells import CELLS
from engine.params import Params
from engine.text import Alphabet, one_hot
from engine.update import descend
from models import shipped
from pages.shapes import phrases
from pages.shapes import seq2seq as story
from pages.vanishing import story as vanishing
from ui.board.notation import GRU
from ui.board.storyboard import Storyboard
from ui.cells import bptt, forward, gru, lstm
from ui.cells.gated_run import read
from ui.export.notebook import notebook, notebook_of_answer

WORD = np.array([0, 1, 2, 2, 3])
X = one_hot(WORD[:-1], 4)
Y = WORD[1:]
LAST = np.array([-1, -1, -1, 3])
SYMBOLS = ("h", "e", "l", "o")


def weights(kind: str) -> Params:
    if kind == "notes":
        return presets.NOTES
    return CELLS[kind].init(np.random.default_rng(3), 4, 5, 4)


def pages(params: Params, y: Any = Y) -> tuple[Any, list[Storyboard]]:
    """The trace, and the boards that show it."""
    if not isinstance(params, rnn.RNNParams):
        reading = read(params, WORD, Alphabet(SYMBOLS))
        reading = replace(reading, y=y, grads=reading.cell.backward(params, reading.trace, y))
        made = gru.storyboard(reading) if reading.symbols is GRU else lstm.storyboard(reading, toy.NOTES)
        return reading.trace, [made]
    trace = rnn.forward(params, X)
    grads = rnn.backward(params, trace, y)
    boards = [
        forward.storyboard(params, trace, y, SYMBOLS),
        bptt.storyboard(grads, y, SYMBOLS, descend(grads, y, 0.1)),
        vanishing.storyboard(params, trace, SYMBOLS, ""),
    ]
    return trace, boards


def exported(
    kind: str, y: Any = Y, symbols: tuple[str, ...] = SYMBOLS, label: str = "hello", address: str = ""
) -> bytes:
    params = weights(kind)
    trace, boards = pages(params, y)
    return notebook(replace(boards[0], label=label), params, trace, y, symbols, address)


def answered(name: str, text: str) -> bytes:
    """The notebook of /shapes for a shipped model and a source."""
    model = shipped(name)
    source = phrases.known(model.inputs)(text)
    indices, trace = seq2seq.answer(model.params, model.inputs.encode(source), phrases.LONGEST)
    board = story.storyboard(model.params, trace, indices, model.inputs, model.outputs)
    said = model.outputs.decode(indices)
    return notebook_of_answer(board, model.params, source, model.inputs.symbols, model.outputs.symbols, said, "")


def code(exported: bytes) -> list[str]:
    return [cell["source"] for cell in json.loads(exported)["cells"] if cell["cell_type"] == "code"]


def run(sources: list[str]) -> dict[str, Any]:
    space: dict[str, Any] = {}
    for source in sources:
        exec(source, space)
    return space


@pytest.mark.parametrize("kind", ["notes", *CELLS])
def test_the_notebook_of_every_page_runs_from_top_to_bottom(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    trace, boards = pages(weights(kind))
    for board in boards:
        run(code(notebook(board, weights(kind), trace, Y, SYMBOLS, "http://localhost/forward")))
        assert "Every number of the forward and backward pass agrees" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["notes", *CELLS])
def test_a_run_whose_only_target_is_the_last_has_its_notebook(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(code(exported(kind, LAST)))
    assert "Every number of the forward and backward pass agrees" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["notes", *CELLS])
def test_the_notebook_stops_at_any_number_that_is_wrong(kind: str) -> None:
    first, data, page, forward, backward, _ = code(exported(kind))
    space = run([first, data, page])
    for name, array in space["shown"].items():
        array.flat[-1] += 0.0001
        with pytest.raises(AssertionError, match=name.removeprefix("d")):
            exec(f"{forward}\n{backward}", space)
        array.flat[-1] -= 0.0001


@pytest.mark.parametrize("kind", CELLS)
def test_it_carries_what_the_page_shows_and_stops_if_the_page_has_another_activation(kind: str) -> None:
    params = weights(kind)
    trace, boards = pages(params)
    board, name = boards[0], CELLS[kind].states[0]
    grid = board.grids[name]
    shows = replace(board, grids={**board.grids, name: replace(grid, values=np.maximum(grid.values, 0))})
    with pytest.raises(AssertionError, match=f"{name} at t = 1"):
        run(code(notebook(shows, params, trace, Y, SYMBOLS, "")))


def test_it_stops_if_a_gradient_on_the_board_is_not_that_of_its_weight() -> None:
    params = weights("rnn")
    trace, (_, board, _) = pages(params)
    grid = board.grids["dU"]
    shows = replace(board, grids={**board.grids, "dU": replace(grid, values=grid.values * 1.001)})
    with pytest.raises(AssertionError, match="the gradient of U"):
        run(code(notebook(shows, params, trace, Y, SYMBOLS, "")))


@pytest.mark.parametrize("kind", ["notes", *CELLS])
def test_its_data_are_lines_that_can_be_read_and_the_same_numbers_to_the_last_bit(kind: str) -> None:
    params = weights(kind)
    trace, _ = pages(params)
    cells = code(exported(kind))
    space = run(cells[:3])
    for name, array in params.items():
        np.testing.assert_array_equal(space["weights"][name], array)
    for name in ("logits", CELLS["rnn" if kind == "notes" else kind].states[0]):
        np.testing.assert_array_equal(space["shown"][name], getattr(trace, name))
    assert max(len(line) for cell in cells[:3] for line in cell.splitlines()) <= 140


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("translation", "I call the child", "ich rufe das Kind an ■"),
        ("digits", "one hundred and five", "1 0 5 ■"),
        ("reply", "Hi! How are you?", "I am fine, thanks! And you? ■"),
    ],
)
def test_the_answer_of_an_encoder_decoder_has_its_notebook(
    name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = code(answered(name, text))
    run(cells)
    assert max(len(line) for cell in cells for line in cell.splitlines()) <= 140
    told = capsys.readouterr().out
    assert "Every number of encoder and decoder agrees with the page." in told
    assert said in told
    *given, step, encode, decode, _ = cells
    space = run([*given, step])
    for grid, array in space["shown"].items():
        array.flat[-1] += 0.0001
        with pytest.raises(AssertionError, match=f"{grid} at t = "):
            exec(f"{encode}\n{decode}", space)
        array.flat[-1] -= 0.0001


def test_what_a_reader_typed_stays_text() -> None:
    written = exported("rnn", Y, ("'", '"', "\\", "\n"), "**a**\n# %%\nimport os \"'", "<b>")
    first = json.loads(written)["cells"][0]["source"]
    assert r"\*\*a\*\* \# %% import os" in first
    assert r"\<b\>" in first
    assert run(code(written)[:2])["symbols"] == ["'", '"', "\\", "\n"]

"""The exported notebook runs from top to bottom, and notices a number that is wrong."""

import json

import numpy as np
import pytest

from engine import presets
from engine.cells import CELLS
from engine.params import Params
from engine.text import one_hot
from ui.runs.notebook import notebook

X = one_hot(np.array([0, 1, 2, 2]), 4)
Y = np.array([1, 2, 2, 3])
SYMBOLS = ("h", "e", "l", "o")


def weights(kind: str) -> Params:
    if kind == "notes":
        return presets.NOTES
    return CELLS[kind].init(np.random.default_rng(3), 4, 5, 4)


def code(exported: bytes) -> list[str]:
    return [cell["source"] for cell in json.loads(exported)["cells"] if cell["cell_type"] == "code"]


def run(sources: list[str]) -> dict[str, object]:
    space: dict[str, object] = {}
    for source in sources:
        exec(source, space)
    return space


@pytest.mark.parametrize("kind", ["notes", *CELLS])
@pytest.mark.parametrize("targets", [Y, np.array([-1, -1, -1, 3])], ids=["all", "last"])
def test_the_notebook_runs_from_top_to_bottom(
    kind: str, targets: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    run(code(notebook("hello", weights(kind), X, targets, SYMBOLS, "http://localhost/forward")))
    assert "Every number of the forward and backward pass agrees" in capsys.readouterr().out


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("name", ["logits", "loss", "dV"])
def test_the_notebook_stops_at_a_number_that_is_wrong(kind: str, name: str) -> None:
    first, *rest = code(notebook("hello", weights(kind), X, Y, SYMBOLS, ""))
    tampered = f"{first}\nshown[{name!r}] = shown[{name!r}] * 1.0005"
    with pytest.raises(AssertionError, match="V" if name == "dV" else name):
        run([tampered, *rest])


def test_what_a_reader_typed_stays_text() -> None:
    exported = json.loads(notebook("**a**\n# %%\nimport os \"'", weights("rnn"), X, Y, ("'", '"', "\\", "\n"), "<b>"))
    first = exported["cells"][0]["source"]
    assert r"\*\*a\*\* \# %% import os" in first
    assert r"\<b\>" in first
    assert run(code(json.dumps(exported).encode())[:1])["symbols"] == ["'", '"', "\\", "\n"]

"""Against PyTorch itself, where it is installed: what is read from it, what it reads, and the code that a page shows.

The fixtures in tests/fixtures hold the engine to PyTorch everywhere; here the files go the whole way, both ways.
"""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from engine import interop
from engine.cells import CELLS
from tests.ui.runs.test_notebook import SYMBOLS, X, Y, code, run
from ui.panels.lab import HOW
from ui.reader.brought import MOST_UNITS, read_model
from ui.runs.notebook import notebook

torch = pytest.importorskip("torch", reason="PyTorch is not installed; it is needed for this comparison only.")
LAYERS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


@pytest.mark.parametrize("cell", CELLS)
def test_a_models_states_and_scores_are_those_that_pytorch_computes(cell: str) -> None:
    for seed in range(50):
        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        H, D, T = (int(n) for n in rng.integers((1, 2, 1), (MOST_UNITS + 1, 40, 30)))
        layer, linear = LAYERS[cell](D, H), torch.nn.Linear(H, D)
        held = {"rnn": layer.state_dict(), "linear": linear.state_dict()}
        file = save({f"{part}.{name}": array.numpy() for part, of in held.items() for name, array in of.items()})
        model = read_model(file, "".join(map(chr, range(0x4E00, 0x4E00 + D))))
        x = np.eye(D)[rng.integers(0, D, T)]
        states, _ = layer(torch.tensor(x, dtype=torch.float32))
        trace = CELLS[cell].forward(model.params, x)
        np.testing.assert_allclose(getattr(trace, CELLS[cell].states[0]), states.detach(), atol=1e-6)
        np.testing.assert_allclose(trace.logits, linear(states).detach(), atol=2e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_weights_that_are_taken_away_load_in_pytorch_and_give_the_same_scores(cell: str, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    file = tmp_path / "weights.safetensors"
    for seed in range(20):
        rng = np.random.default_rng(seed)
        H, D, T = (int(n) for n in rng.integers((1, 2, 1), (MOST_UNITS + 1, 40, 30)))
        params = CELLS[cell].init(rng, D, H, D)
        file.write_bytes(interop.to_safetensors(params))
        tensors = load_file(file)
        layer, linear = LAYERS[cell](D, H).double(), torch.nn.Linear(H, D).double()
        linear.load_state_dict({k: tensors.pop(f"linear.{k}") for k in ("weight", "bias")})
        layer.load_state_dict(tensors)  # strict: nothing is missing, nothing is left over
        x = np.eye(D)[rng.integers(0, D, T)]
        states, _ = layer(torch.tensor(x))
        np.testing.assert_allclose(CELLS[cell].forward(params, x).logits, linear(states).detach(), atol=1e-6)


def test_a_model_saved_as_the_lab_says_is_read_by_the_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    exec(HOW, space)
    model = read_model((tmp_path / "my_model.safetensors").read_bytes(), str(space["alphabet"]))
    assert (model.cell, model.params.H) == ("lstm", 8)


@pytest.mark.parametrize("cell", CELLS)
def test_the_notebook_agrees_with_pytorch(cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    params = CELLS[cell].init(np.random.default_rng(3), 4, 5, 4)
    before = torch.get_default_dtype()
    try:
        run(code(notebook("hello", params, X, Y, SYMBOLS, "")))
    finally:
        torch.set_default_dtype(before)  # the notebook asks for double precision, for itself
    assert "PyTorch agrees." in capsys.readouterr().out

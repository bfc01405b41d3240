"""Against PyTorch itself, where it is installed: what is read from it, what it reads, and the code that a page shows.

The fixtures in tests/fixtures hold the engine to PyTorch everywhere; here the files go the whole way, both ways.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from engine import interop
from engine.cells import CELLS
from pages.lab.panels import HOW
from tests.ui.export.test_notebook import answered, code, exported, run
from ui.cells.model_file import MOST_UNITS, alphabet_in, read_model

torch = pytest.importorskip("torch", reason="PyTorch is not installed; it is needed for this comparison only.")
LAYERS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def net_of_the_page(cell: str) -> Any:
    """The class Net of the code that the lab shows, with the layer that its comment offers."""
    space: dict[str, Any] = {}
    shown = HOW[HOW.index("class Net") : HOW.index("net = Net")]
    exec(shown.replace("torch.nn.LSTM", f"torch.nn.{cell.upper()}"), {"torch": torch}, space)
    return space["Net"]


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
    Net = net_of_the_page(cell)
    for seed in range(20):
        rng = np.random.default_rng(seed)
        H, D, T = (int(n) for n in rng.integers((1, 2, 1), (MOST_UNITS + 1, 40, 30)))
        params = CELLS[cell].init(rng, D, H, D)
        file.write_bytes(interop.to_safetensors(params))
        net = Net(D, H).double()
        net.load_state_dict(load_file(file))  # strict: nothing is missing, nothing is left over
        x = np.eye(D)[rng.integers(0, D, T)]
        np.testing.assert_allclose(CELLS[cell].forward(params, x).logits, net(torch.tensor(x)).detach(), atol=1e-6)


def test_a_model_saved_as_the_lab_says_is_read_by_the_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    exec(HOW, space)
    file = (tmp_path / "my_model.safetensors").read_bytes()
    assert alphabet_in(file) == space["alphabet"]
    model = read_model(file, alphabet_in(file))
    assert (model.cell, model.params.H) == ("lstm", 8)


@pytest.fixture(autouse=True)
def its_precision() -> Iterator[None]:
    """A notebook asks for double precision, for itself."""
    before = torch.get_default_dtype()
    yield
    torch.set_default_dtype(before)


@pytest.mark.parametrize("kind", ["notes", *CELLS])
def test_the_notebook_agrees_with_pytorch_and_stops_at_a_gradient_of_any_weight(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    *cells, last = code(exported(kind))
    space = run(cells)
    exec(last, space)
    assert "PyTorch agrees." in capsys.readouterr().out
    for name in space["weights"]:
        right = space["shown"][f"d{name}"]
        space["shown"][f"d{name}"] = right * 1.001
        with pytest.raises(AssertionError, match=f"PyTorch's gradient of {name}\n"):
            exec(last, space)
        space["shown"][f"d{name}"] = right


@pytest.mark.parametrize(
    ("name", "text"), [("translation", "I call the child"), ("digits", "seven"), ("reply", "Hi! How are you?")]
)
def test_the_notebook_of_an_encoder_decoder_agrees_with_pytorch(
    name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(code(answered(name, text)))
    assert "PyTorch agrees." in capsys.readouterr().out

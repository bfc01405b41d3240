import json
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load, load_file

from engine import gru, interop, lstm, rnn

FIXTURES = Path(__file__).parents[1] / "fixtures" / "torch.safetensors"
CELLS = {"rnn": (rnn, "s"), "lstm": (lstm, "h"), "gru": (gru, "h")}
every_cell = pytest.mark.parametrize("kind", CELLS)


def cases():
    """{(cell, case): {name: array}} as PyTorch computed them."""
    grouped = {}
    for key, array in load_file(FIXTURES).items():
        kind, case, name = key.split("/")
        grouped.setdefault((kind, case), {})[name] = array
    return grouped


def under(prefix, arrays):
    return {name.removeprefix(prefix): a for name, a in arrays.items() if name.startswith(prefix)}


def some_params(kind, dtype=np.float64):
    return CELLS[kind][0].init(np.random.default_rng(0), 4, 3, 5).map(lambda flat: flat.astype(dtype))


def test_the_fixtures_say_which_pytorch_made_them():
    with safe_open(FIXTURES, "numpy") as file:
        assert file.metadata()["torch"].startswith("2.13.")


@pytest.mark.parametrize(("key", "torch"), cases().items(), ids="/".join)
def test_states_scores_loss_and_every_gradient_agree_with_pytorch(key, torch):
    cell, h = CELLS[key[0]]
    p = interop.from_torch(under("state.", torch))
    trace = cell.forward(p, torch["x"], *(torch[name] for name in ("h0", "c0") if name in torch))
    grads = cell.backward(p, trace, torch["y"], torch["extra"])
    ours = {
        "h": getattr(trace, h),
        "logits": trace.logits,
        "y_hat": trace.y_hat,
        "loss": grads.loss,
        "dx": grads.dx,
        "dh0": getattr(grads, f"d{h}0"),
        **{f"grad.{name}": array for name, array in interop.to_torch(grads.params).items()},
    }
    if key[0] == "lstm":
        ours |= {"dc0": grads.dc0, "c_last": trace.c[-1]}
    # PyTorch adds two biases: both have our one's gradient, but for the GRU's candidate.
    hh = ours["grad.bias_ih_l0"].copy()
    if key[0] == "gru":
        hh[-p.H :] = grads.params.c_n
    ours["grad.bias_hh_l0"] = hh
    for name, array in ours.items():
        np.testing.assert_allclose(array, torch[name], rtol=1e-10, atol=1e-10, err_msg=name)
    assert set(torch) - set(ours) == {n for n in torch if n.startswith("state.")} | {"x", "y", "extra"} | {
        n for n in ("h0", "c0") if n in torch
    }


@every_cell
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_weights_come_back_from_a_file_as_they_went(kind, dtype):
    p = some_params(kind, dtype)
    back = interop.from_torch(load(interop.to_safetensors(p)))
    assert type(back) is type(p)
    assert back.dtype == dtype
    np.testing.assert_array_equal(back.flat, p.flat)


@every_cell
def test_a_file_has_the_names_of_a_module_with_a_layer_rnn_and_a_layer_linear_and_its_alphabet(kind):
    p = some_params(kind)
    file = interop.to_safetensors(p, "http://localhost", ["a", '"', "\n"])
    arrays = load(file)
    layer = {f"rnn.{name}" for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")}
    assert set(arrays) == layer | {"linear.weight", "linear.bias"}
    np.testing.assert_array_equal(interop.from_torch(arrays).flat, p.flat)
    size = int.from_bytes(file[:8], "little")
    header = json.loads(file[8 : 8 + size])["__metadata__"]
    assert (header["about"], json.loads(header["alphabet"])) == ("http://localhost", ["a", '"', "\n"])


def test_a_single_number_as_W_or_b_goes_out_written_in_full():
    p = rnn.RNNParams(np.ones((3, 2)), [[0.5]], [0.25], np.ones((2, 3)), np.zeros(2))
    out = interop.to_torch(p)
    np.testing.assert_array_equal(out["weight_hh_l0"], 0.5 * np.eye(3))
    np.testing.assert_array_equal(out["bias_ih_l0"], np.full(3, 0.25))


@every_cell
def test_a_prefix_and_any_name_of_the_output_layer_are_understood(kind):
    p = some_params(kind)
    renamed = {
        ("decoder" + name.removeprefix("linear") if name.startswith("linear") else f"model.rnn.{name}"): array
        for name, array in interop.to_torch(p).items()
    }
    np.testing.assert_array_equal(interop.from_torch(renamed).flat, p.flat)


@every_cell
def test_layers_without_biases_have_biases_of_zero(kind):
    state = {name: array for name, array in interop.to_torch(some_params(kind)).items() if "bias" not in name}
    p = interop.from_torch(state)
    assert not any(array.any() for name, array in p.items() if name.startswith(("b", "c")))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weight_ih_l0": None}, "exactly one “weight_ih_l0”"),
        ({"weight_hh_l0": None}, "“weight_hh_l0” is missing"),
        ({"weight_hh_l0": np.ones((6, 3))}, r"“weight_hh_l0” must have shape \(k·H, H\).*got \(6, 3\)"),
        ({"weight_ih_l0": np.ones((9, 4))}, r"“weight_ih_l0” must have shape \(12, 4\); got \(9, 4\)"),
        ({"bias_ih_l0": np.ones(3)}, r"“bias_ih_l0” must have shape \(12,\); got \(3,\)"),
        ({"weight_ih_l1": np.ones((12, 3))}, "“weight_ih_l1” belongs to a second layer or direction"),
        ({"weight_ih_l0_reverse": np.ones((12, 4))}, "“weight_ih_l0_reverse” belongs to a second layer"),
        ({"linear.weight": None}, "there must be one linear layer"),
        ({"linear.weight": np.ones((5, 4))}, r"“linear.weight” must have shape \(5, 3\); got \(5, 4\)"),
        ({"linear.bias": np.ones(4)}, r"“linear.bias” must have shape \(5,\); got \(4,\)"),
        ({"embedding.weight": np.ones((5, 4))}, "one linear layer, the output; found .*“embedding.weight”"),
        ({"temperature": np.ones(1)}, "“temperature” has no place"),
        ({"bias_hh_l0": np.full(12, np.nan)}, "must be finite"),
    ],
)
def test_a_state_dict_that_does_not_fit_names_the_tensor(change, message):
    state = interop.to_torch(some_params("lstm")) | change
    with pytest.raises(ValueError, match=message):
        interop.from_torch({name: array for name, array in state.items() if array is not None})

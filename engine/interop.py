"""Weights to and from PyTorch, traces to files: names, gate orders and layouts, never pickle.

PyTorch keeps the gates of a layer below each other in one matrix: i, f, g, o for nn.LSTM; r, z, n for nn.GRU.
It adds two biases, bias_ih and bias_hh, where the equations need one; only in the GRU's candidate do they act
differently (b_n outside and c_n inside the reset gate's reach). The output layer V, b_y is an nn.Linear.
"""

import json
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import safetensors
import safetensors.numpy

from engine.functions import Array
from engine.gru import GRUParams
from engine.lstm import LSTMParams
from engine.params import Params
from engine.rnn import RNNParams

CELLS: dict[int, tuple[type[Params], str]] = {  # number of stacked gates → parameters, PyTorch's gate order
    1: (RNNParams, ""),
    3: (GRUParams, "rzn"),
    4: (LSTMParams, "ifgo"),
}
LAYER = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def to_torch(params: Params) -> dict[str, Array]:
    """The state dict of nn.RNN, nn.LSTM or nn.GRU, and the output layer as linear.weight, linear.bias.

    bias_hh_l0 is zero except for the GRU's c_n. A single number as W or b is written out in full.
    """
    order = next(order for cell, order in CELLS.values() if isinstance(params, cell))
    if isinstance(params, RNNParams):
        U, W, b = [params.U], [params.W_full], [np.broadcast_to(params.b, params.H)]
    else:
        U, W, b = ([getattr(params, f"{kind}_{gate}") for gate in order] for kind in "UWb")
    bias_hh = np.zeros(len(b) * params.H, params.dtype)
    if isinstance(params, GRUParams):
        bias_hh[-params.H :] = params.c_n
    arrays = (np.concatenate(U), np.concatenate(W), np.concatenate(b), bias_hh)
    output = {"linear.weight": params.V.copy(), "linear.bias": params.b_y.copy()}
    return dict(zip(LAYER, arrays, strict=True)) | output


def from_torch(state_dict: Mapping[str, npt.ArrayLike]) -> Params:
    """The parameters in a PyTorch state dict with one recurrent layer and one linear output layer.

    The names may carry a prefix (`rnn.weight_ih_l0`); the output layer may have any name. The kind of cell
    is read from the shapes: weight_hh_l0 holds 1, 3 or 4 matrices (H, H). An nn.RNN must use tanh, which its
    weights cannot tell. Raises ValueError naming the tensor that is missing, unexpected or of a wrong shape.
    """
    tensors = {name: _tensor(name, value) for name, value in state_dict.items()}
    prefix = _prefix(tensors)
    layer = {name: tensors.pop(prefix + name) for name in LAYER if prefix + name in tensors}
    for name in tensors:
        if name.startswith(prefix + "weight_hr"):
            raise ValueError(f"“{name}” projects the state (proj_size); only a layer whose state is its output fits.")
        if name.startswith(prefix + "weight_") or name.startswith(prefix + "bias_"):
            raise ValueError(f"“{name}” belongs to a second layer or direction; only one forward layer fits.")
    W_all = layer["weight_hh_l0"]
    n, rest = divmod(len(W_all), W_all.shape[-1]) if W_all.ndim == 2 and W_all.size else (0, 0)
    if rest or n not in CELLS:
        raise ValueError(
            f"“{prefix}weight_hh_l0” must have shape (k·H, H), k = 1 (RNN), 3 (GRU) or 4 (LSTM); got {W_all.shape}."
        )
    (cell, order), H = CELLS[n], W_all.shape[-1]
    U_all = layer["weight_ih_l0"]
    D = U_all.shape[-1] if U_all.ndim == 2 else 0
    wanted = {"weight_ih_l0": (n * H, D), "bias_ih_l0": (n * H,), "bias_hh_l0": (n * H,)}
    biases = [layer.setdefault(name, np.zeros(n * H, W_all.dtype)) for name in LAYER[2:]]  # nn.LSTM(bias=False)
    for name, shape in wanted.items():
        _check_shape(prefix + name, layer[name], shape)
    V, b_y = _output_layer(tensors, H)

    U, W, b_ih, b_hh = (np.split(array, n) for array in (U_all, W_all, *biases))
    if cell is RNNParams:
        return RNNParams(U=U[0], W=W[0], b=b_ih[0] + b_hh[0], V=V, b_y=b_y)
    arrays: dict[str, Array] = {}
    for k, gate in enumerate(order):
        arrays |= {f"U_{gate}": U[k], f"W_{gate}": W[k], f"b_{gate}": b_ih[k] + b_hh[k]}
    if cell is GRUParams:
        arrays |= {"b_n": b_ih[2], "c_n": b_hh[2]}
    return cell(**arrays, V=V, b_y=b_y)  # type: ignore[call-arg]


def to_safetensors(params: Params, about: str = "", alphabet: Sequence[str] = ()) -> bytes:
    """The bytes of a .safetensors file: the state dict of a module whose layers are called `rnn` and `linear`.

    about, alphabet  stand in the file's header, the symbols as a JSON list, unless they are empty
    """
    tensors = {
        f"rnn.{name}" if name in LAYER else name: np.ascontiguousarray(array)
        for name, array in to_torch(params).items()
    }
    header = {"about": about} if about else {}
    if alphabet:
        header["alphabet"] = json.dumps(list(alphabet), ensure_ascii=False)
    return safetensors.numpy.save(tensors, header or None)


def _tensor(name: str, value: npt.ArrayLike) -> Array:
    array = np.asarray(value)
    if array.dtype not in (np.float32, np.float64):
        array = array.astype(np.float32)  # half precisions are exact in float32
    return array


def _prefix(tensors: Mapping[str, Array]) -> str:
    """What stands before weight_ih_l0; exactly one recurrent layer must be there."""
    prefixes = [name.removesuffix(LAYER[0]) for name in tensors if name.endswith(LAYER[0])]
    if len(prefixes) != 1:
        listed = ", ".join(f"“{name}”" for name in tensors) or "nothing"
        raise ValueError(f"There must be exactly one “weight_ih_l0” (of nn.RNN, nn.GRU or nn.LSTM); found {listed}.")
    if prefixes[0] + LAYER[1] not in tensors:
        raise ValueError(f"“{prefixes[0]}{LAYER[1]}” is missing.")
    return prefixes[0]


def _output_layer(tensors: Mapping[str, Array], H: int) -> tuple[Array, Array]:
    """The one linear layer that is left: weight (K, H) and bias (K,), zero if there is none."""
    weights = [name for name in tensors if name.endswith("weight")]
    if len(weights) != 1:
        listed = ", ".join(f"“{name}”" for name in tensors) or "nothing"
        raise ValueError(f"Besides the recurrent layer there must be one linear layer, the output; found {listed}.")
    weight, bias = weights[0], weights[0].removesuffix("weight") + "bias"
    for name in tensors:
        if name not in (weight, bias):
            raise ValueError(f"“{name}” has no place in a network of one recurrent and one linear layer.")
    V = tensors[weight]
    _check_shape(weight, V, (len(V) if V.ndim else 0, H))
    b_y = tensors.get(bias, np.zeros(len(V), V.dtype))
    _check_shape(bias, b_y, (len(V),))
    return V, b_y


def _check_shape(name: str, array: Array, shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError(f"“{name}” must have shape {shape}; got {array.shape}.")

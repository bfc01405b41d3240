"""The time axis: what the forward and backward passes of all cells do with (T, …) or (T, B, …) arrays."""

from collections.abc import Iterator

import numpy as np

from engine.functions import Array


def aligned(W: Array) -> Array:
    """W, or from 64 columns on a copy that starts on a cache line, 64 bytes.

    A loop reads W at every step. NumPy starts arrays at any multiple of 16 bytes, and BLAS then needs a third
    more time for the product with a large W. For a small one, the copy would cost more than it saves.
    """
    if W.shape[-1] < 64:
        return W
    room = np.empty(W.nbytes + 64, np.uint8)
    start = -room.ctypes.data % 64
    copy: Array = room[start : start + W.nbytes].view(W.dtype).reshape(W.shape)
    copy[...] = W
    return copy


def backwards(*arrays: Array) -> Iterator[tuple[Array, ...]]:
    """The rows of some (T, …) arrays side by side, the last time step first: views, to be written into."""
    return zip(*(array[::-1] for array in arrays), strict=True)


def states_from(first: Array, T: int) -> tuple[Array, Array]:
    """Room for the states of T steps: (before each step, after each step), two views one row apart."""
    states = np.empty((T + 1, *first.shape), first.dtype)
    states[0] = first
    return states[:-1], states[1:]


def room_for(T: int, n: int, first: Array) -> tuple[Array, Array]:
    """Room for n results of a step, of a state's shape each: (of the step being computed, of all steps).

    (n, [B,] H) and (T + 1, n, [B,] H), where row 0 is for the initial states. The results of a step always stand in the
    same place and are recorded as one block: new views for every step would cost more than that copy.
    """
    return np.empty((n, *first.shape), first.dtype), np.empty((T + 1, n, *first.shape), first.dtype)


def futures_like(dh: Array) -> tuple[Array, Array]:
    """Room for the gradients from the future: (what each step sends to the one before, what arrives at it).

    Two views one row apart; nothing arrives at the last step, and row 0 of the first is the initial state's.
    """
    room = np.zeros((len(dh) + 1, *dh.shape[1:]), dh.dtype)
    return room[:-1], room[1:]


def per_gate(stacked: Array, H: int) -> list[Array]:
    """Views of (…, nH) as n arrays (…, H), one per gate."""
    return [stacked[..., start : start + H] for start in range(0, stacked.shape[-1], H)]


def gates_first(stacked: Array, n: int) -> Array:
    """A view of (T, [B,] nH) as (T, n, [B,] H): what is (H,) or (B, H) in a step multiplies all its gates."""
    by_gate = stacked.reshape(*stacked.shape[:-1], n, -1)
    return by_gate if stacked.ndim == 2 else by_gate.swapaxes(1, 2)


def outer_per_step(da: Array, x: Array) -> Array:
    """Σ over the batch of da_t ⊗ x_t for every time step: (T, [B,] H), (T, [B,] D) → (T, H, D)."""
    return da[..., :, None] * x[..., None, :] if da.ndim == 2 else da.swapaxes(1, 2) @ x


def sum_per_step(da: Array) -> Array:
    """Σ over the batch for every time step: (T, [B,] H) → (T, H)."""
    return da if da.ndim == 2 else da.sum(axis=1)


def over_time(da: Array, x: Array, out: Array) -> None:
    """Σ over time and batch of da_t ⊗ x_t, as one matrix product, into out (H, D)."""
    np.matmul(da.reshape(-1, da.shape[-1]).T, x.reshape(-1, x.shape[-1]), out=out)


def sum_over_time(da: Array, out: Array) -> None:
    """Σ over time and batch of da_t, into out (H,)."""
    np.add.reduce(da.reshape(-1, da.shape[-1]), axis=0, out=out)

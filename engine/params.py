"""What all cells' parameters share: named arrays, kept in one flat buffer.

One buffer makes an optimiser, a norm or a gradient check a single line over `params.flat`, and lets a cell
use the weights of all its gates as one matrix without copying them.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from engine.functions import Array, all_finite

FLOATS = np.dtype(np.float64), np.dtype(np.float32)


class Params:
    """Base of the cells' frozen dataclasses of parameters.

    A subclass lists in SHAPES every field with its dimensions in letters, in the order of the buffer, and in
    SCALARS the fields that may also be a single number, which then stands for the whole matrix or vector.

    The constructor copies what it is given. float32 stays float32, float64 stays float64, integers become
    float64; mixing precisions, wrong shapes, NaN and infinity raise ValueError.
    """

    SHAPES: ClassVar[dict[str, str]]
    SCALARS: ClassVar[frozenset[str]] = frozenset()

    flat: Array  # (N,): every number of all fields; the fields are views of it
    V: Array  # (K, H)  every cell ends in the same output layer
    b_y: Array  # (K,)
    sizes: dict[str, int]  # letter → number, for example {"H": 3, "D": 4, "K": 4}
    _spans: dict[str, tuple[int, int, tuple[int, ...]]]  # field → where it starts and ends in flat, its shape

    def __post_init__(self) -> None:
        arrays = {name: _as_floats(name, getattr(self, name)) for name in self.SHAPES}
        sizes = _bind_sizes(dict(self.items()) | arrays, self.SHAPES, self.SCALARS)
        dtypes = sorted({str(array.dtype) for array in arrays.values()})
        if len(dtypes) > 1:
            raise ValueError(f"All parameters must share one precision; got {' and '.join(dtypes)}.")
        for name, array in arrays.items():
            _check_finite(name, array)
        spans, start = {}, 0
        for name, array in arrays.items():
            spans[name] = (start, start + array.size, array.shape)
            start += array.size
        self.__dict__.update(sizes=sizes, _spans=spans)
        self._adopt(np.concatenate([array.ravel() for array in arrays.values()]))

    @classmethod
    def uniform(cls, rng: np.random.Generator, **sizes: int) -> Self:
        """Random numbers in ±1/√H, PyTorch's rule, drawn in the order of the constructor; sizes: D, H and K."""
        limit = sizes["H"] ** -0.5
        shapes = {field.name: [sizes[letter] for letter in cls.SHAPES[field.name]] for field in fields(cls)}  # type: ignore[arg-type]
        return cls(**{name: rng.uniform(-limit, limit, shape) for name, shape in shapes.items()})

    def _adopt(self, flat: Array) -> None:
        views = {name: flat[start:stop].reshape(shape) for name, (start, stop, shape) in self._spans.items()}
        self.__dict__.update(views, flat=flat)

    def __reduce__(self) -> tuple[Any, ...]:
        # Rebuilt from its fields, so that in a copy, too, the fields are views of `flat`.
        return type(self), tuple(array for _, array in self.items())

    @property
    def H(self) -> int:
        """The number of hidden units."""
        return self.sizes["H"]

    @property
    def dtype(self) -> np.dtype[np.floating[Any]]:
        """float32 or float64: the precision of everything computed with these parameters."""
        return self.flat.dtype

    def items(self) -> Iterator[tuple[str, Array]]:
        """(name, array) of every parameter, in the order of the constructor."""
        return ((field.name, getattr(self, field.name)) for field in fields(self))  # type: ignore[arg-type]

    def with_flat(self, flat: Array) -> Self:
        """Parameters of the same shapes whose numbers are `flat` itself: not copied, not checked."""
        new = object.__new__(type(self))
        new.__dict__.update(sizes=self.sizes, _spans=self._spans)
        new._adopt(flat)
        return new

    def map(self, f: Callable[[Array], Array]) -> Self:
        """The elementwise function f on all parameters: `p.map(np.abs)`."""
        return self.with_flat(f(self.flat))

    def zeros_like(self) -> Self:
        """The same shapes, all zero."""
        return self.map(np.zeros_like)

    def empty_like(self) -> Self:
        """The same shapes, not yet filled."""
        return self.map(np.empty_like)

    def check_finite(self) -> None:
        """Raise ValueError, naming the array, if any parameter has become NaN or infinite."""
        if not all_finite(self.flat):
            for name, array in self.items():
                _check_finite(name, array)

    def stacked(self, first: str, last: str) -> Array:
        """Consecutive fields of the buffer as one matrix or vector, a view: all gates' U below each other."""
        (start, _, shape), (_, stop, _) = self._spans[first], self._spans[last]
        return self.flat[start:stop].reshape(-1, *shape[1:])


def check_input(x: npt.ArrayLike, p: Params, width_of: str) -> Array:
    """The input sequence in the precision of the parameters: (T, D), or (T, B, D) for a batch, T ≥ 1."""
    x = _as_floats("x", x)
    D = p.sizes["D"]
    if x.ndim not in (2, 3) or x.shape[-1] != D:
        raise ValueError(
            f"x must have shape (T, D) or (T, B, D) with D = {D} (the width of {width_of}); got {x.shape}."
        )
    if 0 in x.shape:
        raise ValueError(f"x must have at least one time step and one sequence; got shape {x.shape}.")
    return _check_values("x", x, p.dtype)


def check_state(name: str, value: npt.ArrayLike | None, x: Array, p: Params) -> Array:
    """An initial state, (H,) or (B, H) as the input demands; None is the zero state."""
    shape = (*x.shape[1:-1], p.H)
    if value is None:
        return np.zeros(shape, p.dtype)
    letters = "(H,)" if x.ndim == 2 else "(B, H)"
    return _check_shape(name, value, shape, f"{letters} = {shape}", p.dtype)


def check_outside(name: str, value: npt.ArrayLike, states: Array) -> Array:
    """A gradient that reaches the states from outside, in their shape and precision."""
    return _check_shape(name, value, states.shape, f"of the states, {states.shape}", states.dtype)


def _check_shape(name: str, value: npt.ArrayLike, shape: tuple[int, ...], rule: str, dtype: Any) -> Array:
    array = _as_floats(name, value)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {rule}; got {array.shape}.")
    return _check_values(name, array, dtype)


def _check_values(name: str, array: Array, dtype: Any) -> Array:
    _check_finite(name, array)
    if array.dtype == dtype:
        return array
    with np.errstate(over="ignore"):
        array = array.astype(dtype)
    _check_finite(f"{name} in {np.dtype(dtype)}", array)
    return array


def _as_floats(name: str, value: npt.ArrayLike) -> Array:
    if isinstance(value, np.ndarray) and value.dtype in FLOATS:
        return value
    try:
        return np.asarray(value, np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a rectangular array of numbers.") from None


def _check_finite(name: str, array: Array) -> None:
    if not all_finite(array):
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name} must be finite numbers; {name}{list(where)} is {array[where]}.")


def _bind_sizes(arrays: dict[str, Array], shapes: dict[str, str], scalars: frozenset[str]) -> dict[str, int]:
    """The number behind each letter: U gives H and D, V gives K; every other array has to agree."""
    sizes: dict[str, int] = {}
    source: dict[str, str] = {}
    for name, array in arrays.items():
        letters = shapes[name]
        agrees = array.ndim == len(letters) and all(
            size == sizes.get(letter, size) > 0 for letter, size in zip(letters, array.shape, strict=True)
        )
        if agrees:
            for letter, size in zip(letters, array.shape, strict=True):
                source.setdefault(letter, name)
                sizes[letter] = size
        elif not (name in scalars and array.shape == (1,) * len(letters)):
            rule = f"({letters},)" if len(letters) == 1 else f"({', '.join(letters)})"
            if name in scalars:
                rule += f" or {(1,) * len(letters)}"
            known = [f"{k} = {sizes[k]} (from {source[k]})" for k in dict.fromkeys(letters) if k in sizes]
            if known:
                rule += f" with {' and '.join(known)}"
            raise ValueError(f"{name} must have shape {rule}; got {array.shape}.")
    return sizes

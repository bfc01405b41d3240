import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest

from engine import rnn

GOOD = {"U": np.ones((3, 4)), "W": np.ones((3, 3)), "b": np.ones(3), "V": np.ones((2, 3)), "b_y": np.ones(2)}


def test_the_fields_are_views_of_one_buffer():
    p = rnn.RNNParams(**GOOD)
    p.flat[:] = np.arange(p.flat.size)
    np.testing.assert_array_equal(np.concatenate([v.ravel() for _, v in p.items()]), np.arange(p.flat.size))
    assert p.U[0, 3] == 3


def test_the_given_arrays_are_copied():
    U = np.ones((3, 4))
    p = rnn.RNNParams(**GOOD | {"U": U})
    U[0, 0] = 7
    assert p.U[0, 0] == 1


@pytest.mark.parametrize("clone", [copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p)), replace])
def test_a_copy_has_a_buffer_of_its_own(clone):
    p = rnn.RNNParams(**GOOD)
    other = clone(p)
    other.flat[:] = 5
    assert other.W[0, 0] == 5
    assert p.W[0, 0] == 1


def test_integers_become_floats_and_lists_arrays():
    p = rnn.RNNParams([[1, 2]], [[3]], [4], [[5], [6]], [7, 8])
    assert p.dtype == np.float64
    np.testing.assert_array_equal(p.flat, [1, 2, 3, 4, 5, 6, 7, 8])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"W": np.ones((4, 4))}, r"W must have shape \(H, H\) or \(1, 1\) with H = 3 \(from U\); got \(4, 4\)"),
        ({"b": np.ones((3, 1))}, r"b must have shape \(H,\) or \(1,\) with H = 3 \(from U\); got \(3, 1\)"),
        ({"b_y": np.ones(3)}, r"b_y must have shape \(K,\) with K = 2 \(from V\); got \(3,\)"),
        ({"U": np.ones(3)}, r"U must have shape \(H, D\); got \(3,\)"),
        ({"U": np.ones((3, 4), np.float32)}, "one precision; got float32 and float64"),
        ({"V": [[1, 2, np.inf], [1, 2, 3]]}, r"V must be finite numbers; V\[0, 2\] is inf"),
        ({"V": [[1, 2], [1, 2, 3]]}, "V must be a rectangular array of numbers"),
    ],
)
def test_weights_that_do_not_fit_are_named_with_their_rule(wrong, message):
    with pytest.raises(ValueError, match=message):
        rnn.RNNParams(**GOOD | wrong)


def test_weights_that_have_become_infinite_are_refused_by_name():
    p = rnn.RNNParams(**GOOD)
    p.W[1, 2] = np.nan
    with pytest.raises(ValueError, match=r"W\[1, 2\] is nan"):
        rnn.forward(p, np.ones((2, 4)))

"""The named weights of the cells with gates."""

import numpy as np
import pytest

from engine import gru, lstm
from engine.cells import CELLS
from engine.presets import GATED_PRESETS, edited, gated_weights
from engine.text import Alphabet, one_hot

ALPHABET = Alphabet.from_text("hello")
WORD = ALPHABET.encode("hello").tolist()
X = one_hot(np.array(WORD[:-1]), 4)


def weights(cell, preset, seed=0):
    return gated_weights(cell, preset, WORD, 4, 3, seed)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
@pytest.mark.parametrize("preset", GATED_PRESETS)
def test_a_preset_and_its_seed_always_give_the_same_weights(cell, preset):
    np.testing.assert_array_equal(weights(cell, preset).flat, weights(cell, preset).flat)
    assert (weights(cell, preset, seed=1).flat != weights(cell, preset).flat).any()


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_trained_weights_know_the_word_by_heart(cell):
    trace = CELLS[cell].forward(weights(cell, "trained"), X)
    assert (trace.y_hat[np.arange(4), WORD[1:]] > 0.9).all()


def test_remember_everything_makes_the_cell_state_the_sum_of_all_that_was_written():
    trace = lstm.forward(weights("lstm", "remember"), X)
    assert (trace.f == 1).all()
    np.testing.assert_allclose(trace.c, np.cumsum(trace.write, axis=0), rtol=1e-15)


def test_forget_everything_leaves_in_the_cell_state_only_what_is_written_now():
    trace = lstm.forward(weights("lstm", "forget"), X)
    assert (trace.f == 0).all()
    np.testing.assert_array_equal(trace.c, trace.write)


def test_a_gru_that_remembers_everything_cannot_write_and_one_that_forgets_everything_is_its_candidate():
    assert not gru.forward(weights("gru", "remember"), X).h.any()
    trace = gru.forward(weights("gru", "forget"), X)
    np.testing.assert_array_equal(trace.h, trace.n)


def test_an_edited_weight_of_a_gate_stands_in_its_place_and_the_preset_stays_as_it_was():
    before = weights("lstm", "trained")
    after = edited(before, [("W_f", 1, 2, 0.5), ("b_i", 2, 0, -1.0)])
    assert isinstance(after, lstm.LSTMParams)
    assert (after.W_f[1, 2], after.b_i[2]) == (0.5, -1.0)
    np.testing.assert_array_equal(weights("lstm", "trained").flat, before.flat)

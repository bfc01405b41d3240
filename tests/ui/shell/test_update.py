"""A step downhill, and its result as the reader's own weights."""

from dataclasses import replace

import numpy as np
import pytest

from engine import presets, rnn
from engine.rnn import RNNGrads, RNNParams
from engine.text import one_hot
from engine.update import along, descend
from ui.cells import edits
from ui.cells.choice import Settings
from ui.cells.edits import as_edits
from ui.cells.word_run import run
from ui.shell import session

Y = np.array([1, 2, 2, 3])


def backpropagated(p: RNNParams) -> RNNGrads:
    return rnn.backward(p, rnn.forward(p, one_hot(np.array([0, 1, 2, 2]), 4)), Y)


def test_a_small_step_lowers_the_loss_by_the_square_of_the_gradient() -> None:
    grads = backpropagated(presets.NOTES)
    fell = grads.loss.sum() - descend(grads, Y, 1e-6).loss.sum()
    assert fell == pytest.approx(1e-6 * (grads.params.flat**2).sum(), rel=1e-3)


def test_the_weights_that_were_there_are_not_changed() -> None:
    before = presets.NOTES.flat.copy()
    descend(backpropagated(presets.NOTES), Y, 10.0)
    np.testing.assert_array_equal(presets.NOTES.flat, before)


@pytest.mark.parametrize("chosen", [Settings(), Settings(preset="random", hidden=12, seed=4)])
def test_an_applied_update_is_read_back_to_the_last_bit_and_can_be_repeated(chosen: Settings) -> None:
    for _ in range(3):
        reading = run(chosen)
        grads = rnn.backward(reading.params, reading.trace, reading.y)
        step = descend(grads, reading.y, 0.05)
        chosen = replace(chosen, edits=as_edits(reading.params, step.params, reading.edits))
        np.testing.assert_array_equal(run(chosen).params.flat, step.params.flat)


def test_an_update_keeps_earlier_edits_and_lists_each_weight_once() -> None:
    old = presets.edited(presets.NOTES, edits.parse("U.0.3:0.9,W.0.0:0.5")[0])
    step = descend(backpropagated(old), Y, 0.1)
    found, problems = edits.parse(as_edits(old, step.params, "U.0.3:0.9,W.0.0:0.5"))
    assert not problems
    assert edits.Edit("U", 0, 3, 0.9) in found  # o is never read, so its column does not move
    assert len({edit[:3] for edit in found}) == len(found)


def test_a_step_out_of_the_range_of_weights_names_the_weight_and_both_numbers() -> None:
    grads = backpropagated(presets.NOTES)
    with pytest.raises(ValueError, match=r"would become .*−1000 and 1000.*smaller learning rate"):
        as_edits(grads.at, descend(grads, Y, 5000.0).params, "")


def test_the_loss_along_the_slope_begins_at_the_loss_and_follows_single_steps() -> None:
    grads = backpropagated(presets.NOTES)
    found = along(grads, Y, np.array([1e-9, 0.1]))
    assert found[0] == pytest.approx(grads.loss.sum(), rel=1e-6)
    assert found[1] == descend(grads, Y, 0.1).loss.sum()


def test_the_session_takes_an_update_that_no_address_can_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"settings": Settings(preset="random", hidden=16)}
    monkeypatch.setattr(session.st, "session_state", held)
    reading = run(session.current())
    grads = rnn.backward(reading.params, reading.trace, reading.y)
    wanted = as_edits(reading.params, descend(grads, reading.y, 0.1).params, "")
    assert len(wanted) > edits.LONGEST_TEXT
    session.remember_edits(wanted)
    assert session.edits() == wanted

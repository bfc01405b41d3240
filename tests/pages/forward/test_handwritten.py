"""Every number that the notes' comparison states, worked out again."""

import math
import re

import numpy as np
import pytest

from engine import rnn
from engine.presets import NOTES
from engine.text import one_hot
from pages.forward.handwritten import NOTED as WRITTEN
from pages.forward.handwritten import asides

NOTES_OF = {name: aside.note for name, aside in asides(1).items()}


def numbers(name: str, after: str) -> list[float]:
    """The list of numbers that a note gives after these words."""
    listed = NOTES_OF[name].split(after)[1]
    found = re.match(r"[\s\d.,−]+", listed)
    assert found
    return [float(number) for number in re.findall(r"\d+\.\d+", found[0])]


def test_what_was_written_is_what_the_notes_have() -> None:
    assert WRITTEN == {
        "Ux": (0.2, 0.8, 0.5),
        "s": (0.6, 0.8, 0.2),
        "Vs": (1.00, 2.5, 0.9, 1.2),
        "y_hat": (0.1, 0.4, 0.2, 0.3),
    }


def test_the_notes_took_the_row_of_u_where_a_column_is_meant() -> None:
    assert NOTES.U[0, :3].tolist() == list(WRITTEN["Ux"])
    assert NOTES.U[:, 0].tolist() == numbers("Ux", "column h:")


@pytest.mark.parametrize(("letter", "result"), [(0.2, "0.60"), (0.8, "0.86"), (0.5, "0.76")])
def test_the_notes_state_as_it_follows_from_their_own_product(letter: float, result: str) -> None:
    assert f"tanh({letter} + 0.5) = {result}" in NOTES_OF["s"]
    assert f"{math.tanh(letter + 0.5):.2f}" == result


def test_the_notes_state_agrees_but_for_what_the_note_calls_cut_or_doubtful() -> None:
    computed = [math.tanh(letter + 0.5) for letter in WRITTEN["Ux"]]
    off = [abs(one - other) for one, other in zip(computed, WRITTEN["s"], strict=True)]
    assert off[0] < 0.005
    assert math.floor(10 * computed[1]) / 10 == WRITTEN["s"][1]  # cut, not rounded
    assert off[2] > 0.5
    assert "doubtful" in NOTES_OF["s"]


def test_halving_the_sum_gives_none_of_the_written_states() -> None:
    halved = [math.tanh((letter + 0.5) / 2) for letter in WRITTEN["Ux"]]
    assert all(abs(one - other) > 0.2 for one, other in zip(halved, WRITTEN["s"], strict=True))


def test_the_product_with_the_notes_own_state() -> None:
    product = NOTES.V @ np.array(WRITTEN["s"])
    stated = numbers("Vs", "the product would be")
    assert product == pytest.approx(stated, abs=0.005)
    near = [
        (row, index)
        for row, value in enumerate(product)
        for index, w in enumerate(WRITTEN["Vs"])
        if abs(value - w) < 0.05
    ]
    assert near == [(2, 1)]  # the product's row l, the notes' row e


def test_the_softmax_of_the_notes_own_scores() -> None:
    powers = [math.exp(score) for score in WRITTEN["Vs"]]
    chances = [power / sum(powers) for power in powers]
    assert chances == pytest.approx(numbers("y_hat", "1.00, 2.5, 0.9, 1.2 is"), abs=0.005)
    assert sum(WRITTEN["y_hat"]) == pytest.approx(1)
    assert np.argmax(WRITTEN["y_hat"]) == np.argmax(chances) == 1  # e


def test_the_handwriting_stands_beside_the_first_time_step_only() -> None:
    trace = rnn.forward(NOTES, one_hot(np.array([0, 1, 2, 2]), 4))
    for name, aside in asides(4).items():
        assert aside.values.shape == getattr(trace, name)[..., None].shape
        assert aside.values[0, :, 0].tolist() == list(WRITTEN[name])
        assert np.isnan(aside.values[1:]).all()

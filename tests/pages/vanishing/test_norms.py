"""How far a network reaches, against numbers found otherwise."""

from dataclasses import replace

import numpy as np
import pytest

from engine import rnn
from pages.vanishing import figures, norms, words
from pages.vanishing import story as vanishing
from tests.figures import plotly
from tests.pages.vanishing.jacobian import last_by
from ui.cells.choice import Settings
from ui.cells.word_run import run


def test_the_curves_are_the_norms_of_jacobians_of_the_repeated_word() -> None:
    reading = run(Settings(preset="random", seed=2, word="hello"))
    once = norms.measure(reading, len(reading.y))
    by_hand = [np.log10(np.linalg.norm(last_by(reading, t))) for t in range(len(reading.y))]
    np.testing.assert_allclose(once.chain[:-1], by_hand, atol=1e-6)
    chart = plotly(figures.way_back(once.chain, once.gradient, once.without))
    np.testing.assert_allclose(list(chart.data[0].y), once.chain)
    assert len(norms.measure(reading, 60).chain) == 61


@pytest.mark.parametrize("preset", ["notes", "random"])
def test_the_slider_sets_the_spectral_radius_of_the_W_that_everything_uses(preset: str) -> None:
    reading, said = norms.with_radius(run(Settings(preset=preset)), "1.5")
    assert max(abs(np.linalg.eigvals(reading.params.W_full))) == pytest.approx(1.5)
    assert norms.measure(reading, 40).radius == pytest.approx(1.5)
    np.testing.assert_array_equal(reading.trace.s, rnn.forward(reading.params, reading.x).s)
    board = vanishing.storyboard(reading.params, reading.trace, reading.alphabet.symbols, said)
    assert not board.grids["W"].editable
    assert board.grids["W"].origin == said


def test_a_W_of_zeros_is_left_as_it_is_and_the_reader_told_why() -> None:
    reading = run(Settings(edits="W.0.0:0"))
    same, said = norms.with_radius(reading, "2")
    assert same.params is reading.params
    assert not said
    assert "spectral radius 0" in same.notices[-1]
    assert "exactly 0" in words.way_back(norms.measure(same, 40), 40)


def test_a_changed_letter_fades_as_the_two_readings_say() -> None:
    reading = run(Settings(preset="random", seed=4, word="hello"))
    faded = norms.fading(reading, 4, place=0, seed=0)
    assert faded is not None
    other = reading.x.copy()
    other[0] = np.roll(other[0], 1)
    apart = np.linalg.norm(rnn.forward(reading.params, other).s - reading.trace.s, axis=1)
    np.testing.assert_allclose(faded.word, apart)
    assert (faded.low <= faded.middle).all()
    assert (faded.middle <= faded.high).all()


def test_an_alphabet_of_one_letter_has_nothing_to_change_it_to() -> None:
    assert norms.fading(run(Settings(preset="random", word="aaa")), 40, 0, 0) is None


def test_tables_have_a_column_for_each_curve_and_no_holes() -> None:
    reading = run(Settings())
    back = norms.measure(reading, 200)
    table = words.way_back_table(back)
    assert table["k"][0] == "0"
    assert table["k"][-1] == "200"
    assert len({len(column) for column in table.values()}) == 1
    saturated = replace(reading, params=rnn.RNNParams(*(1000 * a for _, a in reading.params.items())))
    assert all(words.way_back_table(norms.measure(saturated, 200)).values())

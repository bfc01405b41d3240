"""Overviews: their data are the run's, their scales are fixed, their labels are text."""

import json

import numpy as np
import pytest

from pages.forward import figures
from tests.figures import plotly
from ui.shell.plots import Figure

STATES = np.array([[0.5, -1.0], [0.25, 0.0], [-0.75, 1.0]])  # (T, H)
READS = ("l", "<b>", "l")


def test_the_film_shows_at_each_frame_the_states_so_far_and_nothing_of_the_future() -> None:
    film = plotly(figures.film(STATES, READS))
    assert len(film.frames) == len(STATES)
    for t, frame in enumerate(film.frames):
        seen = np.array(frame.data[0].z, float)  # (H, T)
        assert np.array_equal(seen[:, : t + 1], STATES[: t + 1].T)
        assert np.isnan(seen[:, t + 1 :]).all()


def test_the_film_stands_at_its_last_frame_before_it_is_played() -> None:
    film = plotly(figures.film(STATES, READS))
    assert np.array_equal(np.array(film.data[0].z, float), STATES.T)
    assert film.layout.sliders[0].active == len(STATES) - 1


def test_the_colours_of_a_state_mean_the_same_in_every_film() -> None:
    for states in (STATES, STATES / 100):
        film = plotly(figures.film(states, READS))
        drawn = [film.data[0], *(frame.data[0] for frame in film.frames)]
        assert {(cells.zmin, cells.zmax) for cells in drawn} == {(-1.0, 1.0)}


def test_each_unit_is_a_line_through_its_states() -> None:
    lines = plotly(figures.lines_over_time(STATES, READS))
    assert np.array_equal([line.y for line in lines.data], STATES.T)
    low, high = lines.layout.yaxis.range
    assert low < -1
    assert high > 1


@pytest.mark.parametrize(
    "figure",
    [figures.film(STATES, READS), figures.lines_over_time(STATES, READS), figures.input_share(STATES, STATES, READS)],
    ids=["film", "lines", "share"],
)
def test_a_letter_that_is_markup_stays_a_letter_and_equal_letters_stay_apart(figure: Figure) -> None:
    axis = plotly(figure).layout.xaxis
    assert len(set(axis.tickvals)) == 3
    assert axis.ticktext[1].startswith("&lt;b&gt;")
    assert "<b>" not in json.dumps(figure)


def test_the_share_is_the_letters_part_of_both_and_empty_where_both_are_silent() -> None:
    Ux, Ws = np.array([[3.0, 0.0], [-1.0, 0.0]]), np.array([[-1.0, 2.0], [1.0, 0.0]])
    share = plotly(figures.input_share(Ux, Ws, ("a", "b"))).data[0]
    assert np.array_equal(np.array(share.z, float), [[0.75, 0.5], [0.0, np.nan]], equal_nan=True)
    assert (share.zmin, share.zmax) == (0, 1)

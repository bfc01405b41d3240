"""The overviews of a cell with gates: real numbers, one scale for all letters."""

import numpy as np

from pages.lstm.figures import gates_over_time, memory_film
from tests.figures import plotly
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run

READING = gated_run("lstm", "random", Settings(), "").reading
TRACE = READING.trace


def film():
    return plotly(memory_film(TRACE.keep, TRACE.write, TRACE.c, TRACE.h, READING.reads))


def test_every_frame_shows_what_its_letter_kept_wrote_and_showed() -> None:
    chart = film()
    assert len(chart.frames) == READING.T
    for t, frame in enumerate(chart.frames):
        kept, written, state, shown = (np.array(trace.y) for trace in frame.data)
        np.testing.assert_array_equal(kept, TRACE.keep[t])
        np.testing.assert_array_equal(written, TRACE.write[t])
        np.testing.assert_array_equal(kept + written, state)
        np.testing.assert_array_equal(shown, TRACE.h[t])


def test_the_scale_is_that_of_the_whole_word_and_the_last_letter_is_drawn_first() -> None:
    chart = film()
    low, high = chart.layout.yaxis.range
    assert -low == high >= np.abs([TRACE.keep, TRACE.write, TRACE.c]).max()
    assert list(chart.data[0].y) == TRACE.keep[-1].tolist()


def test_a_gates_colour_means_the_same_in_every_gate() -> None:
    chart = plotly(gates_over_time({"f": TRACE.f, "o": TRACE.o}, READING.reads))
    for cells, gate in zip(chart.data, (TRACE.f, TRACE.o), strict=True):
        np.testing.assert_array_equal(np.array(cells.z, float), gate.T)
        assert (cells.zmin, cells.zmax) == (0, 1)


def test_a_letter_that_looks_like_markup_is_none_in_the_figure() -> None:
    reading = gated_run("gru", "random", Settings(word="<b>"), "").reading
    labels = plotly(gates_over_time({"z": reading.trace.z}, reading.reads)).layout.xaxis.ticktext
    assert labels[0].startswith("&lt;")

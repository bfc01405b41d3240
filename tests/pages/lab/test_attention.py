"""What is said of the shares is true, also where there is nothing to compare."""

import numpy as np

from engine.attention import attend
from pages.lab.attention import mixture, told
from tests.figures import plotly

READS = ["h", "e", "l", "l"]


def test_the_largest_and_the_smallest_share_are_named() -> None:
    states = np.array([[0.1, 0.2], [0.9, 0.9], [0.5, -0.5], [0.8, 0.7]])
    sentence = told(attend(states, states[-1]), READS, 2)
    assert "letter 2, e (score 1.35)" in sentence
    assert "letter 3, l (score 0.05)" in sentence
    away = np.array([[-0.9, -0.9], [0.8, 0.7]])
    assert "h (score −1.350)" in told(attend(away, away[-1]), READS, 3), (
        "a true minus, in the decimals that were asked for"
    )


def test_one_letter_and_equal_states_are_not_compared() -> None:
    assert "it gets all" in told(attend(np.ones((1, 2)), np.ones(2)), READS[:1], 2)
    assert "a share of 25%" in told(attend(np.zeros((4, 2)), np.zeros(2)), READS, 2)


def test_the_picture_holds_the_numbers_and_a_letter_of_the_readers_is_text() -> None:
    states = np.random.default_rng(1).uniform(-1, 1, (3, 2))
    found = attend(states, states[-1])
    chart = plotly(mixture(states, found, ["<b>", "e", "l"]))
    assert chart.data[0].y == tuple(found.share)
    assert np.ravel(chart.data[2].z).tolist() == found.context.tolist()
    assert chart.layout.xaxis2.ticktext[0].startswith("&lt;b&gt;")

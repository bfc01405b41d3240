"""The figures as a file: the same numbers, in colours of their own, with nothing to fetch."""

import json
import re

import numpy as np

from pages.forward import figures
from ui.board.theme import THEMES
from ui.export.standalone import standalone

S = np.array([[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]])


def drawn(page: str) -> list[dict]:  # type: ignore[type-arg]
    found = re.search(r'<script type="application/json" id="drawn">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_figures_keep_their_numbers_and_frames_and_take_colours_of_the_light_theme() -> None:
    film, lines = figures.film(S, ("h", "</script>", "l")), figures.lines_over_time(S, ("h", "e", "l"))
    page = standalone("hello", [("film", film), ("lines", lines)], "http://localhost/forward?word=hole&edit=U.0.0:1")
    first, second = drawn(page)
    assert (first["about"], second["about"]) == ("film", "lines")
    written = json.loads(first["figure"])
    np.testing.assert_allclose(np.array(written["data"][0]["z"], float), np.array(film["data"][0]["z"], float))
    assert len(written["frames"]) == 3
    found = re.search(r'id="look">(.*?)</script>', page)
    assert found
    look = json.loads(found[1])
    assert look["palette"] == THEMES["light"]["chartCategoricalColors"]
    assert look["diverging"] == THEMES["light"]["chartDivergingColors"]
    assert 'href="http://localhost/forward?word=hole&amp;edit=U.0.0:1"' in page


def test_nothing_in_the_file_asks_the_network() -> None:
    page = standalone("hello", [], "")
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=", page.split("/*", 1)[0])

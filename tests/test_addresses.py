"""Whatever stands in an address, the page is drawn."""

import pytest

from tests.addresses import broken
from tests.apps import opened
from ui.shell.chapters import CHAPTERS

SHAPES, ORDER = (next(c for c in CHAPTERS if c.path == path) for path in ("shapes", "order"))


@pytest.mark.parametrize(
    "seed",
    [*range(60), *(pytest.param(s, marks=pytest.mark.nightly("addresses by the hundred")) for s in range(60, 200))],
)
def test_an_address_made_at_random_opens_its_page(seed: int) -> None:
    assert broken(seed) == ""


@pytest.mark.parametrize("gap", ["10", "3", "81", "82", "-1", "1e309", "9.5"])
def test_a_gap_between_the_steps_of_its_slider_has_a_notice_and_a_page(gap: str) -> None:
    app = opened(SHAPES, {"gap": gap})
    assert not app.exception
    assert bool(app.warning) == (gap not in ("3", "81"))


@pytest.mark.parametrize("shuffle", ["1e309", "-1e309", "nan", "99999999999999999999", "0.5"])
def test_an_order_that_is_no_whole_number_in_its_range_has_a_page(shuffle: str) -> None:
    assert not opened(ORDER, {"shuffle": shuffle}).exception

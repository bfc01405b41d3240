"""The chain of Jacobians in a real browser."""

import re
from collections.abc import Callable

import numpy as np
from playwright.sync_api import Locator, Page, expect

from engine import rnn
from engine.chain import scaled
from tests.e2e.conftest import ready
from ui.cells.choice import Settings
from ui.cells.word_run import run

Visit = Callable[[str], Page]


def stage(page: Page) -> Locator:
    return page.get_by_test_id("stage")


def matrix(page: Page, name: str) -> np.ndarray:
    rows = stage(page).locator(f'[data-testid="grid"][data-name="{name}"] tbody tr').all()
    return np.array(
        [[float(cell.get_attribute("data-value") or "nan") for cell in row.locator("td").all()] for row in rows]
    )


def chain_by_hand(p: rnn.RNNParams, s: np.ndarray) -> np.ndarray:
    product = np.eye(p.H)
    for state in s[::-1]:
        product = product @ np.diag(1 - state**2) @ p.W_full
    return product


def test_the_last_step_shows_the_whole_product_in_full_precision(visit: Visit) -> None:
    page = visit("/vanishing?word=dogs&preset=random&seed=7&hidden=5")
    stage(page).get_by_role("button", name="Last").click()
    reading = run(Settings("dogs", "random", 7, 5))
    product = chain_by_hand(reading.params, reading.trace.s)
    np.testing.assert_allclose(matrix(page, "chain"), product, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(matrix(page, "norm"), [[np.linalg.norm(product)]], rtol=1e-12)


def test_the_slider_scales_W_and_everything_follows(visit: Visit) -> None:
    page = visit("/vanishing?preset=random&radius=2")
    reading = run(Settings(preset="random"))
    p = scaled(reading.params, 2.0)
    np.testing.assert_allclose(matrix(page, "W"), p.W, rtol=1e-12)
    expect(page.get_by_text("The spectral radius of W is 2;")).to_be_visible()
    page.get_by_role("slider", name="Spectral radius of W").press("ArrowRight")
    ready(page)
    expect(page).to_have_url(re.compile("radius=2.5"))
    stage(page).get_by_role("button", name="Last").click()
    q = scaled(reading.params, 2.5)
    product = chain_by_hand(q, rnn.forward(q, reading.x).s)
    np.testing.assert_allclose(matrix(page, "chain"), product, rtol=1e-12)


def test_an_edited_weight_bends_the_curves(visit: Visit) -> None:
    page = visit("/vanishing?edit=W.0.0:0")
    expect(page.get_by_text("becomes exactly 0").first).to_be_visible()
    page = visit("/vanishing?edit=W.0.0:0&radius=2")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Every multiple of this W has spectral radius 0")


def test_a_word_of_one_letter_is_told_that_nothing_can_be_changed(visit: Visit) -> None:
    page = visit("/vanishing?preset=random&word=aaaa")
    expect(page.get_by_text("only one letter")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)

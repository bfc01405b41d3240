"""/lstm in a browser: every number of both cells, the toy, the drawing, the reader's edits."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Kept, ready
from tests.e2e.stage import at_step, cell, edit, focus, scrub, shown, stage_of
from ui.board.arithmetic import number
from ui.board.storyboard import Storyboard
from ui.cells.gated_run import GatedRun, gated_run
from ui.shell import settings

Visit = Callable[[str], Page]

SETTINGS = (
    "lstm_preset=trained&word=abba&hidden=2&seed=3&edit=b_i.0.0:-1000",
    "cell=gru&lstm_preset=trained&word=abb&hidden=2&seed=3&edit=c_n.1.0:0.25",
)


def reading(query: str) -> tuple[GatedRun, Storyboard]:
    came = parse_qs(query)
    chosen, _ = settings.read(came, ("cell", "lstm_preset"), own_weights=True)
    choice = [came.get(name, [default])[0] for name, default in (("cell", "lstm"), ("lstm_preset", "random"))]
    run = gated_run(*choice, chosen, chosen.edits)
    return run, run.storyboard()


def last_of(board: Storyboard, part: str, t: int) -> int:
    return max(k for k, step in enumerate(board.steps) if (step.part, step.t) == (part, t))


@pytest.mark.parametrize(
    "query", [SETTINGS[0], pytest.param(SETTINGS[1], marks=pytest.mark.nightly("the other cell's numbers"))]
)
def test_every_number_on_the_stage_is_the_engines(visit: Visit, query: str) -> None:
    run, board = reading(query)
    page = visit(f"/lstm?{query}")
    expect(stage_of(page)).to_have_attribute("data-steps", str(len(board.steps)))
    compared = 0
    for part, record in (("forward", run.reading.trace), ("backward", run.reading.grads)):
        for t in range(run.reading.T):
            scrub(page, last_of(board, part, t))
            screen = shown(page)
            for name in set(vars(record)) - {"log_sum", "dh0", "dc0", "params", "trace", "at"}:
                values = np.asarray(screen[name], float)
                np.testing.assert_allclose(values.ravel(), getattr(record, name)[t].ravel(), rtol=1e-12, atol=1e-12)
                compared += 1
    assert compared > 30 * run.reading.T
    for name, gradient in run.reading.grads.params.items():  # the last step is that of t = 1
        scrub(page, last_of(board, "backward", 0))
        values = np.asarray(shown(page)[f"d{name}"], float)
        np.testing.assert_allclose(values.reshape(gradient.shape), gradient, rtol=1e-12, atol=1e-12)


def test_saturated_gates_show_exactly_one_and_zero(visit: Visit) -> None:
    page = visit("/lstm?lstm_preset=remember&edit=b_i.0.0:-1000,b_i.1.0:-1000,b_i.2.0:-1000&t=40")
    screen = shown(page)
    assert np.ravel(screen["f"]).tolist() == [1, 1, 1]
    scrub(page, 135)
    assert np.ravel(shown(page)["i"]).tolist() == [0, 0, 0]
    expect(cell(page, "f", 0)).to_have_text("1.00")


def test_a_gate_of_the_toy_is_opened_by_key_by_pointer_and_by_typing(visit: Visit) -> None:
    page = visit("/lstm")
    assert np.ravel(shown(page)["toy_keep"]).tolist() == [5, 0, 7]

    slider = page.get_by_role("slider", name="f₁[2]")
    slider.focus()
    for _ in range(5):
        slider.press("ArrowRight")
    expect(cell(page, "toy_keep", 1)).to_have_attribute("data-value", "3")  # everything follows
    at_step(page, 0)
    expect(page).to_have_url(re.compile("toy_f.1.0(:|%3A)0.5"))
    page.get_by_role("button", name="Undo").click()
    expect(cell(page, "toy_keep", 1)).to_have_attribute("data-value", "0")

    slider = page.get_by_role("slider", name="f₁[1]")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(0, box["y"] + box["height"] / 2, steps=5)  # as far to the left as there is screen
    page.mouse.up()
    expect(cell(page, "toy_keep", 0)).to_have_attribute("data-value", "0")

    edit(page, "toy_f", 0, 0, "1.5")
    expect(page.get_by_role("alert")).to_contain_text("between 0 and 1")
    expect(cell(page, "toy_f", 0).locator("input")).to_have_value("1.5")  # what was typed stays


def test_an_edited_weight_recomputes_at_the_same_step_and_comes_back_with_the_link(visit: Visit) -> None:
    page = visit("/lstm?t=9")
    edit(page, "U_f", 0, 0, "2")
    expect(stage_of(page)).not_to_have_attribute("aria-busy", "true")
    at_step(page, 9)
    screen = shown(page)
    assert screen["Ux_f"]
    assert screen["Ux_f"][0][0] == pytest.approx(2)
    page.goto(page.url)
    ready(page)
    assert shown(page)["Ux_f"] == screen["Ux_f"]


def test_the_drawing_is_clicked_or_reached_by_keyboard_and_leads_to_its_step(visit: Visit) -> None:
    _, board = reading("")
    page = visit(f"/lstm?t={next(k for k, s in enumerate(board.steps) if s.part == 'forward' and s.t == 1)}")
    keep = page.get_by_role("button", name="keep: the forget gate times the old cell state")
    keep.click()
    at_step(page, next(k for k, s in enumerate(board.steps) if s.t == 1 and "keep" in s.computes))
    expect(keep).to_have_attribute("data-state", "now")
    expect(page.get_by_role("button", name="the forget gate f")).to_have_attribute("data-state", "from")
    assert page.locator(".wire[data-lit=true]").count() == 2
    gate = page.get_by_role("button", name="the output gate o")
    gate.focus()
    gate.press("Enter")
    expect(stage_of(page)).to_have_attribute("data-phase", "o")


def test_the_gru_has_a_stage_a_strip_and_an_address_of_its_own(visit: Visit) -> None:
    page = visit("/lstm?edit=toy_f.0.0:0.5&t=60")
    _, board = reading("")
    named = page.locator(".strip .named")
    expect(named).to_have_text(["h", "c"])  # V ↑ leads from h, and c, h → to the right
    lines = page.locator('.column[data-column="0"] .beads')
    for line, name in enumerate(("h", "c")):
        values = board.grids[name].at(0)
        assert values is not None
        expect(lines.nth(line).locator(".bead")).to_have_text([number(value, 2) for value in values[:, 0]])
    page.get_by_role("radio", name="GRU").click()
    expect(page.get_by_role("group", name="The GRU, gate by gate")).to_be_visible()
    expect(stage_of(page)).to_have_count(1)  # for a moment the LSTM's is still there
    expect(page.locator('[data-testid="grid"][data-name="dinner"]')).to_have_count(1)
    expect(named).to_have_text(["h"])
    query = parse_qs(page.url.partition("?")[2])
    assert query["cell"] == ["gru"]
    assert "edit" not in query


def test_big_steps_are_one_for_each_gate_and_no_script_runs_while_stepping(visit: Visit, kept: Kept) -> None:
    page = visit("/lstm")
    stage = focus(page)
    for _ in range(12):
        stage.press("ArrowRight")
    at_step(page, 12)
    expect(page).to_have_url(re.compile("t=12"))
    page.get_by_label("big steps").check()
    page.get_by_role("button", name="forward", exact=True).click()
    phases = []
    for _ in range(6):
        stage.press("ArrowRight")
        phases.append(stage.get_attribute("data-phase"))
    assert phases == ["f", "i", "g", "o", "cell", "out"]
    assert kept.sent == 0

"""Every number of /bptt, read from the screen, against differences of a forward pass written once more."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from engine import rnn
from tests.differences import Differences, close
from tests.e2e.conftest import Kept, ready
from tests.e2e.stage import stage_of
from ui.board.arithmetic import number
from ui.cells.word_run import run
from ui.shell import settings

Visit = Callable[[str], Page]
Screen = dict[str, np.ndarray]

SETTINGS = (
    "word=oh&edit=V.0.0:-2.5,U.2.1:1.25",
    "preset=random&word=%F0%9F%99%82%F0%9F%87%A9%F0%9F%87%AA%3Cb%3E&seed=7&hidden=2&edit=W.0.1:1.5",
)

# Moves the scrub bar to a step and reads all grids as numbers, those of unseen scenes too.
READ = """step => {
  const stage = document.querySelector('[data-testid=stage]')
  const scrub = stage.querySelector('input[type=range]')
  scrub.value = step
  scrub.dispatchEvent(new Event('input'))
  const grids = {}
  for (const grid of stage.querySelectorAll('[data-testid=grid][data-shown=true]'))
    grids[grid.dataset.name] = [...grid.querySelectorAll('tbody tr')].map(row =>
      [...row.querySelectorAll('td[data-row]')].map(cell => cell.dataset.value ?? 'nan').map(Number))
  return grids
}"""

# The time step of every step.
TIMES = """() => {
  const stage = document.querySelector('[data-testid=stage]'), scrub = stage.querySelector('input[type=range]')
  return Array.from({ length: Number(stage.dataset.steps) }, (_, step) => {
    scrub.value = step
    scrub.dispatchEvent(new Event('input'))
    return Number(stage.dataset.t)
  })
}"""


def screen(page: Page, step: int) -> Screen:
    """What stands on the board at a step."""
    return {name: np.array(rows, float) for name, rows in page.evaluate(READ, step).items()}


def last_of(page: Page) -> Screen:
    """What stands on the board at its last step."""
    stage = page.get_by_test_id("stage")
    stage.wait_for()
    return screen(page, int(stage.get_attribute("data-steps") or 0) - 1)


def chosen(query: str) -> tuple[settings.Settings, float]:
    came = parse_qs(query)
    return settings.read(came, ("lr",))[0], float(came.get("lr", ["0.1"])[0])


def agree(found: Any, wanted: Any, relative: float, name: str) -> None:
    found, wanted = np.asarray(found), np.asarray(wanted)
    assert close(found.reshape(wanted.shape), wanted, relative), f"{name}: {found} is not {wanted}"


@pytest.mark.parametrize("query", SETTINGS)
def test_every_number_on_the_screen_is_right(visit: Visit, query: str) -> None:
    page = visit(f"/bptt?{query}")
    last = last_of(page)
    reader, lr = chosen(query)
    reading = run(reader)
    p, trace, T = reading.params, reading.trace, len(reading.y)
    grads = rnn.backward(p, trace, reading.y)
    differences = Differences(p, trace.x.argmax(-1).tolist(), reading.y.tolist())
    ends = {t: step for step, t in enumerate(page.evaluate(TIMES))}  # of each time step's way back
    by_time = [screen(page, ends[t]) for t in range(T)]

    over_time = differences.all()
    for t, shown in enumerate(by_time):
        for name, wanted in over_time.items():
            agree(shown[name], wanted[t], 1e-7, f"{name} at {t}")
        for name in ("dlogits", "ds_now", "ds_future", "ds", "da"):
            agree(shown[name], getattr(grads, name)[t], 1e-12, f"{name} at {t}")
        for name in ("U", "W", "b", "V", "b_y"):
            agree(shown[f"d{name}_t"], grads.per_step(name)[t], 1e-12, f"d{name}_t at {t}")
        for name in ("Ux", "Ws", "a", "s", "logits", "y_hat", "loss"):
            if name in shown:
                wanted = grads.loss[t] if name == "loss" else getattr(trace, name)[t]
                agree(shown[name], wanted, 1e-12, f"{name} at {t}")
        agree(shown["slope"], 1 - np.tanh(trace.a[t]) ** 2, 1e-12, f"slope at {t}")
        agree(shown["x_T"], trace.x[t], 0, f"x_T at {t}")
        agree(shown["s_T"], trace.s[t], 0, f"s_T at {t}")
        if t < T - 1:
            agree(shown["da_next"], grads.da[t + 1], 0, f"da_next at {t}")
    new = Differences(p, differences.inputs, differences.targets)
    for name, old in p.items():
        gradient = getattr(grads.params, name)
        agree(last[f"d{name}"], gradient, 1e-12, f"d{name}")
        agree(last[name], old, 0, name)
        agree(last[f"{name}_step"], -lr * gradient, 1e-12, f"{name}_step")
        agree(last[f"{name}_new"], old - lr * gradient, 1e-12, f"{name}_new")
        new.weights[name] = old - lr * differences.by(name, old.shape, range(T))
    agree(last["total"], [[differences.loss()]], 1e-12, "total")
    agree(last["total_new"], [[new.loss()]], 1e-7, "total_new")


def test_an_applied_update_makes_the_new_weights_the_readers_everywhere_and_can_be_undone(visit: Visit) -> None:
    page = visit("/bptt?lr=0.01")
    promised = last_of(page)
    page.get_by_role("button", name="Apply the update").click()
    ready(page)
    expect(page).to_have_url(re.compile("edit=U"))
    now = last_of(page)
    for name in ("U", "W", "b", "V", "b_y"):
        np.testing.assert_array_equal(now[name], promised[f"{name}_new"], err_msg=name)
    assert now["total"] == pytest.approx(promised["total_new"], rel=1e-14)
    assert now["total_new"][0, 0] < now["total"][0, 0] < promised["total"][0, 0]
    expect(page).to_have_url(re.compile("t="))  # the stage writes its step a moment after the last press
    page.reload()
    ready(page)
    np.testing.assert_array_equal(last_of(page)["U"], promised["U_new"])

    page.get_by_role("link", name="The forward pass").first.click()
    expect(page.get_by_role("heading", name="The forward pass")).to_be_visible()
    ready(page)
    expect(page).to_have_url(re.compile(r"/forward\?.*edit=U"))
    value = page.locator('[data-testid=grid][data-name=W] td[data-row="0"]').get_attribute("data-value")
    assert float(value or "nan") == promised["W_new"][0, 0]
    page.go_back()
    expect(page.get_by_role("heading", name="Backpropagation")).to_be_visible()
    ready(page)
    page.get_by_role("button", name="Apply the update").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("stage")).not_to_have_attribute("aria-busy", "true")
    np.testing.assert_array_equal(last_of(page)["W"], promised["W_new"])


@pytest.mark.nightly("few weights are updated with every change")
def test_an_update_of_many_weights_holds_without_the_address(visit: Visit) -> None:
    page = visit("/bptt?preset=random&hidden=12")
    promised = last_of(page)
    page.get_by_role("button", name="Apply the update").click()
    ready(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("do not fit into an address")
    assert "edit=" not in page.url
    np.testing.assert_array_equal(last_of(page)["W"], promised["W_new"])


def test_a_step_that_leaves_the_range_of_weights_is_refused_in_words(visit: Visit) -> None:
    page = visit("/bptt?lr=100&edit=V.0.0:999,V.1.0:-999")
    page.get_by_role("button", name="Apply the update").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("Try a smaller learning rate")


def test_a_click_on_a_gradient_picks_its_weight_for_the_check(visit: Visit) -> None:
    page = visit("/bptt?t=48")
    page.evaluate(READ, 13)  # the last letter's shares: on the board
    page.locator('[data-testid=grid][data-name=dU] td[data-row="2"][data-col="1"]').click()
    expect(page.get_by_role("combobox", name="Weight")).to_have_value("U[3,e]")


def test_stepping_backward_asks_the_server_for_nothing(visit: Visit, kept: Kept) -> None:
    page = visit("/bptt")
    page.get_by_test_id("stage").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("stage")).to_have_attribute("data-step", "20")
    expect(page).to_have_url(re.compile("t=20"))
    assert kept.sent == 0


def test_what_is_checked_is_in_the_address(visit: Visit) -> None:
    page = visit("/bptt?weight=V%5Bo,2%5D&eps=-7&lr=1")
    expect(page.get_by_role("combobox", name="Weight")).to_have_value("V[o,2]")
    expect(page.get_by_test_id("stMain")).to_contain_text("the loss with V[o,2] + ε")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_the_strip_says_when_its_boxes_turn_into_gradients_and_the_stage_keeps_its_height(visit: Visit) -> None:
    page = visit("/bptt?preset=random&t=3")
    word = run(settings.Settings(preset="random"))
    grads = rnn.backward(word.params, word.trace, word.y)
    named, arrows = page.locator(".strip .named"), page.locator('.column[data-column="3"] .arrow')
    beads = page.locator('.column[data-column="3"] .bead')
    expect(named).to_have_text("s")
    expect(arrows).to_have_text(["V ↑", "U ↑"])
    expect(beads).to_have_text([number(value, 2) for value in grads.trace.s[3]])
    stage_of(page).press("ArrowRight")
    expect(named).to_have_text("∂L/∂s")
    expect(arrows.first).to_have_text("Vᵀ ↓")
    expect(beads).to_have_text([""] * 3)
    for _ in range(3):
        stage_of(page).press("ArrowRight")
    expect(beads).to_have_text([number(value, 2) for value in grads.ds[3]])
    heights = page.evaluate("""() => {
      const stage = document.querySelector('.stage'), bar = stage.querySelector('input[type=range]')
      return Array.from({ length: 50 }, (_, step) => {
        bar.value = step
        bar.dispatchEvent(new Event('input'))
        return stage.offsetHeight
      })
    }""")
    assert len(set(heights)) == 1

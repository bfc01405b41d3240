"""The largest weights that can be typed take no stage down."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.stage import STAGE, explanation, scrub, stage_of

LIMIT = "V.0.0:1000,V.1.0:-1000"
ADDRESSES = [
    "/forward?edit=V.0.0:400",
    f"/forward?edit={LIMIT}",
    f"/bptt?edit={LIMIT}&lr=50",
    f"/lstm?edit={LIMIT},U_f.0.0:1000,W_i.1.1:-1000",
]

# The explanation of every step; one that failed to be drawn would be the last step's.
_EXPLAINED = f"""() => {{
  const stage = document.querySelector('{STAGE}'), bar = stage.querySelector('input[type=range]')
  const said = document.querySelector('[data-testid=explain]')
  return Array.from({{ length: Number(stage.dataset.steps) }}, (_, step) => {{
    said.replaceChildren()
    bar.value = step
    bar.dispatchEvent(new Event('input'))
    return [Number(stage.dataset.step), said.textContent]
  }})
}}"""


@pytest.mark.nightly("the steps themselves stand at the limit in tests/ui/cells/test_extremes.py")
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_step_is_explained_with_weights_at_the_limit(visit: Callable[[str], Page], address: str) -> None:
    page = visit(address)
    expect(stage_of(page)).to_be_visible()
    explained = page.evaluate(_EXPLAINED)
    assert [step for step, _ in explained] == list(range(len(explained)))
    assert all("=" in text for _, text in explained)
    expect(page.get_by_text("BidiComponent Error")).to_have_count(0)
    if address.startswith("/forward") and LIMIT in address:
        scrub(page, 8)  # a bet that is rounded to nothing has its loss from the scores
        expect(explanation(page)).to_contain_text("L₁ = ln(exp(o₁[h])")
        expect(explanation(page)).not_to_contain_text("ln(0.00)")

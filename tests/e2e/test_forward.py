"""/forward: every number of it, against plain Python; the reader's words, weights and addresses."""

import math
import random
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import open_more, ready
from tests.e2e.stage import Matrix, all_steps, at_step, cell, edit, explanation, focus, scrub, shown, stage_of
from ui.board.arithmetic import Cell, cell_name, expand, formula, number, substituted, value_of
from ui.cells import forward
from ui.cells.choice import Settings
from ui.cells.word_run import run

Visit = Callable[[str], Page]
ORDER = ("x", "Ux", "Ws", "a", "s", "Vs", "logits", "y_hat", "loss")  # as the steps fill them in


def forward_pass(weights: dict[str, Matrix], letters: str, word: str, feed: str) -> list[dict[str, list[float]]]:
    """The equations once more, without NumPy and without the engine, from the weights on the page."""
    U, W, b, V, b_y = (weights[name] for name in ("U", "W", "b", "V", "b_y"))
    H, K = len(U), len(V)
    s, read, told = [0.0] * H, letters.index(word[0]), []
    for t in range(len(word) - 1):
        read = letters.index(word[t]) if feed == "true" else read
        target = letters.index(word[t + 1])
        x = [1.0 if k == read else 0.0 for k in range(K)]
        Ux = [sum(U[i][k] * x[k] for k in range(K)) for i in range(H)]
        full = W if len(W) == H else [[W[0][0] if i == j else 0.0 for j in range(H)] for i in range(H)]
        Ws = [sum(full[i][j] * s[j] for j in range(H)) for i in range(H)]
        a = [Ux[i] + Ws[i] + b[i if len(b) == H else 0][0] for i in range(H)]
        before, s = s, [math.tanh(value) for value in a]
        Vs = [sum(V[k][i] * s[i] for i in range(H)) for k in range(K)]
        logits = [Vs[k] + b_y[k][0] for k in range(K)]
        powers = [math.exp(score - max(logits)) for score in logits]
        y_hat = [power / sum(powers) for power in powers]
        loss = [math.log(sum(powers)) + max(logits) - logits[target]]
        y = [1.0 if k == target else 0.0 for k in range(K)]
        told.append(
            {"x": x, "Ux": Ux, "s_prev": before, "Ws": Ws, "a": a, "s": s, "Vs": Vs, "logits": logits}
            | {"y_hat": y_hat, "y": y, "loss": loss}
        )
        read = y_hat.index(max(y_hat))
    return told


def check_every_number(page: Page, word: str, letters: str, feed: str = "true") -> None:
    steps = all_steps(page)
    assert len(steps) == len(ORDER) * (len(word) - 1)
    told = forward_pass(steps[0]["grids"], letters, word, feed)
    for index, at in enumerate(steps):
        t, done = divmod(index, len(ORDER))
        assert (at["step"], at["t"]) == (index, t)
        for name, values in told[t].items():
            place = f"{name} at step {index} of {page.url}"
            after = "loss" if name == "y" else name
            known = name == "s_prev" or ORDER.index(after) <= done
            assert (at["grids"][name] is not None) == known, place
            if known:
                came = [row[0] for row in at["grids"][name]]
                assert came == pytest.approx(values, rel=1e-12, abs=1e-12), place


def address(**query: object) -> str:
    return f"/forward?{urlencode(query)}"


def board(**query: object) -> str:
    """The stage alone, as the projector has it: without charts, it opens in half the time."""
    return address(**query, present=1)


def test_every_number_of_the_notes_own_and_of_trained_weights_at_every_step(visit: Visit) -> None:
    """The notes' W and b are one number each."""
    page = visit(board(word="hole", edit="W.0.0:-2.5,b.0.0:0.125,V.3.2:1e-7"))
    assert shown(page)["V"][3][2] == 1e-7
    check_every_number(page, "hole", "helo")
    page = visit(board(word="banana", preset="trained", hidden=5, seed=4))
    check_every_number(page, "banana", "ban")
    expect(page.locator(".says .wanted")).to_have_text(["✓"] * 5)


def test_every_number_of_random_settings_at_every_step(visit: Visit) -> None:
    chance = random.Random(2026)
    for hidden, feed in ((16, "true"), (1, "own")):
        word = "".join(chance.choices("abcdeñ<é🙂 ", k=chance.randint(3, 7)))
        query: dict[str, Any] = {"word": word, "preset": "random", "seed": chance.randint(0, 999_999)}
        edit = f"U.0.0:{chance.uniform(-2, 2)!r},W.0.0:-1.5,b_y.1.0:0.25"
        page = visit(board(**query, hidden=hidden, feed=feed, edit=edit))
        assert shown(page)["b_y"][1] == [0.25]
        check_every_number(page, word, "".join(dict.fromkeys(word)), feed)


def test_the_stage_explains_every_number_as_the_worksheet_does(visit: Visit) -> None:
    """Two languages expand the same declaration and write the same digits, also of a number amid two of them."""
    query = {"word": "hole", "preset": "random", "seed": 8, "edit": "U.0.0:0.03125,W.0.1:-0.03125"}
    page = visit(f"/?{urlencode(query | {'decimals': 4})}")
    reading = run(Settings(word="hole", preset="random", seed=8, edits=query["edit"]))
    story = forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols)
    stage_of(page).wait_for()
    said = page.evaluate("""() => {
      const bar = document.querySelector('[data-testid=stage] input[type=range]'), kinds = ['formula', 'numbers', 'result']
      const text = kind => [kind, document.querySelector(`[data-testid=explain] .${kind}`)?.textContent ?? '']
      return [8, 17, 26].flatMap((step, t) => {
        bar.value = step
        bar.dispatchEvent(new Event('input'))
        return [...document.querySelectorAll('[data-testid=grid] td[data-row]')].map(cell => {
          cell.focus()
          const { row, col, name } = { ...cell.dataset, ...cell.closest('[data-name]').dataset }
          return { cell: [name, t, Number(row), Number(col)], ...Object.fromEntries(kinds.map(text)) }
        })
      })
    }""")
    assert len(said) == 3 * sum(len(grid.rows) * len(grid.cols) for grid in story.grids.values())
    for one in said:
        place = Cell(*one["cell"])
        parts, value = expand(story, place), value_of(story, place)
        assert value is not None
        written = number(value, 4, story.grids[place.grid])
        assert one["formula"].startswith(f"{cell_name(story, place)} = ")
        if parts is None or formula(story, parts) == cell_name(story, place):
            assert one["formula"].endswith(f"= {written}")
        else:
            made = substituted(story, parts, 4)
            assert one["numbers"] == ("" if made == written else f"= {made}")
            assert one["result"] == f"= {written}"


def test_a_reload_keeps_the_screen(visit: Visit) -> None:
    page = visit(address(word="hole", decimals=3))
    scrub(page, 11)
    edit(page, "U", 0, 3, "0.25")
    expect(cell(page, "Ux", 0)).to_have_text("0.250")  # the letter is o
    expect(page).to_have_url(re.compile(r"t=11"))
    expect(page).to_have_url(re.compile(r"edit=U\.0\.3(:|%3A)0\.25"))
    before = shown(page)
    page.reload()
    ready(page)
    at_step(page, 11)
    assert shown(page) == before


def test_the_network_may_read_its_own_guesses_or_draws(visit: Visit) -> None:
    page = visit(address(word="unrolled", preset="random", seed=3))
    reads = page.locator(".column .reads")
    expect(reads).to_have_text(list("unrolle"))
    page.get_by_role("radio", name="own guess").click()
    expect(reads).not_to_have_text(list("unrolle"))
    check_every_number(page, "unrolled", "unroled", "own")
    guesses = page.locator(".column .says b").all_inner_texts()
    assert reads.all_inner_texts() == ["u", *guesses[:-1]]
    strayed = next(t for t, letter in enumerate(reads.all_inner_texts()) if letter != "unrolle"[t])
    for t, said in enumerate(page.locator(".column .wanted").all_inner_texts()):
        if "✓" not in said:  # once another letter than the word's is read, the word wants nothing of this text
            assert said == f"✗ {'word:' if t >= strayed else 'wants'} {'nrolled'[t]}"
    page.get_by_role("radio", name="sample").click()
    expect(reads).not_to_have_text(["u", *guesses[:-1]])
    drawn = reads.all_inner_texts()
    page.reload()
    ready(page)
    expect(reads).to_have_text(drawn)  # the same seed, the same draws


def test_the_notes_handwriting_and_more_decimals_stand_beside_the_same_numbers(visit: Visit) -> None:
    page = visit("/forward?t=7")
    expect(page.locator(".stage .aside")).to_have_count(0)
    expect(cell(page, "s", 0)).to_have_text("0.60")
    before = shown(page)
    open_more(page)
    page.get_by_role("radio", name="6", exact=True).click()
    expect(cell(page, "s", 0)).to_have_text("0.604368")
    expect(cell(page, "W", 0)).to_have_text("0.489300")
    expect(page.locator(".column").first).to_contain_text("0.60")
    page.get_by_role("radio", name="show").click()
    expect(cell(page, "y_hat", 1).locator(".aside")).to_have_text("✎0.40")
    at_step(page, 7)
    assert shown(page) == before
    cell(page, "Ux", 1).hover()
    expect(explanation(page)).to_contain_text("The notes say 0.80")
    expect(explanation(page)).to_contain_text("A one-hot x picks a column")
    expect(page.get_by_text("doubtful").first).to_be_visible()
    focus(page).press("End")
    expect(page.locator(".stage .aside")).to_have_count(0)  # the notes have no fourth letter


READ = {
    "né🇩🇪": ["n", "é"],
    "e\u0301e\u0301o": ["é", "é"],
    "שלום": ["ש", "ל", "ו"],
    "<b>x</b>": ["<", "b", ">", "x", "<", "/", "b"],
    "a b ": ["a", "␣", "b"],
    "👩‍👩‍👧👍🏽!": ["👩‍👩‍👧", "👍🏽"],
    "*_`$|": ["*", "_", "`", "$"],
}
REFUSED = {
    "": "has 0",
    "x": "has 1",
    "hellohellohellohellohello": "has 25",
    "\u202eabc": "only characters that print",
    "\u0301ab": "no letter before it",
    "www.evil.com/<script>alert(1)": "has 29",
}


@pytest.mark.nightly("the engine's tests have every script")
def test_a_word_of_any_script_is_read_or_refused_with_the_last_good_picture_staying(visit: Visit) -> None:
    page = visit("/forward?preset=random")
    box, reads, alert = page.get_by_label("Word"), page.locator(".column .reads"), page.get_by_role("alert")
    for word, letters in READ.items():
        box.fill(word)
        box.press("Enter")
        expect(reads).to_have_text(letters)
        expect(alert).to_have_count(0)
    for word, reason in REFUSED.items():
        box.fill(word)
        box.press("Enter")
        expect(alert.filter(has_text=reason)).to_have_count(1)
        expect(alert).to_have_count(1)
        expect(box).to_have_value(word)
        expect(reads).to_have_text(list(READ.values())[-1])
    expect(page.locator("main b script, .stage script, .stage i > b, [data-testid=stAlert] a")).to_have_count(0)


def test_a_broken_step_and_edit_are_named_and_the_rest_of_the_address_holds(visit: Visit) -> None:
    page = visit(board(word="hole", t=400, edit="<script>alert(1)</script>"))
    notices = page.get_by_test_id("stAlert")
    expect(notices).to_have_count(2)
    for named in ("27 steps, counted from 0; 400", "‘<script>alert(1)</script>’"):
        expect(notices.filter(has_text=named)).to_have_count(1)
    expect(page.locator(".column .reads")).to_have_text(["h", "o", "l"])
    at_step(page, 0)


def test_on_a_phone_the_page_never_scrolls_sideways_however_large_the_network(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(address(word="abcdefghijkl", preset="random", hidden=16))
    stage_of(page).wait_for()
    wide = page.evaluate("""() => {
      const bar = document.querySelector('[data-testid=stage] input[type=range]')
      const main = document.querySelector('[data-testid=stMain]')
      return Array.from({ length: 18 }, (_, step) => {
        bar.value = step
        bar.dispatchEvent(new Event('input'))
        return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - 390)
      })
    }""")
    assert max(wide) <= 0


def test_a_shorter_word_takes_the_reader_to_its_last_step_and_so_does_the_link(visit: Visit) -> None:
    page = visit("/forward?t=35")
    page.get_by_label("Word").fill("he")
    page.get_by_label("Word").press("Enter")
    expect(stage_of(page)).to_have_attribute("data-steps", "9")
    at_step(page, 8)
    expect(page).to_have_url(re.compile(r"t=8\b"))

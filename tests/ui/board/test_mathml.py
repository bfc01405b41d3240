"""Symbols in prose: their text is that of the table, and nothing in them is a sign of Markdown or HTML."""

import re
import unicodedata
from html import unescape

import pytest

from ui.board.mathml import fraction, in_figure, mathml
from ui.board.notation import GRU, LSTM, NOTATION, Symbol

SYMBOLS = {symbol.text: symbol for table in (NOTATION, LSTM, GRU) for symbol in table.values()}


@pytest.mark.parametrize("symbol", SYMBOLS.values(), ids=SYMBOLS)
def test_what_is_copied_is_the_symbol_letter_by_letter(symbol: Symbol) -> None:
    text = symbol.text.format(t="ₜ", p="ₜ₋₁", n="ₜ₊₁")
    assert unescape(re.sub(r"<[^>]*>", "", mathml(text))) == text


def test_a_letter_alone_is_slanted_and_what_follows_an_underscore_stands_below() -> None:
    assert '<msub><mi>b</mi><mrow><mtext class="unseen">&#95;</mtext><mi>y</mi></mrow></msub>' in mathml("b_y")
    assert '<mi class="upright">tanh</mi>' in mathml("tanh c")
    assert mathml("s₂") == "<math><mi>s</mi><mn>₂</mn></math>"


def test_a_fraction_is_copied_in_one_line() -> None:
    drawn = fraction("L₊ − L₋", "2ε")
    assert drawn.count("<mfrac>") == 1
    assert unescape(re.sub(r"<[^>]*>", "", drawn)) == "(L₊ − L₋)/2ε"


def test_no_sign_of_markdown_or_html_is_left_in_the_text() -> None:
    text = re.sub(r"<[^>]*>", "", mathml("<b>*_`[x]:red|$\\"))
    assert re.fullmatch(r"[\w&#;]*", text)


@pytest.mark.parametrize("symbol", SYMBOLS.values(), ids=SYMBOLS)
def test_a_figure_gets_the_symbol_in_tags_that_plotly_draws(symbol: Symbol) -> None:
    text = symbol.text.format(t="ₜ", p="ₜ₋₁", n="ₜ₊₁")
    drawn = in_figure(text)
    assert {*re.findall(r"</?(\w+)", drawn)} <= {"span", "i", "sub", "sup"}
    shown = unescape(re.sub(r"<[^>]*>", "", drawn))
    assert unicodedata.normalize("NFKC", shown) == unicodedata.normalize("NFKC", text).replace("_", "")


def test_what_stands_low_or_high_does_so_in_a_figure_too_and_a_letter_of_the_readers_is_text() -> None:
    assert "<i>∂s</i>" not in in_figure("∂s_k")
    assert "<i>s</i><sub><i>k</i></sub>" in in_figure("∂s_k")
    assert "<i>W</i><sup><i>T</i></sup>" in in_figure("Wᵀ")
    assert "<sub>1,&lt;</sub>" in in_figure("U", "1,<")

"""The country and the language, with a gap between them."""

import numpy as np
import pytest

import models
from engine.tasks.countries import LANGUAGES
from pages.shapes import gaps

NEAR = {cell: models.load(f"near-{cell}") for cell in ("rnn", "lstm")}


@pytest.mark.parametrize("words", gaps.GAPS)
def test_a_gap_has_as_many_words_as_it_says(words: int) -> None:
    shares = gaps.shown("russia", words)
    assert "**russia**" in shares
    clauses = gaps.between(words)
    assert sum(len(clause.split()) + 1 for clause in clauses) + len(["and", "people", "speaks"]) == words


def test_the_heatmaps_numbers_are_those_of_the_bars() -> None:
    model = NEAR["rnn"]
    shares = gaps.trust(model.params, model.inputs, model.outputs)
    for row, column in ((0, 0), (6, 3), (13, 6)):
        country = gaps.COUNTRIES[column]
        y_hat = gaps.asked(model.params, model.inputs, country, gaps.GAPS[row])
        right = model.outputs.symbols.index(LANGUAGES[country])
        assert shares[row, column] == pytest.approx(y_hat[right])


def test_the_rnn_forgets_russia_and_keeps_germany_and_the_lstm_keeps_all() -> None:
    shares = {cell: gaps.trust(model.params, model.inputs, model.outputs) for cell, model in NEAR.items()}
    assert shares["rnn"][3, gaps.COUNTRIES.index("russia")] > 0.5
    assert shares["rnn"][4:, gaps.COUNTRIES.index("russia")].max() < 0.5
    assert shares["rnn"][:, gaps.COUNTRIES.index("germany")].min() > 0.9
    assert shares["lstm"].min() > 0.9


def test_a_verdict_names_what_should_have_been_said() -> None:
    outputs = NEAR["rnn"].outputs
    y_hat = np.array([0.9, *np.full(7, 0.1 / 7)])
    assert "wrong: it should be russian, which gets 1.4%" in gaps.verdict("RNN", y_hat, outputs, "russia", 27)
    assert gaps.verdict("RNN", y_hat, outputs, "germany", 27).endswith("(90.0%), which is right.</p>")


def test_the_table_of_accuracies_is_the_models_own() -> None:
    shown = gaps.accuracies({"RNN": NEAR["rnn"].figures})
    assert "| RNN | 100% | 100% | 90% | 73% | 54% | 50% |" in shown

import json
from pathlib import Path
from statistics import median

import numpy as np
import pytest

import models
from engine import generate, seq2seq
from engine.cells import cell_of
from engine.tasks.countries import LANGUAGES, sentence
from engine.tasks.data import END
from engine.text import one_hot, words
from models.recipes import RACE_STEPS, RACE_VARIANTS, RECIPES, SOLVED, figures, first_weights

FOLDER = Path(models.__file__).parent


@pytest.fixture(scope="module")
def load():
    """Each file is read once for all tests here."""
    loaded = {}
    return lambda name: loaded.setdefault(name, models.load(name))


def answered(model, sentence):
    indices, _ = seq2seq.answer(model.params, model.inputs.encode(words(sentence)))
    return " ".join(symbol for symbol in model.outputs.decode(indices) if symbol != END)


def best(model, sentence):
    trace = cell_of(model.params).forward(
        model.params, one_hot(model.inputs.encode(words(sentence)), len(model.inputs))
    )
    return model.outputs.symbols[trace.y_hat[-1].argmax()]


def test_every_recipe_is_shipped_and_nothing_else():
    assert set(models.names()) == set(RECIPES)


LONG = pytest.mark.nightly("reads thousands of the longest sentences")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=LONG if name in ("far-lstm", "far-lstm-usual") else ()) for name in RECIPES]
)
def test_the_shipped_weights_have_the_printed_figures(name, load):
    recipe, model = RECIPES[name], load(name)
    task = recipe.task()
    assert (model.inputs, model.outputs) == (task.inputs, task.outputs)
    assert (model.cell, model.params.flat.dtype, model.seed) == (recipe.cell, np.float64, recipe.seed)
    found = figures(recipe, model.params)
    assert found.keys() == model.figures.keys()
    # another BLAS may break a tie differently: one example of the smallest set
    assert list(found.values()) == pytest.approx(list(model.figures.values()), abs=0.01)


@pytest.mark.parametrize("name", ["translation", "digits", "reply"])
def test_encoder_decoders_answer_98_percent_of_what_they_never_saw(name, load):
    assert load(name).figures["held out"] >= 0.98


@pytest.mark.parametrize("k", RACE_VARIANTS["lstm-chrono"].distances)
def test_chrono_recalls_at_every_distance(k, load):
    assert load(f"recall-{k}-lstm-chrono").figures["held out"] >= SOLVED


def test_a_forget_gate_that_is_always_open_is_open_to_the_last_digit_before_and_after_training(load):
    task, trained = RECIPES["recall-50-lstm-open"].task(), load("recall-50-lstm-open").params
    for p in (first_weights(RECIPES["recall-50-lstm-open"], np.random.default_rng(1)), trained):
        x = one_hot(task.encode(task.held_out[:4]).x, len(task.inputs))
        assert (cell_of(p).forward(p, x).f == 1).all()


def test_an_lstm_set_to_remember_keeps_the_country_over_any_gap_and_learns_it_from_afar(load):
    for name in ("near-lstm", "far-lstm"):
        assert all(share >= 0.95 for gap, share in load(name).figures.items() if gap in ("gap 75", "gap 81"))


def test_an_lstm_of_the_usual_start_keeps_most_countries_and_does_not_learn_from_afar(load):
    near, far = load("near-lstm-usual").figures, load("far-lstm-usual").figures
    assert all(0.7 < share < 0.95 for gap, share in near.items() if gap in ("gap 75", "gap 81"))
    assert far["train"] < 0.3


def test_the_rnn_forgets_over_a_long_gap_and_cannot_learn_from_afar(load):
    near, far = load("near-rnn").figures, load("far-rnn").figures
    assert near["held out"] == 1
    assert near["gap 75"] < 0.95
    assert far["train"] < 0.3


@pytest.mark.parametrize(
    ("review", "label"), [("this phone is no good", "negative"), ("NO, the phone is good", "positive")]
)
def test_the_notes_two_reviews_are_told_apart(review, label, load):
    assert best(load("sentiment"), review) == label


def test_the_notes_message_is_answered_and_continued(load):
    assert answered(load("reply"), "Hi! How are you?") == "I am fine, thanks! And you?"
    assert best(load("next-word"), "Hi! How are") == "you"
    model = load("next-word")
    written = generate.generate(model.params, model.inputs.encode(["hi"]), 12, stop=len(model.outputs) - 1)
    assert model.outputs.decode(written)[-1] == END


@pytest.mark.parametrize(
    ("english", "german"),
    [("I see the man", "ich sehe den Mann"), ("I do not call the brother", "ich rufe den Bruder nicht an")],
)
def test_sentences_are_translated(english, german, load):
    assert answered(load("translation"), english) == german


@pytest.mark.parametrize("country", LANGUAGES)
@pytest.mark.parametrize("name", ["near-rnn", "near-lstm"])
def test_in_the_notes_sentence_each_country_speaks_its_language(name, country, load):
    x, y = sentence(country)
    assert best(load(name), " ".join(x)) == y[-1]


def test_weights_can_be_had_in_single_precision():
    assert models.load("translation", np.float32).params.flat.dtype == np.float32


def test_an_unknown_model_is_named_beside_the_known():
    with pytest.raises(ValueError, match=r"no model ‘\.\./secret’; there are alice, digits, far-lstm, far-lstm-usual"):
        models.load("../secret")


def test_files_are_small():
    assert sum(path.stat().st_size for path in FOLDER.glob("*.safetensors")) < 600_000


def test_the_race_is_shipped_for_every_variant_and_distance():
    race = json.loads((FOLDER / "race.json").read_text())
    assert list(race) == list(RACE_VARIANTS)
    for variant, by_distance in race.items():
        assert list(by_distance) == [str(k) for k in RACE_VARIANTS[variant].distances]
        for k, accuracies in by_distance.items():
            assert len(accuracies) == 10
            seed = RECIPES[f"recall-{k}-{variant}"].seed
            assert accuracies[seed] == pytest.approx(models.load(f"recall-{k}-{variant}").figures["held out"], abs=0.01)


def test_the_readme_prints_the_figures_of_the_files(load):
    readme = (FOLDER / "README.md").read_text()
    for name in RECIPES:
        model = load(name)
        assert f"| `{name}` |" in readme
        line = next(line for line in readme.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"{model.figures['held out']:.3f}" in line


@pytest.mark.parametrize(
    "name", [f"{gaps}-{cell}" for gaps in ("near", "far") for cell in ("rnn", "lstm", "lstm-usual")]
)
def test_the_readme_prints_the_gaps(name, load):
    shares = [f"{share:.2f}" for figure, share in load(name).figures.items() if figure.startswith("gap")]
    assert f"| {' | '.join(shares)} |" in (FOLDER / "README.md").read_text()


def test_the_readme_says_how_long_each_may_train_and_what_solved_means():
    readme = (FOLDER / "README.md").read_text()
    assert f"at most {RACE_STEPS} batches of 32 at every distance" in " ".join(readme.split())
    assert f"at least {SOLVED}" in " ".join(readme.split())


@pytest.mark.parametrize("variant", RACE_VARIANTS)
def test_the_readme_prints_the_race(variant):
    found = json.loads((FOLDER / "race.json").read_text())[variant].values()
    cells = [
        f"{median(shares):.2f} ({min(shares):.2f} to {max(shares):.2f}; {sum(s >= SOLVED for s in shares)})"
        for shares in found
    ]
    assert " | ".join(cells) in (FOLDER / "README.md").read_text()


def test_the_readme_says_how_open_the_forget_gate_starts_and_how_many_seeds_then_solve_50():
    rows = (
        (FOLDER / "README.md")
        .read_text()
        .split("| forget bias | f at the start |")[1]
        .split("\n\n")[0]
        .splitlines()[2:]
    )
    race = json.loads((FOLDER / "race.json").read_text())
    variants = ("lstm-0", "lstm", "lstm-3", "lstm-open", "lstm-chrono")
    for row, variant in zip(rows, variants, strict=True):
        _, f, left, solved = (cell.strip() for cell in row.strip("|").split("|"))
        bias = RACE_VARIANTS[variant].options(50)["forget_bias"]
        exact = 26 / 27 if bias == "chrono" else 1 / (1 + np.exp(-bias))  # u = 26 is the middle of 1 … 51
        assert float(f) == round(exact, 2)
        if "⁻" not in left:
            assert float(left) == round(exact**50, 2)
        assert int(solved) == sum(share >= SOLVED for share in race[variant]["50"])

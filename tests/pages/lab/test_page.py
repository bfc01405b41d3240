"""Training in the lab without a browser: each run of the script is one tick of its clock."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from engine import interop
from engine.cells import CELLS
from engine.lesson import Lesson
from pages.lab.respond import LARGEST_TEXT
from tests.pages.test_router import opened
from ui.shell.chapters import CHAPTERS
from ui.training.lessons import Plan, begin_on, encoded

LAB = next(chapter for chapter in CHAPTERS if chapter.path == "lab")


def page(**query: str) -> AppTest:
    app = opened(LAB, **query)
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def lesson(app: AppTest) -> Lesson:
    made = app.session_state["lab_training"].lesson
    assert isinstance(made, Lesson)
    return made


def told(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.caption, *app.markdown))


@pytest.mark.parametrize("cell", ["RNN", "LSTM", "GRU"])
def test_a_text_is_learnt_stopped_and_resumed_and_what_has_learnt_reads_it(cell: str) -> None:
    app = page(net=cell, units="8")
    app.text_area(key="lab_text").set_value("la lé la lé\n" * 9).run()
    press(app, "Train")
    press(app, "Stop")
    done = lesson(app).updates
    assert done > 0
    app.run()
    assert lesson(app).updates == done
    assert f"The {cell} with 8 units that you trained reads the text, after {done:,} updates" in told(app)
    press(app, "Resume")
    assert lesson(app).updates > done
    press(app, "Stop")
    assert lesson(app).loss[-1] < lesson(app).loss[0]
    assert not app.exception


def test_a_lesson_in_the_lab_ends_with_its_budget_and_is_the_same_again() -> None:
    text = encoded("the cat sat on the mat; " * 40)
    plan = Plan(("", "", 5, 0), "GRU", "Adam", 0.01, "1", text.digest, 6, 0.2)
    one, _ = begin_on(plan, text)
    while not one.ended:
        one.work(0.01)
    assert "0.2 seconds of computing" in one.ended
    assert one.share == 1
    other, _ = begin_on(plan, text)
    other.work(60, most=one.updates)
    assert other.loss[: one.updates] == one.loss[: other.updates]
    assert all(not len(snapshot.weights) for snapshot in one.snapshots)


def test_the_largest_text_and_the_largest_network_begin_to_learn() -> None:
    text = encoded(("né the cat sat on the mat.\n" * LARGEST_TEXT)[: LARGEST_TEXT // 2])
    made, _ = begin_on(Plan(("", "", 0, 0), "LSTM", "Adam", 0.01, "1", text.digest, 256, 30.0), text)
    made.work(0.0, most=1)
    assert made.updates == 1
    assert made.params.dtype == np.float32


def test_a_refused_text_stays_in_its_field_and_the_one_before_in_force() -> None:
    app = page()
    app.text_area(key="lab_text").set_value("the cat").run()
    press(app, "Train")
    before = lesson(app)
    for refused, sentence in (("x", "at least 2 letters"), ("é" * (LARGEST_TEXT // 2 + 1), "1,048,576 bytes")):
        app.text_area(key="lab_text").set_value(refused).run()
        assert sentence in app.error[0].value
        assert app.text_area(key="lab_text").value == refused
        assert lesson(app) is before
    app.text_area(key="lab_text").set_value("né né").run()
    assert "‘é’ is not in this model’s alphabet" in app.error[0].value
    assert "The previous text is still shown." in app.error[0].value
    del app.session_state["lab_letters"]  # the server was restarted: it knows of no text before
    app.run()
    assert "previous" not in app.error[0].value
    assert "The letters that it knows are shown instead." in app.error[0].value
    assert lesson(app) is not before  # the shipped network cannot read it; one of the reader's own can learn it


def test_it_writes_after_a_prompt_at_a_temperature_and_names_a_letter_it_cannot_read() -> None:
    app = page(prompt="the ", temperature="0.1")
    assert "Given “the ”, the network writes" in told(app)
    wrote = app.get("text")[-1].value
    assert len(wrote) == 200
    press(app, "Write again")
    assert app.get("text")[-1].value != wrote
    app.text_input(key="prompt").set_value("thé").run()
    assert "‘é’ is not in this model's alphabet" in app.error[0].value
    assert "Given “the ”, the network writes" in told(app)


def test_a_file_that_carries_its_alphabet_fills_in_the_field_and_what_is_typed_then_counts() -> None:
    params = CELLS["gru"].init(np.random.default_rng(3), 4, 5, 4)
    app = page()
    app.text_input(key="alphabet").set_value("xy").run()
    carries = interop.to_safetensors(params, alphabet=("\n", "a", "b", "\\"))
    app.file_uploader(key="weights_file").set_value(("mine.safetensors", carries, "")).run()
    assert not app.error
    assert app.text_input(key="alphabet").value == r"\nab\\"
    assert app.session_state["settings"].model.alphabet.symbols == ("\n", "a", "b", "\\")
    app.text_input(key="alphabet").set_value("helo").run()
    assert app.session_state["settings"].model.alphabet.symbols == tuple("helo")
    without = interop.to_safetensors(params)
    app.file_uploader(key="weights_file").set_value(("other.safetensors", without, "")).run()
    assert app.text_input(key="alphabet").value == "helo"
    assert not app.exception


def test_what_was_trained_becomes_the_readers_model_on_every_page() -> None:
    app = page(net="LSTM", units="8")
    app.text_area(key="lab_text").set_value("to be\tor\\not\n" * 5).run()
    press(app, "Train")
    press(app, "Stop")
    press(app, "Make it your model")
    assert not app.exception
    lesson(app).settle()
    model = app.session_state["settings"].model
    assert model.alphabet.symbols == app.session_state["lab_training"].alphabet.symbols
    np.testing.assert_array_equal(model.params.flat, lesson(app).params.flat)
    app.switch_page("lstm/page.py").run()
    assert not app.exception
    assert app.segmented_control(key="lstm_preset").value == "mine"


def test_a_network_too_large_for_the_stage_is_not_offered_as_the_readers_model() -> None:
    app = page(net="RNN", units="65")
    press(app, "Train")
    press(app, "Stop")
    assert "Make it your model" not in [button.label for button in app.button]


def test_units_are_ranked_by_what_they_tell_or_by_how_much_they_vary() -> None:
    spread = [response.spread for response in page().session_state["lab_seen"][2]]
    app = page(ranked="how much they vary")
    told = [float(found) for found in re.findall(r"\| (0\.\d\d) \|$", told_of_all(app), re.MULTILINE)]
    assert told == sorted(told, reverse=True)
    assert told == pytest.approx(sorted(spread, reverse=True), abs=0.005)


def told_of_all(app: AppTest) -> str:
    return next(element.value for element in app.markdown if "Standard deviation" in element.value)

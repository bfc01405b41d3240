"""The training page without a browser: each run of the script is one tick of its clock."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from engine.lesson import Lesson
from engine.presets import NOTES
from engine.training import SGD
from tests.figures import plotly
from tests.pages.test_router import opened
from ui.shell.chapters import CHAPTERS
from ui.training import figures, words
from ui.training.lessons import TEXT
from ui.training.turns import turn

HELLO = np.array([0, 1, 2, 2, 3])
TRAINING = next(chapter for chapter in CHAPTERS if chapter.path == "training")


def page(**query: str) -> AppTest:
    app = opened(TRAINING, **query)
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def lesson(app: AppTest) -> Lesson:
    return app.session_state["training"].lesson


def learn(app: AppTest) -> Lesson:
    press(app, "Train")
    while app.session_state["training"].running:
        app.run()
    return lesson(app)


def test_hello_is_learnt_and_again_in_the_same_way() -> None:
    app = page()
    first = learn(app)
    assert first.ended.startswith("Learnt")
    assert "4 of 4 letters" in "".join(caption.value for caption in app.caption)
    press(app, "Start again")
    assert lesson(app).updates == 0
    assert learn(app).loss == first.loss
    assert lesson(app) is not first


def test_stopped_it_stands_still_and_resumed_it_goes_on_as_if_never_stopped() -> None:
    app = page(lr="0.02")
    press(app, "Train")
    press(app, "Stop")
    stopped = lesson(app).updates
    assert stopped > 0
    app.run().run()
    assert lesson(app).updates == stopped
    press(app, "Resume")
    assert lesson(app).updates > stopped
    while app.session_state["training"].running:
        app.run()
    whole = Lesson(NOTES, HELLO, SGD(0.02), 5.0)
    while not whole.ended:
        whole.work(60)
    assert lesson(app).loss == whole.loss


def test_a_reader_waits_while_another_ones_slice_is_computed() -> None:
    app = page()
    with turn(Lesson(NOTES, HELLO, SGD(0.02), 5.0)) as taken:
        assert taken
        press(app, "Train")
        assert lesson(app).updates == 0
        assert app.session_state["training"].running
    app.run()
    assert lesson(app).updates > 0


def test_used_weights_are_the_trained_ones_on_every_page_and_the_lesson_stays() -> None:
    app = page()
    trained = learn(app)
    press(app, "Use these weights")
    assert app.success
    assert lesson(app) is trained
    app.switch_page("forward/page.py").run()
    assert not app.exception
    edits = dict(entry.split(":") for entry in app.session_state["settings"].edits.split(","))
    assert float(edits["W.0.0"]) == trained.params.W[0, 0] != NOTES.W[0, 0]  # type: ignore[attr-defined]
    assert float(edits["V.3.2"]) == trained.params.V[3, 2]


def test_weights_that_no_other_page_has_a_place_for_are_not_offered() -> None:
    app = page(net="GRU", preset="random")
    learn(app)
    assert "Use these weights" not in labels(app)


def test_a_refused_text_stays_in_its_box_and_the_lesson_on_the_last_good_one_goes_on() -> None:
    app = page(learn="a text")
    assert app.session_state["training"].plan.text == TEXT
    press(app, "Train")
    before = lesson(app)
    app.text_area(key="text").set_value("x" * 20_001).run()
    assert "20,000 characters; this one has 20,001" in app.error[0].value
    assert app.text_area(key="text").value == "x" * 20_001
    assert lesson(app) is before
    app.text_area(key="text").set_value("aaaaaaaa").run()
    assert not app.error
    assert "only one letter" in lesson(app).ended
    assert "only one letter" in app.get("progress")[0].proto.text


@pytest.mark.parametrize("query", [{"lr": "100"}, {"lr": "100", "clip": "off", "optimiser": "Adam"}])
def test_an_absurd_learning_rate_ends_in_words_and_leaves_good_weights(query: dict[str, str]) -> None:
    app = page(preset="random", **query)
    made = learn(app)
    assert made.ended
    assert np.isfinite(made.params.flat).all()
    assert not app.exception


def test_curves_are_the_lessons_numbers_and_films_have_one_fixed_scale() -> None:
    made = Lesson(NOTES, HELLO, SGD(0.1), 5.0)
    made.work(60, most=50)
    made.settle()
    chart = plotly(figures.curves(made))
    assert list(chart.data[0].y) == made.loss
    np.testing.assert_allclose(10 ** np.array(chart.data[1].y), made.grad_norm)
    shots = made.snapshots
    film = plotly(figures.weights(NOTES, [s.weights for s in shots], [s.update for s in shots], "helo"))
    assert len(film.frames) == len(made.snapshots)
    first, last = film.frames[0].data, film.frames[-1].data
    for name, start, end in zip("UWV", first, last, strict=True):
        np.testing.assert_allclose(np.array(start.z, float), getattr(NOTES, name), atol=1e-4)
        assert (start.zmin, start.zmax) == (end.zmin, end.zmax)
        assert np.abs(np.array(end.z, float)).max() <= end.zmax + 1e-4


def test_before_the_first_update_a_mark_stands_where_the_curve_of_a_word_begins() -> None:
    made = Lesson(NOTES, HELLO, SGD(0.1))
    (begins,) = plotly(figures.curves(made)).data[0].y
    made.work(60, most=1)
    assert begins == pytest.approx(made.loss[0])


def test_guesses_are_escaped() -> None:
    app = page(preset="random", word="<b>&")
    training = app.session_state["training"]
    html = words.guesses(training.lesson, training.lesson.snapshots[0], training.alphabet)
    assert "&lt;" in html
    assert "<b><" not in html


def test_what_is_said_of_a_text_names_the_perplexity_of_its_beginning_and_that_of_the_held_out_part() -> None:
    text = np.resize(HELLO, 60)
    made = Lesson(NOTES, text[:40], SGD(0.1), 5.0, unseen=text[40:])
    made.work(60, most=20)
    made.settle()
    last = made.snapshots[-1]
    said = words.right(made, last)
    assert f"the network’s perplexity on them is {np.exp(last.loss):.3g}, and " in said
    assert f"{np.exp(made.checked[len(made.snapshots) - 1]):.3g} on the held-out text" in said
    assert " at the beginning of the text " in said
    word = Lesson(NOTES, HELLO, SGD(0.1), 5.0)
    assert "held-out" not in words.right(word, word.snapshots[0])

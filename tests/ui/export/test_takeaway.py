"""Each page with a run offers it to be taken away."""

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from safetensors.numpy import load

from engine import interop
from pages.race.race import Race
from tests.apps import opened
from ui.cells.model_file import alphabet_in
from ui.export import takeaway
from ui.shell import address
from ui.shell.chapters import PAGES
from ui.training import measured
from ui.training.race_figures import Mark

BOARD = ["Worksheet", "Worksheet to print", "Trace", "Trace as a table"]
RUNS = [c for c in PAGES if c.path in ("", "anatomy", "forward", "bptt", "vanishing", "lstm")]


@pytest.mark.parametrize("chapter", RUNS, ids=lambda page: page.path or "home")
def test_the_run_can_be_taken_away_in_every_form(chapter):  # type: ignore[no-untyped-def]
    app = opened(chapter, {"word": "hole", "edit": "V.0.0:2"})
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    figures = ["Figures"] if "As a table" in [folded.label for folded in app.expander] else []
    assert bool(figures) == bool(chapter.path)  # of these pages the first alone has none
    assert labels == ["Standalone walk", "Notebook", *BOARD, *figures, "Weights"]


@pytest.mark.parametrize(
    ("path", "query", "begins"),
    [
        ("lstm", {"word": "hole"}, "unrolled-lstm-hole"),
        ("lstm", {"word": "hole", "cell": "gru"}, "unrolled-gru-hole"),
        ("forward", {"word": "hole"}, "unrolled-forward-hole"),
        ("shapes", {"shape": "encoder-decoder"}, "unrolled-shapes-translation"),
    ],
)
def test_a_files_name_says_the_page_the_cell_and_the_word(
    monkeypatch: pytest.MonkeyPatch, path: str, query: dict[str, str], begins: str
) -> None:
    names: list[str] = []
    monkeypatch.setattr(takeaway, "_offer", lambda files: names.extend(file[2] for file in files))
    assert not opened(next(page for page in PAGES if page.path == path), query).exception
    assert {name.removeprefix(begins)[0] for name in names} <= {"-", "."}
    assert any(name.endswith(".ipynb") for name in names)


def test_worksheets_write_out_every_time_step_if_the_reader_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(takeaway, "_offer", lambda files: kept.update({file[0]: file[4] for file in files}))
    app = opened(next(page for page in PAGES if page.path == "forward"), {})
    short = [kept[name]() for name in ("Worksheet", "Worksheet to print")]
    app.toggle(key=takeaway.WHOLE).set_value(True).run()
    whole = [kept[name]() for name in ("Worksheet", "Worksheet to print")]
    assert all("the other time steps are tables" in text for text in short)
    assert not any("the other time steps are tables" in text for text in whole)
    assert all(len(long) > len(text) for long, text in zip(whole, short, strict=True))


def test_weights_carry_the_alphabet_with_its_own_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(takeaway, "_offer", lambda files: kept.update({file[0]: file[4] for file in files}))
    query = {"word": "to be", "preset": "random"}
    for path in ("forward", "lstm"):
        assert not opened(next(page for page in PAGES if page.path == path), query).exception
        assert alphabet_in(kept["Weights"]()) == "to be"


@pytest.mark.parametrize(("path", "query"), [("order", {}), ("shapes", {"shape": "encoder-decoder"})])
def test_a_board_without_weights_of_the_reader_is_taken_away_too(path: str, query: dict[str, str]) -> None:
    app = opened(next(page for page in PAGES if page.path == path), query)
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    own, figures = (["Notebook"], []) if path == "shapes" else ([], ["Figures"])
    assert labels == ["Standalone walk", *own, *BOARD, *figures]


def test_a_file_carries_the_address_of_the_same_screen_with_the_pages_own_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    carried, of = [], address.of

    def kept(*about: Any) -> str:
        carried.append(of(*about))
        return carried[-1]

    monkeypatch.setattr(address, "of", kept)
    query = {"word": "hole", "radius": "2", "letters": "60", "edit": "V.0.0:2"}
    app = opened(next(page for page in PAGES if page.path == "vanishing"), query)
    assert not app.exception
    (link,) = set(carried)
    assert parse_qs(urlsplit(link).query) == {name: [value] for name, value in query.items()}


def test_a_lesson_leaves_its_curves_and_the_trained_networks_own_story(monkeypatch: pytest.MonkeyPatch) -> None:
    training = next(page for page in PAGES if page.path == "training")
    kept: dict[str, Any] = {}
    monkeypatch.setattr(takeaway, "_offer", lambda files: kept.update({file[0]: file[4] for file in files}))
    app = opened(training, {"net": "GRU", "preset": "random", "optimiser": "Adam"})
    assert not kept  # there is nothing yet
    next(button for button in app.button if button.label == "Train").click().run()
    while app.session_state["training"].running:
        app.run()
    assert not app.exception
    assert list(kept) == [
        "Standalone walk",
        "Notebook",
        *BOARD,
        "Figures",
        "Weights",
        "Curves as a table",
        "Training run",
    ]
    lesson = app.session_state["training"].lesson
    head, *lines = csv.reader(kept["Curves as a table"]().splitlines())
    assert [float(line[1]) for line in lines] == lesson.loss
    assert {len(line) for line in lines} == {len(head)}
    arrays = np.load(io.BytesIO(kept["Training run"]()), allow_pickle=False)
    assert parse_qs(urlsplit(arrays["about"][1]).query)["net"] == ["GRU"]
    np.testing.assert_array_equal(arrays["weights"][-1], lesson.snapshots[-1].weights)
    np.testing.assert_allclose(interop.from_torch(load(kept["Weights"]())).flat, lesson.params.flat)
    space: dict[str, Any] = {}
    for cell in json.loads(kept["Notebook"]())["cells"]:
        if cell["cell_type"] == "code":
            exec(cell["source"], space)


def test_a_race_leaves_all_results_and_its_trained_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(takeaway, "_offer", lambda files: kept.update({file[0]: file[4] for file in files}))
    app = opened(next(page for page in PAGES if page.path == "race"), {"k": "10"})
    assert list(kept) == ["Results", "Figures"]
    race = Race(10, ("rnn", "gru", "lstm"), 3)
    race.start()
    for runner in race.runners:
        runner.step()
    race.stop()
    app.session_state["race"] = race
    app.session_state["race_marks"] = [Mark("gru", 10, 3, 0.25)]
    app.run()
    assert not app.exception
    assert list(kept) == ["Results", "Figures", "Weights, RNN", "Weights, GRU", "Weights, LSTM, forget bias 1"]
    lines = list(csv.reader(kept["Results"]().splitlines()))
    assert lines[-1] == ["gru", "10", "3", "0.25", "run here"]
    assert {len(line) for line in lines} == {5}
    assert sum(line[4] == "shipped" for line in lines) == sum(
        len(shares) for found in measured.race().values() for shares in found.values()
    )
    np.testing.assert_allclose(
        interop.from_torch(load(kept["Weights, GRU"]())).flat, race.runners[1].params.flat, atol=1e-7
    )

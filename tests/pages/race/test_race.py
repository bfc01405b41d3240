"""The race: the shipped results come out of it again, it can be stopped, and it ends by itself."""

import json
from pathlib import Path

import numpy as np
import pytest

import models
from models.recipes import FLAWLESS, RACE_STEPS, RACE_VARIANTS, RECIPES, SOLVED
from pages.race import race, words
from pages.race.race import Race
from tests.figures import plotly
from ui.training import race_figures as figures

SHIPPED = json.loads(Path(models.__file__).with_name("race.json").read_text("utf-8"))


def run(k, variants, seed, batches=None):
    running = Race(k, variants, seed)
    running.start()
    while not running.over and (batches is None or running.runners[0].batches < batches):
        for runner in running.runners:
            if runner.running:
                runner.step()
    running.stop()
    return running.runners


def test_with_the_default_seed_chrono_solves_50_and_ends_where_the_shipped_results_are() -> None:
    (chrono,) = run(50, ["lstm-chrono"], 0)
    assert chrono.state == "solved"
    assert chrono.held_out == pytest.approx(SHIPPED["lstm-chrono"]["50"][0], abs=0.01)
    assert chrono.curve[-1][1] == 1


def test_the_rnn_is_at_chance_when_chrono_has_long_been_done() -> None:
    (rnn,) = run(50, ["rnn"], 0, batches=400)
    assert rnn.state == "stopped"
    assert rnn.held_out is not None
    assert abs(rnn.held_out - figures.CHANCE) < 0.1
    assert abs(np.mean([share for _, share in rnn.curve]) - figures.CHANCE) < 0.05


def test_the_shipped_results_tell_the_story_of_the_chapter_from_nearly_every_seed() -> None:
    assert sum(share >= SOLVED for share in SHIPPED["lstm-chrono"]["50"]) >= 9
    assert sum(share < SOLVED for share in SHIPPED["rnn"]["50"]) >= 9
    assert SHIPPED["lstm-chrono"]["50"][0] >= SOLVED > SHIPPED["rnn"]["50"][0]


def test_the_same_seed_gives_the_same_race() -> None:
    first, second = (run(10, ["rnn", "gru"], 7, batches=30) for _ in range(2))
    assert [runner.curve for runner in first] == [runner.curve for runner in second]
    assert [batches for batches, _ in first[0].curve] == [10, 20, 30]


@pytest.mark.parametrize(
    ("share", "said"), [(SOLVED, "solved"), (1.0, "solved"), (SOLVED - 0.01, f"no mistake in {FLAWLESS} batches")]
)
def test_a_live_network_has_solved_the_task_if_its_share_is_one_that_counts_among_the_shipped(
    monkeypatch: pytest.MonkeyPatch, share: float, said: str
) -> None:
    monkeypatch.setattr(race, "figures", lambda *_: {"held out": share})
    (chrono,) = run(10, ["lstm-chrono"], 0)
    assert chrono.batches < chrono.recipe.steps
    assert (chrono.state, chrono.solved) == (said, said == "solved")
    assert words.accuracy_table({"lstm-chrono": {"10": [share]}}, [])["seeds that solve it"] == [
        f"{chrono.solved:d} of 1"
    ]


@pytest.mark.parametrize("share", [SOLVED, 0.5])
def test_one_that_is_stopped_or_has_used_its_updates_has_solved_it_in_the_same_sense(
    monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(race, "figures", lambda *_: {"held out": share})
    (rnn,) = run(50, ["rnn"], 0, batches=3)
    assert rnn.state == ("solved" if share == SOLVED else "stopped")


def test_every_network_has_as_many_updates_at_every_distance() -> None:
    assert {
        RECIPES[f"recall-{k}-{variant}"].steps for variant, racer in RACE_VARIANTS.items() for k in racer.distances
    } == {RACE_STEPS}


def test_a_race_ends_at_its_time_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "LIMIT", 0.0)
    running = Race(10, ["rnn", "gru", "lstm-chrono"], 0)
    assert not running.started
    running.start()
    running.advance(0.05)
    assert running.over
    assert running.progress == 1
    assert {runner.state for runner in running.runners} == {"ran out of time"}
    assert all(0 <= runner.held_out <= 1 for runner in running.runners if runner.held_out is not None)


def test_the_figure_shows_the_median_the_worst_and_the_best_seed_and_the_readers_own_race() -> None:
    own = figures.Mark("lstm", 50, 3, 0.21)
    drawn = {trace.name: trace for trace in plotly(figures.accuracy(SHIPPED, [own])).data}
    for variant in ("rnn", "gru", "lstm", "lstm-chrono"):
        trace = drawn[figures.RACERS[variant].name]
        shares = np.array(list(SHIPPED[variant].values()))
        np.testing.assert_allclose(trace.y, np.median(shares, axis=1))
        np.testing.assert_allclose(np.add(trace.y, trace.error_y.array), shares.max(axis=1))
        np.testing.assert_allclose(np.subtract(trace.y, trace.error_y.arrayminus), shares.min(axis=1))
    star = drawn["LSTM, forget bias 1, run here"]
    assert (list(star.x), list(star.y)) == ([50], [0.21])


def test_no_star_hides_another() -> None:
    own = [figures.Mark(variant, 10, seed, 1.0) for variant in ("gru", "lstm-chrono") for seed in range(8)]
    for few in (own[:2], own[7:9], own):
        stars = [trace for trace in plotly(figures.accuracy(SHIPPED, few)).data if trace.name.endswith("run here")]
        places = sorted(x for trace in stars for x in trace.x)
        assert len(places) == len(few)
        assert min(np.diff(np.log(places))) > 0.02
        assert max(abs(np.log(np.divide(places, 10)))) < 0.25  # nearer to their own distance than to the next, 20
        assert all(k == 10 for trace in stars for k, _ in trace.customdata)


def test_every_seed_of_every_variant_is_a_mark() -> None:
    at_50 = {variant: found["50"] for variant, found in SHIPPED.items()}
    marks = plotly(figures.every_seed(at_50)).data
    assert [list(trace.x) for trace in marks] == list(at_50.values())


def test_a_gradient_that_is_exactly_zero_leaves_a_gap() -> None:
    figure = plotly(figures.way_back({("rnn", "s"): np.array([1.0, 1e-3, 0.0])}))
    assert list(figure.data[0].y) == [0.0, pytest.approx(-3.0), None]


def test_the_words_count_the_seeds_of_the_shipped_results() -> None:
    found = {variant: {"50": [1.0, 0.25]} for variant in SHIPPED} | {"gru": {"50": [0.25, 0.25]}}
    said = words.fails(found)
    assert "with 8 units on 1 of 2, 0 of 2 and 1 of 2" in said
    assert "| chrono, its middle unit | 0.96 | 15% | 1 of 2 |" in words.gates_table(found)


def test_the_words_say_how_open_the_forget_gate_starts_and_what_is_left_after_50_steps() -> None:
    rows = [line for line in words.gates_table(SHIPPED).splitlines() if line.startswith("|")]
    opened = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    assert [(f, left) for _, f, left, _ in opened] == [
        *(("0.50", "8.9e−16"), ("0.73", "1.6e−7"), ("0.95", "9%"), ("1.00", "100%"), ("0.96", "15%"))
    ]
    for variant, (*_, solved) in zip(words.GATES, opened, strict=True):
        assert solved == f"{sum(share >= SOLVED for share in SHIPPED[variant]['50'])} of 10"

"""What is asked before a step: its answer is in the board's own numbers, and neither the question nor the choice tells it."""

import numpy as np
import pytest

from engine import presets, rnn
from engine.update import descend
from pages.anatomy import story as anatomy
from pages.vanishing import story as vanishing
from ui.board.question import Question
from ui.board.storyboard import Step, Storyboard
from ui.cells import bptt, forward, questions
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run
from ui.cells.word_run import run

STORIES = ("forward", "bptt", "vanishing", "lstm", "gru")


def board(story: str, **chosen: object) -> Storyboard:
    settings = Settings(preset="random", **chosen)  # type: ignore[arg-type]
    if story in ("lstm", "gru"):
        return gated_run(story, "random", settings, "").storyboard()
    reading = run(settings)
    letters = reading.alphabet.symbols
    if story == "forward":
        return forward.storyboard(reading.params, reading.trace, reading.y, letters)
    if story == "vanishing":
        return vanishing.storyboard(reading.params, reading.trace, letters)
    grads = rnn.backward(reading.params, reading.trace, reading.y)
    return bptt.storyboard(grads, reading.y, letters, descend(grads, reading.y, 0.1))


def numbers(shown: Storyboard, step: Step, question: Question) -> list[float]:
    """What speaks for each guess, as the stage reads it off the board."""
    found = []
    for guess in question.guesses:
        matrix = shown.grids[guess.grid].at(step.t + guess.dt)
        assert matrix is not None
        found.append(float(np.linalg.norm(matrix) if guess.row is None else matrix[guess.row, 0]))
    return found


@pytest.mark.parametrize("story", STORIES)
def test_a_story_asks_three_to_five_times_and_each_time_there_is_an_answer(story: str) -> None:
    for seed in range(20):
        shown = board(story, word="hello", seed=seed)
        asking = [(index, step, step.asks) for index, step in enumerate(shown.steps) if step.asks]
        assert 3 <= len(asking) <= 5
        for index, step, question in asking:
            assert index >= question.lead  # it is put before its step is seen
            found = numbers(shown, step, question)
            assert np.isfinite(found).all()
            assert max(found) > min(found)
            assert {guess.grid for guess in question.guesses} & set(step.computes)


@pytest.mark.parametrize("story", STORIES)
def test_every_word_and_size_is_asked_about_what_there_is(story: str) -> None:
    for word, hidden in (("ab", 1), ("aa", 3), ("aaaa", 2), ("abcdefghijklmnopqrstuvwx", 16)):
        shown = board(story, word=word, hidden=hidden)
        for step in shown.steps:
            if step.asks:
                assert len(step.asks.guesses) <= 5
                assert len(numbers(shown, step, step.asks)) == len(step.asks.guesses)


def test_the_letters_to_choose_from_hold_the_bet_and_stand_in_the_boards_order() -> None:
    shown = board("forward", word="abcdefghijklmnopqrstuvwx", hidden=16)
    step = next(step for step in shown.steps if step.asks and "y_hat" in step.computes)
    assert step.asks
    rows = [guess.row for guess in step.asks.guesses]
    y_hat = shown.grids["y_hat"].at(step.t)
    assert y_hat is not None
    assert rows == sorted(rows)  # type: ignore[type-var]
    assert int(y_hat[:, 0].argmax()) in rows


def test_of_the_wrong_letters_one_is_asked_for_and_only_where_there_are_several() -> None:
    for word in ("hello", "abcdefghijklmnopqrstuvwx", "abc", "ab", "aa"):
        for seed in range(10):
            reading = run(Settings(preset="random", word=word, seed=seed))
            shown = board("bptt", word=word, seed=seed)
            asked = [step.asks for step in shown.steps if step.asks and "dlogits" in step.computes]
            letters = len(set(word))
            assert len(asked) == (letters > 2)
            for question in asked:
                rows = [guess.row for guess in question.guesses]
                assert len(rows) == min(letters - 1, 5)
                assert reading.y[-1] not in rows
                bets = rnn.backward(reading.params, reading.trace, reading.y).trace.y_hat[-1].copy()
                bets[reading.y[-1]] = 0
                assert int(bets.argmax()) in rows


def test_the_notes_own_numbers_are_asked_about_too() -> None:
    reading = run(Settings())
    shown = forward.storyboard(presets.NOTES, reading.trace, reading.y, reading.alphabet.symbols)
    assert sum(step.asks is not None for step in shown.steps) == 4


@pytest.mark.parametrize("seed", range(20))
def test_the_unrolled_cell_asks_before_three_to_five_letters_and_its_answers_are_the_runs(seed: int) -> None:
    reading = run(Settings(preset="random", word="hello", seed=seed))
    word = reading.alphabet.encode("hello")
    trace = rnn.forward(reading.params, np.eye(len(reading.alphabet))[word])
    asked = questions.anatomy(trace.s, trace.y_hat, word.tolist(), reading.alphabet.symbols, 30, 2)
    assert 3 <= len(asked) <= 5
    for prediction in asked.values():
        assert len(prediction.answers) == len(prediction.right) <= 5
        assert any(prediction.right)
    assert asked[1].right == (trace.s[0, 0] > 0, trace.s[0, 0] < 0)
    assert asked[4].right == (False, True)  # the second l finds another memory
    best = reading.alphabet.symbols[int(trace.y_hat[4].argmax())]
    assert best in [a for a, right in zip(asked[5].answers, asked[5].right, strict=True) if right]


@pytest.mark.parametrize("decimals", [2, 3, 6])
def test_what_the_unrolled_cell_asks_is_decided_by_what_is_written(decimals: int) -> None:
    states = [[0.2, 0.3], [0.9, 0.1], [0.5001, 0.5004], [0.5004, 0.5001], [0.5003, 0.5002]]
    bets = [[0.5, 0.5]] * 4 + [[0.30004, 0.30001]]
    asked = questions.anatomy(np.array(states), np.array(bets), [0, 1, 0, 0, 1], ("a", "b"), 9, decimals)
    told = decimals == 6
    assert (3 in asked) == told  # which unit: 0.500 and 0.500, but 0.500400 against 0.500100
    assert (5 in asked) == told  # which bet
    assert (4 in asked) == told  # whether the same letter once more makes the same state


def test_the_unrolled_cell_asks_of_a_word_of_any_length_only_what_will_be_seen() -> None:
    for word in ("ab", "aab", "aaaa", "abcdefghijklmnopqrstuvwx"):
        reading = run(Settings(preset="random", word=word, hidden=1))
        picture = anatomy.unrolled(reading.params, reading.alphabet.encode(word), reading.alphabet, 2)
        places = [ask["at"] for ask in picture["asks"]]
        assert places == sorted(set(places))
        assert set(places) <= set(range(1, len(word) + 1))

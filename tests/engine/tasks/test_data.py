from itertools import islice

import numpy as np
import pytest

from engine.tasks.countries import countries
from engine.tasks.data import END, Example, expand, pad, split
from engine.tasks.digits import numbers
from engine.tasks.messages import next_word, smart_reply
from engine.tasks.recall import recall
from engine.tasks.sentiment import sentiment
from engine.tasks.translation import translation

FIXED = [next_word, numbers, sentiment, smart_reply, translation]
DRAWN = [countries, lambda seed=0: recall(3, seed), lambda seed=0: recall(20, seed)]
rng = np.random.default_rng


def decoded(task, batch):
    """The examples of a batch in symbols again, without padding."""
    for x, y in zip(batch.x.T, batch.y.T, strict=True):
        yield "".join(task.inputs.decode(x[x >= 0])), "".join(task.outputs.decode(y[y >= 0]))


@pytest.mark.parametrize("make", FIXED)
@pytest.mark.parametrize("seed", [0, 1])
def test_no_fixed_training_example_is_held_out(make, seed):
    task = make(seed)
    assert len(task.held_out) >= 24
    assert not {example.x for example in task.train} & {example.x for example in task.held_out}


@pytest.mark.parametrize("make", DRAWN)
def test_no_drawn_training_example_is_held_out(make):
    task = make()
    held_out = {x for x, _ in decoded(task, task.encode(task.held_out))}
    drawn = {x for batch in islice(task.batches(rng(1), 100), 20) for x, _ in decoded(task, batch)}
    assert len(held_out) >= 30
    assert not held_out & drawn


def test_what_is_held_out_at_one_distance_is_held_out_from_training_on_a_range():
    held_out = {"".join(example.x) for example in countries(1, 1).held_out}
    task = countries(0, 2)
    drawn = {x for batch in islice(task.batches(rng(0), 100), 20) for x, _ in decoded(task, batch)}
    assert held_out
    assert not held_out & drawn


@pytest.mark.parametrize("make", [*FIXED, *DRAWN])
def test_the_seed_decides_the_split_and_the_batches(make):
    assert make(3).held_out == make(3).held_out
    assert set(make(3).held_out) != set(make(4).held_out)
    task = make(3)
    first, second = (next(task.batches(rng(5), 8)) for _ in range(2))
    assert np.array_equal(first.x, second.x)
    assert np.array_equal(first.y, second.y)


@pytest.mark.parametrize("make", FIXED)
def test_each_time_round_reads_every_training_example_once(make):
    task = make()
    size = 32
    rounds = -(-len(task.train) // size)
    seen = [x for batch in islice(task.batches(rng(0), size), rounds) for x, _ in decoded(task, batch)]
    assert sorted(seen) == sorted("".join(example.x) for example in task.train)


@pytest.mark.parametrize("make", [*FIXED, *DRAWN])
def test_the_alphabets_hold_every_symbol_and_no_other(make):
    task = make()
    examples = [*getattr(task, "train", ()), *task.held_out]
    assert {symbol for example in examples for symbol in example.x} <= set(task.inputs.symbols)
    assert {symbol for e in examples for symbol in e.y if symbol} <= set(task.outputs.symbols)


@pytest.mark.parametrize("make", [numbers, translation, smart_reply, next_word])
def test_an_answer_ends_with_the_end_symbol_and_has_no_other(make):
    task = make()
    assert task.outputs.symbols[-1] == END
    assert all(example.y.index(END) == len(example.y) - 1 for example in task.train + task.held_out)


def test_padding_comes_after_the_sequence_in_both_halves():
    task = numbers()
    chosen = [next(e for e in task.train + task.held_out if e.y == (*digits, END)) for digits in ("7", "312")]
    batch = task.encode(chosen)
    assert (batch.x >= 0).tolist() == [[True, True]] + [[False, True]] * 3
    assert batch.y[:, 0].tolist() == [7, 10, -1, -1]
    assert batch.y[:, 1].tolist() == [3, 1, 2, 10]


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="‘tablet’ is not in this model's alphabet"):
        sentiment().encode([Example(("tablet",), ("positive",))])


def test_pad_fills_up_with_minus_one():
    assert pad([np.array([1, 2]), np.array([3])]).tolist() == [[1, 3], [2, -1]]


def test_a_split_counts_equal_examples_once_and_loses_none():
    examples = [Example((symbol,), ("z",)) for symbol in "aabcd"]
    train, held_out = split(examples, 1, seed=0)
    assert sorted(e.x[0] for e in train + held_out) == ["a", "b", "c", "d"]
    with pytest.raises(ValueError, match="Of 4 different examples, 4 cannot"):
        split(examples, 4, seed=0)


def test_a_template_expands_to_all_its_sentences():
    assert list(expand("{hi|hello} {you|}")) == ["hi you", "hi", "hello you", "hello"]

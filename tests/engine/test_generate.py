import numpy as np
import pytest

from engine import rnn
from engine.cells import CELLS
from engine.fit import train_on_word
from engine.generate import choose, generate
from engine.tasks.letters import next_letter

LOGITS = np.array([1.0, 3.0, 2.0])
every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


def draws(temperature, logits=LOGITS, n=4000):
    rng = np.random.default_rng(0)
    return np.bincount([choose(logits, temperature, rng) for _ in range(n)], minlength=len(logits)) / n


def test_temperature_zero_takes_the_most_probable_and_the_first_of_equals():
    assert choose(LOGITS, 0) == 1
    assert choose(np.zeros(3), 0) == 0


def test_temperature_one_draws_from_the_softmax():
    assert draws(1.0) == pytest.approx(np.exp(LOGITS) / np.exp(LOGITS).sum(), abs=0.02)


def test_cold_draws_are_nearly_certain_and_hot_ones_nearly_uniform():
    assert draws(0.05)[1] > 0.99
    assert draws(1000.0) == pytest.approx(np.full(3, 1 / 3), abs=0.03)


def test_extreme_scores_and_temperatures_do_not_overflow():
    assert choose(np.array([1e300, -1e300]), 1e-300, np.random.default_rng(0)) == 0


@pytest.mark.parametrize("temperature", [-1, np.nan, np.inf])
def test_a_temperature_is_a_number_not_below_zero(temperature):
    with pytest.raises(ValueError, match="not below 0"):
        choose(LOGITS, temperature)


def test_a_draw_needs_a_generator():
    with pytest.raises(ValueError, match="random generator"):
        choose(LOGITS, 1.0)


@every_cell
def test_a_trained_cell_writes_its_word_from_the_first_letter(cell):
    alphabet, word = next_letter("abcabcabcabc")
    K = len(alphabet)
    p = train_on_word(cell.init(np.random.default_rng(0), K, 6, K), word)
    assert "".join(alphabet.decode(generate(p, alphabet.encode("ab"), 6))) == "cabcab"


@every_cell
def test_writing_goes_on_as_reading_the_same_letters_would(cell):
    p = cell.init(np.random.default_rng(1), 4, 5, 4)
    written = generate(p, [2], 12)
    x = np.eye(4)[[2, *written[:-1]]]
    assert cell.forward(p, x).logits.argmax(-1).tolist() == written.tolist()


def test_the_seed_decides_what_is_drawn():
    p = rnn.init(np.random.default_rng(0), 4, 3, 4)
    one, again, other = (generate(p, [0], 40, 1.0, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.tolist() == again.tolist() != other.tolist()


def test_writing_ends_with_the_stop_class_also_if_the_cell_cannot_read_it():
    p = rnn.init(np.random.default_rng(0), 2, 3, 3)
    p.b_y[:] = [0, 0, 100]
    assert generate(p, [0, 1], 10, stop=2).tolist() == [2]
    assert generate(p, [0, 1], 0, stop=2).tolist() == []

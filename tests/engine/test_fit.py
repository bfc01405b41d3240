import numpy as np
import pytest

from engine import rnn
from engine.cells import CELLS
from engine.fit import accuracy, loss, train_on_word
from engine.tasks.data import Batch
from engine.tasks.letters import next_letter
from engine.text import one_hot

every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


@every_cell
def test_zero_weights_lose_log_k_per_target_however_many_there_are(cell):
    p = cell.init(np.random.default_rng(0), 4, 3, 4).map(np.zeros_like)
    x = np.array([[0, 1], [2, 3], [0, -1]])
    for y in ([[1, 2], [3, 0], [1, -1]], [[-1, -1], [-1, 2], [1, -1]]):
        assert loss(p, Batch(x, np.array(y))).loss == pytest.approx(np.log(4))


@every_cell
def test_many_to_one_takes_its_gradient_from_the_last_step_alone(cell):
    p = cell.init(np.random.default_rng(0), 4, 3, 2)
    x, y = np.array([0, 1, 3]), np.array([-1, -1, 1])
    evaluation = loss(p, Batch(x, y))
    grads = cell.backward(p, cell.forward(p, one_hot(x, 4)), y)
    assert not grads.dlogits[:2].any()
    np.testing.assert_allclose(evaluation.grads.flat, grads.params.flat)


def test_accuracy_counts_targets_and_ignores_padding():
    p = rnn.init(np.random.default_rng(0), 3, 2, 3).map(np.zeros_like)
    p.b_y[:] = [3, 2, 1]  # always class 0, then 1, then 2
    batch = Batch(np.array([0, 1, 2, 0]), np.array([0, 1, 2, -1]))
    assert accuracy(p, batch) == loss(p, batch).accuracy == pytest.approx(1 / 3)
    assert accuracy(p, batch, best=2) == pytest.approx(2 / 3)
    assert accuracy(p, batch, best=3) == 1


def test_a_batch_without_any_target_is_refused():
    with pytest.raises(ValueError, match="at least one target"):
        loss(rnn.init(np.random.default_rng(0), 3, 2, 3), Batch(np.array([0]), np.array([-1])))


@pytest.mark.parametrize("H", [2, 3, 8])
@pytest.mark.parametrize("seed", range(5))
def test_hello_is_learnt_by_heart_from_every_start(H, seed):
    alphabet, word = next_letter("hello")
    p = train_on_word(rnn.init(np.random.default_rng(seed), 4, H, 4), word)
    y_hat = rnn.forward(p, one_hot(word.x, len(alphabet))).y_hat
    assert y_hat[range(4), word.y].min() > 0.9


def test_the_notes_scalar_weights_can_be_trained_too():
    _, word = next_letter("hello")
    p = rnn.init(np.random.default_rng(0), 4, 3, 4)
    notes = rnn.RNNParams(p.U, np.array([[0.4893]]), np.array([0.5]), p.V, p.b_y)
    learnt = train_on_word(notes, word)
    assert learnt.W.shape == (1, 1)
    assert loss(learnt, word).accuracy == 1


def test_training_on_a_word_ends_even_if_the_network_is_too_small():
    alphabet, word = next_letter("abracadabra")
    p = rnn.init(np.random.default_rng(0), len(alphabet), 1, len(alphabet))
    assert loss(train_on_word(p, word, limit=20), word).loss < loss(p, word).loss

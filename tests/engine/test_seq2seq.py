from itertools import islice, repeat

import numpy as np
import pytest

from engine.cells import CELLS, cell_of
from engine.seq2seq import Seq2SeqParams, answer, backward, exact, forward, init, loss
from engine.tasks.data import Batch, pad
from engine.training import Adam, train
from tests.differences import slope

every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
D, H, K, END = 4, 5, 3, 2

SOURCES = [np.array(source) for source in ([0, 1, 2, 3], [2], [3, 3, 0])]
TARGETS = [np.array(target) for target in ([0, 1, END], [1, 0, 0, 1, END], [END])]


def model(cell, seed=0, H=H):
    return init(np.random.default_rng(seed), cell, D, H, K)


@every_cell
def test_every_gradient_is_the_slope_of_the_loss(cell):
    p = model(cell)
    x, y = pad(SOURCES), pad(TARGETS)

    def total(flat):
        q = p.with_flat(flat)
        return backward(q, forward(q, x, y), y).loss.sum()

    grads = backward(p, forward(p, x, y), y)
    np.testing.assert_allclose(grads.params.flat, slope(total, p.flat), atol=1e-8)


@every_cell
def test_a_padded_batch_is_a_loop_over_its_sequences(cell):
    p = model(cell)
    batch = backward(p, trace := forward(p, pad(SOURCES), pad(TARGETS)), pad(TARGETS))
    summed = np.zeros_like(p.flat)
    for b, (x, y) in enumerate(zip(SOURCES, TARGETS, strict=True)):
        alone = forward(p, x, y)
        grads = backward(p, alone, y)
        summed += grads.params.flat
        T = len(y)
        np.testing.assert_allclose(trace.decoder.y_hat[:T, b], alone.decoder.y_hat, atol=1e-12)
        np.testing.assert_allclose(batch.loss[:T, b], grads.loss, atol=1e-12)
        for together, single in zip(trace.context, alone.context, strict=True):
            np.testing.assert_allclose(together[b], single, atol=1e-12)
    np.testing.assert_allclose(batch.params.flat, summed, atol=1e-12)


@every_cell
def test_the_decoder_starts_from_the_encoders_last_state(cell):
    p = model(cell)
    trace = forward(p, SOURCES[0], TARGETS[0])
    for state, handed_over in zip(cell.states, trace.context, strict=True):
        assert np.array_equal(handed_over, getattr(trace.encoder, state)[-1])
        assert np.array_equal(handed_over, getattr(trace.decoder, f"{state}_prev")[0])
    assert len(trace.context) == (2 if cell.name == "lstm" else 1)


def test_the_decoder_reads_end_and_then_the_answer_one_step_late():
    trace = forward(model(CELLS["rnn"]), SOURCES[0], TARGETS[1])
    assert trace.read.tolist() == [END, 1, 0, 0, 1]
    assert trace.decoder.x.argmax(-1).tolist() == [END, 1, 0, 0, 1]


def trained(cell):
    """A model that repeats the parity of its source's first symbol as often as the source is long."""
    sources = [np.array([first, *[1] * n]) for first in range(D) for n in range(3)]
    targets = [np.array([x[0] % 2] * len(x) + [END]) for x in sources]
    batch = Batch(pad(sources), pad(targets))
    steps = list(islice(train(model(cell, H=8), loss, repeat(batch), Adam(0.03), clip=1.0), 150))
    return steps[-1].copy_params(), sources, targets, batch


@every_cell
def test_a_trained_model_answers_with_the_right_length_and_stops(cell):
    p, sources, targets, batch = trained(cell)
    assert exact(p, batch) == 1
    for x, y in zip(sources, targets, strict=True):
        written, trace = answer(p, x)
        assert written.tolist() == y.tolist()
        assert trace.decoder.logits.argmax(-1).tolist() == y.tolist()
        assert trace.read.tolist() == [END, *y[:-1]]


@every_cell
@pytest.mark.parametrize("seed", range(4))
def test_the_exact_share_is_what_the_models_own_answers_give(cell, seed):
    p = model(cell, seed)
    written = [answer(p, x, limit=4)[0] for x in SOURCES]
    assert exact(p, Batch(pad(SOURCES), pad(written))) == 1
    wrong = [*written[:2], (written[2] + 1) % K]
    assert exact(p, Batch(pad(SOURCES), pad(wrong))) == pytest.approx(2 / 3)


@every_cell
def test_an_answer_without_end_stops_at_the_limit(cell):
    p = model(cell)
    p.decoder.b_y[:] = [100, 0, 0]
    written, trace = answer(p, SOURCES[0], limit=7)
    assert written.tolist() == [0] * 7
    assert trace.decoder.logits.shape == (7, K)


def test_the_loss_is_the_mean_over_the_answered_symbols():
    p = model(CELLS["rnn"])
    p.decoder.V[:] = 0
    p.decoder.b_y[:] = 0
    assert loss(p, Batch(pad(SOURCES), pad(TARGETS))).loss == pytest.approx(np.log(K))


def test_the_precision_of_the_parameters_is_kept():
    p = model(CELLS["lstm"])
    single = p.with_flat(p.flat.astype(np.float32))
    evaluation = loss(single, Batch(pad(SOURCES), pad(TARGETS)))
    assert evaluation.grads.flat.dtype == single.encoder.dtype == np.float32
    assert forward(single, SOURCES[0], TARGETS[0]).decoder.y_hat.dtype == np.float32


def test_nothing_given_is_changed():
    p = model(CELLS["gru"])
    x, y, flat = pad(SOURCES), pad(TARGETS), p.flat.copy()
    backward(p, forward(p, x, y), y)
    assert np.array_equal(p.flat, flat)
    assert np.array_equal(x, pad(SOURCES))
    assert np.array_equal(y, pad(TARGETS))


def test_both_halves_are_views_of_one_buffer():
    p = model(CELLS["lstm"])
    p.flat[:] = 0
    assert not p.encoder.U_f.any()
    assert not p.decoder.V.any()


def test_halves_that_do_not_fit_are_refused_with_both_sizes():
    rng = np.random.default_rng(0)
    rnn, gru = CELLS["rnn"], CELLS["gru"]
    with pytest.raises(ValueError, match="got rnn with H = 5 and gru with H = 5"):
        Seq2SeqParams(rnn.init(rng, D, H, 1), gru.init(rng, K, H, K))
    with pytest.raises(ValueError, match="got rnn with H = 5 and rnn with H = 6"):
        Seq2SeqParams(rnn.init(rng, D, H, 1), rnn.init(rng, K, 6, K))
    with pytest.raises(ValueError, match="D must equal K; got D = 4 and K = 3"):
        Seq2SeqParams(rnn.init(rng, D, H, 1), rnn.init(rng, D, H, K))
    single = rnn.init(rng, K, H, K).map(np.float32)
    with pytest.raises(ValueError, match="one precision; got float64 and float32"):
        Seq2SeqParams(rnn.init(rng, D, H, 1), single)


@pytest.mark.parametrize("source", [[], [-1], [0, -1, 1], [[0, -1], [1, 2]]])
def test_a_source_is_padded_only_at_its_end_and_never_empty(source):
    with pytest.raises(ValueError, match="at least one symbol"):
        forward(model(CELLS["rnn"]), np.array(source, dtype=int), [END])


def test_one_source_at_a_time_is_answered_with_room_for_a_symbol():
    p = model(CELLS["rnn"])
    with pytest.raises(ValueError, match="got a batch"):
        answer(p, pad(SOURCES))
    with pytest.raises(ValueError, match="limit was 0"):
        answer(p, SOURCES[0], limit=0)


def test_cells_are_found_by_their_parameters():
    assert [cell_of(cell.init(np.random.default_rng(0), 2, 2, 2)).name for cell in CELLS.values()] == list(CELLS)
    with pytest.raises(ValueError, match=r"rnn, lstm, gru.* got Seq2SeqParams"):
        cell_of(model(CELLS["rnn"]))

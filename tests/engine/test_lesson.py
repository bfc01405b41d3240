"""A lesson is the same however it is cut, and ends for a reason that it gives."""

import numpy as np
import pytest

from engine import gru, lstm, rnn
from engine.lesson import SECONDS, Lesson
from engine.presets import NOTES
from engine.text import Alphabet
from engine.training import SGD, Adagrad, Adam

HELLO = np.array([0, 1, 2, 2, 3])
RHYME = "humpty dumpty sat on a wall, humpty dumpty had a great fall. "


def lesson(init=rnn.init, text=HELLO, optimiser=None, H=3, seed=0, **more) -> Lesson:
    K = int(text.max()) + 1
    start = init(np.random.default_rng(seed), K, H, K)
    return Lesson(start, text, optimiser or SGD(0.1), seed=seed, **more)


def finish(made: Lesson, seconds: float = 60, most: int | None = None) -> Lesson:
    while not made.ended:
        made.work(seconds, most)
    return made


@pytest.mark.parametrize("init", [rnn.init, lstm.init, gru.init])
def test_however_it_is_cut_a_lesson_is_the_same_to_the_last_bit(init) -> None:
    at_once, in_slices = finish(lesson(init)), finish(lesson(init), seconds=0, most=7)
    assert at_once.loss == in_slices.loss
    assert at_once.grad_norm == in_slices.grad_norm
    assert at_once.params.flat.tobytes() == in_slices.params.flat.tobytes()
    for one, other in zip(at_once.snapshots, in_slices.snapshots, strict=True):
        assert one.update == other.update
        assert one.weights.tobytes() == other.weights.tobytes()
        assert one.wrote.tolist() == other.wrote.tolist()


def test_a_longer_text_is_the_same_by_seed_and_its_pieces_differ_by_seed() -> None:
    alphabet = Alphabet.from_text(RHYME)
    K, text = len(alphabet), alphabet.encode(RHYME)
    runs = []
    for seed in (1, 1, 2):
        made = Lesson(rnn.init(np.random.default_rng(0), K, 8, K), text, Adam(0.01), 1.0, seed)
        made.work(60, most=50)
        runs.append(made.loss)
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]
    assert runs[0][-1] < runs[0][0]


@pytest.mark.parametrize("optimiser", [SGD(0.1), Adagrad(0.1), Adam(0.01)])
def test_hello_is_learnt_from_the_notes_own_weights(optimiser) -> None:
    made = finish(Lesson(NOTES, HELLO, optimiser, clip=5.0))
    assert made.ended.startswith("Learnt")
    last = made.snapshots[-1]
    assert last.says.tolist() == HELLO[1:].tolist()
    assert (last.sure > 0.9).all()
    assert last.wrote[:5].tolist() == HELLO.tolist()
    assert made.params.W.shape == (1, 1)


def test_the_start_is_not_changed_and_is_the_first_snapshot() -> None:
    before = NOTES.flat.copy()
    made = finish(Lesson(NOTES, HELLO, SGD(0.1)))
    np.testing.assert_array_equal(NOTES.flat, before)
    np.testing.assert_array_equal(made.snapshots[0].weights, before.astype(np.float32))
    assert made.snapshots[0].update == 0
    assert made.snapshots[-1].update == made.updates


def test_a_word_that_cannot_be_learnt_ends_at_its_limit() -> None:
    impossible = lesson(text=np.array([0, 0, 1, 0, 0, 2]), H=1, optimiser=SGD(0.001))
    assert finish(impossible).ended == "Stopped after 2000 updates, the most that a lesson has."
    assert impossible.updates == 2000


def test_a_loss_without_end_is_told_and_the_last_good_weights_kept() -> None:
    made = finish(lesson(optimiser=SGD(1e9)))
    assert "Try a smaller learning rate" in made.ended
    assert np.isfinite(made.params.flat).all()


def test_the_time_of_computing_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 10**6, 2))
    monkeypatch.setattr("engine.lesson.perf_counter", lambda: float(next(ticks)))
    made = finish(lesson(optimiser=SGD(0.001)), seconds=1)
    assert made.ended.startswith(f"Stopped after {SECONDS:g} seconds")
    assert made.seconds <= SECONDS + 4


@pytest.mark.parametrize("letters", [5, 100])
def test_one_letter_again_and_again_leaves_nothing_to_be_learnt(letters: int) -> None:
    made = lesson(text=np.zeros(letters, int))
    assert "only one letter" in made.ended
    made.work(1)
    assert made.updates == 0


def test_settled_weights_are_those_after_the_last_update() -> None:
    made, same = lesson(), lesson()
    made.work(60, most=13)
    made.settle()
    same.work(60, most=12)
    same.work(60, most=1)
    same.settle()
    np.testing.assert_array_equal(made.params.flat, same.params.flat)
    assert not np.array_equal(made.params.flat, made.start.flat)


def test_one_letter_alone_has_no_next_one() -> None:
    with pytest.raises(ValueError, match="at least 2 letters; got 1"):
        lesson(text=np.array([0]))


def test_a_text_that_no_update_reads_is_checked_at_every_snapshot_and_teaches_nothing() -> None:
    text = np.random.default_rng(3).integers(0, 4, 120)
    seen, unseen = text[:90], text[90:]
    watched, alone = (lesson(text=seen, H=4, unseen=more) for more in (unseen, None))
    for made in (watched, alone):
        made.work(60, most=40)
    assert watched.loss == alone.loss
    assert alone.checked == []
    assert len(watched.checked) == len(watched.snapshots)
    uniform = lesson(text=seen, unseen=unseen)
    uniform = Lesson(uniform.start.with_flat(0 * uniform.start.flat), seen, SGD(0.1), unseen=unseen)
    assert uniform.checked == [pytest.approx(np.log(4))]

"""Named weights. The lecture's own numbers are worked out here by hand, for a calculator to follow."""

import numpy as np
import pytest

from engine import rnn
from engine.presets import NOTES, NOTES_ALPHABET, PRESETS, edited, gated_weights, weights
from engine.text import Alphabet, one_hot

HELLO = Alphabet(NOTES_ALPHABET).encode("hello")


def read(word: np.ndarray) -> rnn.RNNTrace:
    return rnn.forward(NOTES, one_hot(word, 4))


def test_the_notes_first_letter_by_hand() -> None:
    """h picks U's first column: 0.2, 0.1, 0.5. Memory is 0, so a = U·x + 0.5 = 0.7, 0.6, 1.0."""
    trace = read(HELLO[:1])
    assert trace.Ux[0] == pytest.approx([0.2, 0.1, 0.5], abs=1e-12)
    assert trace.Ws[0] == pytest.approx([0, 0, 0], abs=0)
    assert trace.a[0] == pytest.approx([0.7, 0.6, 1.0], abs=1e-12)
    # tanh 0.7, tanh 0.6, tanh 1
    assert trace.s[0] == pytest.approx([0.604367777, 0.537049567, 0.761594156], abs=5e-10)
    # h: 6.5·0.604367777 + 6.2·0.537049567 + 1.2·0.761594156 = 3.928390551 + 3.329707315 + 0.913912987
    # e: 0.2·0.604367777 + 0.1·0.537049567                   = 0.120873555 + 0.053704957
    # l: 2.0·0.604367777 + 1.5·0.537049567 + 0.6·0.761594156 = 1.208735554 + 0.805574350 + 0.456956494
    # o: 5.0·0.604367777 + 0.9·0.537049567 + 6.8·0.761594156 = 3.021838886 + 0.483344610 + 5.178840261
    assert trace.logits[0] == pytest.approx([8.172010854, 0.174578512, 2.471266398, 8.684023756], abs=5e-9)
    # e⁸·¹⁷²⁰¹⁰⁸⁵⁴ = 3540.456150, e⁰·¹⁷⁴⁵⁷⁸⁵¹² = 1.190744, e²·⁴⁷¹²⁶⁶³⁹⁸ = 11.837428, e⁸·⁶⁸⁴⁰²³⁷⁵⁶ = 5907.770258;
    # their sum is 9461.254581
    assert trace.y_hat[0] == pytest.approx([0.374205780, 0.000125855, 0.001251148, 0.624417217], abs=5e-9)


def test_the_notes_second_letter_by_hand() -> None:
    """e picks U's second column: 0.8, 0.08, 0.8. Memory says 0.4893 times each unit of the first state."""
    trace = read(HELLO[:2])
    assert trace.Ux[1] == pytest.approx([0.8, 0.08, 0.8], abs=1e-12)
    # 0.4893·0.604367777, 0.4893·0.537049567, 0.4893·0.761594156
    assert trace.Ws[1] == pytest.approx([0.295717153, 0.262778353, 0.372648021], abs=5e-10)
    # 0.8 + 0.295717153 + 0.5, 0.08 + 0.262778353 + 0.5, 0.8 + 0.372648021 + 0.5
    assert trace.a[1] == pytest.approx([1.595717153, 0.842778353, 1.672648021], abs=5e-10)
    assert trace.s[1] == pytest.approx([0.921021319, 0.687277859, 0.931900921], abs=5e-10)


def test_the_notes_loss_at_the_first_letter_by_hand() -> None:
    """The true letter e had 0.000125855: −ln 0.000125855 = 8.980382."""
    grads = rnn.backward(NOTES, read(HELLO[:-1]), HELLO[1:])
    assert grads.loss[0] == pytest.approx(8.980382, abs=5e-7)


def test_the_notes_weights_have_the_shapes_that_the_notes_state() -> None:
    assert NOTES.U.shape == (3, 4)
    assert NOTES.V.shape == (4, 3)
    assert (NOTES.W.tolist(), NOTES.b.tolist()) == ([[0.4893]], [0.5])
    assert not NOTES.b_y.any()


@pytest.mark.parametrize("preset", PRESETS)
def test_the_same_choice_always_gives_the_same_weights(preset: str) -> None:
    first, again = (weights(preset, HELLO, 4, 3, 7) for _ in range(2))
    assert np.array_equal(first.flat, again.flat)


def test_another_seed_gives_other_weights() -> None:
    assert not np.array_equal(weights("random", HELLO, 4, 3, 7).flat, weights("random", HELLO, 4, 3, 8).flat)


@pytest.mark.parametrize("word", ["hello", "unrolled", "ab", "🙂é"])
def test_trained_weights_know_their_word_by_heart(word: str) -> None:
    alphabet = Alphabet.from_text(word)
    letters = alphabet.encode(word)
    p = weights("trained", letters, len(alphabet), 8, 1)
    y_hat = rnn.forward(p, one_hot(letters[:-1], len(alphabet))).y_hat
    assert (y_hat[np.arange(len(letters) - 1), letters[1:]] > 0.9).all()


def test_an_edit_changes_its_weight_and_nothing_else() -> None:
    before = NOTES.flat.copy()
    p = edited(NOTES, [("U", 1, 2, -3.0), ("b", 0, 0, 2.0), ("W", 0, 0, 0.1)])
    assert (p.U[1, 2], p.b[0], p.W[0, 0]) == (-3.0, 2.0, 0.1)
    assert (p.flat != NOTES.flat).sum() == 3
    assert np.array_equal(NOTES.flat, before)


def test_of_two_edits_of_one_weight_the_later_counts() -> None:
    assert edited(NOTES, [("b", 0, 0, 1.0), ("b", 0, 0, 2.0)]).b[0] == 2.0


@pytest.mark.parametrize(
    "edit", [("U", 3, 0, 1.0), ("U", 0, 4, 1.0), ("b", 1, 0, 1.0), ("b", 0, 1, 1.0), ("U", -1, 0, 1.0)]
)
def test_an_edit_outside_its_matrix_is_refused_by_name_and_shape(edit: tuple) -> None:
    with pytest.raises(ValueError, match=rf"no weight {edit[0]}\[{edit[1]},{edit[2]}\].*×"):
        edited(NOTES, [edit])


def test_an_edit_of_no_known_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="no weight Q"):
        edited(NOTES, [("Q", 0, 0, 1.0)])


def test_a_preset_without_weights_of_its_own_is_refused_and_not_drawn_at_random() -> None:
    with pytest.raises(ValueError, match=r"‘lucky’.*notes, random, trained"):
        weights("lucky", [0, 1], 4, 3, 0)
    for cell in ("lstm", "gru"):
        with pytest.raises(ValueError, match=r"‘lucky’.*bias1"):
            gated_weights(cell, "lucky", [0, 1], 4, 3, 0)

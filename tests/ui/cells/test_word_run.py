"""The one run that the chapters share."""

import numpy as np
import pytest

from engine import rnn
from ui.cells.choice import Settings
from ui.cells.word_run import run, written_on


def test_the_network_reads_the_word_but_its_last_letter_and_is_to_say_the_next_ones() -> None:
    reading = run(Settings())
    symbols = reading.alphabet.symbols
    assert [symbols[k] for k in reading.x.argmax(-1)] == ["h", "e", "l", "l"]
    assert [symbols[k] for k in reading.y] == ["e", "l", "l", "o"]


def test_the_alphabet_is_that_of_the_notes_with_the_notes_weights_and_else_the_words_own() -> None:
    assert run(Settings(word="hole")).alphabet.symbols == ("h", "e", "l", "o")
    assert run(Settings(word="né🇩🇪n", preset="random")).alphabet.symbols == ("n", "é", "🇩🇪")


@pytest.mark.parametrize("word", ["ab", "aa", "x" * 24, "שלום", "<script>x</script>", " é "])
@pytest.mark.parametrize("hidden", [1, 16])
def test_any_word_and_size_that_the_settings_allow_is_read(word: str, hidden: int) -> None:
    reading = run(Settings(word=word, preset="random", hidden=hidden))
    assert reading.trace.s.shape == (len(reading.y), hidden)
    assert np.isfinite(reading.trace.y_hat).all()


def test_the_readers_edits_lie_on_top_of_any_weights() -> None:
    for preset in ("notes", "random", "trained"):
        reading = run(Settings(preset=preset, edits="U.0.1:0.5,b_y.3.0:-7"))
        assert (reading.params.U[0, 1], reading.params.b_y[3]) == (0.5, -7.0)
        assert reading.notices == ()


def test_an_edit_that_has_no_place_is_named_and_the_others_hold() -> None:
    reading = run(Settings(edits="U.0.1:0.5,W.2.2:1,Q.0.0:1"))
    assert reading.edits == "U.0.1:0.5"
    assert reading.params.U[0, 1] == 0.5
    assert [notice.split()[0] for notice in reading.notices] == ["W", "There"]


def test_a_network_that_reads_its_own_guesses_reads_its_most_probable_letters() -> None:
    reading = run(Settings(word="unrolled", preset="random", seed=3, feed="own"))
    assert reading.x[1:].argmax(-1).tolist() == reading.trace.y_hat[:-1].argmax(-1).tolist()
    assert reading.y.tolist() == run(Settings(word="unrolled", preset="random", seed=3)).y.tolist()


def test_the_first_letter_is_the_words_however_the_rest_is_fed() -> None:
    for feed in ("true", "own", "sample"):
        reading = run(Settings(preset="random", feed=feed))  # type: ignore[arg-type]
        assert reading.x[0].argmax() == 0


def test_drawn_letters_are_the_same_for_the_same_seed_and_differ_for_another() -> None:
    def drawn(seed: int, edits: str = "") -> list[int]:
        chosen = Settings(word="abcdefghijklmnopqrstuvwx", preset="random", seed=seed, feed="sample", edits=edits)
        return run(chosen).x.argmax(-1).tolist()

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_what_it_writes_by_itself_starts_with_the_word_and_goes_on_for_as_long_as_asked() -> None:
    chosen = Settings(preset="trained")
    written = written_on(chosen, run(chosen), 40)
    assert len(written) == 41
    assert written.startswith("hello")


def test_the_trace_is_that_of_the_weights_and_the_input_shown() -> None:
    reading = run(Settings(preset="random", feed="own", edits="W.0.0:2"))
    again = rnn.forward(reading.params, reading.x)
    assert np.array_equal(reading.trace.y_hat, again.y_hat)

"""First pictures: each address has its own, and the server keeps few."""

import gzip

import pytest

from ui.players import opening


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_files", type(opening._files)())


def test_an_address_is_the_same_in_any_order_and_at_every_step_and_no_other_is() -> None:
    opening.keep("forward?word=hole&seed=5", "{}")
    for same in (
        "forward?seed=5&word=hole",
        "/forward?word=hole&seed=5&t=9",
        "https://x.org/unrolled/forward?word=hole&seed=5",
    ):
        assert opening.named(same) == opening.named("forward?word=hole&seed=5") is not None
    for other in (
        "forward?word=hole",
        "bptt?word=hole&seed=5",
        "forward?word=hole&seed=5&present=1",
        "forward?word=&seed=5",
        "forward?word%3Dhole=&seed=5",
        "forward?word=hole&seed=5&word=hell",
    ):
        assert opening.named(other) is None


def test_of_a_name_that_is_given_twice_the_order_counts() -> None:
    opening.keep("forward?word=hole&word=hell", "{}")
    assert opening.named("forward?word=hell&word=hole") is None


def test_the_file_of_an_address_holds_its_board_and_no_other_file_is_known() -> None:
    opening.keep("forward", '{"a": 1}')
    opening.keep("bptt", '{"b": 2}')
    for page, board in (("forward", b'{"a": 1}'), ("bptt", b'{"b": 2}')):
        assert gzip.decompress(opening.packed(opening.named(page) or "") or b"") == board
    assert opening.packed("board-0.json") is None


def test_what_was_asked_for_longest_ago_goes_first_and_a_huge_board_is_not_kept() -> None:
    opening.keep("forward", "x" * (opening.LARGEST + 1))
    assert opening.named("forward") is None
    for seed in range(opening.MOST + 1):
        opening.keep(f"forward?seed={seed}", "{}")
    assert opening.named("forward?seed=0") is None
    assert opening.named(f"forward?seed={opening.MOST}") is not None

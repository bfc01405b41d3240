"""A page's own widgets and what the address says of them."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


def drawn(script: Callable[[], None], **address: str | list[str]) -> AppTest:
    at = AppTest.from_function(script)
    for name, value in address.items():
        at.query_params[name] = value
    return at.run()


def a_number() -> None:
    from ui.shell import widgets

    widgets.number("lr", "Rate", 0.001, 100.0, 0.1)


def a_power() -> None:
    from ui.shell import widgets

    widgets.slider("eps", "Power of ten", -9, -1, -5)


def some_words() -> None:
    import streamlit as st

    from ui.shell import widgets

    options = st.session_state.get("options", ["a", "b", "c"])
    st.write(" ".join(widgets.choices("words", "Words", options, options[:2])))


def a_sentence() -> None:
    import streamlit as st

    from ui.cells.order import checked
    from ui.shell import widgets

    st.write(" ".join(widgets.text("said", "Sentence", "all well", 3000, checked)))


@pytest.mark.parametrize("written", ["1", "1.0", "1e0"])
def test_a_number_may_be_written_in_any_way_without_a_notice(written: str) -> None:
    at = drawn(a_number, lr=written)
    assert at.number_input[0].value == 1
    assert not at.warning


def test_an_impossible_number_is_named_with_the_rule_and_what_is_used() -> None:
    at = drawn(a_number, lr="1000")
    assert at.number_input[0].value == 0.1
    assert "lr" in at.warning[0].value
    assert "from 0.001 to 100" in at.warning[0].value


def test_a_slider_may_be_below_zero() -> None:
    at = drawn(a_power, eps="-7")
    assert at.slider[0].value == -7
    assert not at.warning


def test_other_options_bring_their_own_default() -> None:
    at = drawn(some_words)
    assert at.markdown[0].value == "a b"
    at.session_state["options"] = ["c", "d"]
    assert at.run().markdown[0].value == "c d"


def test_a_choice_of_the_readers_is_kept_as_far_as_there_are_such_options() -> None:
    at = drawn(some_words, words=["b", "c"])
    assert at.markdown[0].value == "b c"
    at.session_state["options"] = ["c", "d"]
    assert at.run().markdown[0].value == "c"


def test_a_refused_text_leaves_the_last_good_one_in_force_and_the_typed_one_in_its_box() -> None:
    at = drawn(a_sentence)
    at.text_input[0].set_value("still here").run()
    at.text_input[0].set_value("?!").run()
    assert at.markdown[0].value == "still here"
    assert at.text_input[0].value == "?!"
    assert "‘still here’" in at.error[0].value

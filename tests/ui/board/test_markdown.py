"""Foreign text in Markdown."""

import pytest

from ui.board.markdown import plain, table, without_signs


@pytest.mark.parametrize("text", ["<b>*a*</b>", ":red[x] $y$ `z`", "[l](x) # _u_", "a | b ~~c~~ \\"])
def test_no_sign_is_left_that_markdown_reads(text: str) -> None:
    quoted = plain(text)
    assert all(quoted[i - 1] == "\\" for i, char in enumerate(quoted) if char in "<>*:[]$`#_|~")
    assert quoted.replace("\\", "") == text.replace("\\", "")


@pytest.mark.parametrize("text", ["http://a.bc", "HTTPS://a.bc", "www.a.bc", "Www.a.bc", "a@b.cd", ":material/home:"])
def test_an_address_or_an_icons_name_is_broken_by_a_character_that_is_not_seen(text: str) -> None:
    shown = plain(text).replace("\\", "")
    assert text not in shown
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("text", ["U.0.1:0.5", "word: hello", "a: b"])
def test_what_is_no_address_can_be_copied_as_it_was(text: str) -> None:
    assert plain(text).replace("\\", "") == text


@pytest.mark.parametrize("text", ["b_y", "a*b", "1. # 2", "x | y", "−0.5"])
def test_what_is_shown_as_it_is_has_no_signs_of_markdown_but_all_that_was_written(text: str) -> None:
    shown = without_signs(
        f"## {plain(text)}\n\n**1. Read.** {plain(text)}\n\n{table(['a', plain(text)], [['1', '2']])}"
    )
    assert shown == f"{text}\n\n1. Read. {text}\n\n| a | {text} |\n| 1 | 2 |"

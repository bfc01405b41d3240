"""Foreign text in Markdown."""

import pytest

from ui.markdown import plain


@pytest.mark.parametrize("text", ["<b>*a*</b>", ":red[x] $y$ `z`", "[l](http://x) # _u_", "a | b ~~c~~ \\"])
def test_no_sign_is_left_that_markdown_reads(text: str) -> None:
    quoted = plain(text)
    assert all(quoted[i - 1] == "\\" for i, char in enumerate(quoted) if char in "<>*:[]$`#_|~")
    assert quoted.replace("\\", "") == text.replace("\\", "")

"""The prose in Markdown files: every mark of every file exists, and one that does not is named with its file and line."""

import ast
import re
from pathlib import Path

import pytest

from ui.shell.words import Words, without_tags

ROOT = Path(__file__).parents[3]
FILES = sorted({*ROOT.glob("pages/*/words.md"), *ROOT.glob("ui/*/words.md"), ROOT / "ui/shell/readings.md"})
EVERY = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
MODULES = [*ROOT.glob("pages/*.py"), *ROOT.glob("pages/*/*.py"), *ROOT.glob("ui/*/*.py")]


def written(folder: Path, text: str) -> Words:
    file = folder / "words.md"
    file.write_text(f"# A chapter\n\n## seen\n\n{text}\n", "utf-8")
    return Words(file)


@EVERY
def test_every_section_can_be_shown(file: Path) -> None:
    words = Words(file)
    for section in words.sections:
        fields = dict.fromkeys(re.findall(r"\{(\w+)\}", words.source(section)), "7")
        html = words(section, **fields)
        assert "\n\n" not in html  # there HTML would end for Streamlit, and Markdown begin
        assert not re.search(r"\]\(|\*\*|^[-+] ", html), section


@EVERY
def test_every_section_is_asked_for(file: Path) -> None:
    """By its name in a string, or by the beginning of it, as f"claim {choice}"; of a task, by the key of its row."""
    nodes = [node for module in MODULES for node in ast.walk(ast.parse(module.read_text("utf-8")))]
    named = {node.value for node in nodes if isinstance(node, ast.Constant)}
    starts = {
        getattr(node.values[0], "value", "")
        for node in nodes
        if isinstance(node, ast.JoinedStr) and len(node.values) == 2
    }
    sections = [name for name in Words(file).sections[1:] if name not in named]
    begun = tuple(words for words in starts if isinstance(words, str) and words.endswith(" "))
    assert [name for name in sections if not name.startswith(begun)] == []


@pytest.mark.parametrize(
    ("mark", "named"),
    [
        ("[Q](symbol:)", "[Q](symbol:)"),
        ("[c](symbol:)", "[c](symbol:)"),
        ("[s](symbol:tree)", "[s](symbol:tree)"),
        ("[forgetting](term:)", "[forgetting](term:)"),
        ("[so](<term:no such term>)", "[so](term:no such term)"),
        ("[weights](ink:weights)", "[weights](ink:weights)"),
        ("[here](page:forward)", "[here](page:forward)"),
    ],
)
def test_a_mark_that_does_not_exist_is_named_with_file_and_line(tmp_path: Path, mark: str, named: str) -> None:
    words = written(tmp_path, f"One line, and\nanother with **{mark}** in it.")
    with pytest.raises(ValueError, match=re.escape(f"{tmp_path / 'words.md'}:6: there is no {named}")):
        words["seen"]


def test_marks_become_symbols_terms_and_colours_and_links_stay(tmp_path: Path) -> None:
    text = '[c](symbol:lstm) [s](symbol: "₂") [losses](term:loss) [a<b](ink:input) [W_hh](math:) [on](/lstm) [h](https://x.y)'
    html = written(tmp_path, text)["seen"]
    assert re.search(r"color:light-dark\([^)]*\)\"><math><mi>c</mi>", html)
    assert '<dfn class="term" tabindex="0">losses<span role="tooltip">loss: ' in html
    assert "a&lt;b</span>" in html
    assert '<a href="/lstm">on</a> <a href="https://x.y">h</a>' in html
    assert without_tags(html) == "c s₂ losses a<b W_hh on h"


def test_a_field_is_filled_in_as_text_and_none_is_forgotten(tmp_path: Path) -> None:
    words = written(tmp_path, "After *{letter}* come {good, bad}.")
    html = words("seen", letter="<b>**\n\n$x$")
    assert html == "<p>After <em>&lt;b&gt;**&#10;&#10;$x$</em> come {good, bad}.</p>"
    for fields in ({}, {"letter": "a", "word": "b"}, {"word": "b"}):
        with pytest.raises(ValueError, match="“seen” has the fields"):
            words("seen", **fields)
    with pytest.raises(ValueError, match="no section “heard”"):
        words["heard"]


def test_tags_of_the_file_are_text(tmp_path: Path) -> None:
    assert written(tmp_path, "<script>x</script>")["seen"] == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_a_changed_sentence_is_there_without_a_restart(tmp_path: Path) -> None:
    words = written(tmp_path, "One.")
    assert words["seen"] == "<p>One.</p>"
    written(tmp_path, "Two.")
    assert words["seen"] == "<p>Two.</p>"


def test_two_sections_of_one_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"words\.md:7: a second section “seen”"):
        written(tmp_path, "One.\n\n## seen\n\nTwo.")["seen"]

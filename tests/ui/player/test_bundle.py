"""Modules of the browser as one file."""

import re
from pathlib import Path

import pytest

from ui.player.bundle import BundleError, bundle
from ui.player.scripts import SCRIPTS, Script

UI = Path(__file__).parents[3] / "ui"
MODULES = sorted(UI.rglob("*.js"))


def written(folder: Path, **modules: str) -> Path:
    """Modules of these names in a folder; the path of the first."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, "utf-8")
    return folder / f"{next(iter(modules))}.js"


def test_a_module_stands_once_and_after_what_it_imports(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        entry='import { one } from "./one.js"\nimport two from "./two.js"\n\nexport default function show() {}\n',
        one='// One, of course.\nimport two from "./two.js"\n\nexport const one = two()\n',
        two="const [a, b] = [1, 2]\nexport default async function two() {\n  return a + b\n}\n",
    )
    text, default = bundle(entry)
    assert default == "show"
    assert [text.count(name) for name in ("function two()", "const one =", "function show()")] == [1, 1, 1]
    assert text.index("function two()") < text.index("const one =") < text.index("function show()")
    assert not re.search(r"\b(import|export)\b|One, of course", text)


def test_an_import_may_go_over_several_lines(tmp_path: Path) -> None:
    text, default = bundle(
        written(
            tmp_path,
            entry='import {\n  a,\n  b,\n} from "./ab.js"\nshow(a, b)\n',
            ab="export const { a, b } = window\n",
        )
    )
    assert (text, default) == ("const { a, b } = window\n\nshow(a, b)\n", None)


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"entry": 'import { a } from "./gone.js"\n'}, "gone.js: there is no such file"),
        ({"entry": 'import { b } from "./a.js"\n', "a": "export const a = 1\n"}, "entry.js: a.js does not export b"),
        ({"entry": 'import { a } from "./a.js"\n', "a": "const a = 1\n"}, "entry.js: a.js does not export a"),
        ({"entry": 'import a from "./a.js"\n', "a": "export const a = 1\n"}, "a.js does not export default a"),
        (
            {"entry": 'import { a } from "./a.js"\nlet b\n', "a": "const b = 1\nexport const a = 1\n"},
            "entry.js: declares b, as a.js does",
        ),
        (
            {
                "entry": 'import { a } from "./a.js"\nexport const b = 1\n',
                "a": 'import { b } from "./entry.js"\nexport const a = 1\n',
            },
            "entry.js: imports itself in a circle: entry.js → a.js → entry.js",
        ),
        *(
            (
                {"entry": f"{line}\n", "a": "export const a = 1\n"},
                f"entry.js: cannot be bundled: {line.splitlines()[0]}",
            )
            for line in (
                'import { a as b } from "./a.js"',
                'import * as a from "./a.js"',
                'import "./a.js"',
                'import { a } from "library"',
                'export { a } from "./a.js"',
                "export default () => {}",
                "export default function () {}",
                "const a = 1,\n  b = 2",
                "const { a: b } = window",
                "class A {}",
                "var a = 1",
            )
        ),
    ],
)
def test_what_cannot_be_one_file_is_refused_with_its_name(tmp_path: Path, modules: dict[str, str], said: str) -> None:
    with pytest.raises(BundleError, match=re.escape(said)):
        bundle(written(tmp_path, **modules))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_imports_nothing_and_exports_no_more_than_how_it_is_shown(script: Script) -> None:
    assert not re.search(r"^import\b", script.content, re.M)
    assert len(re.findall(r"^export\b", script.content, re.M)) <= 1


def test_what_a_module_exports_another_imports() -> None:
    texts = {path: path.read_text("utf-8") for path in MODULES}
    imported = {
        name
        for text in texts.values()
        for names in re.findall(r"^import \{([^}]*)\}", text, re.M)
        for name in re.findall(r"\w+", names)
    }
    for path, text in texts.items():
        exported = re.findall(r"^export (?:async )?(?:function|const|let) (\w+)", text, re.M)
        assert {*exported} <= imported, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_its_lines_are(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 300
    assert max(map(len, lines)) <= 100

"""Several ES modules as one file: what an entry imports, each module after those that it imports.

The browser then fetches one file, and a page that stands alone needs no other. All modules share one scope, so what two of
them declare under one name is refused, as is all that is written in a way that is not read here: a declaration at the left
edge has one name or a flat pattern of names, an import says `import { a, b } from "./x.js"`, or `import a from "./x.js"`
for the default, by its own name.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent  # of the players’ modules
_IMPORT = re.compile(r'^import (?:\{\s*(\w+(?:,\s*\w+)*),?\s*\}|(\w+)) from "(\.\.?/[\w./-]+\.js)"$', re.M)
_DECLARED = re.compile(
    r"^(export |export default )?(?:async )?(?:function|const|let) (\w+|[\[{][\w\s,]+[\]}])(?= =|\(|$)", re.M
)
# What may stand at the left edge besides: comments, the end of a bracket, and statements that declare nothing.
_OTHER = re.compile(r"//|/\*|[\])}]|(?!import|export|async|function|const|let|var|class)[\w;]")


class BundleError(ValueError):
    """Modules that cannot be made one file; the message names the file."""


@dataclass(frozen=True)
class _Module:
    file: Path
    imports: dict[Path, list[str]]  # the names from each file, and “default name”
    declared: list[str]
    exported: list[str]  # likewise
    default: str | None  # the name of what it exports as its default
    body: str  # without imports, the word export, and lines that are comments


def _read(file: Path) -> _Module:
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise BundleError(f"{file}: there is no such file.") from None
    imports: dict[Path, list[str]] = {}
    for names, default, path in _IMPORT.findall(text):
        wanted = [f"default {default}"] if default else re.findall(r"\w+", names)
        imports.setdefault((file.parent / path).resolve(), []).extend(wanted)
    text = _IMPORT.sub("", text)
    declared, exported, default = [], [], None
    for how, pattern in _DECLARED.findall(text):
        names = re.findall(r"\w+", pattern)
        declared += names
        if how == "export default ":
            default = names[0]
            exported.append(f"default {default}")
        elif how:
            exported += names
    text = _DECLARED.sub(lambda match: match[0].removeprefix(match[1] or ""), text)  # the word export goes
    known = {match.start() for match in _DECLARED.finditer(text)}
    for line in re.finditer(r"^\S.*", text, re.M):
        # A declaration of several names goes on in the next line: the formatter has seen to that.
        if line[0].endswith(",") if line.start() in known else not _OTHER.match(line[0]):
            raise BundleError(f"{file}: cannot be bundled: {line[0]}")
    text = re.sub(r"^ *//.*\n", "", text, flags=re.M)  # a sixth of what a browser would fetch
    return _Module(file, imports, declared, exported, default, text.strip())


@cache
def bundle(entry: Path) -> tuple[str, str | None]:
    """The entry and all that it imports as one script, and the name in it of the entry's default export, None without one.

    Raises BundleError, which names the file: one that is missing, cannot be read here, imports itself in a circle or what
    another does not export, or declares a name that another has.
    """
    done: dict[Path, _Module] = {}
    owners: dict[str, Path] = {}

    def add(file: Path, importers: tuple[Path, ...]) -> None:
        if file in importers:
            circle = " → ".join(each.name for each in (*importers[importers.index(file) :], file))
            raise BundleError(f"{file}: imports itself in a circle: {circle}.")
        if file in done:
            return
        module = _read(file)
        for source, names in module.imports.items():
            add(source, (*importers, file))
            for name in names:
                if name not in done[source].exported:
                    raise BundleError(f"{file}: {source.name} does not export {name}.")
        for name in module.declared:
            if name in owners:
                raise BundleError(f"{file}: declares {name}, as {owners[name].name} does.")
            owners[name] = file
        done[file] = module

    entry = entry.resolve()
    add(entry, ())
    return "\n\n".join(module.body for module in done.values()) + "\n", done[entry].default

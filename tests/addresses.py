"""Addresses that a reader, a broken link or a prankster might open, by seed; and what the app makes of them, without a browser.

python -m tests.addresses 20000        (make fuzz N=20000)
"""

import random
import sys
import warnings
from pathlib import Path

from pages.shapes import story as shapes
from tests.apps import opened
from ui.shell.chapters import PAGES, Chapter, Choice
from ui.shell.settings import query_names

SHAPES = Choice("shape", "", tuple((key, key) for key in shapes.SHAPES))
ROUTER = Path(__file__).parents[1] / "pages" / "_router.py"
OWN = sorted({name for c in PAGES for name in (*c.parameters, *(choice.name for choice in c.choices))})
HOSTILE = (
    *(
        "",
        "0",
        "-0",
        "-1",
        "1",
        "2",
        "3",
        "4",
        "7",
        "10",
        "0.5",
        "1.5",
        "1e3",
        "1e-9",
        "1e309",
        "-1e309",
        "NaN",
        "inf",
        "-Infinity",
    ),
    *(
        "99999999999999999999",
        "0x10",
        "١٢",
        "1,5",
        "true",
        "None",
        "null",
        "[]",
        "{}",
        "<b>x</b>",
        "‮",
        "\x00",
        "é",
        "🇩🇪",
        "שלום",
    ),
    *(
        "a" * 30,
        "a" * 5000,
        "aaaa",
        "hello",
        "hole",
        "cat",
        " ",
        "this phone is no good",
        "good",
        "no",
        "%",
        "&",
        "a,b",
        "U[1,h]",
    ),
)
EDITS = ("U.0.0:1000", "V.0.0:-1000", "W.0.0:0", "W.0.0:1e-300", "b.0.0:5", "U.9.9:1", "Q.0.0:1", "V.0.0:nan", "W_f.0.0:3",
         "toy_f.0.0:7", "b_f.1.0:1000", "x", "U.0.0:", "U.0.0:1,U.0.0:2")  # fmt: skip


def address(seed: int) -> tuple[Chapter, dict[str, str | list[str]]]:
    """A page and its parameters: some possible, some not, some unknown, some given twice."""
    rng = random.Random(seed)
    chapter = rng.choice(PAGES)
    here = [*query_names(), *chapter.parameters, *(choice.name for choice in chapter.choices)]
    query: dict[str, str | list[str]] = {}
    for _ in range(rng.randrange(1, 6)):
        name = rng.choice(here if rng.random() < 0.85 else [*OWN, "nothing", "<script>"])
        options = [key for choice in chapter.choices if choice.name == name for key, _ in choice.options]
        if name == "edit":
            value = ",".join(rng.sample(EDITS, rng.randrange(1, 4)))
        elif options and rng.random() < 0.5:
            value = rng.choice(options)
        else:
            value = rng.choice(HOSTILE) if rng.random() < 0.7 else str(rng.randrange(-5, 300))
        query[name] = value if rng.random() < 0.95 else [value, rng.choice(HOSTILE)]
    for choice in (*chapter.choices, *((SHAPES,) if chapter.path == "shapes" else ())):
        query.setdefault(choice.name, rng.choice(choice.options)[0])
    if rng.random() < 0.4:
        query["preset"] = "random"
    return chapter, query


def broken(seed: int) -> str:
    """What went wrong with the address of this seed, "" if nothing did."""
    chapter, query = address(seed)
    app = opened(chapter, query)
    wrong = [exception.message for exception in app.exception]
    wrong += [error.value for error in app.error if "could not be drawn" in error.value]
    if not app.title:
        wrong.append("no title")
    return f"seed {seed}: /{chapter.path} {query}: {'; '.join(wrong)}" if wrong else ""


def main() -> None:
    count = int(sys.argv[1])
    warnings.simplefilter("error", RuntimeWarning)  # as in the tests: NumPy's word for a sum that went wrong
    found = 0
    for seed in range(count):
        if said := broken(seed):
            found += 1
            print(said, flush=True)
    print(f"{count} addresses, {found} broken")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

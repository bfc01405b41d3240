"""What the reader chose, carried from page to page, and its form in the address (see docs/url.md)."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from engine import text
from engine.presets import MINE, NOTES, NOTES_ALPHABET, PRESETS
from ui.cells import edits as weights
from ui.cells.choice import Settings
from ui.cells.model_file import Model

FEEDS = {"true": "true letter", "own": "own guess", "sample": "sample"}
SHORTEST_WORD, LONGEST_WORD = 2, 24  # letters, as a reader counts them
SEEDS = (0, 999_999)
HIDDEN = (1, 16)
DECIMALS = (2, 6)
TEMPERATURES = (0.1, 5.0)
NOTES_HIDDEN = len(NOTES.U)
_LAST_STEP = 99_999


_NAMES = {f.name: {"edits": "edit", "step": "t"}.get(f.name, f.name) for f in fields(Settings) if f.name != "model"}
_DEFAULT = Settings()


def shown(came: str, longest: int = 24) -> str:
    """A foreign text made fit to be quoted: shortened, and without characters that do not print."""
    short = came if len(came) <= longest else came[:longest] + "…"
    return "".join(c if c.isprintable() else "�" for c in short)


def checked_word(word: str, preset: str, model: Model | None = None) -> str:
    """The word in Unicode's composed form, or a ValueError that says why this preset cannot read it.

    The preset MINE is the reader's own model; it must be there.
    """
    letters = text.letters(word, SHORTEST_WORD, LONGEST_WORD)
    alphabet: Sequence[str]
    if preset == "notes":
        alphabet, whose = NOTES_ALPHABET, "of the notes’ weights"
    elif preset == MINE:
        if model is None:
            raise ValueError("There is no model of yours in this session; you can bring one in the lab.")
        alphabet, whose = model.alphabet.symbols, "of your model"
    else:
        return "".join(letters)
    strange = next((letter for letter in letters if letter not in alphabet), None)
    if strange:
        raise ValueError(
            f"‘{strange}’ is not in the alphabet {whose} ({', '.join(alphabet)}); random and trained weights read any letter."
        )
    return "".join(letters)


def read(
    came: Mapping[str, Sequence[str]], more: Collection[str] = (), own_weights: bool = False
) -> tuple[Settings, tuple[str, ...]]:
    """The settings that an address means, and a notice for each parameter that is unknown or broken.

    `came` holds every value of each parameter; `more` names further parameters that the page reads
    itself; a page with its own weights is not bound by the alphabet and size of the notes'. Whatever comes, nothing is
    raised; what is broken has its default. Notices are plain text.
    """
    values: dict[str, Any] = {}
    notices = [
        f"This page has no parameter ‘{shown(name)}’; it is ignored."
        for name in came
        if name not in _NAMES.values() and name not in more
    ]
    for field, name in _NAMES.items():
        given = came.get(name, ())
        used = query_text(getattr(_DEFAULT, field)) or "none"
        if len(given) > 1:
            notices.append(f"{name} is given {len(given)} times and may be given once; {used} is used.")
        elif given:
            try:
                values[field] = _READERS[field](given[0])
            except ValueError as rule:
                problem = f"‘{shown(given[0])}’ is not possible: {rule}. Used instead: {used}."
                notices.append(f"{name}: {shown(problem, 300)}")
    if "edits" in values:
        edits, problems = values["edits"]
        values["edits"] = weights.text(edits)
        notices += [f"edit: {shown(problem, 300)}" for problem in problems]
    settings = replace(_DEFAULT, **values)
    if settings.preset == MINE:
        notices.append("preset: your own model is not in this session; bring it in the lab. Random weights are used.")
        settings = replace(settings, preset="random")
    try:
        settings = replace(settings, word=checked_word(settings.word, "random" if own_weights else settings.preset))
    except ValueError as rule:
        used = _DEFAULT.word
        notices.append(f"word: ‘{shown(settings.word)}’ cannot be read. {shown(str(rule), 300)} Used instead: {used}.")
        settings = replace(settings, word=used)
    if settings.preset == "notes" and not own_weights and settings.hidden != NOTES_HIDDEN:
        notices.append(f"hidden: the notes’ weights are for {NOTES_HIDDEN} units; {NOTES_HIDDEN} is used.")
        settings = replace(settings, hidden=NOTES_HIDDEN)
    return settings, tuple(notices)


def query(settings: Settings) -> dict[str, str]:
    """The parameters of an address that means these settings; defaults are left out."""
    return {
        name: query_text(getattr(settings, field))
        for field, name in _NAMES.items()
        if getattr(settings, field) != getattr(_DEFAULT, field)
    }


def query_names() -> tuple[str, ...]:
    """The parameters that every page knows."""
    return tuple(_NAMES.values())


def query_text(value: object) -> str:
    """A value as the address writes it: True is 1, False is 0, 2.0 is 2."""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def whole(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number from low to high; raises ValueError."""

    def read_whole(came: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", came) or not low <= int(came) <= high:
            raise ValueError(f"a whole number from {low} to {high} is expected")
        return int(came)

    return read_whole


def _one_of(*keys: str) -> Callable[[str], str]:
    def read_key(came: str) -> str:
        if came not in keys:
            raise ValueError(f"one of {', '.join(keys)} is expected")
        return came

    return read_key


def _temperature(came: str) -> float:
    low, high = TEMPERATURES
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,9})?", came) or not low <= float(came) <= high:
        raise ValueError(f"a number from {low:g} to {high:g} is expected")
    return float(came)


def _switch(came: str) -> bool:
    return _one_of("0", "1")(came) == "1"


_READERS: dict[str, Callable[[str], Any]] = {
    "word": str,  # judged together with the preset
    "preset": _one_of(*PRESETS, MINE),
    "seed": whole(*SEEDS),
    "hidden": whole(*HIDDEN),
    "decimals": whole(*DECIMALS),
    "feed": _one_of(*FEEDS),
    "temperature": _temperature,
    "edits": weights.parse,
    "step": whole(0, _LAST_STEP),
    "present": _switch,
    "embed": _switch,
    "notes": _switch,
}

"""The table of pages, read by navigation, headers, cards and tests. A new chapter is one row and one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.presets import GATED_PRESETS, MINE
from ui.shell.words import Words

PARTS = {"I": "Why sequences", "II": "The RNN", "III": "Where RNNs break", "IV": "The LSTM", "V": "Your turn"}
_PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Choice:
    """One of several things, chosen on a page and said by its address; the first option is the default."""

    name: str  # of the parameter
    label: str
    options: tuple[tuple[str, str], ...]  # (what the address says, what the reader sees)


@dataclass(frozen=True)
class Chapter:
    """One page. What it says of itself is in its words.md: its title, its claim, and what its card on the home page promises."""

    path: str  # of the URL, without the slash; "" is the home page
    number: int  # in the course; 0 for the home page
    part: str  # a key of PARTS; "" for the home page
    controls: tuple[str, ...] = ()  # the shared settings that it uses, in their order on the page
    parameters: tuple[str, ...] = ()  # of the address, read by the page itself
    choices: tuple[Choice, ...] = ()  # of its own, drawn before the shared settings
    top: float = 0  # rem above the player that stands first, where a screen is wide enough to know; 0: none, or unknown
    weights: str = "preset"  # the control that says whose: the RNN's, those of its own cells, or the reader's MINE

    @property
    def file(self) -> str:
        """Its script, in pages/."""
        return f"{self.path or 'home'}/page.py"

    def beside(self, name: str) -> Path:
        """A file in the page's folder."""
        return (_PAGES / self.file).with_name(name)

    @property
    def words(self) -> Words:
        """Its prose."""
        return Words(self.beside("words.md"))

    @property
    def title(self) -> str:
        return self.words.title

    def claim(self, chosen: Sequence[str] = ()) -> str:
        """The sentence or two under the title, by what the page's own choices are set to; Markdown."""
        of_choice = (f"claim {choice}" for choice in chosen)
        return self.words.source(next((name for name in of_choice if name in self.words.sections), "claim"))

    @property
    def own_weights(self) -> bool:
        """Are they not the RNN's, so that the notes' alphabet and size do not bind it?"""
        return self.weights != "preset"


LEVEL = Choice(
    "level",
    "Level",
    (
        ("dot", "a dot product"),
        ("sum", "the sum before tanh"),
        ("step", "a whole step"),
        ("bet", "the probabilities"),
        ("wrong", "the wrong number"),
        ("error", "the error at the output"),
        ("gradient", "a gradient"),
        ("gate", "a gate"),
        ("cell", "the whole LSTM cell"),
        ("along", "back along c"),
        ("into", "back into a gate"),
        ("gru", "the GRU cell"),
        ("gru_back", "back through a GRU"),
        ("any", "any number"),
    ),
)

HOME = Chapter("", 0, "", top=9.6)

CHAPTERS = (
    Chapter("order", 1, "I", top=6.8, parameters=("first", "second", "vocabulary", "shuffle")),
    Chapter(
        "shapes",
        2,
        "I",
        controls=("decimals",),
        parameters=(
            "shape",
            "start",
            "review",
            "typed",
            "task",
            "english",
            "number",
            "message",
            "country",
            "trained",
            "gap",
        ),
    ),
    Chapter(
        "anatomy",
        3,
        "II",
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("places", "swap", "letter"),
    ),
    Chapter("forward", 4, "II", top=6.8, controls=("word", "preset", "seed", "hidden", "feed", "decimals", "notes")),
    Chapter(
        "bptt",
        5,
        "II",
        top=6.8,
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("lr", "weight", "eps", "window"),
    ),
    Chapter(
        "training",
        6,
        "II",
        controls=("word", "preset", "any_seed", "hidden"),
        parameters=("net", "learn", "optimiser", "lr", "clip", "units"),
    ),
    Chapter(
        "vanishing",
        7,
        "III",
        top=6.8,
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("radius", "letters", "change"),
    ),
    Chapter(
        "lstm",
        8,
        "IV",
        top=6.8,
        controls=("word", "seed", "hidden", "decimals"),
        choices=(
            Choice("cell", "Cell", (("lstm", "LSTM"), ("gru", "GRU"))),
            Choice("lstm_preset", "Weights", tuple(GATED_PRESETS.items())),
        ),
        weights="lstm_preset",
    ),
    Chapter("race", 9, "IV", controls=("any_seed",), parameters=("k", "lstm", "rnn")),
    Chapter(
        "practice", 10, "V", top=6.8, controls=("any_seed",), parameters=("student",), choices=(LEVEL,), weights="level"
    ),
    Chapter(
        "lab",
        11,
        "V",
        controls=("word", "any_seed", "decimals"),
        parameters=("reads", "ranked", "unit", "net", "units", "optimiser", "lr", "clip", "budget", "prompt"),
        weights=MINE,
    ),
)

PAGES = (HOME, *CHAPTERS)


def next_chapter(chapter: Chapter) -> Chapter | None:
    """The existing chapter that follows, or None after the last."""
    return next((c for c in CHAPTERS if c.number > chapter.number), None)

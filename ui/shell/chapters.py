"""The table of pages, read by navigation, headers, cards and tests. A new chapter is one row and one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.presets import GATED_PRESETS, MINE

PARTS = {"I": "Why sequences", "II": "The RNN", "III": "Where RNNs break", "IV": "The LSTM", "V": "Your turn"}


@cache
def _text(file: Path) -> str:
    return (Path(__file__).parents[2] / "pages" / file).read_text("utf-8")


@dataclass(frozen=True)
class Choice:
    """One of several things, chosen on a page and said by its address; the first option is the default."""

    name: str  # of the parameter
    label: str
    options: tuple[tuple[str, str], ...]  # (what the address says, what the reader sees)


@dataclass(frozen=True)
class Chapter:
    """One page. Its title is written here and nowhere else."""

    path: str  # of the URL, without the slash; "" is the home page
    number: int  # in the course; 0 for the home page
    part: str  # a key of PARTS; "" for the home page
    title: str
    claim: str  # one or two plain sentences, under the title
    shows: str  # what the card on the home page promises
    controls: tuple[str, ...] = ()  # the shared settings that it uses, in their order on the page
    parameters: tuple[str, ...] = ()  # of the address, read by the page itself
    choices: tuple[Choice, ...] = ()  # of its own, drawn before the shared settings
    top: float = 0  # rem above the player that stands first, where a screen is wide enough to know; 0: none, or unknown
    claims: tuple[tuple[str, str], ...] = ()  # in its place, where this is chosen
    weights: str = (
        "preset"  # the control that says whose they are: the RNN's, those of its own cells, or the reader's MINE
    )

    def claim_of(self, chosen: Sequence[str]) -> str:
        """The sentence under the title, by what the page's own choices are set to."""
        return next((said for choice, said in self.claims if choice in chosen), self.claim)

    @property
    def file(self) -> str:
        """Its script, in pages/."""
        return f"{self.path or 'home'}/page.py"

    def beside(self, name: str) -> str:
        """The text of a file in the page's folder."""
        return _text(Path(self.file).with_name(name))

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

HOME = Chapter(
    path="",
    top=9.6,
    number=0,
    part="",
    title="Unrolled",
    claim="A network reads a word letter by letter, and you see every number it computes on the way.",
    shows="",
)

CHAPTERS = (
    Chapter(
        path="order",
        top=6.8,
        number=1,
        part="I",
        title="Order matters",
        claim=(
            "Two reviews can use the same words, equally often, and mean opposite things. Counting these words cannot tell them "
            "apart; a network that reads them in order can."
        ),
        shows=(
            "Count four words in two sentences that mean opposite things, and the counts are the same. A network that reads in "
            "order can tell the two apart."
        ),
        parameters=("first", "second", "vocabulary", "shuffle"),
    ),
    Chapter(
        path="shapes",
        number=2,
        part="I",
        title="Any length in, any length out",
        claim=(
            "A network that reads one word at a time needs no fixed length: it can answer after every word, after the "
            "last one, or with a whole sentence of a different length."
        ),
        shows="Suggestions as you type, replies, sentiment, translation: one diagram in five shapes, each with a working model.",
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
        path="anatomy",
        number=3,
        part="II",
        title="From feed-forward to recurrent",
        claim=(
            "A recurrent network is one small cell that passes its state on to itself: the same few weights read "
            "every letter, in order, however many there are."
        ),
        shows="One small cell is unrolled along your word; what the symbols U, W, V, x, s and o stand for; three experiments.",
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("places", "swap", "letter"),
    ),
    Chapter(
        path="forward",
        top=6.8,
        number=4,
        part="II",
        title="The forward pass, every number",
        claim=(
            "The network reads one letter at a time. All it knows after each letter is a handful of numbers, "
            "made from that letter and from what it knew before."
        ),
        shows="A word is read letter by letter: each product, sum, tanh and softmax, with its numbers.",
        controls=("word", "preset", "seed", "hidden", "feed", "decimals", "notes"),
    ),
    Chapter(
        path="bptt",
        top=6.8,
        number=5,
        part="II",
        title="Backpropagation through time, every number",
        claim=(
            "If a weight grew a little, how much would the loss grow? One pass backwards tells us, for every weight at once."
        ),
        shows=(
            "Back from the last letter to the first: the error at each output, the gradient from later letters, the "
            "gradient of every weight."
        ),
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("lr", "weight", "eps", "window"),
    ),
    Chapter(
        path="training",
        number=6,
        part="II",
        title="Watch it learn",
        claim=(
            "Learning is one small step after another: read, compare, work backwards, adjust every weight a little. "
            "It usually knows a short word after a few hundred updates; a longer one may take a thousand or two."
        ),
        shows="Live training: the weights change, the loss falls, the guesses come right, and the network writes.",
        controls=("word", "preset", "any_seed", "hidden"),
        parameters=("net", "learn", "optimiser", "lr", "clip", "units"),
    ),
    Chapter(
        path="vanishing",
        top=6.8,
        number=7,
        part="III",
        title="Long sequences",
        claim=(
            "On its way back through time a gradient is multiplied by a matrix at every letter. Over many letters "
            "it shrinks to almost nothing, or grows far too large."
        ),
        shows=(
            "A long product of matrices, one for each letter, factor by factor, made from your own weights; and what it does to "
            "memory and to learning."
        ),
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("radius", "letters", "change"),
    ),
    Chapter(
        path="lstm",
        top=6.8,
        number=8,
        part="IV",
        title="The LSTM, gate by gate",
        claim=(
            "At each letter, unit by unit, gates decide how much is kept and how much is written. An LSTM’s memory is a second "
            "state, which no matrix ever multiplies."
        ),
        shows=(
            "From a small example, [5 6 7] times [1 0 1], number by number, to the whole LSTM, forward and backward; then "
            "the GRU."
        ),
        controls=("word", "seed", "hidden", "decimals"),
        choices=(
            Choice("cell", "Cell", (("lstm", "LSTM"), ("gru", "GRU"))),
            Choice("lstm_preset", "Weights", tuple(GATED_PRESETS.items())),
        ),
        claims=(
            (
                "gru",
                "At each letter, unit by unit, gates decide how much is kept and how much is written. A GRU does with one state: "
                "what it does not keep of it, it writes anew.",
            ),
        ),
        weights="lstm_preset",
    ),
    Chapter(
        path="race",
        number=9,
        part="IV",
        title="The race",
        claim=(
            "One task: read a symbol, then k meaningless letters (distractors), and name the symbol. One measure: the share "
            "of right answers."
        ),
        shows=(
            "An RNN, an LSTM and a GRU trained side by side while you watch; how far back their gradients reach; what each "
            "costs."
        ),
        controls=("any_seed",),
        parameters=("k", "lstm", "rnn"),
    ),
    Chapter(
        path="practice",
        top=6.8,
        number=10,
        part="V",
        title="Practice",
        claim="Compute it yourself: some numbers on the board are blank, and your answers are checked against the network’s own.",
        shows=(
            "Ten exercises to do by hand, from a dot product to the LSTM’s cell state; if your answer is wrong, you are "
            "told why."
        ),
        controls=("any_seed",),
        parameters=("student",),
        choices=(LEVEL,),
        weights="level",
    ),
    Chapter(
        path="lab",
        number=11,
        part="V",
        title="The lab",
        claim="Train a network on a text of your own, see what a single unit responds to, or load a network from PyTorch.",
        shows=(
            "A text coloured by the value of one unit; a network that learns your text and writes more like it; your "
            "PyTorch model, step by step."
        ),
        controls=("word", "any_seed", "decimals"),
        parameters=("reads", "ranked", "unit", "net", "units", "optimiser", "lr", "clip", "budget", "prompt"),
        weights=MINE,
    ),
)

PAGES = (HOME, *CHAPTERS)


def next_chapter(chapter: Chapter) -> Chapter | None:
    """The existing chapter that follows, or None after the last."""
    return next((c for c in CHAPTERS if c.number > chapter.number), None)

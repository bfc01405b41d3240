"""The table of pages, read by navigation, headers, cards and tests. A new chapter is one row and one file."""

from dataclasses import dataclass

__all__ = ["CHAPTERS", "HOME", "PAGES", "PARTS", "Chapter", "next_chapter"]

PARTS = {
    "I": "Why sequences",
    "II": "The RNN",
    "III": "Where RNNs break",
    "IV": "The LSTM",
    "V": "Your turn",
}


@dataclass(frozen=True)
class Chapter:
    """One page. Its title is written here and nowhere else."""

    path: str  # of the URL, without the slash; "" is the home page
    file: str  # in pages/
    number: int  # in the course; 0 for the home page
    part: str  # a key of PARTS; "" for the home page
    title: str
    claim: str  # one plain sentence, under the title
    shows: str  # what the card on the home page promises
    icon: str  # an emoji: icon fonts are not fetched
    controls: tuple[str, ...] = ()  # the shared settings that it uses, in their order on the page
    parameters: tuple[str, ...] = ()  # of the address, read by the page itself


HOME = Chapter(
    path="",
    file="00_home.py",
    number=0,
    part="",
    title="Unrolled",
    claim="A network reads a word letter by letter, and you see every number it computes on the way.",
    shows="",
    icon="🏠",
)

CHAPTERS = (
    Chapter(
        path="anatomy",
        file="03_anatomy.py",
        number=3,
        part="II",
        title="From feed-forward to recurrent",
        claim=(
            "A recurrent network is one small cell that hands its state on to itself: the same few weights read "
            "every letter, in their order, however many there are."
        ),
        shows="The folded cell unrolls over your word; what the letters U, W, V, x, s and o mean; three experiments.",
        icon="🔂",
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("places", "swap", "first"),
    ),
    Chapter(
        path="forward",
        file="04_forward.py",
        number=4,
        part="II",
        title="The forward pass, every number",
        claim=(
            "The network reads one letter at a time; what it knows after a letter is a handful of numbers, "
            "made from that letter and from what it knew before."
        ),
        shows="A word is read letter by letter: each product, sum, tanh and softmax, with its numbers.",
        icon="▶️",
        controls=("word", "preset", "seed", "hidden", "feed", "decimals", "notes"),
    ),
    Chapter(
        path="bptt",
        file="05_bptt.py",
        number=5,
        part="II",
        title="Backpropagation through time, every number",
        claim=(
            "Learning asks one question of every weight: if it grew a little, how much would the loss grow? "
            "The answers are found by walking the word backwards, once."
        ),
        shows="The same word backwards: the error at each output, what comes back from the future, every weight’s gradient.",
        icon="◀️",
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("lr", "weight", "eps"),
    ),
    Chapter(
        path="vanishing",
        file="07_vanishing.py",
        number=7,
        part="III",
        title="Long sequences",
        claim=(
            "On its way back through time a gradient is multiplied by one matrix for every letter. Over many letters "
            "little is left of it, or far too much."
        ),
        shows="The product of all those matrices, factor by factor, for your own weights; what it does to memory and learning.",
        icon="📉",
        controls=("word", "preset", "seed", "hidden", "decimals"),
        parameters=("radius", "letters", "change"),
    ),
    Chapter(
        path="race",
        file="09_race.py",
        number=9,
        part="IV",
        title="The race",
        claim=(
            "One task, one measure, one budget: read a symbol, then k letters that mean nothing, and say which symbol it "
            "was."
        ),
        shows="RNN, LSTM and GRU trained against each other while you watch; how far each one’s gradient reaches; what it costs.",
        icon="🏁",
        controls=("any_seed",),
        parameters=("k", "lstm", "rnn"),
    ),
)

PAGES = (HOME, *CHAPTERS)


def next_chapter(chapter: Chapter) -> Chapter | None:
    """The existing chapter that follows, or None after the last."""
    return next((c for c in CHAPTERS if c.number > chapter.number), None)

"""Every term of the course, one line each, and how a page marks one: dotted, with its line on hover, tap or focus.

docs/words.md is made from this table and the tables of notation: python -m ui.shell.glossary > docs/words.md
"""

from collections.abc import Iterator, Mapping
from html import escape

from ui.board.markdown import table
from ui.board.notation import GRU, LSTM, NOTATION, Symbol
from ui.board.theme import THEMES

GLOSSARY = {
    "Adagrad": "gradient descent in which a weight’s steps get shorter as the squares of its past gradients add up",
    "Adam": "gradient descent that follows a running mean of the gradients, every step scaled to roughly the same size",
    "attention": "instead of one context, a sum of all the encoder’s states, weighted anew for every word written",
    "backpropagation through time": "multiplying slopes (the chain rule) backwards through a word, from the last letter to the "
    "first",
    "backward pass": "computing the gradients, from the loss back to the first letter",
    "bag of words": "how often each word of a vocabulary occurs in a text; their order is lost",
    "batch": "several sequences that are read side by side and share one update",
    "bias": "a number that is always added, whatever the input",
    "candidate": "what a cell with gates could write into its state at this letter: a number between −1 and 1 for each unit",
    "carried state": "the last state of one piece of text, from which the reading of the next piece begins",
    "cell": "the few lines of arithmetic that make a new state from the input (a letter or word) and the previous state",
    "cell state": "the second state of an LSTM: it is multiplied by the forget gate, and something new is added",
    "chrono": "gates’ biases set before training so that the units remember over different spans, up to the longest expected",
    "clipping": "scaling down a gradient whose norm is above a limit, without changing its direction",
    "context": "the encoder’s last state: a handful of numbers, and all that the decoder gets of the sentence",
    "cross-entropy": "the usual loss for a choice among classes: −ln of the probability given to the right one",
    "decoder": "the network that writes the answer, word by word, starting from the context",
    "distractor": "a letter that means nothing, put between what has to be remembered and the question",
    "eigenvalue": "a number λ for which the matrix makes λ·v out of some vector v (not 0); it can be a complex number",
    "embedding": "the vector that stands for a letter or word: the column of U that its one-hot input picks out",
    "encoder": "the network that reads the input and hands over its last state",
    "end sign": "the ‘word’ ■ by which a network says that its answer is complete",
    "exposure bias": "given only right letters in training, a network meets its own mistakes for the first time when it writes",
    "feed-forward": "describes a network without a loop: the whole input goes in at once and the answer comes out",
    "forget bias": "the bias in an LSTM’s forget gate; set to 1, the gate starts more open than shut, so the cell tends to keep",
    "forward pass": "computing everything from the first letter to the loss",
    "gate": "a number between 0 (shut) and 1 (open) for each unit, by which another number is multiplied",
    "gradient": "how fast the loss grows when a number grows; learning moves each weight against it, so that the loss falls",
    "GRU": "gated recurrent unit: a recurrent cell with one state and two gates; one says how much is kept and how much written",
    "held out": "kept out of training, to test whether the network has learnt something or only memorised",
    "hidden unit": "one of the numbers of the state",
    "Jacobian": "the matrix of all slopes of one vector with respect to another",
    "learning rate": "how large an update is: with plain gradient descent, what the gradient is multiplied by",
    "lecture notes": "the handwritten notes on which this course is based",
    "loss": "a number for how wrong the network was; 0 means certain and right",
    "LSTM": "long short-term memory: a recurrent cell with three gates and a second state, built to remember for longer",
    "norm": "the length of a vector, or the size of a matrix: the square root of the sum of the squares of all its numbers",
    "one-hot": "a vector with a 1 in the place of one letter and 0 everywhere else",
    "orthogonal": "describes a matrix that rotates or mirrors vectors without changing their length",
    "overfitting": "getting better on the training text while getting worse on held-out text",
    "padding": "filling short sequences with empty places so that all in a batch have the same length",
    "perplexity": "exp of the loss per letter: as unsure as when choosing among this many equally likely letters",
    "powers of ten": "a short way to write very small and very large numbers: 3e−4 is 3·10⁻⁴ = 0.0003, 2e6 is 2·10⁶ = 2,000,000",
    "RNN": "recurrent neural network: it reads one letter or word at a time and remembers something of what came before",
    "seed": "the number from which a random draw starts; the same seed draws the same numbers",
    "singular value": "how much a matrix stretches some direction; the largest is the most that it stretches any vector",
    "softmax": "turns scores into probabilities: exp of each score (2.718… to that power), divided by the sum of all of these",
    "spectral radius": "the largest |eigenvalue| of a matrix: roughly the factor by which its powers grow, one to the next",
    "state": "the handful of numbers that a network remembers from one letter or word to the next",
    "tanh": "a curve that squashes any number to between −1 and 1",
    "target": "the letter that should come next",
    "teacher forcing": "giving the network the right letter or word as its next input, whatever it guessed",
    "temperature": "what the scores are divided by before softmax: below 1 the choices become safer, above 1 more random",
    "transposed": "flipped over its diagonal, so that rows become columns",
    "truncated backpropagation": "letting the gradient go back over only a few letters, to save time and memory",
    "update": "one small change of all weights against their gradients",
    "validation": "watching the loss on held-out text during training, to know when to stop",
    "vocabulary": "the words (or letters) that a network knows, or that are counted",
    "weight": "a number that training adjusts: how strongly one number acts on another",
    "σ": "the sigmoid, 1/(1 + e to the power of −a): a curve that squashes any number to between 0 and 1",
}


def _colour(name: str) -> str:
    return f"light-dark({THEMES['light'][name]}, {THEMES['dark'][name]})"


CSS = f"""
dfn.term {{ position: relative; font-style: inherit; border-bottom: 1px dotted currentColor; cursor: help; }}
dfn.term > [role="tooltip"] {{ display: none; position: absolute; left: 0; top: 1.6em; z-index: 9; width: max-content;
  max-width: 20rem; padding: 0.35rem 0.6rem; border-radius: 0.4rem; border: 1px solid {_colour("borderColor")};
  background: {_colour("backgroundColor")}; color: {_colour("textColor")}; box-shadow: 0 2px 10px rgb(0 0 0 / 0.25);
  font-size: 0.875rem; font-weight: 400; line-height: 1.35; }}
dfn.term:hover > [role="tooltip"], dfn.term:focus > [role="tooltip"] {{ display: block; }}
@media (max-width: 1100px) {{
  dfn.term > [role="tooltip"] {{ position: fixed; inset: auto 1rem 1rem; max-width: none; width: auto; }}
}}
"""


def term(name: str, written: str = "") -> str:
    """A term of the glossary for `ui.shell.page.prose`, `written` as the sentence wants it. Raises KeyError if unknown."""
    line = escape(f"{name}: {GLOSSARY[name]}")
    return f'<dfn class="term" tabindex="0">{escape(written or name)}<span role="tooltip">{line}</span></dfn>'


def document() -> str:
    """The glossary and the symbols as Markdown."""
    return "\n".join(
        (
            "# Words and symbols",
            "",
            "Made from the glossary in `ui/shell/glossary.py` and the table of symbols, `ui/board/notation.toml`,",
            "by `python -m ui.shell.glossary > docs/words.md`; a test holds this file to them.",
            "The same thing has the same word everywhere in the course, and each word is explained where it first appears.",
            "",
            "## Words",
            "",
            *(f"- **{name}**: {line}." for name, line in GLOSSARY.items()),
            "",
            "## Symbols",
            "",
            "T time steps, D input size, H hidden units, K classes, M words that are counted. In code a gradient is named `d`",
            "plus the name of what it belongs to.",
            *_symbols("The RNN, and what all cells share", NOTATION, {}),
            *_symbols("What the LSTM adds or writes differently", LSTM, NOTATION),
            *_symbols("What the GRU adds or writes differently", GRU, NOTATION),
            "",
        )
    )


def _symbols(title: str, symbols: Mapping[str, Symbol], known: Mapping[str, Symbol]) -> Iterator[str]:
    rows = [
        [f"`{name}`", symbol.text.format(t="ₜ", p="ₜ₋₁", n="ₜ₊₁"), symbol.meaning, "×".join(symbol.shape)]
        for name, symbol in symbols.items()
        if known.get(name) != symbol
    ]
    yield from ("", f"### {title}", "", table(["in code", "on screen", "meaning", "shape"], rows))


if __name__ == "__main__":
    print(document(), end="")

"""An encoder-decoder answers: the source is read into a state, the state is handed over, the answer is written from it.

The time steps of the board run through both halves: first those of the encoder, then those of the decoder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.functions import Array
from engine.seq2seq import Seq2SeqParams, Seq2SeqTrace
from engine.text import Alphabet
from ui.board.caption import Caption, Ink, Num, Sym, tell
from ui.board.notation import LSTM, NOTATION
from ui.board.parts import COLUMN, bare, constant, largest_at, matrices_over_time, over_time, units
from ui.board.storyboard import Grid, Row, Step, Storyboard, Strip
from ui.shell.words import Words

WIDE = 4  # units of a state that stand side by side
MOST_SHOWN = 8  # words of the answers' vocabulary on the board, at least where it needs no more
ENCODER, DECODER = "encoder", "decoder"
_MEMORY, _WORDS = "memory", "words"  # scenes

# By cell: how a state is made from fields of the trace, and how those are made where the board does not show it.
_MADE: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "rnn": {"s": ("tanh", ("a",))},
    "lstm": {"c": ("add", ("keep", "write")), "tanh_c": ("tanh", ("c",)), "h": ("times", ("o", "tanh_c"))},
}
_GIVEN = {"rnn": ("a",), "lstm": ("keep", "write", "o")}
_text = Words.beside(__file__)


def storyboard(
    p: Seq2SeqParams, trace: Seq2SeqTrace, answer: NDArray[Any], inputs: Alphabet, outputs: Alphabet
) -> Storyboard:
    """The story of `engine.seq2seq.answer`: `answer` (T',) and the trace of one source (T,)."""
    story = _Story(p, trace, answer, inputs, outputs)
    grids = {grid.name: grid for grid in story.grids()}
    return Storyboard("Encoder and decoder, step by step", grids, story.rows(), tuple(story.steps()), story.strip())


def shown_words(y_hat: Array, answer: NDArray[Any]) -> NDArray[np.int64]:
    """Which of K classes are put on the board, in their order: all that are answered, END (K − 1), and the likeliest
    of the others at any step, MOST_SHOWN in all if the answer leaves room. y_hat (T', K)."""
    K = y_hat.shape[1]
    kept = {*answer.tolist(), K - 1}
    for k in (-y_hat.max(0)).argsort(kind="stable").tolist():
        if len(kept) >= min(MOST_SHOWN, K):
            break
        kept.add(k)
    return np.array(sorted(kept))


class _Story:
    """One answer, and the words and symbols that all parts of its board are written with."""

    def __init__(
        self, p: Seq2SeqParams, trace: Seq2SeqTrace, answer: NDArray[Any], inputs: Alphabet, outputs: Alphabet
    ) -> None:
        self.p, self.trace, self.answer, self.outputs = p, trace, answer, outputs
        self.cell = p.cell.name
        self.states = p.cell.states[::-1]  # from the state that only the cell sees to the one that votes: c and h, or s
        self.S = len(trace.encoder.x)
        table = LSTM if self.cell == "lstm" else NOTATION
        self.symbols = {
            name: replace(one, meaning=one.meaning.replace("letter", "word")) for name, one in table.items()
        }
        self.kept = shown_words(trace.decoder.y_hat, answer)
        self.words = outputs.decode(self.kept)
        self.source = inputs.decode(trace.encoder.x.argmax(-1))
        self.read = outputs.decode(trace.read)  # by the decoder
        self.said = outputs.decode(answer)

    def both(self, name: str) -> Array:
        """A field of the encoder's trace and then of the decoder's, its units in lines of WIDE."""
        values = np.concatenate([getattr(self.trace.encoder, name), getattr(self.trace.decoder, name)])
        return values.reshape(len(values), -1, WIDE if values.shape[1] % WIDE == 0 else 1)

    def block(self, name: str, values: Array, **more: Any) -> Grid:
        """Units in lines: the row 5 and the column +2 are unit 7."""
        _, rows, cols = values.shape
        firsts = tuple(str(1 + row * cols) for row in range(rows))
        across = tuple(f"+{col}" for col in range(cols)) if cols > 1 else COLUMN
        return matrices_over_time(name, values, firsts, across, symbols=self.symbols, **more)

    def grids(self) -> Iterator[Grid]:
        for name in _GIVEN[self.cell]:
            yield self.block(name, self.both(name), origin=_text.line("inside"))
        for name, (op, of) in _MADE[self.cell].items():
            more = {} if name == "c" else {"scale": 1.0}
            yield self.block(name, self.both(name), op=op, of=of, **more)
        for name in self.states:
            made = {"op": "copy", "of": (f"{name}@-1",), "origin": _text.line("before the first word")}
            yield self.block(f"{name}_prev", self.both(f"{name}_prev"), **made)
        yield from self._answers()

    def _answers(self) -> Iterator[Grid]:
        """The scores and probabilities of some words, with all that is needed to check them."""
        decoder, kept, words = self.trace.decoder, self.kept, self.words
        out, hidden = self.states[-1], units(self.p.decoder.H)
        for name, cols, called in (("V", hidden, "a weight of the decoder"), ("b_y", COLUMN, "a bias of the decoder")):
            grid = constant(name, getattr(self.p.decoder, name)[kept], words, cols, symbols=self.symbols)
            yield replace(grid, editable=False, origin=f"Learnt: {called}, the same at every step.")
        state = self.answering(out, getattr(decoder, out), hidden, scale=1.0)
        yield replace(state, name=f"{out}_column", origin="The state, its units in one column.")
        every = self.answering("logits", decoder.logits, self.outputs.symbols)
        yield replace(every, name="all_logits", origin="The score of every word of the vocabulary.")
        made_of = ("V", f"{out}_column", "b_y")
        yield self.answering("logits", decoder.logits[:, kept], words, op="score", of=made_of)
        total = np.exp(decoder.log_sum)[:, None]
        yield self.answering("sum_exp", total, COLUMN, op="sum_exp", of=("all_logits",))
        of = ("logits", "sum_exp")
        yield self.answering("y_hat", decoder.y_hat[:, kept], words, op="share", of=of, scale=1.0)
        if len(words) < len(self.outputs):
            rest = np.delete(decoder.y_hat, kept, axis=1).sum(1, keepdims=True)
            yield self.answering("others", rest, COLUMN, op="rest", of=("y_hat",), scale=1.0)

    def answering(self, name: str, values: Array, rows: Sequence[str], **more: Any) -> Grid:
        """A vector (T', n) that exists at the decoder's time steps only."""
        return over_time(name, values, rows, start=self.S, symbols=self.symbols, **more)

    def rows(self) -> tuple[Row, ...]:
        before = tuple(f"{name}_prev" for name in self.states)
        hidden = len(self.outputs) - len(self.words)
        rest = (f"and the other {hidden}:", "others") if hidden else ()
        return (
            Row("the memory that comes in", before, _MEMORY),
            Row("the memory after this word", self.states, _MEMORY),
            Row("the state votes for each word", (self.states[-1], f"{bare('V')} →", "logits"), _WORDS),
            Row("the bets", ("exp of each score ÷", "sum_exp", "=", "y_hat", *rest), _WORDS),
        )

    def strip(self) -> Strip:
        decoder, S = self.trace.decoder, self.S
        sure = decoder.y_hat[np.arange(len(self.answer)), self.answer]
        return Strip(
            reads=self.source + self.read,
            reads_of=self.states[0],
            cells=self.states[-1],
            says=("",) * S + self.said,
            says_of="y_hat",
            sure=(0.0,) * S + tuple(map(float, sure)),
            wants=("",) * (S + len(self.answer)),
            up="↑",
            across="→",
            out="↑",
            parts=(ENCODER,) * S + (DECODER,) * len(self.answer),
            own_from=S + 1,
        )

    def steps(self) -> Iterator[Step]:
        for t, word in enumerate(self.source):
            yield from self._reads(t, word, ENCODER)
        for t, word in enumerate(self.read):
            yield from self._reads(self.S + t, word, DECODER)
            yield from self._says(t)

    def _reads(self, t: int, word: str, part: str) -> Iterator[Step]:
        out = self.states[-1]
        before = tuple(f"{name}_prev" for name in self.states)
        read = Ink(word, "input")
        focus = (f"{out}_prev", *largest_at(self.both(f"{out}_prev")[t]))
        title, caption = "Read a word.", self._memory(t, read, part, focus)
        if t == self.S:
            title = "Hand over the context."
        yield Step(t, "read", title, caption, before, focus, scene=_MEMORY, part=part)
        values = self.both(out)
        changes = values[t] - (values[t - 1] if t else 0)
        focus = (out, *largest_at(changes))
        changed = f"Unit {self._unit(focus)} changes most in"
        if not changes.any():
            changed = f"Nothing changes; unit {self._unit(focus)} of"
        now = {"before": Num(f"{out}_prev", *focus[1:]), "now": Num(*focus)}
        mixed = tell(_text.source("mixed"), word=read, changed=changed, state=Sym(out), **now)
        yield Step(t, "state", "Update the memory.", mixed, tuple(_MADE[self.cell]), focus, scene=_MEMORY, part=part)

    def _memory(self, t: int, word: Ink, part: str, focus: tuple[str, int, int]) -> Caption:
        """What comes in with a word."""
        H = self.p.decoder.H
        numbers = tell("{H} numbers", H=H)
        if len(self.states) > 1:
            numbers = tell("{both} numbers ({c_prev} and {h_prev}, {H} each)", both=2 * H, H=H)
        if t == 0:
            return tell(_text.source("empty memory"), word=word)
        if t == self.S:
            return tell(_text.source("hand over"), numbers=numbers, word=word)
        if part == DECODER:
            return tell(_text.source("own word"), word=word)
        state, value, unit = Sym(f"{self.states[-1]}_prev"), Num(*focus), self._unit(focus)
        return tell(_text.source("next word"), word=word, numbers=numbers, u=unit, state=state, value=value)

    def _unit(self, focus: tuple[str, int, int]) -> int:
        _, row, col = focus
        return 1 + row * int(self.both(self.states[0]).shape[2]) + col

    def _says(self, t: int) -> Iterator[Step]:
        kept = self.kept.tolist()
        best = kept.index(int(self.answer[t]))
        second = int(np.argsort(-self.trace.decoder.y_hat[t, kept], kind="stable")[1])
        said, K = Ink(self.said[t], "output"), len(self.outputs)
        scored = tell(_text.source("scores"), K=K, word=said, score=Num("logits", best))
        at, focus = self.S + t, ("logits", best, 0)
        yield Step(at, "scores", "Score every word.", scored, ("logits",), focus, scene=_WORDS, part=DECODER)
        section = "bets"
        if self.answer[t] == K - 1:
            section = "bets, end"
        elif t == len(self.answer) - 1:
            section = "bets, cut off"
        first, runner_up = Num("y_hat", best), Num("y_hat", second)
        chosen = tell(_text.source(section), word=said, first=first, next=self.words[second], second=runner_up)
        made = ("sum_exp", "y_hat", *(("others",) if len(kept) < K else ()))
        title = "Turn scores into probabilities."
        yield Step(at, "prediction", title, chosen, made, ("y_hat", best, 0), scene=_WORDS, part=DECODER)

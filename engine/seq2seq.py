"""The encoder-decoder (Cho et al., 2014; Sutskever, Vinyals & Le, 2014), from any cell's own verbs.

    encoder: reads the source, its outputs are not used
    context: the encoder's state after the source's last symbol (for the LSTM: h and c)
    decoder: starts from the context; reads END, then its own last symbol; answers until END

END is the decoder's last class, K − 1. Sources and targets are indices, (T,) or (T, B), padded with −1
at the end. Each sequence of a batch hands over the state at its own last symbol, so padding changes nothing.
"""

from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.cells import Cell, cell_of
from engine.functions import Array
from engine.params import Params
from engine.tasks.data import Batch
from engine.text import one_hot
from engine.training import Evaluation

Indices = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Seq2SeqParams:
    """Two sets of weights of the same cell, hidden size and precision; the decoder's D equals its K.

    Every cell has an output; the encoder's is never read, and is as small as it can be.
    """

    encoder: Any  # D = size of the source alphabet, K = 1
    decoder: Any  # D = K = size of the target alphabet, with END last
    flat: Array = field(init=False, repr=False)  # (N,): every number of both; their fields are views of it

    def __post_init__(self) -> None:
        encoder, decoder = self.encoder, self.decoder
        kinds = [f"{cell_of(half).name} with H = {half.H}" for half in (encoder, decoder)]
        if kinds[0] != kinds[1]:
            raise ValueError(f"Both halves must be the same cell of the same size; got {kinds[0]} and {kinds[1]}.")
        D, K = decoder.sizes["D"], decoder.sizes["K"]
        if D != K:
            raise ValueError(f"The decoder reads what it writes, so D must equal K; got D = {D} and K = {K}.")
        if encoder.dtype != decoder.dtype:
            raise ValueError(f"Both halves must share one precision; got {encoder.dtype} and {decoder.dtype}.")
        self._adopt(encoder, decoder, np.concatenate([encoder.flat, decoder.flat]))

    def _adopt(self, encoder: Params, decoder: Params, flat: Array) -> None:
        n = encoder.flat.size
        halves = {"encoder": encoder.with_flat(flat[:n]), "decoder": decoder.with_flat(flat[n:])}
        self.__dict__.update(halves, flat=flat)

    def with_flat(self, flat: Array) -> Self:
        """Parameters of the same shapes whose numbers are `flat` itself: not copied, not checked."""
        new = object.__new__(type(self))
        new._adopt(self.encoder, self.decoder, flat)
        return new

    @property
    def cell(self) -> Cell:
        """The cell that both halves are."""
        return cell_of(self.encoder)


@dataclass(frozen=True, eq=False)
class Seq2SeqTrace:
    """Every intermediate of both halves."""

    encoder: Any  # the cell's trace over the source; at padding it runs on, unread
    last: Indices  # () or (B,)  the time step of each source's last symbol
    context: tuple[Array, ...]  # the encoder's states (H,) or (B, H) there: the decoder's initial states
    read: Indices  # (T,) or (T, B)  what the decoder reads: END, then the answer so far
    decoder: Any  # the cell's trace over the answer


@dataclass(frozen=True, eq=False)
class Seq2SeqGrads:
    """Every intermediate of both halves' backpropagation."""

    loss: Array  # (T,) or (T, B)  of each answered symbol
    encoder: Any  # the cell's gradients; d<state>_extra was dcontext at each source's last symbol
    dcontext: tuple[Array, ...]  # what the decoder sends back to the encoder, shapes of `context`
    decoder: Any
    params: Seq2SeqParams


def init(rng: np.random.Generator, cell: Cell, D: int, H: int, K: int, **options: Any) -> Seq2SeqParams:
    """Random weights: D source symbols, K target symbols with END; options go to the cell's own init."""
    return Seq2SeqParams(encoder=cell.init(rng, D, H, 1, **options), decoder=cell.init(rng, K, H, K, **options))


def forward(p: Seq2SeqParams, source: ArrayLike, target: ArrayLike) -> Seq2SeqTrace:
    """Read the source, then the answer symbol by symbol, whatever the decoder would have said itself.

    source (T,) or (T, B), target (T',) or (T', B), END included (teacher forcing).
    """
    encoder, last, context = _encode(p, source)
    answered = np.asarray(target)
    K = p.decoder.sizes["K"]
    read = np.concatenate([np.full_like(answered[:1], K - 1), answered[:-1]])  # one step late
    decoder = _decode(p, read, context)
    return Seq2SeqTrace(encoder=encoder, last=last, context=context, read=read, decoder=decoder)


def backward(p: Seq2SeqParams, trace: Seq2SeqTrace, y: ArrayLike) -> Seq2SeqGrads:
    """Backpropagation through the answer, the context and the source; y as forward's target, −1: no loss."""
    decoder = p.cell.backward(p.decoder, trace.decoder, y)
    dcontext = tuple(getattr(decoder, f"d{state}0") for state in p.cell.states)
    extra = []
    for state, dstate in zip(p.cell.states, dcontext, strict=True):
        d = np.zeros_like(getattr(trace.encoder, state))  # (T, B, H)
        d[_at(trace.last)] = dstate
        extra.append(d)
    no_loss = np.full(trace.encoder.logits.shape[:-1], -1)
    encoder = p.cell.backward(p.encoder, trace.encoder, no_loss, *extra)
    params = p.with_flat(np.concatenate([encoder.params.flat, decoder.params.flat]))
    return Seq2SeqGrads(loss=decoder.loss, encoder=encoder, dcontext=dcontext, decoder=decoder, params=params)


def answer(p: Seq2SeqParams, source: ArrayLike, limit: int = 20) -> tuple[Indices, Seq2SeqTrace]:
    """The model's own answer to one source (T,): the most probable symbol, again and again, up to END.

    At most `limit` symbols, so an answer without END has that length. The trace is of the whole answer.
    """
    if limit < 1:
        raise ValueError(f"An answer may have at least 1 symbol; the limit was {limit}.")
    encoder, last, context = _encode(p, source)
    if last.ndim:
        raise ValueError("One source (T,) at a time is answered; got a batch (T, B).")
    END = p.decoder.sizes["K"] - 1
    written: list[int] = []
    while len(written) < limit and END not in written:
        read = np.array([END, *written])
        decoder = _decode(p, read, context)
        written.append(int(decoder.logits[-1].argmax()))
    trace = Seq2SeqTrace(encoder=encoder, last=last, context=context, read=read, decoder=decoder)
    return np.array(written), trace


def loss(p: Seq2SeqParams, batch: Batch) -> Evaluation[Seq2SeqParams]:
    """Mean loss per symbol of the targets, its gradient, and the share of symbols right: for `train`."""
    trace = forward(p, batch.x, batch.y)
    grads = backward(p, trace, batch.y)
    count = (batch.y >= 0).sum()
    right = (trace.decoder.logits.argmax(-1) == batch.y).sum()
    mean = p.with_flat(grads.params.flat / grads.params.flat.dtype.type(count))
    return Evaluation(float(grads.loss.sum() / count), mean, float(right / count))


def exact(p: Seq2SeqParams, batch: Batch) -> float:
    """The share of a batch's sources whose whole `answer` is right, 0 … 1.

    No answer has to be written for that: the model's own is right if and only if each symbol is the
    most probable after the right ones before it.
    """
    scores = forward(p, batch.x, batch.y).decoder.logits
    return float(((scores.argmax(-1) == batch.y) | (batch.y < 0)).all(0).mean())


def _encode(p: Seq2SeqParams, source: ArrayLike) -> tuple[Any, Indices, tuple[Array, ...]]:
    symbols = np.asarray(source)
    given = symbols >= 0
    if not symbols.size or not given[0].all() or (given[1:] > given[:-1]).any():
        raise ValueError("A source has at least one symbol, and padding (−1) only after its last.")
    last = given.sum(0) - 1
    trace = p.cell.forward(p.encoder, one_hot(symbols, p.encoder.sizes["D"], p.encoder.dtype))
    return trace, last, tuple(getattr(trace, state)[_at(last)] for state in p.cell.states)


def _decode(p: Seq2SeqParams, read: Indices, context: tuple[Array, ...]) -> Any:
    return p.cell.forward(p.decoder, one_hot(read, p.decoder.sizes["D"], p.decoder.dtype), *context)


def _at(last: Indices) -> tuple[Any, ...]:
    """The index that picks each sequence's last state from (T, H) or (T, B, H)."""
    return (last,) if last.ndim == 0 else (last, np.arange(len(last)))

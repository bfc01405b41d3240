"""Attention over the states of a recurrent network: a weighted sum of all, instead of the last alone."""

from typing import NamedTuple

from engine.functions import Array, softmax


class Attention(NamedTuple):
    """What one question gets from T states."""

    scores: Array  # (T,)
    share: Array  # (T,), together 1
    context: Array  # (H,)


def attend(states: Array, query: Array) -> Attention:
    """Ask the states (T, H) with a query (H,): each counts by how well it fits.

    The score is the plain dot product of Luong, Pham & Manning (2015), which has no weights of its own; Bahdanau, Cho &
    Bengio (2014), who began it, let a small network learn the score.
    """
    scores = states @ query
    share = softmax(scores)
    context = states.T @ share
    return Attention(scores, share, context)

"""The captions of the output: votes, scores, softmax, loss, error. They are true of ties, one letter, and a probability of 0."""

from collections.abc import Sequence

import numpy as np

from engine.functions import Array
from ui.board.caption import Caption, Ink, Num, tell
from ui.board.parts import TINY

NEAR = 0.005  # to 1: written with two decimals, that is 1.00


def voted(votes: str, best: int, letters: Sequence[str], state: str) -> Caption:
    """What a letter gets from the state: `votes` and `state` are grids."""
    vote = f"Each row of {{V}} times {{{state}}} is a vote for one letter: {{letter}} gets {{{votes}:#}}."
    return tell(vote, best, letter=Ink(letters[best], "output"))


def scored(logits: Array, letters: Sequence[str]) -> Caption:
    """The best score among those of one time step, (K,)."""
    best = int(logits.argmax())
    others = int((logits == logits[best]).sum()) - 1
    which = "the highest"
    if len(letters) == 1:
        which = "the only one"
    elif others == len(letters) - 1:
        which = "and every other letter has the same"
    elif others:
        which = "the highest, tied with " + _listed(logits, letters)
    return tell(
        "{b_y} adds a fixed vote for each letter, whatever the state. The sum is the letter’s score: the letter {letter} "
        "has {logits:#}, {which}.",
        best,
        letter=Ink(letters[best], "output"),
        which=which,
    )


def most_probable(logits: Array, letters: Sequence[str]) -> Caption:
    """The highest probability, by the scores of one time step, (K,)."""
    best = int(logits.argmax())
    others = int((logits == logits[best]).sum()) - 1
    on = tell("{letter}", letter=Ink(letters[best], "output"))
    if others and others == len(letters) - 1:
        on = ("every letter",)
    elif others:
        on = (*on, ", and just as much on " + _listed(logits, letters))
    return tell(
        "Softmax takes exp of each score, 2.718… to that power, and divides each result by the sum of all results, so that the "
        "bets (probabilities) add up to 1. The network bets {bet} on {on}.",
        bet=Num("y_hat", best),
        on=on,
    )


def compared(t: int, target: int, logits: Array, y_hat: Array, letters: Sequence[str]) -> Caption:
    """The target of time step t, the bet that it got, and the loss that follows; scores and bets (K,) of this time step."""
    best, true = int(logits.argmax()), Ink(letters[target], "output")
    guess = tell("The network guessed right: letter {place} of the word is {true}.", place=t + 2, true=true)
    if logits[target] < logits[best]:
        wrong = "The network guessed {said}, but letter {place} of the word is {true}."
        guess = tell(wrong, place=t + 2, true=true, said=Ink(letters[best], "output"))
    elif (logits == logits[best]).sum() > 1:
        tied = "Letter {place} of the word is {true}. The network bet just as much on {others}."
        guess = tell(tied, place=t + 2, true=true, others=_listed(logits, letters, target))
    made = loss_made(target, y_hat, letters)
    return tell("{guess} {made} A bet of 1 on the right letter would cost 0.", guess=guess, made=made)


def loss_made(target: int, y_hat: Array, letters: Sequence[str]) -> Caption:
    """How the loss follows from the bets (K,) of one time step."""
    true = Ink(letters[target], "output")
    if y_hat[target] > TINY:
        said = "The probability of {true} was {bet}, and −ln of that is the loss: {loss:#}."
        return tell(said, true=true, bet=Num("y_hat", target))
    return tell(
        "The probability of {true} is too small for the computer to store, so the loss is computed from the scores: ln of the "
        "sum of all exp({logits}), minus the score of {true}, is {loss:#}.",
        true=true,
    )


def missed(target: int, dlogits: Array, letters: Sequence[str]) -> Caption:
    """What the error of the scores (K,) of one time step asks for; target −1 for none."""
    if target < 0:
        return tell("There is no target here, so no score can be wrong.")
    true = Ink(letters[target], "output")
    if not dlogits.any():
        right = "The right letter, {true}, had a probability of {y_hat:#}, as it should: the error is {dlogits:#}."
        return tell(right, target, true=true)
    asks = "had a probability of {y_hat:#} instead of 1: its error is {dlogits:#}, so its score should rise"
    if dlogits[target] == 0:
        asks = "had a probability of 1 to the last digit that the computer stores: its error is 0"
    elif -dlogits[target] < NEAR:
        asks = "had a probability of almost 1: its error is {dlogits:#}, so its score should rise a little"
    return tell(
        "The right letter, {true}, {asks}. The error of every other letter is its own probability: those scores should fall.",
        true=true,
        asks=tell(asks, target),
    )


def answered_for(gradient: str, unit: int) -> Caption:
    """What comes back from the scores' errors to a unit, through V."""
    return tell(
        "A unit acts on each score through one weight; these weights are its column of {V}. Multiply them by the errors, score "
        f"by score, and add up the products: for unit {{u}} that gives {{{gradient}:#}}.",
        unit,
    )


def _listed(logits: Array, letters: Sequence[str], but: int | None = None) -> str:
    """The other letters with the highest score, in words."""
    best = int(logits.argmax()) if but is None else but
    named = [letters[k] for k in np.flatnonzero(logits == logits.max()).tolist() if k != best]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"

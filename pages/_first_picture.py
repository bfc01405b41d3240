"""The board with which a page begins, from its address alone: a browser has it before Streamlit stands.

Streamlit's script has to be loaded and connected, and sent the page, before a player stands: on a cold browser some two
seconds. What an address says is a pure function of the address, so its numbers are computed when they are asked for, and
nothing of one reader is kept for another. The page's own board then takes over in the same place.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qs

from engine import rnn
from engine.update import RATE, descend
from pages.forward.handwritten import by_hand
from pages.practice import exercise
from pages.vanishing import norms
from pages.vanishing import story as vanishing
from ui.board.storyboard import Storyboard
from ui.cells import bptt, forward, order
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run
from ui.cells.word_run import run
from ui.player.sent import as_text
from ui.shell import settings
from ui.shell.chapters import Chapter

LONGEST_QUERY = 4000  # characters; who asks with more waits for the page
MOST = 64  # letters times units: a larger board takes as long to compute and to send as its page

Choices = Mapping[str, str]


def decides(chapter: Chapter, query: str) -> tuple[Settings, Choices] | None:
    """What an address means for its page's first picture.

    None where the address is not enough (a parameter of the page's own, or one that is broken), and where the page has no
    such picture.
    """
    if chapter.path not in _BOARDS or len(query) > LONGEST_QUERY or not query.isascii():
        return None
    came = parse_qs(query, keep_blank_values=True)
    options = {choice.name: [key for key, _ in choice.options] for choice in chapter.choices}
    chosen, notices = settings.read(came, options, chapter.own_weights)
    choices = {name: came.get(name, [keys[0]]) for name, keys in options.items()}
    broken = any(len(said) != 1 or said[0] not in options[name] for name, said in choices.items())
    if notices or broken or chosen.present or chosen.embed or len(chosen.word) * chosen.hidden > MOST:
        return None
    return replace(chosen, step=0), {name: said[0] for name, said in choices.items()}


def first_picture(chapter: Chapter, query: str) -> str | None:
    """What the page's player is sent first (JSON), whatever the step of the address; None where `decides` says so, or where an
    edited weight has no place."""
    meant = decides(chapter, query)
    return _BOARDS[chapter.path](*meant) if meant else None


def _forward(chosen: Settings, _: Choices) -> str | None:
    reading = run(chosen)
    said = by_hand(chosen, reading)
    board = forward.storyboard(reading.params, reading.trace, reading.y, reading.alphabet.symbols, said)
    return None if reading.notices else _sent(board, chosen, reading.edits, asides=said is not None)


def _home(chosen: Settings, choices: Choices) -> str | None:
    return _forward(replace(chosen, notes=False), choices)


def _order(chosen: Settings, _: Choices) -> str | None:
    first, second = (order.checked(sentence) for sentence in order.NOTES)
    return _sent(order.storyboard(first, second, order.shared(first, second)), chosen, "")


def _bptt(chosen: Settings, _: Choices) -> str | None:
    reading = run(replace(chosen, feed="true"))
    grads = rnn.backward(reading.params, reading.trace, reading.y)
    board = bptt.storyboard(grads, reading.y, reading.alphabet.symbols, descend(grads, reading.y, RATE))
    return None if reading.notices else _sent(board, chosen, reading.edits)


def _vanishing(chosen: Settings, _: Choices) -> str | None:
    reading, scaling = norms.with_radius(run(replace(chosen, feed="true")), norms.OWN)
    board = vanishing.storyboard(reading.params, reading.trace, reading.alphabet.symbols, scaling)
    return None if reading.notices else _sent(board, chosen, reading.edits)


def _lstm(chosen: Settings, choices: Choices) -> str | None:
    gated = gated_run(choices["cell"], choices["lstm_preset"], chosen, chosen.edits)
    return None if gated.notices else _sent(gated.storyboard(), chosen, gated.edits)


def _practice(chosen: Settings, choices: Choices) -> str:
    given = exercise.exercise(choices["level"], chosen.seed, 0)
    return as_text(given.board, decimals=exercise.DECIMALS, start=given.start, blanks=given.to_json())


def _sent(board: Storyboard, chosen: Settings, edits: str, asides: bool = False) -> str:
    return as_text(board, decimals=chosen.decimals, edit=edits, asides=asides)


_BOARDS: dict[str, Callable[[Settings, Choices], str | None]] = {
    "": _home,
    "order": _order,
    "forward": _forward,
    "bptt": _bptt,
    "vanishing": _vanishing,
    "lstm": _lstm,
    "practice": _practice,
}

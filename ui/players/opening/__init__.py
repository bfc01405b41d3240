"""The first picture of an address: the board with which its page last began, to be sent with the HTML.

Streamlit's script has to be loaded and connected, and sent the page, before a player stands: on a cold browser some two
seconds. Where the address alone decides what a page begins with, whoever asks for it again has the numbers at once, in
their place; the board computed for this reader then takes over. Nothing here loads Streamlit.
"""

import gzip
from collections import OrderedDict
from operator import itemgetter
from threading import Lock
from urllib.parse import parse_qsl, urlsplit

from ui.players.scripts import served_as

__all__ = ["LARGEST", "MOST", "keep", "named", "packed"]

MOST = 100  # addresses; the one that was asked for longest ago goes first
LARGEST = 500_000  # characters of a board

Key = tuple[str, tuple[tuple[str, str], ...]]

_files: OrderedDict[Key, tuple[str, bytes]] = OrderedDict()  # address → (name of a file, board, gzip)
_lock = Lock()


def _key(address: str) -> Key:
    """The page and what its address says, names in any order; the step is the browser's to read."""
    parts = urlsplit(address)
    said = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts.path.rsplit("/", 1)[-1], tuple(sorted(said, key=itemgetter(0)))


def keep(address: str, board: str) -> None:
    """Remember the board (JSON, from its first step) that an address leads to."""
    if len(board) > LARGEST:
        return
    key, name = _key(address), served_as("board", board, "json")
    if named(address) != name:
        packed = gzip.compress(board.encode(), 6)
        with _lock:
            _files[key] = (name, packed)
    with _lock:
        if key in _files:
            _files.move_to_end(key)
        if len(_files) > MOST:
            _files.popitem(last=False)


def named(address: str) -> str | None:
    """The name of the file that holds the board of an address, None if nobody has had it lately."""
    with _lock:
        found = _files.get(_key(address))
        return found[0] if found else None


def packed(name: str) -> bytes | None:
    """The file of this name, compressed with gzip."""
    with _lock:
        return next((board for file, board in _files.values() if file == name), None)

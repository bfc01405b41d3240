"""What a reader chose: all that a page's numbers depend on. Its form in the address is ui/shell/settings."""

from dataclasses import dataclass
from typing import Literal

from ui.cells.model_file import Model


@dataclass(frozen=True)
class Settings:
    """One reader's choices; the defaults are what an address without parameters means."""

    word: str = "hello"
    preset: str = "notes"  # a key of PRESETS, or MINE
    seed: int = 0
    hidden: int = 3
    decimals: int = 2
    feed: Literal["true", "own", "sample"] = "true"  # what the network reads next
    temperature: float = 1.0  # of feed "sample"
    edits: str = ""  # canonical text of ui.cells.edits
    step: int = 0  # 0-based, of the stage
    present: bool = False  # for a projector
    embed: bool = False  # in the frame of another page
    notes: bool = False  # the lecture's handwritten values, printed beside the computed ones
    model: Model | None = None  # the reader's own; no address can hold it

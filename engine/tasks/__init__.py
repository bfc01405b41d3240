"""The small data sets and generators, each with its source; all written or made here, none downloaded."""

from engine.tasks.alice import alice
from engine.tasks.countries import countries
from engine.tasks.data import END, Batch, DrawnTask, Example, FixedTask, Task
from engine.tasks.digits import numbers
from engine.tasks.letters import next_letter, windows
from engine.tasks.messages import next_word, smart_reply
from engine.tasks.recall import recall
from engine.tasks.sentiment import sentiment
from engine.tasks.translation import translation

__all__ = [
    "END",
    "Batch",
    "DrawnTask",
    "Example",
    "FixedTask",
    "Task",
    "alice",
    "countries",
    "next_letter",
    "next_word",
    "numbers",
    "recall",
    "sentiment",
    "smart_reply",
    "translation",
    "windows",
]

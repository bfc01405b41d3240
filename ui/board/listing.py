"""The engine's own source, as it ran: never a copy."""

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any


def source_of(function: Callable[..., Any]) -> str:
    """The function's source as it stands in its file."""
    return inspect.getsource(function)


# Lines that only make room for results, or name parts of it, or hand results over; and what only another network adds.
ROOM = re.compile(
    r"^return |\b(empty|empty_like|futures_like|states_from|per_gate|gates_first|check_outside|room_for)\(|= (now|steps)\b"
)


@cache
def line_of(function: Callable[..., Any], name: str) -> str:
    """The lines of the function, without comments, that compute a field: assign to it, or write into it as output argument.

    Written as "engine/rnn.py: a[t] = Ux[t] + Ws[t] + p.b". Raises ValueError if no line does.
    """
    lines = [line.split("  #")[0].strip() for line in source_of(function).splitlines()]

    def computing(field: str) -> list[str]:
        computes = re.compile(rf"^(\w+(\[\w+\])?, )*{field}(, \w+)*(: \w+)? [+-]?= |, {field}\)$")
        return [line for line in lines if computes.search(line) and not ROOM.search(line)]

    # What one time step computes; else what is computed for all of them at once.
    found = computing(rf"{re.escape(name)}(\[t\]|_t)") or computing(re.escape(name))
    module = function.__module__.replace(".", "/") + ".py"
    if not found:
        raise ValueError(f"no line of {module} computes {name}")
    return f"{module}: " + "; ".join(found)

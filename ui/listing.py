"""The engine's own source, as it ran: never a copy."""

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any

__all__ = ["line_of", "source_of"]


def source_of(function: Callable[..., Any]) -> str:
    """The function's source as it stands in its file."""
    return inspect.getsource(function)


@cache
def line_of(function: Callable[..., Any], name: str) -> str:
    """The line of the function that computes a field: assigns to it, or writes into it as its output argument.

    Written as "engine/rnn.py: a[t] = Ux[t] + Ws[t] + p.b". Raises ValueError if no line does.
    """
    field = rf"{re.escape(name)}(\[t\]|_t)?"
    assigns = re.compile(rf"^(\w+(\[\w+\])?, )*{field}(, \w+)* = ")
    writes = re.compile(rf"^[^=]*, {field}\)$")
    module = function.__module__.replace(".", "/") + ".py"
    lines = [line.split("  #")[0].strip() for line in source_of(function).splitlines()]
    found = [line for line in lines if writes.search(line)] or [
        line for line in lines if assigns.match(line) and "np.empty" not in line
    ]
    if not found:
        raise ValueError(f"no line of {module} computes {name}")
    return f"{module}: {found[0]}"

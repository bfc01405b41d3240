"""The engine's own source, as it ran: never a copy."""

import ast
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

# Functions that compute nothing: they make room for results, show parts of it, or take what another network adds.
MAKE_ROOM = {"empty", "empty_like", "futures_like", "states_from", "room_for"}
PASS_ON = {"per_gate", "gates_first", "swapaxes", "check_outside"}


def source_of(function: Callable[..., Any]) -> str:
    """The function's source as it stands in its file."""
    return inspect.getsource(function)


@cache
def line_of(function: Callable[..., Any], name: str) -> str:
    """The statements of the function that compute a field: assign to it, or write into it as output argument.

    Written as "engine/rnn.py: np.add(Ux_b, Ws_t, a_t)". Raises ValueError if no statement does.
    """
    source = source_of(function)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]

    def computing(*fields: str) -> list[str]:
        return [ast.get_source_segment(source, node) or "" for node in nodes if _written_to(node) & {*fields}]

    # What one time step computes; else what is computed for all of them at once.
    statements = computing(f"{name}[t]", f"{name}_t") or computing(name)
    module = function.__module__.replace(".", "/") + ".py"
    if not statements:
        raise ValueError(f"no line of {module} computes {name}")
    return f"{module}: " + "; ".join(" ".join(statement.split()) for statement in statements)


def _written_to(statement: ast.stmt) -> set[str]:
    """What a statement computes; nothing if it only makes room, or gives a name to what is there."""
    match statement:
        case ast.Assign([ast.Tuple(targets)]) | ast.Assign(targets):
            pass
        case ast.AnnAssign(target) | ast.AugAssign(target) | ast.Expr(ast.Call(args=[*_, target])):
            targets = [target]
        case _:
            return set()
    nodes = [*ast.walk(statement)]
    computes = any(isinstance(node, ast.BinOp | ast.Call | ast.AugAssign) for node in nodes)
    called = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    return {ast.unparse(target) for target in targets} if computes and not called & (MAKE_ROOM | PASS_ON) else set()

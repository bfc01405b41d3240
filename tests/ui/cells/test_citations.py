"""“The line that computed it” under a number computes that very quantity."""

import ast
import re

import pytest

from engine import presets, rnn
from engine.text import one_hot
from engine.update import descend
from pages.vanishing import story as vanishing
from ui.board.storyboard import Storyboard
from ui.cells import bptt, forward, order
from ui.cells.choice import Settings
from ui.cells.gated_run import gated_run
from ui.cells.word_run import run

READING = run(Settings(preset="random"))
GRADS = rnn.backward(READING.params, READING.trace, READING.y)
LETTERS = READING.alphabet.symbols
BOARDS = {
    "forward": forward.storyboard(READING.params, READING.trace, READING.y, LETTERS),
    "bptt": bptt.storyboard(GRADS, READING.y, LETTERS, descend(GRADS, READING.y, 0.1)),
    "vanishing": vanishing.storyboard(READING.params, READING.trace, LETTERS, ""),
    "order": order.storyboard(order.checked("no good"), order.checked("good no"), ("no", "good")),
    "lstm": gated_run("lstm", "random", Settings(), "").storyboard(),
    "gru": gated_run("gru", "random", Settings(), "").storyboard(),
}
STACKED = {  # what the engine computes for several gates at once → how it calls that
    "lstm": {r"Ux_.": "Ux", r"Wh_.": "Wh", r"a_.": "a", r"[fio]": "ofi", r"da_[fig]": "da_fig"},
    "gru": {r"Ux_.": "Ux", r"Wh_.": "Wh", r"a_[rz]": "a_rz", r"[rz]": "rz"},
}
ONE_LINE = {"slope": "jacobian", "chain": "product"}  # a factor in the line of the Jacobian; the engine's name
INTO_THE_PAST = {"dh_future": "dh_to_past", "dc_future": "dc_to_past", "ds_future": "ds_to_past"}  # of the step after


def written_to(line: str) -> set[str]:
    """The names that a line assigns to, or that its call gets to write into: its last argument."""
    statement = ast.parse(line).body[0]
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = list(statement.targets)
    elif isinstance(statement, ast.AugAssign | ast.AnnAssign):
        targets = [statement.target]
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        targets = [statement.value.args[-1]]
    flat = [element for target in targets for element in (target.elts if isinstance(target, ast.Tuple) else [target])]
    nodes = [element for target in flat for element in ast.walk(target)]
    gradients = {f"d{node.attr}" for node in nodes if isinstance(node, ast.Attribute)}  # grads.U is ∂L/∂U
    return gradients | {node.id for node in nodes if isinstance(node, ast.Name)} - {"t"}


def called(story: str, name: str) -> str:
    """The engine's own name for a grid's quantity."""
    name = (INTO_THE_PAST | ONE_LINE).get(name, name.removeprefix("toy_"))
    own = STACKED.get(story, {})
    return next((engine for pattern, engine in own.items() if re.fullmatch(pattern, name)), name)


@pytest.mark.parametrize("story", BOARDS)
def test_every_cited_line_computes_the_quantity_under_which_it_stands(story: str) -> None:
    board: Storyboard = BOARDS[story]
    cited = {grid.name: grid.code.partition(".py: ")[2] for grid in board.grids.values() if grid.code}
    for name, code in cited.items():
        for line in code.split("; "):
            names = {written.removesuffix("_t") for written in written_to(line.split("  #")[0])}
            expected = "jacobian" if name.startswith("jacobian") else called(story, name)
            assert expected in names or name in names, f"{story}: {name} cites “{line}”"


@pytest.mark.parametrize("story", ["forward", "lstm", "gru"])
def test_every_field_of_the_engines_forward_pass_cites_its_line(story: str) -> None:
    board = BOARDS[story]
    fields = {name for name in board.computed if board.grids[name].op and not name.endswith("prev")}
    forward_fields = fields & {
        "Ux",
        "Ws",
        "a",
        "s",
        "Vs",
        "Vh",
        "logits",
        "y_hat",
        "h",
        "c",
        "keep",
        "write",
        "a_r",
        "a_z",
        "a_n",
    }
    assert forward_fields
    assert all(board.grids[name].code for name in forward_fields)


def test_a_probability_that_underflows_is_explained_by_the_scores() -> None:
    weights = presets.edited(presets.NOTES, ())
    large = weights.with_flat(weights.flat.copy())
    large.V[0] = 1000
    large.V[1] = -1000
    trace = rnn.forward(large, one_hot(READING.x.argmax(-1), 4))
    board = forward.storyboard(large, trace, READING.y, LETTERS)
    assert board.grids["loss"].of == ("logits",)
    assert BOARDS["forward"].grids["loss"].of == ("y_hat",)

"""The story of backpropagation: its numbers are the derivatives, and its arithmetic makes them."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from engine import presets, rnn
from engine.rnn import RNNParams
from engine.text import one_hot
from engine.update import descend
from tests.differences import Differences, close
from ui.board.arithmetic import Cell, expand, value_of
from ui.board.storyboard import Storyboard
from ui.board.worksheet import sentence
from ui.cells import bptt

INPUTS, TARGETS = [0, 1, 2, 2], [1, 2, 2, 3]  # hell → ello


def story(p: RNNParams, inputs: list[int] = INPUTS, targets: list[int] = TARGETS, lr: float = 0.1) -> Storyboard:
    y = np.array(targets)
    grads = rnn.backward(p, rnn.forward(p, one_hot(np.array(inputs), len(p.U[0]))), y)
    return bptt.storyboard(grads, y, "helo"[: len(p.V)], descend(grads, y, lr))


def random_weights(seed: int, H: int = 3) -> RNNParams:
    return rnn.init(np.random.default_rng(seed), 4, H, 4)


NETWORKS = {
    "the notes’, with W and b one number": presets.NOTES,
    "random": random_weights(1),
    "one unit": random_weights(2, H=1),
    "one number W, full b": RNNParams(
        *(array for name, array in (dict(random_weights(3).items()) | {"W": np.array([[-0.7]])}).items())
    ),
}
networks = pytest.mark.parametrize("p", NETWORKS.values(), ids=NETWORKS)


def evaluated(board: Storyboard, cell: Cell) -> float | None:
    """What the arithmetic shown for a cell gives, at full precision."""
    parts = expand(board, cell)
    if parts is None:
        return None
    written = "".join(p if isinstance(p, str) else f"({value_of(board, p)!r})" for p in parts)
    plain = written.replace("·", "*").replace("−", "-").replace("²", "**2").replace("ln(", "log(")
    names = {"exp": math.exp, "tanh": math.tanh, "log": math.log}
    return float(eval(plain, {"__builtins__": {}}, names))


def cells(board: Storyboard) -> Iterator[Cell]:
    for name, grid in board.grids.items():
        for t in range(len(grid.values)) if grid.timed else (0,):
            for index in np.ndindex(len(grid.rows), len(grid.cols)):
                yield Cell(name, t, *index)


@networks
def test_every_gradient_on_the_board_is_the_derivative(p: RNNParams) -> None:
    board = story(p)
    for name, wanted in Differences(p, INPUTS, TARGETS).all().items():
        found = board.grids[name].values
        assert close(found.reshape(wanted.shape), wanted, 1e-7), name


@networks
def test_the_sums_end_at_the_engines_gradients(p: RNNParams) -> None:
    board = story(p)
    grads = rnn.backward(p, rnn.forward(p, one_hot(np.array(INPUTS), 4)), np.array(TARGETS))
    for name, total in grads.params.items():
        assert close(board.grids[f"d{name}"].values[0].reshape(total.shape), total, 1e-12), name


@networks
def test_the_arithmetic_of_every_cell_gives_its_number(p: RNNParams) -> None:
    board = story(p)
    silent = set()
    for cell in cells(board):
        value, made = value_of(board, cell), evaluated(board, cell)
        if made is not None:
            assert made == pytest.approx(value, rel=1e-9, abs=1e-12), cell
        elif value is not None:
            silent.add(cell.grid)
    # Only what is given has none; and s₀, and what no future asks for.
    given = {"x", "y", "U", "W", "b", "V", "b_y", "lr", "losses", "losses_new", "s_prev", "ds_future"}
    assert silent <= given
    assert all(board.grids[name].origin for name in silent)


@networks
def test_the_update_is_minus_the_rate_times_the_gradient_and_the_new_loss_is_read_with_it(p: RNNParams) -> None:
    board = story(p, lr=0.3)
    slopes = Differences(p, INPUTS, TARGETS)
    updated = Differences(p, INPUTS, TARGETS)
    for name, array in p.items():
        change = -0.3 * slopes.by(name, array.shape, range(4))
        assert close(board.grids[f"{name}_step"].values.reshape(array.shape), change, 1e-7)
        assert close(board.grids[f"{name}_new"].values.reshape(array.shape), array + change, 1e-7)
        updated.weights[name] = array + change
    assert board.grids["total"].values[0, 0] == pytest.approx(slopes.loss(), rel=1e-12)
    assert board.grids["total_new"].values[0, 0] == pytest.approx(updated.loss(), rel=1e-9)


def test_what_the_future_asks_comes_from_the_next_time_step() -> None:
    board = story(presets.NOTES)
    parts = expand(board, Cell("ds_future", 1, 2, 0))
    assert parts is not None
    assert Cell("da_next", 1, 2, 0) in parts
    assert expand(board, Cell("da_next", 1, 2, 0)) == (Cell("da", 2, 2, 0),)


def test_the_gradient_of_a_single_number_W_is_the_sum_over_all_units() -> None:
    board = story(presets.NOTES)
    assert board.grids["dW_t"].values.shape == (4, 1, 1)
    parts = expand(board, Cell("dW_t", 2, 0, 0))
    assert parts is not None
    assert [p for p in parts if isinstance(p, Cell)] == [
        Cell(name, 2, unit, 0) for unit in range(3) for name in ("da", "s_prev")
    ]


def test_the_story_goes_forward_once_then_backward_then_updates() -> None:
    steps = story(presets.NOTES).steps
    times = {part: [s.t for s in steps if s.part == part] for part in ("forward", "backward", "update")}
    assert times["forward"] == [0, 1, 2, 3]
    assert sorted(times["backward"], reverse=True) == times["backward"]
    assert [s.part for s in steps] == sorted((s.part for s in steps), key=["forward", "backward", "update"].index)


def test_nothing_is_shown_before_what_it_is_made_of() -> None:
    board = story(random_weights(1))
    computed_at = {(name, step.t): k for k, step in reversed(list(enumerate(board.steps))) for name in step.computes}
    for (name, t), k in computed_at.items():
        for cell in (c for c in expand(board, Cell(name, t, 0, 0)) or () if isinstance(c, Cell)):
            source = cell.grid, cell.t if board.grids[cell.grid].timed else 0
            assert computed_at.get(source, 0) <= k, f"{name} at {t} needs {source}"


def test_a_letter_without_a_target_asks_for_nothing() -> None:
    board = story(random_weights(1), targets=[1, -1, 2, -1])
    for t in (1, 3):
        assert not board.grids["dlogits"].values[t].any()
        assert not board.grids["dV_t"].values[t].any()
    assert board.grids["ds"].values[1].any()  # the future still asks


def test_a_weight_of_one_number_moves_by_itself_and_of_many_the_one_with_the_gradient_furthest_from_0() -> None:
    def moved(board: Storyboard, name: str) -> str:
        return next(told for step in board.steps if (told := sentence(board, step, 2)).startswith(f"Update {name}."))

    notes, random = story(presets.NOTES), story(random_weights(1))
    assert "so W moves by −0.44, from 0.4893 to 0.04" in moved(notes, "W")
    assert "furthest" not in moved(notes, "W") + moved(notes, "b")
    assert "Every weight moves" in moved(random, "W")
    assert "Every bias moves" in moved(random, "b")
    for name in ("W", "b"):
        assert "The gradient furthest from 0 is" in moved(random, name)

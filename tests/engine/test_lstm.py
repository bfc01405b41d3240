import numpy as np
import pytest

from engine import lstm


def with_gates(f, i, o=0.0, H=3, D=2):
    """A network whose gates do not depend on the input: large biases open (+) or close (−) them."""
    p = lstm.init(np.random.default_rng(0), D, H, 4)
    for gate, bias in (("f", f), ("i", i), ("o", o)):
        getattr(p, f"U_{gate}")[:] = 0
        getattr(p, f"W_{gate}")[:] = 0
        getattr(p, f"b_{gate}")[:] = bias
    return p


X = np.random.default_rng(1).normal(size=(5, 2))


def test_one_step_of_one_unit_agrees_with_a_pocket_calculator():
    p = lstm.LSTMParams(
        *([[1.0]], [[0.5]], [0.1]),  # f
        *([[-1.0]], [[0.2]], [0.3]),  # i
        *([[2.0]], [[0.1]], [-0.2]),  # g
        *([[0.5]], [[1.0]], [0.0]),  # o
        *([[1.0], [0.0]], [0.0, 0.0]),
    )
    trace = lstm.forward(p, [[0.5]], [0.2], [2.0])
    assert trace.f[0, 0] == pytest.approx(0.668188, abs=1e-6)  # σ(0.5 + 0.1 + 0.1)
    assert trace.i[0, 0] == pytest.approx(0.460085, abs=1e-6)  # σ(−0.5 + 0.04 + 0.3)
    assert trace.g[0, 0] == pytest.approx(0.675070, abs=1e-6)  # tanh(1 + 0.02 − 0.2)
    assert trace.o[0, 0] == pytest.approx(0.610639, abs=1e-6)  # σ(0.25 + 0.2)
    assert trace.c[0, 0] == pytest.approx(1.646965, abs=1e-6)  # 0.668188·2 + 0.460085·0.675070
    assert trace.h[0, 0] == pytest.approx(0.566942, abs=1e-6)  # 0.610639·tanh(1.646965)


def test_forget_gate_one_and_input_gate_zero_copies_the_cell():
    trace = lstm.forward(with_gates(f=1e3, i=-1e3), X, c0=[5.0, 6.0, 7.0])
    np.testing.assert_array_equal(trace.c, np.tile([5.0, 6.0, 7.0], (5, 1)))


def test_an_open_forget_gate_hands_the_cells_gradient_back_undiminished():
    p = with_gates(f=1e3, i=-1e3)
    at_the_end = np.zeros((5, 3))
    at_the_end[-1] = [1.0, -2.0, 3.0]
    grads = lstm.backward(p, lstm.forward(p, X), np.full(5, -1), dc_extra=at_the_end)
    np.testing.assert_array_equal(grads.dc0, [1.0, -2.0, 3.0])


def test_a_closed_forget_gate_lets_nothing_through_to_the_past_but_the_gates():
    p = with_gates(f=-1e3, i=0)
    grads = lstm.backward(p, lstm.forward(p, X), [0, 1, 2, 3, 0])
    assert not grads.dc_future.any()
    assert grads.dh_future[:-1].any()


def test_the_recorded_parts_add_up_to_the_last_bit():
    p = lstm.init(np.random.default_rng(0), 2, 3, 4)
    trace = lstm.forward(p, X)
    np.testing.assert_array_equal(trace.a_i, trace.Ux_i + p.b_i + trace.Wh_i)
    np.testing.assert_array_equal(trace.c, trace.keep + trace.write)
    np.testing.assert_array_equal(trace.h, trace.o * trace.tanh_c)
    np.testing.assert_array_equal(trace.logits, trace.Vh + p.b_y)


def test_a_forget_bias_of_one_is_set_and_changes_nothing_else():
    plain, one = (lstm.init(np.random.default_rng(0), 2, 3, 4, forget_bias=bias) for bias in (None, 1))
    np.testing.assert_array_equal(one.b_f, 1)
    one.b_f[:] = plain.b_f
    np.testing.assert_array_equal(one.flat, plain.flat)


def test_chrono_biases_spread_the_memory_from_one_to_T_steps():
    p = lstm.init(np.random.default_rng(0), 2, 1000, 4, forget_bias="chrono", T=50)
    np.testing.assert_array_equal(p.b_i, -p.b_f)
    assert 0 <= p.b_f.min() < np.log(1.5)
    assert np.log(50) < p.b_f.max() <= np.log(51)


@pytest.mark.parametrize("T", [None, 0])
def test_chrono_without_a_length_is_refused(T):
    with pytest.raises(ValueError, match='forget_bias="chrono" needs T'):
        lstm.init(np.random.default_rng(0), 2, 3, 4, forget_bias="chrono", T=T)

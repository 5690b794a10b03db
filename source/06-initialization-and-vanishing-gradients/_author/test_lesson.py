"""Lesson 06: its functions against finite differences, slow loops and statistics."""

import numpy as np
import pytest
from initialization.signals import (
    bent,
    constant_parameters,
    hidden_activations,
    measured_gradient,
    measured_norms,
    scaled,
    size,
    sizes_through,
    slope,
    wave,
)
from initialization.streams import StreamsByShape
from scipy.integrate import quad
from scipy.stats import norm as normal

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils import deep

LESSON = Course(ROOT).lesson("06-initialization-and-vanishing-gradients")
ACTIVATIONS = ("relu", "tanh", "sigmoid")
INITIALIZE = {
    "initialize_parameters_he": lambda fan_in, fan_out: 2 / fan_in,
    "initialize_parameters_xavier": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
}


def network(layer_dims, m, seed):
    """Return X, Y and parameters with biases away from zero."""
    rng = np.random.RandomState(seed)
    X = rng.randn(layer_dims[0], m)
    labels = np.arange(m) % max(layer_dims[-1], 2)
    outputs = layer_dims[-1]
    Y = deep.one_hot(labels, outputs) if outputs > 1 else labels.reshape(1, m)
    parameters = {}
    for layer in range(1, len(layer_dims)):
        shape = (layer_dims[layer], layer_dims[layer - 1])
        parameters[f"W{layer}"] = rng.randn(*shape) / np.sqrt(shape[1])
        parameters[f"b{layer}"] = 0.2 * rng.rand(shape[0], 1) + 0.05
    return X, Y, parameters


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("layer_dims", [(4, 1), (3, 5, 3), (4, 3, 5, 2, 4, 1)])
def test_gradient_norms_are_slopes_of_the_cost(activation, layer_dims):
    """At every depth, the norms agree with a slow loop of two-sided differences."""
    X, Y, parameters = network(layer_dims, 7, seed=3)
    norms = reference(LESSON, "gradient_norms")(X, Y, parameters, activation)
    assert len(norms) == len(layer_dims) - 1
    for layer, norm in enumerate(norms, 1):
        squares = 0
        for index in np.ndindex(parameters[f"W{layer}"].shape):
            costs = []
            for step in (1e-6, -1e-6):
                moved = {name: value.copy() for name, value in parameters.items()}
                moved[f"W{layer}"][index] += step
                A, _ = deep.forward(X, moved, activation)
                costs.append(deep.cross_entropy(A, Y))
            squares += ((costs[0] - costs[1]) / 2e-6) ** 2
        assert norm == pytest.approx(np.sqrt(squares), rel=1e-5)


def test_what_the_lesson_calls_measured_is_measured():
    """`measured_gradient` finds a gradient that is known in closed form."""
    parameters = {"W1": np.array([[1.0, -2.0], [0.5, 3.0]]), "b1": np.ones((2, 1))}

    def cost(p):
        return np.sum(p["W1"] ** 3) + 7 * np.sum(p["b1"])

    np.testing.assert_allclose(
        measured_gradient("W1", cost, parameters), 3 * parameters["W1"] ** 2, rtol=1e-7
    )
    expected = np.linalg.norm(3 * parameters["W1"] ** 2)
    assert measured_norms(cost, parameters) == [pytest.approx(expected)]


@pytest.mark.parametrize(("name", "variance"), INITIALIZE.items())
def test_first_weights_have_the_variance_of_their_paper(name, variance):
    """Mean 0, the stated variance, biases 0; within six standard errors."""
    layer_dims = [300, 150, 400]
    parameters = reference(LESSON, name)(layer_dims, np.random.RandomState(1))
    assert sorted(parameters) == ["W1", "W2", "b1", "b2"]
    for layer in (1, 2):
        fan_in, fan_out = layer_dims[layer - 1 : layer + 1]
        W = parameters[f"W{layer}"]
        assert W.shape == (fan_out, fan_in)
        due = variance(fan_in, fan_out)
        assert abs(W.mean()) < 6 * np.sqrt(due / W.size)
        assert abs(W.var() / due - 1) < 6 * np.sqrt(2 / W.size)
        assert parameters[f"b{layer}"].shape == (fan_out, 1)
        assert not parameters[f"b{layer}"].any()


def test_signals_keep_their_size_as_the_lesson_says():
    """Through nine layers: He keeps ReLU, Xavier nearly tanh, half vanishes."""
    dims = [200] + 9 * [200] + [3]
    X = np.random.RandomState(0).randn(200, 300)
    he, xavier = (
        reference(LESSON, name)(dims, np.random.RandomState(2)) for name in INITIALIZE
    )
    kept = size(hidden_activations(X, he, "relu")[-1])
    assert 0.6 < kept < 1.6
    halved = size(hidden_activations(X, scaled(he, 0.5), "relu")[-1])
    assert halved == pytest.approx(0.5**9 * kept)
    assert 0.15 < size(hidden_activations(X, xavier, "tanh")[-1]) < 0.6


def test_equal_neurons_stay_equal():
    """From equal weights all rows of W1 stay the same; from zeros W1 stays zero."""
    X, Y, _ = network((4, 6, 3), 20, seed=5)
    for value in (0, 0.1):
        start = constant_parameters([4, 6, 3], value)
        trained, _ = deep.train(X, Y, start, 0.3, 50)
        assert np.ptp(trained["W1"], axis=0).max() < 1e-12
        assert np.any(trained["W1"] != start["W1"]) == bool(value)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_slope_is_the_derivative_given_the_value(activation):
    """`slope` agrees with finite differences of what `forward` applies."""
    z = np.array([[-2.3, -0.4, 0.2, 1.7]])
    parameters = constant_parameters([1, 1, 1], 1)
    value = {
        step: hidden_activations(z + step, parameters, activation)[0]
        for step in (-1e-6, 0, 1e-6)
    }
    measured = (value[1e-6] - value[-1e-6]) / 2e-6
    np.testing.assert_allclose(slope(value[0], activation), measured, atol=1e-8)


def exact_gain(activation):
    """Return 1/√E[g(z)²] by SciPy's integral, on both sides of a kink at 0."""
    halves = ((-12, 0), (0, 12))
    square = [quad(lambda z: activation(z) ** 2 * normal.pdf(z), *h)[0] for h in halves]
    return sum(square) ** -0.5


@pytest.mark.parametrize(
    "activation",
    [np.tanh, np.sin, deep.relu, deep.sigmoid, bent(0.2, 3), bent(-1, 1), wave(2, 0.3)],
)
def test_the_gain_is_that_of_an_integral(activation):
    """To the two decimals that are asked for, whatever the activation."""
    gain, _ = reference(LESSON, "initialize")([2, 1], activation, StreamsByShape(1))
    assert abs(gain - exact_gain(activation)) < 0.0051
    assert round(gain, 2) == gain


def test_the_gain_of_relu_is_he():
    """The weights are He's, but for the rounding of √2."""
    dims = [20, 30, 10]
    _, mine = reference(LESSON, "initialize")(dims, deep.relu, np.random.RandomState(3))
    he = reference(LESSON, "initialize_parameters_he")(dims, np.random.RandomState(3))
    for name, value in he.items():
        np.testing.assert_allclose(mine[name], value * 1.41 / np.sqrt(2))


@pytest.mark.parametrize("activation", [np.tanh, deep.sigmoid, wave(1.3, -0.4)])
def test_any_activation_keeps_its_size_through_thirty_layers(activation):
    """The last of thirty layers has sums of size 1, within a fifth."""
    X = np.random.RandomState(0).randn(64, 100)
    rng = np.random.RandomState(4)
    _, start = reference(LESSON, "initialize")([64] + 30 * [200], activation, rng)
    assert 0.8 < sizes_through(X, start, activation)[-1] < 1.2


def test_the_cases_leave_room_for_a_measured_gain():
    """A gain may be off by 0.4 % and is still rounded to the same number."""
    cases = LESSON.exercises["initialize"].cases
    for case in cases:
        gain = exact_gain(case.inputs["activation"].make())
        assert round(gain * 0.996, 2) == round(gain * 1.004, 2), case.name
    assert len({round(exact_gain(c.inputs["activation"].make()), 2) for c in cases}) > 4


def test_any_order_of_draws_gives_the_same():
    """A generator of the cases has a stream of its own for each shape."""
    first, second = StreamsByShape(3), StreamsByShape(3)
    W, z, V = first.randn(4, 3), first.standard_normal(10), first.randn(2, 4)
    np.testing.assert_array_equal(second.normal(1, 2, (2, 4)), 1 + 2 * V)
    np.testing.assert_array_equal(second.standard_normal((4, 3)), W)
    np.testing.assert_array_equal(second.randn(10), z)
    assert not np.any(second.randn(4, 3) == W)  # a second draw is another one
    assert not np.any(StreamsByShape(4).randn(4, 3) == W)
    assert "(4, 3)" in first.get_state(legacy=False)["streams"]


def test_sizes_through_is_a_forward_pass():
    """For tanh, the sizes of the sums are those that `forward` makes."""
    X, _, parameters = network((4, 6, 3, 2), 9, seed=8)
    activations = [X, *hidden_activations(X, parameters, "tanh")]
    expected = [
        size(parameters[f"W{layer}"] @ A + parameters[f"b{layer}"])
        for layer, A in enumerate(activations, start=1)
    ]
    assert sizes_through(X, parameters, np.tanh) == pytest.approx(expected)

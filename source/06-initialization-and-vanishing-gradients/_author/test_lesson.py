"""Lesson 06 against oracles: finite differences, slow loops, statistics."""

import numpy as np
import pytest
from initialization import plots as figures
from initialization.signals import (
    constant_parameters,
    hidden_activations,
    measured_gradient,
    measured_norms,
    scaled,
    size,
    slope,
)

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


def test_figures_say_what_they_cannot_draw():
    """Each figure refuses what has no meaning in it, in words."""
    with pytest.raises(ValueError, match="factors above 0"):
        figures.plot_powers([0.5, -1], 10)
    with pytest.raises(ValueError, match="same number of layers"):
        figures.plot_activations([("a", [np.ones(3)]), ("b", [])])
    with pytest.raises(ValueError, match="no place on a log scale"):
        figures.plot_layers({"a": [1.0, 0.0]}, "norm")
    with pytest.raises(ValueError, match="no cost to begin with"):
        figures.plot_trainings({"a": [np.nan, 1.0]}, 10)
    with pytest.raises(ValueError, match="expected one of relu, tanh, sigmoid"):
        slope(np.ones(2), "elu")


def test_figures_draw_and_tell(capsys):
    """Lines differ in dash and marker, and one printed line gives the numbers."""
    axes = figures.plot_layers({"a": [1.0, 0.25], "b": [2.0, 4.0]}, "norm")
    looks = {(line.get_linestyle(), line.get_marker()) for line in axes.lines}
    assert len(looks) == 2
    assert "a 1 and 0.25; b 2 and 4" in capsys.readouterr().out
    figures.plot_trainings({"good": [2.0, 1.0, 0.5], "bad": [9.0, np.nan, 1]}, 10)
    out = capsys.readouterr().out
    assert "good 2 to 0.5" in out and "bad 9, no number from iteration 10" in out
    figures.plot_powers([2, 0.5], 4)
    assert "2^4 = 16, 0.5^4 = 0.0625" in capsys.readouterr().out
    stack = [np.array([[3.0, 4.0]]), np.array([[0.0, 0.1]])]
    figures.plot_activations([("net", stack)], log=True)
    assert "net: 3.5 to 0.071" in capsys.readouterr().out
    figures.plot_slopes()
    assert "sigmoid 0.25, tanh 1, relu 1" in capsys.readouterr().out

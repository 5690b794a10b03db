"""Networks of any depth, against finite differences, scikit-learn and lesson 01's."""

import numpy as np
import pytest

from utils import deep, network


def example(sizes=(4, 5, 3, 3), m=6, seed=1):
    rng = np.random.RandomState(seed)
    X = rng.randn(sizes[0], m)
    labels = np.arange(m) % max(sizes[-1], 2)
    Y = deep.one_hot(labels, sizes[-1]) if sizes[-1] > 1 else labels.reshape(1, m)
    parameters = network.initialize_parameters(sizes, seed)
    for name in parameters:  # biases away from zero
        parameters[name] = parameters[name] + 0.1 * rng.randn(*parameters[name].shape)
    return X, Y, labels, parameters


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("lambd", [0, 0.7])
def test_gradients_are_those_of_the_cost(activation, outputs, lambd):
    """Every entry agrees with a two-sided finite difference of cross_entropy."""
    X, Y, _, parameters = example((4, 5, 3, outputs))
    _, layers = deep.forward(X, parameters, activation)
    gradients = deep.backward(Y, layers, parameters, activation, lambd)
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            costs = []
            for step in (1e-6, -1e-6):
                moved = {**parameters, name: value.copy()}
                moved[name][index] += step
                A, _ = deep.forward(X, moved, activation)
                costs.append(deep.cross_entropy(A, Y, moved, lambd))
            slope = (costs[0] - costs[1]) / 2e-6
            assert gradients[f"d{name}"][index] == pytest.approx(slope, abs=1e-7)


def test_three_layers_are_the_network_of_lesson_01():
    """The same output, cost and gradients as `utils.network` with one sigmoid."""
    X, Y, _, parameters = example((2, 5, 3, 1))
    A, layers = deep.forward(X, parameters)
    A3, cache = network.forward_propagation(X, parameters)
    np.testing.assert_allclose(A, A3)
    assert deep.cross_entropy(A, Y) == pytest.approx(network.compute_cost(A3, Y))
    ours = deep.backward(Y, layers, parameters)
    for name, value in network.backward_propagation(X, Y, cache).items():
        if name in ours:
            np.testing.assert_allclose(ours[name], value)


def test_dropout_keeps_the_mean_and_the_gradient_uses_the_same_mask():
    """Inverted dropout: the mean over masks is the plain value; gradients fit."""
    X, Y, _, parameters = example((4, 6, 3))
    plain, _ = deep.forward(X, parameters)
    hidden = [
        deep.forward(X, parameters, keep_prob=0.7, rng=np.random.RandomState(seed))
        for seed in range(400)
    ]
    means = np.mean([layers[1][0] for _, layers in hidden], axis=0)
    np.testing.assert_allclose(means, deep.forward(X, parameters)[1][1][0], atol=0.5)
    gradients = deep.backward(Y, hidden[0][1], parameters)
    W = parameters["W1"].copy()
    costs = []
    for step in (1e-6, -1e-6):
        moved = {**parameters, "W1": W.copy()}
        moved["W1"][2, 1] += step
        A, _ = deep.forward(X, moved, keep_prob=0.7, rng=np.random.RandomState(0))
        costs.append(deep.cross_entropy(A, Y))
    slope = (costs[0] - costs[1]) / 2e-6
    assert gradients["dW1"][2, 1] == pytest.approx(slope, abs=1e-7)
    assert plain.shape == (3, 6)


def test_training_learns_stops_and_leaves_the_start_alone():
    """The cost falls; a callback that returns True ends the loop at once."""
    X, _, labels, parameters = example((4, 8, 3), m=30)
    Y = deep.one_hot(labels, 3)
    before = {name: value.copy() for name, value in parameters.items()}
    trained, costs = deep.train(X, Y, parameters, 0.5, 300)
    assert costs[-1] < 0.5 * costs[0]
    assert deep.error_rate(X, labels, trained) < deep.error_rate(X, labels, parameters)
    assert all((parameters[name] == before[name]).all() for name in before)
    seen = []
    deep.train(
        X, Y, parameters, 0.5, 300, callback=lambda i, _: seen.append(i) or i >= 20
    )
    assert seen == [0, 10, 20]


def test_softmax_survives_large_numbers():
    """Columns sum to one, with numbers whose exponential would overflow."""
    A = deep.softmax(np.array([[1000.0, -1000.0], [1001.0, 0.0]]))
    np.testing.assert_allclose(A.sum(axis=0), 1)
    assert np.isfinite(A).all()


def test_what_does_not_fit_is_named():
    """An unknown activation and a wrong X say what was expected."""
    X, _, _, parameters = example()
    with pytest.raises(ValueError, match="expected one of relu, tanh, sigmoid"):
        deep.forward(X, parameters, "elu")
    with pytest.raises(ValueError, match=r"expected \(4, examples\)"):
        deep.forward(X.T, parameters)
    X, Y, _, parameters = example()
    for setting in ({"keep_prob": 0}, {"keep_prob": 1.5}, {"lambd": -1}):
        with pytest.raises(ValueError, match=next(iter(setting))):
            deep.train(X, Y, parameters, 0.1, 10, **setting)

"""Networks of any depth, against finite differences and the network of lesson 01."""

import numpy as np
import pytest

from tests.utils.slopes import slopes
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


@pytest.mark.parametrize("keep_prob", [1, 0.7])
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("lambd", [0, 0.7])
def test_gradients_are_those_of_the_cost(activation, outputs, lambd, keep_prob):
    """Every entry agrees with a finite difference of the cost, under the same masks."""
    X, Y, _, parameters = example((4, 5, 3, outputs))

    def forward(parameters):
        rng = np.random.RandomState(0)
        return deep.forward(X, parameters, activation, keep_prob, rng)

    _, layers = forward(parameters)
    gradients = deep.backward(Y, layers, parameters, activation, lambd)
    expected = slopes(
        lambda moved: deep.cross_entropy(forward(moved)[0], Y, moved, lambd), parameters
    )
    for name, slope in expected.items():
        np.testing.assert_allclose(gradients[name], slope, rtol=0, atol=1e-7)


def test_three_layers_are_the_network_of_lesson_01():
    """The same output, cost and gradients as `utils.network` with one sigmoid."""
    X, Y, _, parameters = example((2, 5, 3, 1))
    A, layers = deep.forward(X, parameters)
    A3, cache = network.forward_propagation(X, parameters)
    np.testing.assert_allclose(A, A3)
    assert deep.cross_entropy(A, Y) == pytest.approx(network.compute_cost(A3, Y))
    theirs = network.backward_propagation(X, Y, cache)
    for name, value in deep.backward(Y, layers, parameters).items():
        np.testing.assert_allclose(value, theirs[name])


@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_the_cost_on_a_set_is_the_cross_entropy_of_its_outputs(outputs, activation):
    """From sums or from outputs, as long as none is rounded to 0 or 1: to 1e-12."""
    X, Y, _, parameters = example((4, 5, 3, outputs))
    A, _ = deep.forward(X, parameters, activation)
    expected = deep.cross_entropy(A, Y)
    found = deep.cost_on(X, Y, parameters, activation)
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("wrong", [50, 800])
@pytest.mark.parametrize("classes", [1, 3])
def test_a_sure_network_is_costed_by_how_sure_it_is(classes, wrong):
    """Outputs that are rounded: right ones cost 0; wrong ones what their sums say."""
    outputs = np.zeros((classes, 1))
    outputs[0] = 1
    parameters = {"W1": outputs, "b1": 0 * outputs}
    right = np.ones((1, 2)) if classes == 1 else deep.one_hot([0, 0], classes)
    other = np.zeros((1, 2)) if classes == 1 else deep.one_hot([1, 1], classes)
    X = np.array([[wrong, wrong]], dtype=float)
    A, _ = deep.forward(X, parameters)
    assert deep.cost_on(X, right, parameters) == pytest.approx(0, abs=1e-20)
    assert deep.cost_on(X, other, parameters) == pytest.approx(wrong)
    exact = np.array(A > 0.5, dtype=float)
    assert deep.cross_entropy(exact, right) == 0
    assert deep.cross_entropy(exact, other) == np.inf
    assert np.isnan(deep.cross_entropy(exact * np.nan, right))


def test_dropout_keeps_the_mean():
    """Inverted dropout: the mean over many masks is the plain value."""
    X, _, _, parameters = example((4, 6, 3))
    hidden = [
        layers[1][0]
        for seed in range(400)
        for _, layers in [
            deep.forward(X, parameters, "relu", 0.7, np.random.RandomState(seed))
        ]
    ]
    plain = deep.forward(X, parameters)[1][1][0]
    np.testing.assert_allclose(np.mean(hidden, axis=0), plain, atol=0.5)


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


def test_without_a_learning_rate_nothing_is_learned():
    """A learning rate of 0 is allowed, and leaves every parameter as it is."""
    X, Y, _, parameters = example()
    trained, _ = deep.train(X, Y, parameters, learning_rate=0, num_iterations=3)
    assert all((parameters[name] == trained[name]).all() for name in parameters)


def test_softmax_survives_large_numbers():
    """Columns sum to one, with numbers whose exponential would overflow."""
    A = deep.softmax(np.array([[1000.0, -1000.0], [1001.0, 0.0]]))
    np.testing.assert_allclose(A.sum(axis=0), 1)
    assert np.isfinite(A).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda X, Y, p: deep.forward(X, p, "elu"), "one of relu, tanh, sigmoid"),
        (lambda X, Y, p: deep.forward(X.T, p), r"expected \(4, examples\)"),
        (lambda X, Y, p: deep.forward(X, p, keep_prob=0.7), "rng is None; expected a"),
        (lambda X, Y, p: deep.cross_entropy(Y, Y, lambd=2), "parameters is None; exp"),
        (lambda X, Y, p: deep.train(X, Y, p, learning_rate=-1), "learning_rate is -1"),
        (lambda X, Y, p: deep.train(X, Y, p, num_iterations=-1), "num_iterations is -"),
        (lambda X, Y, p: deep.train(X, Y, p, record_every=0), "record_every is 0"),
        (lambda X, Y, p: deep.train(X, Y, p, keep_prob=0), "keep_prob is 0; expected"),
        (lambda X, Y, p: deep.train(X, Y, p, lambd=-1), "lambd is -1; expected"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """An argument that cannot be, or that needs another one, is told by its name."""
    X, Y, _, parameters = example()
    with pytest.raises(ValueError, match=message):
        call(X, Y, parameters)

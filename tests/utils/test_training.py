"""The training loop, against a plain loop written out here."""

from itertools import pairwise

import numpy as np
import pytest

from utils.data import load_2D_dataset
from utils.network import (
    accuracy,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
)
from utils.training import gradient_descent


def plain_cost(A3, Y, parameters):
    """The cross-entropy in the shape that gradient_descent calls."""
    return compute_cost(A3, Y)


def with_l2(lambd):
    """Return (backward, cost) with the penalty lambd / (2 m) · Σ W²."""

    def backward(X, Y, cache):
        gradients = backward_propagation(X, Y, cache)
        for layer, W in zip((1, 2, 3), (cache[2], cache[6], cache[10]), strict=True):
            gradients[f"dW{layer}"] = gradients[f"dW{layer}"] + lambd / X.shape[1] * W
        return gradients

    def cost(A3, Y, parameters):
        squares = sum(np.sum(parameters[f"W{n}"] ** 2) for n in (1, 2, 3))
        return compute_cost(A3, Y) + lambd / (2 * Y.shape[1]) * squares

    return backward, cost


def with_dropout(keep_prob, mask_seed):
    """Return (forward, backward) of inverted dropout; mask_seed=None: fresh masks."""

    def forward(X, parameters):
        if mask_seed is not None:
            np.random.seed(mask_seed)
        W1, b1, W2, b2, W3, b3 = parameters.values()
        A1 = np.maximum(0, W1 @ X + b1)
        D1 = np.random.rand(*A1.shape) < keep_prob
        A1 = A1 * D1 / keep_prob
        A2 = np.maximum(0, W2 @ A1 + b2)
        D2 = np.random.rand(*A2.shape) < keep_prob
        A2 = A2 * D2 / keep_prob
        A3 = 1 / (1 + np.exp(-(W3 @ A2 + b3)))
        return A3, (D1, A1, W2, D2, A2, W3, A3)

    def backward(X, Y, cache):
        D1, A1, W2, D2, A2, W3, A3 = cache
        m = X.shape[1]
        dZ3 = A3 - Y
        dZ2 = W3.T @ dZ3 * D2 / keep_prob * (A2 > 0)
        dZ1 = W2.T @ dZ2 * D1 / keep_prob * (A1 > 0)
        steps = ((dZ1, X, 1), (dZ2, A1, 2), (dZ3, A2, 3))
        weights = {f"dW{n}": dZ @ A.T / m for dZ, A, n in steps}
        return weights | {
            f"db{n}": dZ.mean(axis=1, keepdims=True) for dZ, _, n in steps
        }

    return forward, backward


def train(X, Y, lambd=0, **settings):
    """Train the course's network quietly; return parameters and costs."""
    backward, cost = with_l2(lambd)
    start = initialize_parameters([2, 20, 3, 1])
    settings = {"print_cost": False} | settings
    return gradient_descent(
        X, Y, start, forward_propagation, backward, cost, **settings
    )


def independent_training(X, Y, lambd, num_iterations):
    """Train from scratch, sharing no code with utils; return weights and costs."""
    rng, m = np.random.RandomState(3), X.shape[1]
    sizes = [2, 20, 3, 1]
    W = [rng.randn(n, k) / np.sqrt(k) for k, n in pairwise(sizes)]
    b = [np.zeros((n, 1)) for n in sizes[1:]]
    costs = []
    for i in range(num_iterations):
        A = [X]
        for layer in range(3):
            Z = W[layer] @ A[-1] + b[layer]
            A.append(np.where(Z > 0, Z, 0) if layer < 2 else 1 / (1 + np.exp(-Z)))
        if i % 1000 == 0:
            loss = -np.where(Y == 1, np.log(A[3]), np.log(1 - A[3])).mean()
            costs.append(loss + lambd / (2 * m) * sum((w**2).sum() for w in W))
        dZ = A[3] - Y
        for layer in (2, 1, 0):
            dW, db = dZ @ A[layer].T / m + lambd / m * W[layer], dZ.mean(1)[:, None]
            dZ = W[layer].T @ dZ * (A[layer] > 0)
            W[layer], b[layer] = W[layer] - 0.3 * dW, b[layer] - 0.3 * db
    return W, costs


@pytest.mark.parametrize("lambd", [0, 0.7])
def test_training_equals_an_independent_one(lambd):
    """3,000 iterations give the costs of a training that shares no code, to 1e-9."""
    X, Y, _, _ = load_2D_dataset()
    _, costs = train(X, Y, lambd, num_iterations=3001)
    _, expected = independent_training(X, Y, lambd, 3001)
    assert len(costs) == 4
    np.testing.assert_allclose(costs, expected, rtol=0, atol=1e-9)
    assert costs[-1] < costs[0] - 0.1


def test_start_and_printed_costs(capsys):
    """Costs are printed in full where asked for, and the start stays untouched."""
    X, Y, _, _ = load_2D_dataset()
    start = initialize_parameters([2, 20, 3, 1])
    kept = {name: value.copy() for name, value in start.items()}
    parameters, costs = gradient_descent(
        X, Y, start, forward_propagation, backward_propagation, plain_cost,
        num_iterations=21, print_every=10, record_every=5,
    )  # fmt: skip
    lines = [f"Cost after iteration {i}: {costs[i // 5]!r}\n" for i in (0, 10, 20)]
    assert capsys.readouterr().out == "".join(lines)
    assert len(costs) == 5
    for name, value in kept.items():
        np.testing.assert_array_equal(start[name], value)
    assert not np.array_equal(parameters["W1"], kept["W1"])


def test_cost_is_computed_only_where_it_is_used():
    """Of 100 iterations, only the recorded ones cost a cost."""
    X, Y, _, _ = load_2D_dataset()
    seen, calls = [], []
    gradient_descent(
        X, Y, initialize_parameters([2, 20, 3, 1]), forward_propagation,
        backward_propagation, lambda *given: calls.append(1) or plain_cost(*given),
        num_iterations=100, print_cost=False, record_every=40,
        callback=lambda i, parameters: seen.append((i, parameters["W1"][0, 0])),
    )  # fmt: skip
    assert len(calls) == 3
    assert [i for i, _ in seen] == [0, 40, 80]
    assert seen[0][1] == initialize_parameters([2, 20, 3, 1])["W1"][0, 0]
    assert seen[0][1] != seen[1][1]


def test_interrupt_keeps_what_was_reached(capsys):
    """An interrupt after 7 steps returns the parameters of 7 steps, and says so."""
    X, Y, _, _ = load_2D_dataset()
    calls = []

    def forward(X, parameters):
        calls.append(1)
        if len(calls) == 8:
            raise KeyboardInterrupt
        return forward_propagation(X, parameters)

    parameters, costs = gradient_descent(
        X, Y, initialize_parameters([2, 20, 3, 1]), forward, backward_propagation,
        plain_cost, print_cost=False,
    )  # fmt: skip
    expected, _ = train(X, Y, num_iterations=7)
    np.testing.assert_array_equal(parameters["W2"], expected["W2"])
    assert len(costs) == 1
    assert "after 7 iterations" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_divergence_is_told_once_and_ends(capsys):
    """Steps that overshoot to NaN get one line with a smaller rate, and an end."""
    X, Y, _, _ = load_2D_dataset()
    _, costs = train(X, Y, learning_rate=1e200, num_iterations=50, record_every=1)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "learning rate below 1e+200" in said
    assert len(costs) < 50


def test_settings_and_blanks_that_do_not_fit_are_named():
    """Labels, settings, a cost of None and a gradient of wrong shape are told."""
    X, Y, _, _ = load_2D_dataset()
    with pytest.raises(ValueError, match="label 2"):
        train(X, Y + 1)
    for setting in ("learning_rate", "print_every", "record_every"):
        with pytest.raises(ValueError, match=setting):
            train(X, Y, **{setting: 0})
    with pytest.raises(ValueError, match="num_iterations"):
        train(X, Y, num_iterations=-1)
    assert train(X, Y, num_iterations=0)[1] == []
    start = initialize_parameters([2, 20, 3, 1])
    given = (X, Y, start, forward_propagation)
    with pytest.raises(ValueError, match="cost is None"):
        gradient_descent(*given, backward_propagation, lambda *_: None)

    def flat(X, Y, cache):
        gradients = backward_propagation(X, Y, cache)
        return gradients | {"db1": gradients["db1"].ravel()}

    with pytest.raises(ValueError, match=r"db1 has shape \(20,\); expected \(20, 1\)"):
        gradient_descent(*given, flat, plain_cost, print_cost=False)
    with pytest.raises(ValueError, match="gradients has no 'db1'"):
        gradient_descent(*given, lambda *_: {"dW1": start["W1"]}, plain_cost)


def mean_accuracies(forward, backward, cost):
    """Train for 6,000 iterations; return (train, test) accuracy, the mean of 13 looks.

    A single look, at whichever iteration, wavers by a point or two.
    """
    X, Y, test_X, test_Y = load_2D_dataset()
    seen = []

    def look(i, parameters):
        if i >= 3000:
            seen.append([accuracy(*data, parameters) for data in points])

    points = (X, Y), (test_X, test_Y)
    gradient_descent(
        X, Y, initialize_parameters([2, 20, 3, 1]), forward, backward, cost,
        num_iterations=6001, print_cost=False, record_every=250, callback=look,
    )  # fmt: skip
    assert len(seen) == 13
    return np.mean(seen, axis=0)


def test_regularized_networks_beat_the_plain_one():
    """On the test points, L2 and dropout stand at least 1.5 points above plain."""
    plain = mean_accuracies(forward_propagation, backward_propagation, plain_cost)
    np.random.seed(0)
    for better in (
        mean_accuracies(forward_propagation, *with_l2(0.7)),
        mean_accuracies(*with_dropout(0.86, mask_seed=1), plain_cost),
        mean_accuracies(*with_dropout(0.86, mask_seed=None), plain_cost),
    ):
        assert better[1] >= plain[1] + 0.015
        assert better[0] < plain[0]

"""The training loop, against the one for networks of any depth."""

import numpy as np
import pytest

from utils import deep
from utils.data import football_draw
from utils.network import (
    accuracy,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
)
from utils.training import gradient_descent

SIZES = [2, 20, 3, 1]
X, Y, TEST_X, TEST_Y = football_draw(0)


def cost(A3, Y, parameters):
    """The cross-entropy in the shape that gradient_descent calls."""
    return compute_cost(A3, Y)


def with_l2(lambd):
    """Return the backward pass of the cost with the penalty lambd / (2 m) · Σ W²."""

    def backward(X, Y, cache):
        gradients = backward_propagation(X, Y, cache)
        for layer, W in zip((1, 2, 3), (cache[2], cache[6], cache[10]), strict=True):
            gradients[f"dW{layer}"] = gradients[f"dW{layer}"] + lambd / X.shape[1] * W
        return gradients

    return backward


def with_dropout(keep_prob, mask_seed):
    """Return (forward, backward) of inverted dropout; mask_seed=None: fresh masks."""

    def forward(X, parameters):
        rng = np.random if mask_seed is None else np.random.RandomState(mask_seed)
        A, layers = deep.forward(X, parameters, keep_prob=keep_prob, rng=rng)
        return A, (layers, parameters)

    return forward, lambda X, Y, cache: deep.backward(Y, *cache)


def train(
    X=X, Y=Y, forward=forward_propagation, backward=backward_propagation,
    cost=cost, **settings,
):  # fmt: skip
    """Train the course's network quietly; return parameters and costs."""
    settings = {"print_cost": False} | settings
    start = initialize_parameters(SIZES)
    return gradient_descent(X, Y, start, forward, backward, cost, **settings)


@pytest.mark.parametrize("lambd", [0, 0.7])
def test_training_equals_an_independent_one(lambd):
    """3,000 iterations give the parameters and costs of `deep.train`, to 1e-9."""
    found, costs = train(backward=with_l2(lambd), num_iterations=3001)
    expected, theirs = deep.train(
        X, Y, initialize_parameters(SIZES), 0.3, 3001, lambd, record_every=1000
    )
    assert len(costs) == 4
    np.testing.assert_allclose(costs, theirs[:4], rtol=0, atol=1e-9)
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-9)
    assert costs[-1] < costs[0] - 0.1


def test_start_and_printed_costs(capsys):
    """Costs are printed where asked for, and the start stays untouched."""
    start = initialize_parameters(SIZES)
    parameters, costs = gradient_descent(
        X, Y, start, forward_propagation, backward_propagation, cost,
        num_iterations=21, print_every=10, record_every=5,
    )  # fmt: skip
    lines = [f"Cost after iteration {i}: {costs[i // 5]:.4f}\n" for i in (0, 10, 20)]
    assert capsys.readouterr().out == "".join(lines)
    assert len(costs) == 5
    for name, value in initialize_parameters(SIZES).items():
        np.testing.assert_array_equal(start[name], value)
    assert not np.array_equal(parameters["W1"], start["W1"])


def test_cost_is_computed_only_where_it_is_used():
    """Of 100 iterations, only the recorded ones cost a cost."""
    seen, calls = [], []
    train(
        cost=lambda *given: calls.append(1) or cost(*given),
        num_iterations=100,
        record_every=40,
        callback=lambda i, parameters: seen.append((i, parameters["W1"][0, 0])),
    )
    assert len(calls) == 3
    assert [i for i, _ in seen] == [0, 40, 80]
    assert seen[0][1] == initialize_parameters(SIZES)["W1"][0, 0]
    assert seen[0][1] != seen[1][1]


def test_interrupt_keeps_what_was_reached(capsys):
    """An interrupt after 7 steps returns the parameters of 7 steps, and says so."""
    calls = []

    def forward(X, parameters):
        calls.append(1)
        if len(calls) == 8:
            raise KeyboardInterrupt
        return forward_propagation(X, parameters)

    parameters, costs = train(forward=forward)
    expected, _ = train(num_iterations=7)
    np.testing.assert_array_equal(parameters["W2"], expected["W2"])
    assert len(costs) == 1
    assert "after 7 iterations" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_divergence_is_told_once_and_ends(capsys):
    """Steps that overshoot to NaN get one line with a smaller rate, and an end."""
    _, costs = train(learning_rate=1e200, num_iterations=50, record_every=1)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "learning rate below 1e+200" in said
    assert len(costs) < 50


def flat(X, Y, cache):
    gradients = backward_propagation(X, Y, cache)
    return gradients | {"db1": gradients["db1"].ravel()}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"Y": Y + 1}, "label 2"),
        ({"learning_rate": 0}, "learning_rate is 0; expected"),
        ({"print_every": 0}, "print_every is 0; expected"),
        ({"record_every": 2.5}, "record_every is 2.5; expected a whole number"),
        ({"num_iterations": -1}, "num_iterations is -1; expected"),
        ({"cost": lambda *_: None}, "cost is None"),
        ({"backward": flat}, r"db1 has shape \(20,\); expected \(20, 1\)"),
        ({"backward": lambda *_: {"dW1": np.ones((20, 2))}}, "gradients has no 'db1'"),
    ],
)
def test_settings_and_blanks_that_do_not_fit_are_named(given, message):
    """Labels, settings, a cost of None and a gradient of wrong shape are told."""
    with pytest.raises(ValueError, match=message):
        train(**given)


def test_no_iteration_is_no_error():
    assert train(num_iterations=0)[1] == []


def mean_scores(*functions):
    """Train for 6,000 iterations; return training accuracy and test cost.

    Both are the mean of 13 looks: a single one, at whichever iteration, wavers.
    """
    seen = []

    def look(i, parameters):
        if i >= 3000:
            predicted, _ = forward_propagation(TEST_X, parameters)
            test_cost = compute_cost(predicted, TEST_Y)
            seen.append([accuracy(X, Y, parameters), test_cost])

    train(X, Y, *functions, num_iterations=6001, record_every=250, callback=look)
    assert len(seen) == 13
    return np.mean(seen, axis=0)


def test_regularized_networks_fit_less_closely_and_l2_predicts_better():
    """L2 and dropout fit fewer training points; L2 costs less on 4,000 new points.

    What dropout gains depends on the draw of the points; lesson 02 averages.
    """
    plain = mean_scores()
    np.random.seed(0)
    with_penalty = mean_scores(forward_propagation, with_l2(0.7))
    assert with_penalty[0] < plain[0]
    assert mean_scores(*with_dropout(0.86, mask_seed=None))[0] < plain[0]
    assert with_penalty[1] < plain[1] - 0.03


@pytest.mark.parametrize(
    ("lambd", "expected", "weights"),
    [
        (
            0,
            [0.7128626157759481, 0.35377113817129313, 0.32190250783361435],
            [-0.2869946489633214, 0.3389209006456985, -0.07887400597594835],
        ),
        (
            0.7,
            [0.7128626157759481, 0.3554708496123652, 0.3266862320713496],
            [-0.15683070277236588, 0.23028798135418768, -0.04524020094094846],
        ),
    ],
)
def test_training_gives_the_numbers_that_it_always_gave(lambd, expected, weights):
    """Costs at 0, 100 and 200 and weights after 401 steps stay, up to rounding.

    Initialisation, order of operations and update are those of the classic exercise,
    whose published numbers a learner with its data must find again.
    """
    rng = np.random.RandomState(5)
    X = rng.uniform(-0.8, 0.6, (2, 211))
    right = X[0] + X[1] + 0.1 * rng.randn(211) > 0
    Y = (right ^ (rng.rand(211) < 0.06)).astype(int)[None]
    parameters, costs = train(
        X, Y, backward=with_l2(lambd), num_iterations=401, record_every=100
    )
    np.testing.assert_allclose(costs[:3], expected, rtol=1e-12)
    found = [parameters["W1"][7, 1], parameters["W2"][1, 13], parameters["W3"][0, 2]]
    np.testing.assert_allclose(found, weights, rtol=1e-12)

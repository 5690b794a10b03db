"""Lesson 05: its reference, its cases, its steps and its paths, against oracles."""

import numpy as np
import pytest
from early_stopping import descent, ridge
from sklearn.linear_model import Ridge

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import cost_on, train
from utils.network import initialize_parameters

TRAINING = "train_with_early_stopping"
LESSON = Course(ROOT).lesson("05-early-stopping")
TRAININGS = LESSON.exercises[TRAINING].cases
best_iteration = reference(LESSON, "best_iteration")
train_with_early_stopping = reference(LESSON, TRAINING)
equivalent_lambda = reference(LESSON, "equivalent_lambda")


def slow_best(costs, patience):
    """The definition, word by word: nothing is remembered from one i to the next."""
    for i in range(patience, len(costs)):
        if min(costs[i - patience + 1 : i + 1]) >= min(costs[: i - patience + 1]):
            seen = costs[: i + 1]
            return seen.index(min(seen)), i
    return costs.index(min(costs)), len(costs) - 1


def measured(cost, w, step=1e-5):
    """Return the slopes of cost at w (features, 1), by two-sided differences."""
    moves = step * np.eye(len(w))[:, :, None]
    return np.array([[(cost(w + e) - cost(w - e)) / (2 * step)] for e in moves])


@pytest.fixture
def data():
    """Correlated features, (3, 40), and labels that depend on them, (1, 40)."""
    rng = np.random.RandomState(3)
    X = rng.randn(3, 40)
    X[1] += 2 * X[0]
    return X, np.array([[0.5, -0.2, 0.9]]) @ X + 0.3 * rng.randn(1, 40)


def test_the_best_iteration_is_that_of_the_definition():
    """On a thousand random lists, ties included, both name the same evaluation."""
    rng = np.random.RandomState(1)
    for _ in range(1000):
        costs = list(rng.randint(1, 9, rng.randint(1, 15)) / 10)
        patience = rng.randint(1, 6)
        assert best_iteration(costs, patience) == slow_best(costs, patience)[0]


@pytest.mark.parametrize("case", TRAININGS, ids=lambda case: case.name)
def test_the_training_is_that_of_the_course_cut_where_patience_ends(case):
    """Every network of a full training is kept; the right one is picked afterwards."""
    X, Y, dev_X, dev_Y, start, rate, iterations, patience = case.inputs.values()
    networks = []
    train(
        X, Y, start, rate, iterations, record_every=1,
        callback=lambda i, parameters: networks.append(parameters),
    )  # fmt: skip
    costs = [cost_on(dev_X, dev_Y, network) for network in networks]
    best, stop = slow_best(costs, patience)
    parameters, dev_costs = train_with_early_stopping(*case.inputs.values())
    np.testing.assert_allclose(dev_costs, costs[: stop + 1], rtol=1e-9)
    assert parameters.keys() == start.keys()
    for name, value in parameters.items():
        np.testing.assert_allclose(value, networks[best][name], rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("case", TRAININGS, ids=lambda case: case.name)
def test_rounding_cannot_change_where_a_case_stops(case):
    """Each dev cost is far from the lowest before it, or its network never moves."""
    _, costs = train_with_early_stopping(*case.inputs.values())
    lowest = np.minimum.accumulate(costs)[:-1]
    gaps = np.abs(costs[1:] - lowest)
    moves = case.inputs["learning_rate"] > 0
    assert (gaps > 1e-4 * lowest).all() if moves else not gaps.any()


def test_a_step_follows_the_slopes_of_the_cost_in_place():
    """It subtracts rate × finite differences, in the same arrays; None comes back."""
    rng = np.random.RandomState(2)
    X, Y = rng.randn(2, 9), rng.randint(0, 2, (1, 9))
    parameters = initialize_parameters([2, 4, 3, 1], seed=5)
    for name in parameters:
        parameters[name] += 0.05
    before = {name: value.copy() for name, value in parameters.items()}
    arrays = dict(parameters)
    assert descent.step_in_place(X, Y, parameters, 0.3) is None
    for name, value in parameters.items():
        assert value is arrays[name]
        for place in np.ndindex(value.shape):
            costs = []
            for sign in (1e-6, -1e-6):
                moved = {key: array.copy() for key, array in before.items()}
                moved[name][place] += sign
                costs.append(cost_on(X, Y, moved))
            slope = (costs[0] - costs[1]) / 2e-6
            step = value[place] - before[name][place]
            assert step == pytest.approx(-0.3 * slope, abs=1e-8)


def test_the_path_of_early_stopping_follows_finite_differences(data):
    """Each step of the path is −rate × the measured slopes of the cost."""
    X, Y = data
    path = ridge.descent_path(X, Y, 0.05, 60)
    assert path.shape == (3, 61) and not path[:, 0].any()
    for t in range(60):
        slopes = measured(lambda w: ridge.squared_error(w, X, Y), path[:, [t]])
        np.testing.assert_allclose(
            path[:, [t + 1]] - path[:, [t]], -0.05 * slopes, atol=1e-9
        )


def test_the_path_of_l2_is_that_of_scikit_learn(data):
    """For each λ it is Ridge(alpha=λ) without intercept; its slopes are 0 there."""
    X, Y = data
    m, lambdas = Y.shape[1], [0, 0.3, 4, 100]
    path = ridge.l2_path(X, Y, lambdas)
    for w, lambd in zip(path.T, lambdas, strict=True):
        other = Ridge(alpha=lambd, fit_intercept=False).fit(X.T, Y[0])
        np.testing.assert_allclose(w, other.coef_, rtol=1e-8)
        slopes = measured(
            lambda v, lambd=lambd: (
                ridge.squared_error(v, X, Y) + lambd / (2 * m) * np.sum(v**2)
            ),
            w[:, None],
        )
        np.testing.assert_allclose(slopes, 0, atol=1e-7)


def test_early_stopping_and_ridge_agree_as_the_lesson_says():
    """Both shares follow the formulas; with the rule's λ they agree at both ends.

    Between, early stopping is ahead, by a fifth at most.
    """
    X, Y = ridge.diabetes("s1", "s2")
    m, alpha = Y.shape[1], 0.1
    t = np.arange(1, 20001)
    curvatures, axes = np.linalg.eigh(X @ X.T / m)
    goal = axes.T @ ridge.l2_path(X, Y, [0])
    gone = axes.T @ ridge.descent_path(X, Y, alpha, t[-1])[:, 1:] / goal
    shrunk = axes.T @ ridge.l2_path(X, Y, m / (alpha * t)) / goal
    h = curvatures[:, None]
    np.testing.assert_allclose(gone, 1 - (1 - alpha * h) ** t, atol=1e-9)
    np.testing.assert_allclose(shrunk, h / (h + 1 / (alpha * t)), atol=1e-9)
    assert 0.19 < (gone - shrunk).max() < 0.23 and (gone - shrunk).min() > -1e-9
    assert (gone - shrunk)[0, 0] < 2e-4
    assert (gone - shrunk)[:, -1].max() < 6e-3


@pytest.mark.parametrize("seed", range(5))
def test_the_equivalent_lambda_makes_the_shares_equal(seed):
    """To 1e-12, and it tends to m/(αt) where little of the way has been gone."""
    rng = np.random.RandomState(seed)
    h, alpha = rng.uniform(0.1, 3, (3, 4)), rng.uniform(0.01, 0.3)
    t, m = rng.randint(1, 20), rng.randint(5, 500)
    lambd = equivalent_lambda(h, alpha, t, m)
    shares = h / (h + lambd / m), 1 - (1 - alpha * h) ** t
    np.testing.assert_allclose(*shares, rtol=1e-12)
    rule = m / (1e-6 * t)
    np.testing.assert_allclose(equivalent_lambda(h, 1e-6, t, m), rule, rtol=1e-4)
    steep, flat = equivalent_lambda(np.array([2.0, 1.0]), alpha, t, m)
    assert steep < flat < m / (alpha * t)


def test_steps_that_overshoot_are_refused_and_the_bound_is_named(data):
    """A learning rate at which the path would run away is a ValueError."""
    X, Y = data
    bound = 2 / np.linalg.eigvalsh(X @ X.T / 40)[-1]
    ridge.descent_path(X, Y, 0.99 * bound, 3)
    for rate in (0, -1, 1.01 * bound):
        with pytest.raises(ValueError, match=f"below {bound:.3g}"):
            ridge.descent_path(X, Y, rate, 3)


@pytest.mark.parametrize("names", [("s1", "s2"), ()])
def test_the_diabetes_data_are_standardised(names):
    """Measurements and label have mean 0 and standard deviation 1; ten, if all."""
    X, Y = ridge.diabetes(*names)
    assert X.shape == (len(names) or 10, 442) and Y.shape == (1, 442)
    both = np.vstack([X, Y])
    np.testing.assert_allclose(both.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(both.std(axis=1), 1)


def test_norm_and_distance_are_those_of_the_weights_only():
    """Biases take no part, in the norm and in the distance from other parameters."""
    parameters = {"W1": np.array([[3.0, 0.0]]), "b1": np.array([[9.0]])}
    parameters |= {"W2": np.array([[4.0]])}
    start = {"W1": np.array([[1.0, 2.0]]), "b1": np.zeros((1, 1))}
    start |= {"W2": np.array([[3.0]])}
    assert descent.weight_norm(parameters) == 5
    assert descent.weight_norm(parameters, start) == 3

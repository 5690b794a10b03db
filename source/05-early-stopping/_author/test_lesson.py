"""Lesson 05: its reference, its cases, its paths and its figures, against oracles."""

import numpy as np
import pytest
from early_stopping import descent
from early_stopping import plots as figures
from sklearn.linear_model import Ridge

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import train
from utils.network import initialize_parameters

TRAINING = "train_with_early_stopping"
LESSON = Course(ROOT).lesson("05-early-stopping")
TRAININGS = LESSON.exercises[TRAINING].cases
best_iteration = reference(LESSON, "best_iteration")
train_with_early_stopping = reference(LESSON, TRAINING)


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
    costs = [descent.cost_on(dev_X, dev_Y, network) for network in networks]
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
                costs.append(descent.cost_on(X, Y, moved))
            slope = (costs[0] - costs[1]) / 2e-6
            step = value[place] - before[name][place]
            assert step == pytest.approx(-0.3 * slope, abs=1e-8)


def test_the_path_of_early_stopping_follows_finite_differences(data):
    """Each step of the path is −rate × the measured slopes of the cost."""
    X, Y = data
    path = descent.descent_path(X, Y, 0.05, 60)
    assert path.shape == (3, 61) and not path[:, 0].any()
    for t in range(60):
        slopes = measured(lambda w: descent.squared_error(w, X, Y), path[:, [t]])
        np.testing.assert_allclose(
            path[:, [t + 1]] - path[:, [t]], -0.05 * slopes, atol=1e-9
        )
        gradient = descent.squared_error_gradient(path[:, [t]], X, Y)
        np.testing.assert_allclose(gradient, slopes, atol=1e-8)


def test_the_path_of_l2_is_that_of_scikit_learn(data):
    """For each λ it is Ridge(alpha=λ) without intercept; its slopes are 0 there."""
    X, Y = data
    m, lambdas = Y.shape[1], [0, 0.3, 4, 100]
    path = descent.l2_path(X, Y, lambdas)
    for w, lambd in zip(path.T, lambdas, strict=True):
        ridge = Ridge(alpha=lambd, fit_intercept=False).fit(X.T, Y[0])
        np.testing.assert_allclose(w, ridge.coef_, rtol=1e-8)
        slopes = measured(
            lambda v, lambd=lambd: (
                descent.squared_error(v, X, Y) + lambd / (2 * m) * np.sum(v**2)
            ),
            w[:, None],
        )
        np.testing.assert_allclose(slopes, 0, atol=1e-7)


def test_early_stopping_and_l2_agree_as_the_lesson_says():
    """With λ = m/(rate · t) they agree at both ends, and to a fifth between."""
    X, Y = descent.cholesterol_data()
    m, rate = Y.shape[1], 0.05
    t = np.arange(1, 40001)
    curvatures, axes = np.linalg.eigh(X @ X.T / m)
    goal = axes.T @ descent.l2_path(X, Y, [0])
    gone = axes.T @ descent.descent_path(X, Y, rate, t[-1])[:, 1:] / goal
    shrunk = axes.T @ descent.l2_path(X, Y, m / (rate * t)) / goal
    h = curvatures[:, None]
    np.testing.assert_allclose(gone, 1 - (1 - rate * h) ** t, atol=1e-9)
    np.testing.assert_allclose(shrunk, h / (h + 1 / (rate * t)), atol=1e-9)
    assert 0.19 < np.abs(gone - shrunk).max() < 0.22
    assert np.abs(gone - shrunk)[0, 0] < 2e-4
    assert np.abs(gone - shrunk)[:, -1].max() < 6e-3


def test_steps_that_overshoot_are_refused_and_the_bound_is_named(data):
    """A learning rate at which the path would run away is a ValueError."""
    X, Y = data
    bound = 2 / np.linalg.eigvalsh(X @ X.T / 40)[-1]
    descent.descent_path(X, Y, 0.99 * bound, 3)
    for rate in (0, -1, 1.01 * bound):
        with pytest.raises(ValueError, match=f"below {bound:.3g}"):
            descent.descent_path(X, Y, rate, 3)


def test_the_cholesterol_data_are_standardised():
    """Both features and the label have mean 0 and standard deviation 1."""
    X, Y = descent.cholesterol_data()
    assert X.shape == (2, 442) and Y.shape == (1, 442)
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


@pytest.fixture
def drawn(said):
    """Return a function that draws: the axes, and the one line that was printed."""
    return lambda figure, *given: (np.ravel(figure(*given)), said())


def looks(ax):
    """Return the dashes of the lines in a legend: they must all differ."""
    handles, _ = ax.get_legend_handles_labels()
    return [(handle.get_linestyle(), handle.get_marker()) for handle in handles]


def test_figures_say_what_they_show_without_colour(drawn):
    """One line each, with the numbers that were drawn; lines differ in dash or mark."""
    times, costs = np.array([0, 10, 20]), ([0.7, 0.5, 0.3], [0.7, 0.4, 0.6])
    axes, told = drawn(figures.plot_turning_point, times, costs, costs, 1
    )  # fmt: skip
    assert "lowest 0.400 at iteration 10" in told and "last 0.600" in told
    (ax,), told = drawn(figures.plot_growing_norm, times, [1, 2, 3], [0, 1.5, 2.5], 1)
    assert "Norm 1.0 at the start, 2.0 at the best" in told
    axes = [*axes, ax]
    (ax,), told = drawn(figures.plot_against_sweep, [1, 3], [0.5, 0.4], 0.45)
    assert "0.400, at λ = 3; with early stopping: 0.450" in told
    axes.append(ax)
    X, Y = descent.cholesterol_data()
    path, ridge = descent.descent_path(X, Y, 0.1, 9), descent.l2_path(X, Y, [9, 3])
    (ax,), told = drawn(
        figures.plot_two_paths, X, Y, path, ridge, descent.squared_error
    )
    assert "largest distance" in told
    axes.append(ax)
    shares = np.array([[0.1, 0.9], [0.5, 1]])
    more, told = drawn(figures.plot_shares, [1, 2], shares, shares - 0.1, [0.1, 1.9])
    assert "0.10 (curvature 0.10), 0.10 (curvature 1.90)" in told
    for ax in [*axes, *more]:
        assert len(set(looks(ax))) == len(looks(ax)) >= 2
        assert ax.get_xlabel()
    (ax,), told = drawn(
        figures.plot_patience, [0.5, 0.4, 0.45, 0.5], [(1, 1, 2), (2, 1, 3)]
    )
    assert "Patience 1 picks 1, 2 picks 1." in told


def test_figures_refuse_what_they_cannot_draw():
    """Curves of different lengths and empty lists are named in a ValueError."""
    with pytest.raises(ValueError, match="3, 3, 2, 3, 3 points"):
        figures.plot_turning_point([0, 1, 2], ([1] * 3, [1] * 2), ([1] * 3,) * 2, 0)
    with pytest.raises(ValueError, match="2, 1 points"):
        figures.plot_against_sweep([1, 2], [0.3], 0.2)
    with pytest.raises(ValueError, match="rows is empty"):
        figures.plot_patience([0.3, 0.2], [])

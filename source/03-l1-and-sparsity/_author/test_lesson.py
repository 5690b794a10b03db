"""Lesson 03 against oracles: slow loops, a search, finite differences, scikit-learn."""

import re
import warnings
from functools import partial

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.datasets import load_breast_cancer
from sparsity import fitting

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.network import compute_cost

LESSON = Course(ROOT).lesson("03-l1-and-sparsity")
X, Y, TEST_X, TEST_Y, NAMES = fitting.load_tumours()
M = Y.shape[1]


cost = reference(LESSON, "compute_cost_with_l1")
soft_threshold = reference(LESSON, "soft_threshold")
proximal_step = reference(LESSON, "proximal_step")
elastic_net_step = reference(LESSON, "elastic_net_step")


def l2_step(w, b, dw, db, learning_rate, lambd, m):
    """The proximal step of L2, as the notebook has it."""
    shrink = 1 + learning_rate * lambd / m
    return (w - learning_rate * dw) / shrink, b - learning_rate * db


def solve(step, lambd, tolerance=1e-10):
    return fitting.fit(X, Y, partial(step, lambd=lambd, m=M), None, tolerance)


def test_the_cost_is_that_of_a_slow_loop():
    """Cross-entropy and penalty, one example and one weight at a time."""
    rng = np.random.RandomState(5)
    A, labels, w = (
        rng.uniform(0.1, 0.9, (1, 6)),
        rng.randint(0, 2, (1, 6)),
        rng.randn(4),
    )
    total = 0.0
    for a, y in zip(A[0], labels[0]):
        total -= np.log(a) if y else np.log(1 - a)
    for weight in w:
        total += 2.5 * (weight if weight > 0 else -weight)
    assert cost(A, labels, w.reshape(-1, 1), 2.5) == pytest.approx(total / 6)


@pytest.mark.parametrize("t", [0, 0.3, 1.7])
def test_the_threshold_is_what_a_search_finds(t):
    """It minimises (x − w)²/2 + t·|x|, to the width of the grid."""
    grid = np.linspace(-4, 4, 80001)
    for w in np.random.RandomState(6).uniform(-3, 3, 20):
        best = grid[np.argmin((grid - w) ** 2 / 2 + t * np.abs(grid))]
        assert soft_threshold(np.array([[w]]), t)[0, 0] == pytest.approx(best, abs=1e-4)


def test_the_gradient_is_the_slope_of_the_cost():
    """dw plus λ/m·sign(w), and db, against finite differences of the L1 cost."""
    rng = np.random.RandomState(7)
    w, b, lambd, step = rng.randn(30, 1), 0.4, 3.0, 1e-6
    dw, db = fitting.gradients(X, Y, w, b)

    def at(w, b):
        return cost(fitting.predict(X, w, b), Y, w, lambd)

    for j in range(30):
        move = np.zeros((30, 1))
        move[j] = step
        slope = (at(w + move, b) - at(w - move, b)) / (2 * step)
        assert slope == pytest.approx(dw[j, 0] + lambd / M * np.sign(w[j, 0]), abs=1e-7)
    slope = (at(w, b + step) - at(w, b - step)) / (2 * step)
    assert slope == pytest.approx(db, abs=1e-7)


def test_no_step_at_the_safe_rate_raises_the_cost():
    """From a random start, 50 proximal steps never go uphill."""
    w, b = 3 * np.random.RandomState(8).randn(30, 1), -2.0
    rate, before = fitting.safe_rate(X), np.inf
    for _ in range(50):
        now = cost(fitting.predict(X, w, b), Y, w, 5)
        assert now <= before
        before = now
        w, b = proximal_step(w, b, *fitting.gradients(X, Y, w, b), rate, 5, M)


@pytest.mark.parametrize("lambd", [1, 10, 60])
def test_the_minimum_has_zero_among_its_subgradients(lambd):
    """m·|dw| is λ where a weight is not 0, at most λ where it is; db is 0."""
    w, b = solve(proximal_step, lambd)
    dw, db = fitting.gradients(X, Y, w, b)
    used = w != 0
    assert 0 < used.sum() < 30
    assert M * dw[used] == pytest.approx(-lambd * np.sign(w[used]), abs=1e-6)
    assert np.all(M * np.abs(dw[~used]) < lambd)
    assert db == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("l1", "l2"), [(0, 3), (10, 0), (30, 0), (5, 5), (4, 1), (2, 20)]
)
def test_the_fixed_point_is_that_of_saga(l1, l2):
    """Repeated until nothing moves: scikit-learn's weights and bias, to 1e-3.

    The same weights are zero, and no warning is given.
    """
    step = partial(elastic_net_step, l1=l1, l2=l2, m=M)
    w, b = fitting.fit(X, Y, step, None, 1e-10)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        theirs = fitting.scikit_learn(X, Y, l1, l2)
    assert theirs == pytest.approx(np.append(w, b), abs=1e-3)
    assert np.array_equal(theirs[:-1] == 0, w[:, 0] == 0)
    assert (w == 0).any() == (l1 > 0)


def test_liblinear_differs_by_its_price_for_the_bias():
    """Much with the default size of the constant input, little with a large one."""
    w, b = solve(proximal_step, 10)
    near, far = (
        np.abs(fitting.scikit_learn(X, Y, 10, 0, "liblinear", size) - np.append(w, b))
        for size in (3000, 1)
    )
    assert near.max() < 1e-3 and far.max() > 0.1


@pytest.mark.parametrize("seed", range(3))
def test_the_limits_of_the_elastic_net_are_l1_and_l2(seed):
    """l2 = 0 gives the proximal step of L1, l1 = 0 that of L2."""
    rng = np.random.RandomState(seed)
    w, dw = rng.randn(2, 7, 1)
    here = w, 0.3, dw, -0.8, 0.9
    for l1, l2, step in ((2.5, 0, proximal_step), (0, 2.5, l2_step)):
        w_new, b_new = elastic_net_step(*here, l1, l2, 4)
        expected_w, expected_b = step(*here, 2.5, 4)
        np.testing.assert_allclose(w_new, expected_w, atol=1e-12)
        assert b_new == pytest.approx(expected_b)


def test_the_elastic_net_step_minimises_the_sum_in_the_text():
    """Each weight is what a search over that weight alone finds."""
    rng = np.random.RandomState(3)
    w, dw = rng.randn(2, 9, 1)
    alpha, l1, l2, m = 0.8, 3.0, 2.0, 4
    found, _ = elastic_net_step(w, 0.5, dw, 0.2, alpha, l1, l2, m)
    x = np.linspace(-5, 5, 200_001)
    total = dw * (x - w) + (x - w) ** 2 / (2 * alpha)
    total += l1 / m * np.abs(x) + l2 / (2 * m) * x**2
    np.testing.assert_allclose(found[:, 0], x[np.argmin(total, axis=1)], atol=6e-5)
    assert 0 < np.sum(found == 0) < 9


def test_the_penalty_is_named_as_each_scikit_learn_wants_it(monkeypatch):
    """`penalty` before 1.8, `l1_ratio` from then on; nothing else is a penalty."""

    class Older:
        def __init__(self, penalty="l2"):
            pass

    class Newer:
        def __init__(self, penalty="deprecated", l1_ratio=0.0):
            pass

    monkeypatch.setattr(fitting, "LogisticRegression", Older)
    assert fitting.penalty_argument(0) == {"penalty": "l2"}
    assert fitting.penalty_argument(1) == {"penalty": "l1"}
    mixed = {"penalty": "elasticnet", "l1_ratio": 0.3}
    assert fitting.penalty_argument(0.3) == mixed
    monkeypatch.setattr(fitting, "LogisticRegression", Newer)
    for share in (0, 0.3, 1):
        assert fitting.penalty_argument(share) == {"l1_ratio": share}
    for wrong in (-0.1, 1.5):
        with pytest.raises(ValueError, match=f"l1_ratio is {wrong}; expected"):
            fitting.penalty_argument(wrong)


def test_fit_says_why_it_gives_up():
    """A step that goes uphill, or too few steps, end in a sentence."""

    def uphill(w, b, dw, db, rate):
        return w + 1e200 * dw, b * 1e200 + 1e200 * db

    with np.errstate(all="ignore"), pytest.raises(ValueError, match="signs"):
        fitting.fit(X, Y, uphill)
    with pytest.raises(ValueError, match="max_iterations"):
        fitting.fit(X, Y, partial(proximal_step, lambd=1, m=M), max_iterations=3)


def test_the_best_cost_is_that_of_the_best_bias():
    """For some pairs of weights, against a search over b alone."""
    W = np.random.RandomState(9).uniform(-3, 3, (2, 5))
    found = fitting.best_cost(X[:2], Y, W)
    for j in range(5):
        w = W[:, j : j + 1]
        best = minimize_scalar(
            lambda b, w=w: compute_cost(fitting.predict(X[:2], w, b), Y)
        )
        assert found[j] == pytest.approx(best.fun, abs=1e-9)


def test_the_tumours_are_scikit_learns():
    """569 in two sets, standardised over the first; label 1 is malignant."""
    assert X.shape == (30, 400)
    assert TEST_X.shape == (30, 169)
    assert X.mean(axis=1) == pytest.approx(np.zeros(30), abs=1e-12)
    assert X.std(axis=1) == pytest.approx(np.ones(30))
    data = load_breast_cancer()
    malignant = list(data.target_names).index("malignant")
    assert Y.sum() + TEST_Y.sum() == np.sum(data.target == malignant)
    radius = np.sort(np.append(X[0], TEST_X[0]))
    assert np.corrcoef(radius, np.sort(data.data[:, 0]))[0, 1] == pytest.approx(1)


def test_the_threshold_in_the_hidden_test_is_right():
    """The one that takes the place of a learner's own gives the reference's values."""
    cell = next(c for c in LESSON.notebook.cells if c.id == "proximal_step-test")
    definition = re.search(r"def soft_threshold.*?\n\n", cell.source, re.DOTALL)[0]
    scope = {"np": np}
    exec(definition, scope)
    w = np.random.RandomState(10).randn(6, 2)
    assert np.array_equal(scope["soft_threshold"](w, 0.4), soft_threshold(w, 0.4))

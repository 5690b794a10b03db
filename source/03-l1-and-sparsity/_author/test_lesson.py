"""Lesson 03 against oracles: slow loops, a search, finite differences, scikit-learn."""

import re
import warnings
from functools import partial

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sparsity import budgets, fitting
from sparsity import plots as figures

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.network import compute_cost

LESSON = Course(ROOT).lesson("03-l1-and-sparsity")
X, Y, DEV_X, DEV_Y, NAMES = fitting.load_tumours()
M = Y.shape[1]


cost = reference(LESSON, "compute_cost_with_l1")
soft_threshold = reference(LESSON, "soft_threshold")
proximal_step = reference(LESSON, "proximal_step")


def l2_step(w, b, dw, db, learning_rate, lambd, m):
    """The proximal step of L2, as the notebook has it."""
    shrink = 1 + learning_rate * lambd / m
    return (w - learning_rate * dw) / shrink, b - learning_rate * db


LIBLINEAR = {"solver": "liblinear", "intercept_scaling": 3000, "random_state": 0}


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


@pytest.mark.parametrize("lambd", [1, 3, 10, 30])
@pytest.mark.parametrize(
    ("kind", "step", "settings"),
    [
        ("L1", proximal_step, LIBLINEAR),
        ("L2", l2_step, {"solver": "newton-cholesky"}),
    ],
)
def test_weights_and_bias_agree_with_scikit_learn(kind, step, settings, lambd):
    """With C = 1/λ, to 1e-3, for both penalties, and without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        named = {**settings, **fitting.penalty_argument(kind)}
        model = LogisticRegression(C=1 / lambd, tol=1e-9, max_iter=100_000, **named)
        model.fit(X.T, Y[0])
    w, b = solve(step, lambd)
    assert model.coef_[0] == pytest.approx(w[:, 0], abs=1e-3)
    assert model.intercept_[0] == pytest.approx(b, abs=1e-3)
    assert np.array_equal(model.coef_[0] == 0, w[:, 0] == 0)


def test_a_solver_that_leaves_the_bias_alone_agrees_more_closely():
    """saga penalises no bias: at λ = 30 it agrees to 1e-4."""
    named = {"solver": "saga", "random_state": 0, **fitting.penalty_argument("L1")}
    model = LogisticRegression(C=1 / 30, tol=1e-6, max_iter=20_000, **named)
    model.fit(X.T, Y[0])
    w, b = solve(proximal_step, 30)
    assert np.append(model.coef_, model.intercept_) == pytest.approx(
        np.append(w, b), abs=1e-4
    )


def test_the_penalty_is_named_as_each_scikit_learn_wants_it(monkeypatch):
    """`penalty` before 1.8, `l1_ratio` from then on; nothing else is a penalty."""

    class Older:
        def __init__(self, penalty="l2"):
            pass

    class Newer:
        def __init__(self, penalty="deprecated", l1_ratio=0.0):
            pass

    monkeypatch.setattr(fitting, "LogisticRegression", Older)
    assert fitting.penalty_argument("L1") == {"penalty": "l1"}
    monkeypatch.setattr(fitting, "LogisticRegression", Newer)
    assert fitting.penalty_argument("L1") == {"l1_ratio": 1}
    assert fitting.penalty_argument("L2") == {"l1_ratio": 0}
    with pytest.raises(ValueError, match="l3"):
        fitting.penalty_argument("l3")


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
    assert DEV_X.shape == (30, 169)
    assert X.mean(axis=1) == pytest.approx(np.zeros(30), abs=1e-12)
    assert X.std(axis=1) == pytest.approx(np.ones(30))
    data = load_breast_cancer()
    malignant = list(data.target_names).index("malignant")
    assert Y.sum() + DEV_Y.sum() == np.sum(data.target == malignant)
    radius = np.sort(np.append(X[0], DEV_X[0]))
    assert np.corrcoef(radius, np.sort(data.data[:, 0]))[0, 1] == pytest.approx(1)


def test_the_numbers_in_the_text_are_those_of_the_data():
    """What the notebook's sentences quote is what a fresh computation gives."""
    text = " ".join(
        c.source for c in LESSON.notebook.cells if c.cell_type == "markdown"
    )
    text = re.sub(r"\s+", " ", text)
    w, b = solve(proximal_step, np.geomspace(0.3, 160, 19)[10])
    right = np.mean((fitting.predict(DEV_X, w, b) > 0.5) == DEV_Y)
    assert (np.sum(w != 0), f"{right:.1%}") == (7, "96.4%")
    assert "Seven measurements are enough for 96.4 %" in text
    radius, perimeter = (NAMES.index(f"worst {n}") for n in ("radius", "perimeter"))
    correlation = np.corrcoef(X[radius], X[perimeter])[0, 1]
    assert f"correlation is {correlation:.3f}" in text
    jump = 2 * fitting.safe_rate(X) * 10 / M
    assert jump == pytest.approx(0.0145, abs=5e-5)


def test_the_threshold_in_the_hidden_test_is_right():
    """The one that takes the place of a learner's own gives the reference's values."""
    cell = next(c for c in LESSON.notebook.cells if c.id == "proximal_step-test")
    definition = re.search(r"def soft_threshold.*?\n\n", cell.source, re.DOTALL)[0]
    scope = {"np": np}
    exec(definition, scope)
    w = np.random.RandomState(10).randn(6, 2)
    assert np.array_equal(scope["soft_threshold"](w, 0.4), soft_threshold(w, 0.4))


@pytest.fixture
def drawn(said):
    """Return a function that draws: the axes, and the one line that was printed."""
    return lambda helper, *given, **more: (helper(*given, **more), said())


def test_the_zeros_are_counted_from_the_weights(drawn):
    """The figure's lines, told apart by dash and marker too, hold the true counts."""
    one = [np.array([[0.0], [2.0], [0.0]]), np.zeros((3, 1))]
    two = [np.ones((3, 1)), np.array([[0.1], [0.0], [0.1]])]
    axes, told = drawn(figures.plot_zeros, [1, 10], one, two)
    lines = axes.get_lines()
    assert [list(line.get_ydata()) for line in lines] == [[2, 3], [0, 1]]
    assert lines[0].get_linestyle() != lines[1].get_linestyle()
    assert lines[0].get_marker() != lines[1].get_marker()
    assert "2 zeros at λ = 1 and 3 at λ = 10; L2 has 1 at most" in told


def test_the_search_figure_tells_a_wrong_threshold_from_a_right_one(drawn):
    """Its printed distance is 0 for the right function only."""
    _, right = drawn(figures.plot_shrinkage, soft_threshold)
    _, wrong = drawn(figures.plot_shrinkage, lambda w, t: w / (1 + t))
    assert "differ by 0e+00" in right
    assert "differ by 5e-01" in wrong
    assert "puts 9 at x = 0 and L2 1" in right


@pytest.mark.parametrize("kind", ["L1", "L2"])
def test_the_budget_goes_through_the_best_point(kind):
    """Every point of the border spends as much as the point that is drawn."""
    w = np.array([[0.9], [-0.4]])
    border = budgets._border(w, kind)
    spent = np.abs(border).sum(axis=0) if kind == "L1" else np.sum(border**2, axis=0)
    due = np.abs(w).sum() if kind == "L1" else np.sum(w**2)
    assert spent == pytest.approx(np.full(spent.shape, due))


def test_the_diamond_is_met_at_a_corner_only_where_a_weight_is_zero(drawn):
    """The printed line says "corner" for an exact zero, and not otherwise."""
    free, zero, small = (np.array([[1.0], [y]]) for y in (1.0, 0.0, 0.01))
    helper, names = budgets.plot_diamond_and_circle, ("a", "b")
    _, told = drawn(helper, X[:2], Y, free, [zero], [small], names=names, shown=0)
    assert "(1.00, 0.00) for L1 (a corner)" in told
    assert "(1.00, 0.01) for L2." in told


def test_the_slopes_at_the_minimum_are_drawn_on_and_below_the_line(drawn):
    """The figure's line names how many weights lie on λ, and the highest zero."""
    w, dw = np.array([[1.0], [0.0], [-2.0]]), np.array([[-0.5], [0.3], [0.5]])
    _, told = drawn(figures.plot_price_of_zero, w, dw, 2, 4)
    assert told.startswith("2 weights lie on the line, at most 0e+00 off; the 1 zeros")
    assert "1.20" in told


def test_how_often_a_weight_is_kept_is_drawn_from_never_to_always(drawn):
    """Never-kept weights are left out of the bars and counted in the line."""
    axes, told = drawn(figures.plot_how_often, [0.5, 0, 1], ["a", "b", "c"])
    assert [bar.get_width() for bar in axes.patches] == [0.5, 1]
    assert told == "1 weights are kept every time, 1 now and then, 1 never.\n"

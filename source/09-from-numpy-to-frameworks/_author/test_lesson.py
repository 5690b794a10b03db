"""Lesson 09: its conversions, its steps, its measurements and figures, by oracles."""

import numpy as np
import pytest
from frameworks import libraries, normalized, optional, training
from frameworks import plots as figures
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils.deep import cross_entropy
from utils.network import initialize_parameters

LESSON = Course(ROOT).lesson("09-from-numpy-to-frameworks")
NAMES = ("lambda", "alpha", "C", "weight_decay", "keras")
convert_lambda = reference(LESSON, "convert_lambda")
adamw_step = reference(LESSON, "adamw_step")


def adam_l2_step(W, dW, V, S, t, learning_rate, weight_decay):
    """The notebook's other step: no decay beside, the penalised gradient inside."""
    return adamw_step(W, dW + weight_decay * W, V, S, t, learning_rate, 0)


@pytest.fixture(scope="module")
def network():
    """Digits X (64, 500), Y (10, 500), and parameters without b1."""
    X, Y, _, _ = training.digits(0)
    start = initialize_parameters([64, 32, 10], seed=0)
    del start["b1"]
    return X, Y, start


@pytest.mark.parametrize("source", NAMES)
@pytest.mark.parametrize("target", NAMES)
def test_there_and_back_is_where_it_began(source, target):
    """Each conversion is undone by the opposite one."""
    there = convert_lambda(0.7, source, target, 90)
    assert convert_lambda(there, target, source, 90) == pytest.approx(0.7)


@pytest.mark.parametrize("name", ["alpha", "C", "weight_decay", "keras"])
def test_each_name_minimises_what_its_row_of_the_table_says(name):
    """At the minimum of our cost, that row's cost has slope 0, for one feature."""
    X, _, T = libraries.tumours(70)
    X, lambd = X[:1], 5.0
    w = libraries.ridge_weights(X, T, lambd)[0]
    value, m = convert_lambda(lambd, "lambda", name, 70), 70
    of_losses = X[0] @ (w * X[0] - T[0])  # of the sum of halved squared errors
    slope = {
        "alpha": 2 * of_losses + 2 * value * w,
        "C": value * of_losses + w,
        "weight_decay": of_losses / m + value * w,
        "keras": of_losses / m + 2 * value * w,
    }[name]
    assert slope == pytest.approx(0, abs=1e-10)
    assert abs(of_losses) > 0.1


@pytest.mark.parametrize("lambd", [0.4, 3.0])
def test_scikit_learn_agrees_with_our_cost(lambd):
    """Ridge, LogisticRegression, SVC and MLPClassifier, with the converted numbers."""
    X, Y, T = libraries.tumours(80)
    rows = X.T
    alpha, C = (convert_lambda(lambd, "lambda", name, 80) for name in ("alpha", "C"))
    ridge = Ridge(alpha=alpha, fit_intercept=False).fit(rows, T[0])
    np.testing.assert_allclose(
        ridge.coef_, libraries.ridge_weights(X, T, lambd), atol=1e-9
    )
    logistic = LogisticRegression(C=C, fit_intercept=False, tol=1e-10)
    np.testing.assert_allclose(
        logistic.fit(rows, Y[0]).coef_[0],
        libraries.logistic_weights(X, Y, lambd),
        atol=1e-5,
    )
    svc = SVC(C=C, kernel="linear", tol=1e-9).fit(rows, Y[0])
    np.testing.assert_allclose(
        svc.coef_[0], libraries.hinge_weights(X, Y, lambd), atol=1e-4
    )
    net = MLPClassifier(
        (5,), alpha=alpha, solver="lbfgs", max_iter=500, random_state=1
    ).fit(rows, Y[0])
    ours = libraries.network_cost(X, Y, net.coefs_, net.intercepts_, lambd)
    assert net.loss_ == pytest.approx(ours, abs=1e-9)


@pytest.mark.parametrize("batch", [80, 8])
def test_the_decay_of_mlpclassifier_is_divided_by_the_batch(batch):
    """Where nothing else moves them, weights lose rate · alpha / batch in a step."""
    _, Y, _ = libraries.tumours(80)
    net = MLPClassifier(
        (5,), alpha=3, solver="sgd", learning_rate_init=0.1, momentum=0,
        batch_size=batch, random_state=1,
    )  # fmt: skip
    net.partial_fit(np.zeros((80, 2)), Y[0], classes=[0, 1])
    before = net.coefs_[0].copy()
    net.partial_fit(np.zeros((80, 2)), Y[0])
    left = (1 - 0.1 * 3 / batch) ** (80 // batch)
    np.testing.assert_allclose(net.coefs_[0], left * before, rtol=1e-9)


def test_an_adamw_step_is_that_of_the_paper_with_a_slow_loop():
    """Three steps from zero averages, entry by entry, in the paper's own order."""
    rng = np.random.RandomState(3)
    W, V, S = rng.randn(2, 3), np.zeros((2, 3)), np.zeros((2, 3))
    slow = [[[w, 0.0, 0.0] for w in row] for row in W]
    for t in (1, 2, 3):
        dW = rng.randn(2, 3)
        W, V, S = adamw_step(W, dW, V, S, t, 0.1, 0.3)
        for i, j in np.ndindex(2, 3):
            w, v, s = slow[i][j]
            v = 0.9 * v + 0.1 * dW[i, j]
            s = 0.999 * s + 0.001 * dW[i, j] ** 2
            step = (v / (1 - 0.9**t)) / ((s / (1 - 0.999**t)) ** 0.5 + 1e-8)
            slow[i][j] = [w - 0.1 * step - 0.1 * 0.3 * w, v, s]
    np.testing.assert_allclose(np.stack([W, V, S], axis=2), slow, rtol=1e-12)


@pytest.mark.torch
def test_pytorch_agrees():
    """PyTorch's SGD, Adam and AdamW take our steps."""
    import torch

    decay = convert_lambda(3.0, "lambda", "weight_decay", 80)
    far = optional.compare_with_torch(torch, adamw_step, adam_l2_step, 3.0, 80, decay)
    assert max(far.values()) < 1e-10


def test_adam_with_l2_inside_spares_large_gradients_and_adamw_does_not():
    """In each draw; AdamW's shares differ by far less than those of L2 inside Adam."""
    for draw in (3, 11):
        sizes, (inside, beside) = training.shares_kept(
            draw, ((adam_l2_step, 0.01), (adamw_step, 0.5))
        )
        order = np.argsort(sizes)
        for left, low, high in ((inside, 0, 0.3), (beside, 0.75, 0.95)):
            assert low < left[order[:8]].mean() < high
            assert 0.75 < left[order[-8:]].mean() < 0.95


def test_a_forgotten_eval_adds_errors_and_so_does_p_read_as_keep_prob():
    """Each of three draws has a higher test cost and more errors, either way."""
    for draw in (2, 5, 9):
        right = training.train_with_dropout(draw, 0.8)
        cost, errors = training.scores_on_test(draw, right)
        forgotten = training.scores_on_test(draw, right, keep_prob=0.8)
        mistaken = training.scores_on_test(draw, training.train_with_dropout(draw, 0.2))
        assert errors < 0.1
        assert min(forgotten[0], mistaken[0]) > cost + 0.03
        assert min(forgotten[1], mistaken[1]) > errors + 0.005


def test_the_digits_of_a_draw_are_split_without_overlap():
    """Each of the 1797 digits is in one set, and another draw splits them otherwise."""
    X, Y, test_X, labels = training.digits(4)
    assert (X.shape, Y.shape) == ((64, 500), (10, 500))
    assert (test_X.shape, labels.shape) == ((64, 1297), (1297,))
    every = np.hstack([X, test_X])
    again = np.hstack(training.digits(5)[::2])
    assert not np.array_equal(every, again)
    sort = [block[:, np.lexsort(block)] for block in (every, again)]
    np.testing.assert_array_equal(*sort)
    assert X.min() >= 0 and X.max() == 1 and (Y.sum(axis=0) == 1).all()


@pytest.mark.parametrize("axis", [0, 1])
def test_normalised_gradients_are_the_slopes_of_the_cost(axis):
    """Batch and layer normalisation: each entry agrees with finite differences."""
    rng = np.random.RandomState(axis)
    X, Y = rng.randn(3, 7), np.eye(2)[rng.randint(0, 2, 7)].T
    p = {"W1": rng.randn(4, 3), "W2": rng.randn(2, 4), "b2": rng.randn(2, 1)}
    gradients = normalized.gradients_normalized(X, Y, p, axis)
    for name, value in p.items():
        for place in np.ndindex(value.shape):
            costs = []
            for move in (1e-6, -1e-6):
                moved = {key: array.copy() for key, array in p.items()}
                moved[name][place] += move
                A = normalized.forward_normalized(X, moved, axis)
                costs.append(cross_entropy(A, Y))
            slope = (costs[0] - costs[1]) / 2e-6
            assert gradients["d" + name][place] == pytest.approx(slope, abs=1e-7)


@pytest.mark.parametrize("axis", [0, 1])
def test_normalised_outputs_ignore_the_scale_of_the_weights(network, axis):
    """They stay, and the gradient, which is orthogonal to W1, goes with 1/scale."""
    X, Y, start = network
    A = normalized.forward_normalized(X, start, axis)
    dW1 = normalized.gradients_normalized(X, Y, start, axis)["dW1"]
    for scale in (0.1, 10):
        scaled = {**start, "W1": scale * start["W1"]}
        np.testing.assert_allclose(
            normalized.forward_normalized(X, scaled, axis), A, atol=1e-9
        )
        gradient = normalized.gradients_normalized(X, Y, scaled, axis)["dW1"]
        np.testing.assert_allclose(scale * gradient, dW1, atol=1e-9)
    assert abs(np.sum(dW1 * start["W1"])) < 1e-9 * np.linalg.norm(dW1)


def test_one_picture_is_nothing_after_batch_normalisation():
    """A batch of one becomes 0 and not NaN; two pictures become −1 and 1."""
    assert not normalized.normalize(np.array([[3.0], [-2.0]]), axis=1).any()
    pair = normalized.normalize(np.array([[3.0, 5.0], [9.0, -2.0]]), axis=1)
    np.testing.assert_allclose(pair, [[-1, 1], [1, -1]])


@pytest.mark.parametrize("axis", [0, 1])
def test_decay_before_normalisation_is_a_growing_learning_rate(network, axis):
    """Outputs and costs are the same after 40 steps; without either they differ."""
    X, Y, start = network
    rate, decay, steps = 0.2, 0.2, 40
    size = (1 - rate * decay) ** np.arange(steps + 1)
    constant = np.full(steps, rate)
    run = normalized.train_normalized
    decayed, costs, norms = run(X, Y, start, rate, constant, decay, axis=axis)
    growing = rate / (size[:-1] * size[1:])
    faster, same, long = run(X, Y, start, rate, growing, axis=axis)
    np.testing.assert_allclose(decayed, faster, atol=1e-8)
    np.testing.assert_allclose(costs, same, atol=1e-8)
    np.testing.assert_allclose(norms, size * long, rtol=1e-8)
    plain, _, _ = run(X, Y, start, rate, constant, axis=axis)
    assert np.abs(plain - decayed).max() > 0.01


def test_figures_say_what_they_show_without_colour(said):
    """One line each, with the numbers drawn; curves differ in dash or mark."""
    sizes = np.arange(16.0)[::-1]
    left = np.vstack([np.arange(16) / 20, np.full(16, 0.5)])
    ax = figures.plot_shares_kept([(sizes, left)] * 2, ("inside", "beside"))
    line = said()
    assert "inside leaves 0.725 ± 0.000" in line and "0.025 ± 0.000 where" in line
    curves = [handle.lines[0] for handle in ax.containers]
    assert len({(c.get_linestyle(), c.get_marker()) for c in curves}) == 2
    run = (np.array([1.0, 0.5, 0.2]), np.array([1.0, 2.0, 4.0]))
    axes = figures.plot_effective_rates(
        [(name, [0.4, 0.4], *run) for name in ("a", "b", "c")]
    )
    assert "a from 0.4000 to 0.1000; b from" in said()
    for ax in axes:
        assert len({line.get_linestyle() for line in ax.lines}) == 3
        assert ax.get_xlabel() and ax.get_ylabel()


def test_a_figure_of_one_draw_or_without_labels_is_refused():
    """Bars need two draws; each way needs a label."""
    draw = (np.arange(16.0), np.ones((2, 16)))
    with pytest.raises(ValueError, match="Found 1 draws and 2 labels"):
        figures.plot_shares_kept([draw], ("a", "b"))
    with pytest.raises(ValueError, match="Found 2 draws and 1 labels"):
        figures.plot_shares_kept([draw] * 2, ("a",))

"""Lesson 00: its reference against oracles, what its text claims, and its figures."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, cross_val_score
from tradeoff import networks, plots
from tradeoff.readings import NOISE, midpoints, readings, true_temperature
from tradeoff.ridge import (
    expected_error,
    fit_draws,
    mean_squared_error,
    polynomial,
    ridge,
)

from grader.lesson.lesson import Course
from tests.support import ROOT, reference

LESSON = Course(ROOT).lesson("00-bias-and-variance")
bias_variance = reference(LESSON, "bias_variance")
k_fold_errors = reference(LESSON, "k_fold_errors")
TRUTH = true_temperature(midpoints())[0]
STRENGTHS = 10.0 ** np.arange(-2, 2.1, 0.5)


def parts(predictions, truth=TRUTH):
    """Return bias² and variance, averaged over the points."""
    return np.mean(bias_variance(predictions, truth)[1:], axis=1)


def surely_above_0(differences):
    """True if the mean lies more than 3 standard errors above 0."""
    error = np.std(differences, ddof=1) / np.sqrt(len(differences))
    return np.mean(differences) > 3 * error


def test_bias_and_variance_are_those_of_the_definition_and_add_up():
    """A loop over draws and points gives the same; the sum is the mean square error."""
    rng = np.random.RandomState(1)
    predictions, truth = rng.randn(7, 4), rng.randn(4)
    mean_curve, bias_squared, variance = bias_variance(predictions, truth)
    for p in range(4):
        column = list(predictions[:, p])
        mean = sum(column) / 7
        assert mean_curve[p] == pytest.approx(mean)
        assert bias_squared[p] == pytest.approx((mean - truth[p]) ** 2)
        assert variance[p] == pytest.approx(sum((c - mean) ** 2 for c in column) / 7)
    error = np.mean((predictions - truth) ** 2, axis=0)
    np.testing.assert_allclose(bias_squared + variance, error)


@pytest.mark.parametrize(("k", "lambd"), [(4, 0.7), (3, 5.0), (11, 0.1)])
def test_the_errors_of_the_folds_are_those_of_scikit_learn(k, lambd):
    """Ridge(alpha=λ) on KFold's folds of the shuffled examples has the same errors."""
    x, Y = readings(3, m=11)
    X, order = polynomial(x, 3), np.random.RandomState(5).permutation(11)
    expected = -cross_val_score(
        Ridge(alpha=lambd), X[1:, order].T, Y[0, order],
        cv=KFold(k), scoring="neg_mean_squared_error",
    )  # fmt: skip
    found = k_fold_errors(X, Y, k, lambd, order)
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_ridge_is_the_minimum_of_the_penalised_cost():
    """No small step lowers it; λ = 0 is least squares; the constant is left free."""
    x, Y = readings(2)
    X, rng = polynomial(x, 6), np.random.RandomState(3)

    def cost(w, lambd):
        return np.sum((w.T @ X - Y) ** 2) + lambd * np.sum(w[1:] ** 2)

    for lambd in (0, 0.3, 20):
        w = ridge(X, Y, lambd)
        for _ in range(20):
            assert cost(w + 0.01 * rng.randn(7, 1), lambd) > cost(w, lambd)
    assert ridge(X, Y, 1e9)[0, 0] == pytest.approx(Y.mean(), abs=1e-5)
    with pytest.raises(ValueError, match="expected 0 or more"):
        ridge(X, Y, -1)


def test_the_polynomials_are_those_of_legendre():
    """Rows 0 to 3 are 1, x, (3x² − 1)/2 and (5x³ − 3x)/2."""
    x = np.array([[-0.8, 0.1, 0.5]])
    rows = [np.ones((1, 3)), x, (3 * x**2 - 1) / 2, (5 * x**3 - 3 * x) / 2]
    np.testing.assert_allclose(polynomial(x, 3), np.vstack(rows), atol=1e-14)


def test_a_day_is_the_same_each_time_and_every_part_of_it_is_read_once():
    """The number decides the day; readings scatter about the truth by the noise."""
    x, Y = readings(7, m=2000)
    again = readings(7, m=2000)
    assert (x == again[0]).all() and (again[1] == Y).all()
    assert (np.floor((x[0] + 1) * 1000) == np.arange(2000)).all()
    off = Y - true_temperature(x)
    assert np.var(off) == pytest.approx(NOISE, rel=0.15)
    assert not (readings(8, m=2000)[1] == Y).any()
    with pytest.raises(ValueError, match="m is 0; expected 1"):
        readings(0, m=0)


def test_the_expected_error_is_what_fresh_readings_show():
    """Measured on 40,000 new readings it agrees to a few percent."""
    x, Y = readings(0)
    w = ridge(polynomial(x, 5), Y)
    new_x, new_Y = readings(900, m=40000)
    measured = mean_squared_error(w, polynomial(new_x, 5), new_Y)
    assert expected_error(w) == pytest.approx(measured, rel=0.03)


def test_degree_1_is_bias_and_degree_15_is_variance():
    """Sections 1 and 2: the training error falls, the middle degree is best."""
    found = {d: fit_draws(d) for d in (1, 5, 15)}
    split = {d: parts(predictions) for d, (predictions, _) in found.items()}
    assert split[1][0] > 10 * split[1][1]
    assert split[15][1] > 10 * split[15][0]
    assert split[15][0] < split[1][0] / 5  # its mean is nearly right
    assert sum(split[5]) < min(sum(split[1]), sum(split[15])) / 5
    assert sum(split[5]) < NOISE / 3  # its error is mostly noise
    own, day = {d: errors for d, (_, errors) in found.items()}, readings(0)
    assert (own[1] > own[5]).all() and (own[5] > own[15]).all()
    new = {d: expected_error(ridge(polynomial(day[0], d), day[1])) for d in (1, 5, 15)}
    assert new[5] < min(new[1], new[15]) / 2


def test_the_measured_error_is_the_sum_of_the_three_parts():
    """Section 2: fresh readings show bias² + variance + noise, to 3 standard errors."""
    noise = np.sqrt(NOISE) * np.random.RandomState(1).randn(200, TRUTH.size)
    for degree in (1, 5, 15):
        predictions, _ = fit_draws(degree)
        errors = np.mean((TRUTH + noise - predictions) ** 2, axis=1)
        exact = np.mean((TRUTH - predictions) ** 2, axis=1)
        assert exact.mean() == pytest.approx(sum(parts(predictions)))
        off = errors - exact - NOISE
        assert abs(off.mean()) < 3 * off.std() / np.sqrt(200)


def test_capacity_has_a_best_value_that_the_training_error_does_not_show():
    """Section 3: it falls all the way, below the noise; the sum is a U."""
    found = [fit_draws(d, draws=100) for d in range(13)]
    training = [errors.mean() for _, errors in found]
    bias_squared, variance = np.transpose([parts(p) for p, _ in found])
    assert (np.diff(training) < 0).all() and training[-1] < 0.7 * NOISE
    assert (np.diff(variance) > 0).all()
    assert (np.diff(bias_squared[:6]) < 0).all() and (bias_squared[5:] < 0.01).all()
    assert 3 < np.argmin(bias_squared + variance) < 8


def test_lambda_trades_variance_for_bias():
    """Section 4: variance falls, bias² rises; the best λ is nearly as good as 5."""
    predictions = [fit_draws(15, s, draws=100)[0] for s in STRENGTHS]
    bias_squared, variance = np.transpose([parts(p) for p in predictions])
    assert (np.diff(variance) < 0).all() and (np.diff(bias_squared[3:]) > 0).all()
    assert bias_squared[-1] > 20 * bias_squared[0]
    total = bias_squared + variance + NOISE
    assert 2 < np.argmin(total) < 6
    assert total.min() < 1.2 * (sum(parts(fit_draws(5, draws=100)[0])) + NOISE)


def test_a_network_trades_them_too_and_the_stored_draws_are_what_it_gives():
    """Section 4: the stored predictions show the U; a regularized run comes again."""
    stored, points = networks.stored_predictions(), midpoints(networks.POINTS)
    assert stored.shape == (len(networks.STRENGTHS), 200, networks.POINTS)
    truth = true_temperature(points)[0]
    bias_squared, variance = np.transpose([parts(p, truth) for p in stored])
    total = bias_squared + variance
    assert 0 < np.argmin(total) < len(total) - 1
    assert variance[0] > 2 * variance[4] and bias_squared[-1] > 10 * bias_squared[2]
    again = networks.network_predictions(0, networks.STRENGTHS[6], points)
    np.testing.assert_allclose(again, stored[6, 0], atol=2e-3)


def test_more_data_close_the_gap_of_variance_and_not_that_of_bias():
    """Section 5: degree 1 stays far above the noise, degree 15 comes down to it."""
    dev, own = {}, {}
    for degree, lambd in ((1, 0), (15, 0.1)):
        for m in (10, 40, 320):
            predictions, training = fit_draws(degree, lambd, m, draws=60)
            dev[degree, m] = sum(parts(predictions)) + NOISE
            own[degree, m] = training.mean()
    assert dev[1, 320] > 0.85 * dev[1, 10] and dev[1, 320] > 3 * NOISE
    assert dev[1, 40] - own[1, 40] < 0.1 * dev[1, 40]
    assert dev[15, 10] - own[15, 10] > NOISE
    assert dev[15, 320] - own[15, 320] < 0.3 * NOISE and dev[15, 320] < 1.2 * NOISE


def test_the_winner_of_a_dev_set_is_lucky_and_folds_choose_better():
    """Section 6: over 200 draws, in pairs, by more than 3 standard errors each."""
    luck, lead = [], []
    for draw in range(200):
        x, Y = readings(draw)
        X = polynomial(x, 15)
        order = np.random.RandomState(1000 + draw).permutation(30)
        errors = np.array([k_fold_errors(X, Y, 5, s, order) for s in STRENGTHS])
        alone, folds = np.argmin(errors[:, 0]), np.argmin(errors.mean(axis=1))
        fit = order[6:]
        w = ridge(X[:, fit], Y[:, fit], STRENGTHS[alone])
        luck.append(expected_error(w) - errors[alone, 0])
        alone, folds = (
            expected_error(ridge(X, Y, STRENGTHS[i])) for i in (alone, folds)
        )
        lead.append(alone - folds)
    assert surely_above_0(luck) and surely_above_0(lead)
    assert min(lead) < 0  # the text says: not on each day


def test_figures_say_what_they_show_without_colour(said):
    """One line each with the numbers drawn; lines differ in dash or mark."""
    x, Y = readings(0)
    grid = np.array([[-1.0, 0, 1, 2]])
    plots.plot_readings(x, Y)
    assert "30 readings" in said()
    curves = [("line", np.arange(4.0)), ("bend", np.array([0.0, 2, 1, 3]))]
    plots.plot_fits(x, Y, grid, curves)
    told = said()
    assert "line: the curve turns 0 times. bend: the curve turns 2 times." in told
    predictions, truth = np.array([[1.0, 2, 3, 4], [3, 4, 5, 6]]), np.ones(4)
    axes = plots.plot_draws(grid, truth, [("all", predictions, truth + 0.5)])
    assert "0.50 (all)" in said()
    ax = plots.plot_parts([1, 2, 3], [3, 1, 0], [0, 1, 4], 0.5, "size", [3, 2, 1])
    assert "Smallest sum: 2.500 at size = 2 (black mark)" in said()
    lines = [line for line in ax.lines if not line.get_label().startswith("_")]
    looks = {(line.get_linestyle(), line.get_marker()) for line in lines}
    assert len(looks) == len(lines) == 5
    errors = np.array([[1.0, 2], [2, 3]])
    axes = plots.plot_learning_curves([5, 9], [("d", errors, errors + [[2], [1]])], 1)
    assert "d: the gap shrinks from 2.00 to 1.00." in said()
    assert axes[0].get_xlabel()


def test_figures_refuse_what_they_cannot_draw():
    """Lists of different lengths and empty lists are named in a ValueError."""
    with pytest.raises(ValueError, match="Found 3, 2, 3 values"):
        plots.plot_parts([1, 2, 3], [1, 2], [1, 2, 3], 0.1, "λ")
    with pytest.raises(ValueError, match="d: found 1 and 2 rows; expected 2"):
        plots.plot_learning_curves([1, 2], [("d", np.ones((1, 3)), np.ones((2, 3)))], 0)
    with pytest.raises(ValueError, match="nothing to draw"):
        plots.plot_fits(*readings(0), midpoints(), [])

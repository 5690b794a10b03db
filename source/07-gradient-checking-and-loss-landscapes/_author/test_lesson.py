"""Lesson 07: every planted bug is found, in its place; the helpers keep their word."""

import numpy as np
import pytest
from gradient_checking.backward_passes import PASSES, backward_pass, solution
from gradient_checking.costs import (
    Limited,
    RowByRow,
    bowl,
    bowl_gradient,
    logistic,
    logistic_gradient,
)
from gradient_checking.landscapes import (
    descend,
    flatten,
    network_functions,
    only,
    random_direction,
    unflatten,
)
from scipy.optimize import approx_fprime, check_grad

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils import deep
from utils.network import initialize_parameters

LESSON = Course(ROOT).lesson("07-gradient-checking-and-loss-landscapes")
WRONG = PASSES.replace("D", "")


gradient_check, directional_check, loss_surface = (
    reference(LESSON, f) for f in LESSON.exercises
)


def place(seed=5, sizes=(2, 6, 6, 1), m=12):
    """Return X, Y and parameters without zeros."""
    rng = np.random.RandomState(seed)
    parameters = initialize_parameters(sizes, seed)
    for name, value in parameters.items():
        parameters[name] = value + 0.3 * rng.randn(*value.shape)
    Y = (np.arange(m) % 3 > 0).astype(int).reshape(1, m)
    return rng.randn(sizes[0], m), Y, parameters


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("letter", PASSES)
def test_every_planted_bug_is_found_where_it_is(letter, seed):
    """The check calls wrong those parameters that `solution` names, and no others."""
    X, Y, parameters = place(seed)
    cost, gradient = network_functions(
        X, Y, parameters, 0.7, backward=backward_pass(letter)
    )
    wrong, _ = solution(letter)
    whole = gradient_check(cost, gradient, flatten(parameters))
    assert whole > 1e-3 if wrong else whole < 1e-6
    for name in parameters:
        part = gradient_check(*only(name, cost, gradient, parameters))
        assert part > 1e-3 if name in wrong else part < 1e-6, name


def test_the_right_pass_is_that_of_the_course():
    """D gives what utils.deep.backward gives; the six others give something else."""
    X, Y, parameters = place()
    _, layers = deep.forward(X, parameters)
    want = deep.backward(Y, layers, parameters, lambd=0.7)
    for letter in PASSES:
        got = backward_pass(letter)(Y, layers, parameters, lambd=0.7)
        assert {k: v.shape for k, v in got.items()} == {
            k: v.shape for k, v in want.items()
        }
        close = all(np.allclose(got[k], want[k], atol=1e-14) for k in want)
        assert close == (letter == "D")


def test_what_zeros_hide():
    """With zero biases G passes the check, without a penalty A and G do; no other."""
    X, Y, parameters = place()
    bare = {k: 0 * v if k[0] == "b" else v for k, v in parameters.items()}
    passed = {"biases": "", "lambd": ""}
    for letter in WRONG:
        backward = backward_pass(letter)
        for what, like, lambd in (("biases", bare, 0.7), ("lambd", parameters, 0)):
            functions = network_functions(X, Y, like, lambd, backward=backward)
            if gradient_check(*functions, flatten(like)) < 1e-6:
                passed[what] += letter
    assert passed == {"biases": "G", "lambd": "AG"}


@pytest.mark.parametrize("n", [2, 7, 10000])
@pytest.mark.parametrize("k", [1, 6])
def test_one_wrong_entry_is_found_with_two_costs_a_direction(n, k):
    """With 2k calls of cost, however many entries: right is told from wrong."""
    theta = np.random.RandomState(n).uniform(0.5, 1, n)
    found = {}
    for bug in (None, "sign"):
        cost, gradient = Limited(2 * k, "bowl", 3, n), bowl_gradient(3, n, True, bug)
        rng = np.random.RandomState(k)
        found[bug], D = directional_check(cost, gradient, theta, k, rng, 1e-5)
        assert D.shape == (k, n)
        with pytest.raises(ValueError, match=f"more than {2 * k} times"):
            cost(theta)
    assert found["sign"] > 1000 * found[None]


def test_a_directional_check_along_all_axes_is_the_full_check():
    """Where D is the identity, both compare the same slopes."""

    class Axes:
        standard_normal = staticmethod(lambda size: np.eye(*size))

    cost, wrong = bowl(3, 4), bowl_gradient(3, 4, True, "coupling")
    theta = np.array([0.5, -1.0, 2.0, 1.5])
    got, _ = directional_check(cost, wrong, theta, 4, Axes(), 0.1)
    assert got == pytest.approx(gradient_check(cost, wrong, theta, 0.1))


def test_directions_are_the_same_however_they_are_drawn():
    """At once, in columns, one by one, entry by entry, with each of three methods."""
    want = RowByRow(4, 5).standard_normal((3, 5))
    assert np.unique(want).size == 15
    rng = RowByRow(4, 5)
    one_by_one = [rng.randn(5), rng.standard_normal(5), rng.normal(0, 1, 5)]
    rng = RowByRow(4, 5)
    entries = [[rng.standard_normal() for _ in range(5)] for _ in range(3)]
    for got in (
        RowByRow(4, 5).randn(3, 5),
        RowByRow(4, 5).normal(size=(3, 5)),
        RowByRow(4, 5).standard_normal((5, 3)).T,
        RowByRow(4, 5).randn(5, 3).T,
        one_by_one,
        entries,
    ):
        np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize("draw", ["fresh", "frozen"])
def test_dropout_has_to_be_frozen(draw):
    """A right gradient fails with fresh masks and passes with frozen ones."""
    X, Y, parameters = place()
    rng = np.random.RandomState(1)

    def masks():
        return 0.8, rng if draw == "fresh" else np.random.RandomState(1)

    functions = network_functions(X, Y, parameters, draw=masks)
    found = gradient_check(*functions, flatten(parameters))
    assert found > 0.1 if draw == "fresh" else found < 1e-6


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("make", "make_gradient", "arguments", "bugs"),
    [
        (bowl, bowl_gradient, (4, True), ("coupling", "sign")),
        (bowl, bowl_gradient, (3, False), ("coupling", "sign")),
        (logistic, logistic_gradient, (3, 7, 2), ("penalty", "bias")),
    ],
)
def test_gradients_of_the_cases(make, make_gradient, arguments, bugs, seed):
    """Without a bug they agree with SciPy's slopes; with one they do not."""
    n = arguments[0] + (make is logistic)
    theta = np.random.RandomState(seed).uniform(0.3, 1, n)
    cost, gradient = make(seed, *arguments), make_gradient(seed, *arguments)
    assert check_grad(cost, gradient, theta) < 1e-5
    assert gradient_check(cost, gradient, theta) < 1e-6
    for bug in bugs:
        wrong = make_gradient(seed, *arguments, bug)
        assert check_grad(cost, wrong, theta) > 1e-2
        assert gradient_check(cost, wrong, theta) > 1e-3


def test_the_check_against_scipy():
    """The difference is that of the vectors, slopes taken from SciPy."""
    cost, wrong = bowl(3, 4), bowl_gradient(3, 4, True, "coupling")
    theta = np.array([0.5, -1.0, 2.0, 1.5])
    slopes, g = approx_fprime(theta, cost, 1e-8), wrong(theta)
    want = np.linalg.norm(g - slopes) / (np.linalg.norm(g) + np.linalg.norm(slopes))
    assert gradient_check(cost, wrong, theta) == pytest.approx(want, rel=1e-5)
    opposite = gradient_check(cost, lambda t: -bowl_gradient(3, 4)(t), theta)
    assert opposite == pytest.approx(1)


def test_the_surface_of_a_parabola():
    """Where the cost is a quadratic form, the surface is one in alpha and beta."""
    A = np.array([[2, 1, 0], [1, 3, 1], [0, 1, 4.0]])
    theta, d1, d2 = np.array([[1, 2, 3], [1, 0, -1], [2, 1, 1.0]])
    alphas, betas = np.array([-1, 0, 2.0]), np.array([0.5, 1, 3, 4])
    got = loss_surface(lambda t: t @ A @ t, theta, d1, d2, alphas, betas)
    a, b = np.meshgrid(alphas, betas, indexing="ij")
    want = theta @ A @ theta + a**2 * (d1 @ A @ d1) + b**2 * (d2 @ A @ d2)
    want = want + 2 * (
        a * (theta @ A @ d1) + b * (theta @ A @ d2) + a * b * (d1 @ A @ d2)
    )
    np.testing.assert_allclose(got, want)


def test_flatten_and_back():
    """unflatten undoes flatten, and names a vector that does not fit."""
    _, _, parameters = place()
    again = unflatten(flatten(parameters), parameters)
    assert list(again) == list(parameters)
    for name, value in parameters.items():
        np.testing.assert_array_equal(again[name], value)
    with pytest.raises(ValueError, match=r"theta has shape \(3,\); expected \(67,\)"):
        unflatten(np.zeros(3), parameters)
    with pytest.raises(KeyError, match="W9"):
        only("W9", None, None, parameters)


def test_a_normalised_direction_has_the_norms_of_the_rows():
    """Each filter moves by its own length, no bias moves; raw ones are as drawn."""
    _, _, parameters = place()
    d = unflatten(random_direction(parameters, np.random.RandomState(1)), parameters)
    raw = random_direction(parameters, np.random.RandomState(1), normalised=False)
    raw = unflatten(raw, parameters)
    for name, value in parameters.items():
        if name[0] == "b":
            assert not d[name].any() and not raw[name].any()
            continue
        for row, raw_row, w in zip(d[name], raw[name], value):
            assert np.linalg.norm(row) == pytest.approx(np.linalg.norm(w))
            cosine = row @ raw_row / np.linalg.norm(row) / np.linalg.norm(raw_row)
            assert cosine == pytest.approx(1)


def test_rescaling_shows_on_raw_directions_only():
    """A network and its rescaled twin have one surface if directions are normalised."""
    X, Y, parameters = place()
    twin = dict(parameters)
    for name, factor in (("W1", 3), ("b1", 3), ("W2", 1 / 3)):
        twin[name] = factor * parameters[name]
    cost, _ = network_functions(X, Y, parameters)
    alphas = np.linspace(-1, 1, 5)
    for normalised in (True, False):
        paths = []
        for p in (parameters, twin):
            d = random_direction(p, np.random.RandomState(2), normalised)
            paths.append(loss_surface(cost, flatten(p), d, 0 * d, alphas, [0]))
        assert np.allclose(*paths) == normalised


def test_descent_goes_down_and_leaves_the_start_alone():
    """It ends at the minimum of a parabola and reports every so often."""
    start = np.array([3.0, -2.0])
    end, seen = descend(lambda t: 2 * t, start, 0.1, 100, lambda t: t @ t, every=25)
    assert np.allclose(end, 0, atol=1e-8)
    assert len(seen) == 5 and seen[0] == 13 and sorted(seen, reverse=True) == seen
    assert start.tolist() == [3.0, -2.0]


@pytest.mark.parametrize("bad", ["", "H", "AB", "a"])
def test_an_unknown_letter_or_bug_is_named(bad):
    """What does not exist is named, with what there is instead."""
    with pytest.raises(ValueError, match="expected one of A, B"):
        backward_pass(bad)
    with pytest.raises(ValueError, match="expected None or one of"):
        bowl_gradient(1, 2, True, bad)

"""Lesson 07 says nothing that its own code and its stored draws do not show."""

from pathlib import Path

import numpy as np
import pytest
from gradient_checking import draws, plots
from gradient_checking.backward_passes import PASSES
from gradient_checking.landscapes import flatten, network_functions, only
from gradient_checking.places import functions_at, one_wrong_entry, place

from grader.lesson.lesson import Lesson
from tests.support import reference
from utils import deep
from utils.data import football_draw

LESSON = Lesson(Path(__file__).resolve().parent.parent)
gradient_check, directional_check = (
    reference(LESSON, name) for name in ("gradient_check", "directional_check")
)


@pytest.fixture(scope="module")
def stored():
    return draws.load_draws()


def surely_lower(of_way):
    """True if L2 lowers a mean by more than 2.5 standard errors, in most draws."""
    first, second = of_way["no penalty"], of_way["λ = 0.7"]
    error = np.std(first - second, ddof=1) / np.sqrt(len(first))
    return np.mean(first - second) > 2.5 * error and np.sum(second < first) >= 22


def found(letter, **setting):
    """Return the median of directional checks with 5 directions at 12 places."""
    return np.median([
        directional_check(
            *functions_at(number, letter, **setting), 5, np.random.RandomState(number)
        )[0]
        for number in range(12)
    ])  # fmt: skip


def test_every_ruler_calls_the_minimum_with_l2_flatter(stored):
    """Section 9: all three rulers agree, in nearly every draw; the ratios do not."""
    ratios = []
    for name in draws.RULERS:
        assert surely_lower(stored[name])
        first, second = (of_way.mean() for of_way in stored[name].values())
        ratios.append(first / second)
    assert max(ratios) > 2 * min(ratios)


def test_l2_costs_on_the_training_points_and_gains_on_test_points(stored):
    """Section 9: a higher training cost, a lower test cost, smaller weights."""
    flipped = dict(zip(draws.WAYS, reversed(stored["training cost"].values())))
    assert surely_lower(flipped)
    assert surely_lower(stored["test cost"])
    assert surely_lower(stored["length of theta"])


@pytest.mark.slow
def test_the_stored_draws_are_what_the_code_gives(stored):
    """A run with L2 comes again to 1e-3; one without lies on the same side of it."""
    network = {way: draws.train_draw(3, way)[0] for way in draws.WAYS}
    again = {way: draws.measure(3, p) for way, p in network.items()}
    for name, of_way in stored.items():
        now = again["λ = 0.7"][name]
        share = name in ("test accuracy", "rise of the share wrong")
        assert now == pytest.approx(of_way["λ = 0.7"][3], abs=5e-3 if share else 1e-3)
    for name in (*draws.RULERS, "test cost"):
        assert again["no penalty"][name] > again["λ = 0.7"][name]


def test_only_the_right_pass_passes_at_every_place():
    """Section 3: D lies below 1e-7, all others above 1e-3."""
    for letter in PASSES:
        values = [gradient_check(*functions_at(n, letter)) for n in range(4)]
        assert max(values) < 1e-7 if letter == "D" else min(values) > 1e-3


def test_five_directions_tell_one_wrong_entry():
    """Section 5: in each draw, by powers of ten."""
    cost, gradient, wrong, theta = one_wrong_entry(0)
    assert theta.size > 10000 and np.sum(gradient(theta) != wrong(theta)) == 1
    for seed in range(5):
        right, bad = (
            directional_check(cost, g, theta, 5, np.random.RandomState(seed))[0]
            for g in (gradient, wrong)
        )
        assert right < 1e-7 and bad > 1000 * right


def test_the_errors_fall_with_the_step_and_its_square():
    """Section 6: ten times one-sided, a hundred times two-sided; float32 is rougher."""
    apart = {epsilon: [] for epsilon in (0.01, 0.001)}  # one-sided, two-sided
    smallest = []
    for number in range(8):
        f, g, b3 = only("b3", *functions_at(number)[:2], place(number)[2])
        for e, errors in apart.items():
            sides = (f(b3 + e) - f(b3)) / e, (f(b3 + e) - f(b3 - e)) / (2 * e)
            errors.append([abs(slope - g(b3)[0]) for slope in sides])
        single = functions_at(number, dtype=np.float32)[:2]
        f32, _, _ = only("b3", *single, place(number)[2])
        smallest.append([gradient_check(h, g, b3, 1e-7) for h in (f, f32)])
    gains = np.array(apart[0.01]) / apart[0.001]
    assert np.median(gains, axis=0) == pytest.approx([10, 100], rel=0.1)
    in_double, in_single = np.median(smallest, axis=0)
    assert in_double < 1e-7 and in_single > 1e-2


@pytest.mark.parametrize(
    ("setting", "hidden"),
    [({"zero_biases": True}, "G"), ({"lambd": 0}, "AG"), ({"lambd": 7e4}, "BCEF")],
)
def test_what_is_not_found_where(setting, hidden):
    """Section 7: these mistakes look like less than 1e-3, the others do not."""
    for letter in PASSES.replace("D", ""):
        assert (found(letter, **setting) < 1e-3) == (letter in hidden)
    assert found("D", **setting) < 1e-7


def test_a_kink_shows_while_the_step_reaches_it():
    """Section 7: far above the rule of thumb before, far below it after."""
    values = {1e-4: [], 1e-6: []}
    for number in range(8):
        X, Y, p = place(number)
        p["b1"][0] = 1e-5 - p["W1"][0] @ X[:, 3]
        functions = only("b1", *network_functions(X, Y, p, 0.7), p)
        for epsilon, found_there in values.items():
            found_there.append(gradient_check(*functions, epsilon))
    assert np.median(values[1e-4]) > 1e-3 and np.median(values[1e-6]) < 1e-7


def test_five_points_are_fitted_with_a_wrong_gradient_too():
    """Section 8: the right pass and E bring the cost down, a tiny rate does not."""
    below = {}
    for name, letter, rate in (("D", "D", 1), ("E", "E", 1), ("slow", "D", 0.001)):
        below[name] = 0
        for number in range(6):
            cost, gradient, theta = functions_at(number, letter, lambd=0, points=5)
            for _ in range(300):
                theta = theta - rate * gradient(theta)
            below[name] += cost(theta) < 0.05
    assert min(below["D"], below["E"]) >= 4 and below["slow"] == 0


def test_single_precision_is_that_of_the_whole_network():
    """A theta of float64 is rounded; a step that float32 cannot hold does nothing."""
    cost, gradient, theta = functions_at(0, dtype=np.float32)
    exact, exact_gradient, _ = functions_at(0)
    assert cost(theta + 1e-12) == cost(theta) != exact(theta)
    assert cost(theta) == pytest.approx(exact(theta), rel=1e-5)
    np.testing.assert_allclose(gradient(theta), exact_gradient(theta), atol=1e-5)


def test_the_rise_is_a_median_over_both_sides():
    """On a paraboloid with its minimum at theta it is the square of the step."""
    _, _, parameters = place(0)
    theta = flatten(parameters)
    weights = flatten({k: np.full(v.shape, k[0] == "W") for k, v in parameters.items()})
    length = np.linalg.norm(theta[weights])
    got = draws.rise(
        lambda t: np.sum((t - theta) ** 2) + 3 * (t - theta)[0],
        *(parameters, True, 0.5, np.random.RandomState(1)),
    )
    assert got == pytest.approx((0.5 * length) ** 2)


def test_measures_are_those_of_the_network(stored):
    """Cost, accuracy and length as utils has them; no test point was trained on."""
    X, Y, test_X, test_Y = football_draw(0)
    parameters, _ = deep.train(X, Y, place(0)[2], 0.1, 3, record_every=3, label="short")
    got = draws.measure(0, parameters)
    A, _ = deep.forward(test_X, parameters)
    assert got["test cost"] == pytest.approx(deep.cross_entropy(A, test_Y))
    assert got["test accuracy"] == np.mean((A > 0.5) == test_Y)
    assert got["length of theta"] == pytest.approx(np.linalg.norm(flatten(parameters)))
    assert list(got) == list(stored) and all(
        len(of_draw) == draws.DRAWS
        for of_way in stored.values()
        for of_draw in of_way.values()
    )


def test_pairs_and_the_first_draw_are_told(capsys):
    """Means with standard errors, the paired difference, and both columns of draw 0."""
    some = {"x": {"a": np.array([3.0, 5.0]), "λ": np.array([1.0, 6.0])}}
    draws.compare(some, "x")
    told = capsys.readouterr().out
    assert "x: λ 3.500 ± 2.500, a 4.000 ± 1.000;" in told
    assert "difference -0.500 ± 1.500, above 0 in 1, below in 1 of 2" in told
    draws.tell_first(some, {"a": {"x": 3.25}, "λ": {"x": 1.0}})
    assert "3.000    3.250    1.000    1.000" in capsys.readouterr().out


def test_figures_say_what_they_show(capsys):
    """Each prints a line or more; what lies above the limit is a triangle."""
    ax = plots.plot_differences({"D": [1e-9, 2e-9], "E": [0.5, 3e-8]})
    assert "D: 1e-09 to 2e-09\nE: 3e-08 to 5e-01" in capsys.readouterr().out
    seen = [(line.get_marker(), list(line.get_ydata())) for line in ax.lines]
    assert ("^", [0.5]) in seen and ("o", [3e-8]) in seen
    plots.plot_descents({"A": [2, 1], "B": [2, 3], "C": [1, 0.5]}, every=10)
    told = capsys.readouterr().out
    assert "falls with 2 of 3" in told and "A 1.000, B 3.000, C 0.500" in told
    plots.plot_by_parameter({"A": {"W1": 0.1, "b1": 1e-9}, "D": {"W1": 0, "b1": 0}})
    assert "A: W1\nD: nothing found" in capsys.readouterr().out
    epsilons = 10.0 ** np.arange(0, -5, -1)
    plots.plot_epsilons(epsilons, {"two": np.array([[5, 4, 1, 2, 3]] * 3) / 10})
    head, row = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["lowest", "its", "ε"] and len(head) == len(row)
    assert row.split() == ["two", "1e-01", "1e-02", "2e-01", "1e-01", "4e-01"]
    plots.plot_paths(
        [0, 1], {"raw": {"a": [1, 2], "b": [1, 2.5]}, "n": {"a": [1, 2], "b": [1, 2]}}
    )
    assert "raw: the curves are at most 0.5 apart" in capsys.readouterr().out
    levels = np.linspace(-1, 1, 5)
    plots.plot_surfaces(levels, levels, {"a": levels[:, None] ** 2 + levels**2})
    assert "a: cost 0.000 in the middle; 4% of the square" in capsys.readouterr().out
    ways = {"a": np.array([1.0, 2.0]), "b": np.array([0.5, 1.5])}
    plots.plot_draws({"cost": ways, "rise": ways})
    assert "2 draws" in capsys.readouterr().out

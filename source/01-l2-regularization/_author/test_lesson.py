"""Lesson 01: its penalty against loops, what its text claims, and its figures."""

import sys
from pathlib import Path

import numpy as np
import pytest
from weight_decay.draws import STRENGTHS, stored_draws
from weight_decay.plots import (
    frobenius_norms,
    plot_cost_sweep,
    plot_gradient_agreement,
    plot_pairs,
    plot_price,
    plot_tanh_linearity,
    plot_weight_norms,
)

from grader.lesson.lesson import Course
from tests.support import ROOT, reference
from utils import deep, network
from utils.data import football_draw, football_split
from utils.deep import cost_on

sys.path.append(str(Path(__file__).parent))
from make_draws import train  # noqa: E402

LESSON = Course(ROOT).lesson("01-l2-regularization")
l2_penalty = reference(LESSON, "l2_penalty")

# Norms 3 and 13, and a bias that would be noticed in either.
NETWORK = {
    "W1": np.array([[1.0, 2.0], [-2.0, 0.0]]),
    "b1": np.array([[100.0], [100.0]]),
    "W2": np.array([[5.0, -12.0]]),
    "b2": np.array([[100.0]]),
}
HALVED = {name: value / 2 for name, value in NETWORK.items()}


def looks(lines):
    """Return the dash and the marker of each line, which must all be different."""
    return {(line.get_linestyle(), line.get_marker()) for line in lines}


@pytest.fixture(scope="module")
def trained():
    """Return draw 0 and its networks after the whole training, λ = 0 and λ = 1."""
    X, Y, *_ = football_draw(0)
    with np.errstate(over="ignore"):
        plain, penalised = train(np.stack([X, X]), np.stack([Y, Y]), [0, 1])
    return X, Y, plain, penalised


def scaled(parameters, s):
    """Run the lesson's own `scaled`."""
    (cell,) = (c for c in LESSON.notebook.cells if c.id == "scaling")
    names = {"np": np, "forward_propagation": network.forward_propagation}
    exec(cell.source, names)
    return names["scaled"](parameters, s)


def mean_over_error(differences):
    """Return the mean in units of its standard error."""
    error = np.std(differences, ddof=1) / np.sqrt(len(differences))
    return np.mean(differences) / error


def test_the_penalty_is_a_sum_over_single_weights():
    """Of eleven layers with other entries beside them, only weights are counted."""
    parameters = network.initialize_parameters([2, *[3] * 10, 1])
    slowly = sum(
        float(w) ** 2
        for layer in range(1, 12)
        for row in parameters[f"W{layer}"]
        for w in row
    )
    entries = {"rate": 5.0, "dW3": np.ones((3, 3)), **parameters}
    assert l2_penalty(entries, 0.7, 9) == pytest.approx(0.7 / 18 * slowly)


def test_the_quick_training_is_the_ordinary_one():
    """For two draws and two λ at once, 300 steps end at the same parameters."""
    draws = [football_draw(draw)[:2] for draw in (0, 5)]
    X, Y = (np.stack(arrays) for arrays in zip(*draws, strict=True))
    start = network.initialize_parameters([2, 20, 3, 1], seed=3)
    for (x, y), lambd, found in zip(draws, (0.7, 3), train(X, Y, [0.7, 3], 300)):
        expected, _ = deep.train(x, y, start, 0.3, 300, lambd)
        assert set(found) == set(expected)
        for name, value in expected.items():
            np.testing.assert_allclose(found[name], value, atol=1e-11)


@pytest.mark.slow
def test_the_stored_draws_can_be_computed_again():
    """λ = 10 on draw 0 gives the stored costs, to a thousandth."""
    fit_X, fit_Y, dev_X, dev_Y, *_ = football_split(0)
    (network,) = train(fit_X[None], fit_Y[None], [10])
    at, stored = STRENGTHS.index(10), stored_draws()
    found = [cost_on(*s, network) for s in ((fit_X, fit_Y), (dev_X, dev_Y))]
    expected = [stored[name][0, at] for name in ("fit_cost", "dev_cost")]
    assert found == pytest.approx(expected, abs=1e-3)


def test_the_dev_cost_is_a_u_and_the_training_cost_rises():
    """Section 4, over all draws in pairs: both ends lie above the middle."""
    stored = stored_draws()
    fit, dev = stored["fit_cost"], stored["dev_cost"]
    assert fit.shape == dev.shape == (24, len(STRENGTHS))
    assert (np.diff(fit.mean(axis=0)) > 0).all()
    middle = dev[:, STRENGTHS.index(1)]
    for end in (0, -1):
        assert mean_over_error(dev[:, end] - middle) > 3
        assert np.sum(dev[:, end] > middle) >= 20
    best = np.array(STRENGTHS)[dev.argmin(axis=1)]
    assert (best == stored["chosen"]).all()


def test_the_penalty_gains_on_new_points_most_of_all_in_cost():
    """Section 5: in pairs, by more than 3 standard errors; the cost by a third."""
    stored = stored_draws()
    cost, accuracy = stored["cost"], stored["accuracy"]
    assert mean_over_error(cost[:, 0] - cost[:, 1]) > 3
    assert np.sum(cost[:, 1] < cost[:, 0]) >= 20
    assert cost[:, 1].mean() < cost[:, 0].mean() * 2 / 3
    assert mean_over_error(accuracy[:, 1] - accuracy[:, 0]) > 3
    assert np.sum(accuracy[:, 1] > accuracy[:, 0]) >= 18


def test_a_scaled_network_has_the_same_border_and_is_sure_of_nothing(trained):
    """Section 7: Z3 is s³ times as large; weights below those with λ = 1; cost ln 2."""
    X, Y, plain, penalised = trained
    small = scaled(plain, 0.1)
    Z3, smaller = (network.forward_propagation(X, p)[1][8] for p in (plain, small))
    np.testing.assert_allclose(smaller, 1e-3 * Z3, rtol=1e-9)
    assert l2_penalty(small, 1, 1) < l2_penalty(penalised, 1, 1)
    assert cost_on(X, Y, plain) < cost_on(X, Y, penalised)
    assert cost_on(X, Y, small) == pytest.approx(np.log(2), abs=0.02)


def test_at_no_scale_is_the_jagged_border_as_cheap_as_the_smooth_one(trained):
    """Section 7: the penalised cost of the plain network, whatever its scale."""
    X, Y, plain, penalised = trained
    m = X.shape[1]
    costs = [
        cost_on(X, Y, p) + l2_penalty(p, 1, m)
        for p in (scaled(plain, s) for s in 10 ** np.linspace(-3, 0.5, 36))
    ]
    smooth = cost_on(X, Y, penalised) + l2_penalty(penalised, 1, m)
    assert smooth < 0.7 * min(costs)


def test_the_penalty_makes_the_norms_of_the_layers_equal(trained):
    """Section 7: to a few percent with λ = 1, and no weight is exactly 0."""
    norms = np.array(list(frobenius_norms(trained[3]).values()))
    assert norms.max() < 1.05 * norms.min()
    assert all(np.all(trained[3][f"W{layer}"]) for layer in (1, 2, 3))


def test_norms_are_those_of_the_weights_only():
    """The norm is the root of the sum of squares; a bias takes no part."""
    assert frobenius_norms(NETWORK) == {"W1": 3.0, "W2": 13.0}


def test_parameters_without_weights_are_named():
    with pytest.raises(ValueError, match=r"holds \['b1'\]; expected W1, W2"):
        frobenius_norms({"b1": np.ones((2, 1))})


def test_gradient_agreement_finds_the_one_wrong_entry(said):
    """Each entry is one mark at (slope, gradient); the worst one is said."""
    slopes = {"dW1": NETWORK["W1"], "dW2": NETWORK["W2"]}
    gradients = {**slopes, "dW2": np.array([[5.0, -11.5]]), "db2": np.ones((1, 1))}
    ax = plot_gradient_agreement(gradients, slopes)
    first, second = (line for line in ax.lines if line.get_label().startswith("dW"))
    assert np.array_equal(first.get_xdata(), first.get_ydata())
    assert second.get_xdata().tolist() == [5, -12]
    assert second.get_ydata().tolist() == [5, -11.5]
    assert first.get_marker() != second.get_marker()
    assert "dW1 0e+00, dW2 5e-01" in said()


def test_a_gradient_of_another_shape_is_named():
    """NumPy would broadcast a column against a row; the figure refuses."""
    slopes = {"dW2": NETWORK["W2"]}
    with pytest.raises(ValueError, match=r"dW2 has shape \(2, 1\); expected \(1, 2\)"):
        plot_gradient_agreement({"dW2": NETWORK["W2"].T}, slopes)


def test_cost_sweep_shows_stored_lines_and_marks_the_smallest_dev_cost(capsys):
    """λ = 0 has a place left of the others; curves differ in dash and mark."""
    stored = {
        "fit_cost": np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]),
        "dev_cost": np.array([[1.0, 0.5, 0.75], [1.1, 0.6, 0.9]]),
    }
    yours = [[0.2, 0.31], [0.52, 0.76]]
    ax = plot_cost_sweep((0, 1, 10), stored, (1, 10), yours)
    told = capsys.readouterr().out
    assert "λ = 1: your dev cost 0.520, stored 0.500." in told
    assert "λ = 10: your dev cost 0.760, stored 0.750." in told
    assert "at λ = 1 (dotted). Stored at the ends: 1.000 and 0.750." in told
    curves = [line for line in ax.lines if line.get_label().endswith(" set")]
    marks = [line for line in ax.lines if line.get_linestyle() == "None"]
    assert [list(line.get_ydata()) for line in curves] == [
        [0.1, 0.2, 0.3],
        [1.0, 0.5, 0.75],
    ]
    assert [list(line.get_ydata()) for line in marks] == yours
    assert len(looks(curves)) == len(looks(marks)) == 2
    assert 0 < curves[0].get_xdata()[0] < 1
    with pytest.raises(ValueError, match="Found 2 values of λ and 1 results"):
        plot_cost_sweep((0, 1, 10), stored, (1, 10), [[0.2], [0.52]])
    with pytest.raises(ValueError, match="Found 2 values of λ and 3 results"):
        plot_cost_sweep((0, 1), stored, (1,), [[0.2], [0.52]])


def test_pairs_are_told_with_their_standard_error(capsys):
    """Both means, the mean difference, and how many draws agree."""
    cost = np.array([[3.0, 1.0], [5.0, 2.0], [4.0, 4.5]])
    axes = plot_pairs(cost, 1 - cost / 10)
    told = capsys.readouterr().out.replace("\n  ", " ").splitlines()
    assert "test cost: 4.000 ± 0.577 without, 2.500 ± 1.041 with" in told[0]
    assert "in pairs -1.500 ± 1.041, same sign in 2 of 3 draws" in told[0]
    assert "test accuracy" in told[1] and "+0.150 ± 0.104" in told[1]
    assert len(axes[0].lines) >= 3


def test_price_adds_cross_entropy_and_penalty(said):
    """The full line is the sum, and marks stand where the scale is 1."""
    curves = [
        ("rough", [1, 4], [0.7, 0.2], [0.1, 0.4]),
        ("smooth", [1, 4], [0.3] * 2, [0, 0]),
    ]
    ax = plot_price([0.5, 1], curves)
    assert "0.600 (rough), 0.300 (smooth)" in said()
    total, loss = ax.lines[:2]
    assert list(total.get_ydata()) == pytest.approx([0.8, 0.6])
    assert list(loss.get_ydata()) == [0.7, 0.2]
    assert total.get_markevery() == [1]
    assert total.get_linestyle() != loss.get_linestyle()
    with pytest.raises(ValueError, match="Found 3 scales and 2 results"):
        plot_price([0.5, 1, 2], curves)


def test_norms_are_drawn_layer_by_layer_and_told_apart_in_grey(said):
    ax = plot_weight_norms([0.1, 10], [NETWORK, HALVED])
    drawn = {line.get_label(): list(line.get_ydata()) for line in ax.lines}
    assert drawn == {"‖W1‖": [3, 1.5], "‖W2‖": [13, 6.5]}
    assert len(looks(ax.lines)) == 2
    assert ax.get_xscale() == "log"
    line = said()
    assert "λ = 0.1: ‖W1‖ 3.00, ‖W2‖ 13.00; λ = 10: ‖W1‖ 1.50, ‖W2‖ 6.50" in line


@pytest.mark.parametrize(
    ("values", "networks", "finding"),
    [
        ([0.1], [NETWORK, HALVED], "Found 1 values of λ and 2 results"),
        ([], [], "expected as many of each, one or more"),
        ([0, 1], [NETWORK, HALVED], "no place on a log scale"),
    ],
)
def test_a_sweep_that_cannot_be_drawn_is_named(values, networks, finding):
    with pytest.raises(ValueError, match=finding):
        plot_weight_norms(values, networks)


def test_tanh_figure_shows_the_part_of_tanh_in_use(said):
    """The marks span 98 % of |z| on the curve itself; the shares are the given ones."""
    hidden = [np.linspace(-2, 2, 2001)[None], np.linspace(-0.2, 0.2, 2001)[None]]
    left, right = plot_tanh_linearity([0.01, 20], hidden, [0.25, 0.0004])
    used = [line for line in left.lines if "units" in line.get_label()]
    for line, reach in zip(used, (1.96, 0.196)):
        assert np.max(line.get_xdata()) == pytest.approx(reach, abs=1e-3)
        assert np.allclose(line.get_ydata(), np.tanh(line.get_xdata()))
    assert used[0].get_marker() != used[1].get_marker()
    assert list(right.lines[0].get_ydata()) == [0.25, 0.0004]
    line = said()
    assert "below 1.96" in line and "below 0.20" in line
    assert "0.25 to 4e-04" in line


def test_a_share_for_each_network_is_asked_for():
    with pytest.raises(ValueError, match="Found 2 values of λ and 1 results"):
        plot_tanh_linearity([0.01, 20], [np.ones((1, 3))] * 2, [0.5])

"""The figures of weights draw what they are given and say it in one line."""

import numpy as np
import pytest
from weight_decay.plots import (
    frobenius_norms,
    plot_gradient_agreement,
    plot_tanh_linearity,
    plot_weight_histograms,
    plot_weight_norms,
)

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


def test_histograms_count_every_weight_once_on_one_scale(said):
    """Panels share their axes, hold all weights, and give 90 % distances in order."""
    panels = plot_weight_histograms([("large", NETWORK), ("small", HALVED)])
    for ax in panels:
        assert sum(bar.get_height() for bar in ax.patches) == 6  # biases left out
    assert panels[0].get_xlim() == panels[1].get_xlim()
    assert panels[0].get_ylim() == panels[1].get_ylim()
    radius = np.quantile([0, 1, 2, 2, 5, 12], 0.9)
    line = said()
    assert f"±{radius:.2f} (large), ±{radius / 2:.2f} (small)" in line
    edges = [line.get_xdata()[0] for line in panels[0].lines]
    assert edges == pytest.approx([-radius, radius])


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
    assert "25.00% to 0.04000%" in line


def test_a_share_for_each_network_is_asked_for():
    with pytest.raises(ValueError, match="Found 2 values of λ and 1 results"):
        plot_tanh_linearity([0.01, 20], [np.ones((1, 3))] * 2, [0.5])

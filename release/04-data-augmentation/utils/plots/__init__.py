"""The figures of the course; each prints one line that says what is to be seen."""

from utils.plots.boundary import (
    compare_boundaries,
    plot_decision_boundary,
    plot_points,
)
from utils.plots.curves import plot_costs, plot_sweep
from utils.plots.masks import (
    plot_ensemble,
    plot_knockouts,
    plot_left_on,
    plot_masks,
    plot_mean_activation,
    plot_share_on,
    plot_squared_norms,
)
from utils.plots.weights import (
    frobenius_norms,
    plot_gradient_agreement,
    plot_tanh_linearity,
    plot_weight_histograms,
    plot_weight_norms,
)

__all__ = [
    "frobenius_norms",
    "plot_gradient_agreement",
    "plot_tanh_linearity",
    "plot_weight_histograms",
    "plot_weight_norms",
    "compare_boundaries",
    "plot_costs",
    "plot_decision_boundary",
    "plot_ensemble",
    "plot_knockouts",
    "plot_left_on",
    "plot_masks",
    "plot_mean_activation",
    "plot_points",
    "plot_share_on",
    "plot_squared_norms",
    "plot_sweep",
]

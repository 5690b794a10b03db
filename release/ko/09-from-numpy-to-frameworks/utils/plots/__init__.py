"""The figures of the course; each prints one line that says what is to be seen."""

from utils.plots import screen
from utils.plots.boundary import (
    compare_boundaries,
    plot_decision_boundary,
    plot_points,
)
from utils.plots.curves import plot_costs
from utils.plots.screen import tell

__all__ = [
    "compare_boundaries",
    "plot_costs",
    "plot_decision_boundary",
    "plot_points",
    "tell",
]

screen.use()

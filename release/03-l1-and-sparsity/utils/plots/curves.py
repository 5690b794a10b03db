"""Curves of costs during training."""

from collections.abc import Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.plots.looks import DEV, TRAINING
from utils.plots.screen import tell

# Okabe and Ito's colours with a dash of its own for each, for readers of grey print.
_LOOKS = (
    TRAINING,
    DEV,
    {"color": "#56B4E9", "linestyle": "-."},
    {"color": "#E69F00", "linestyle": ":"},
    {"color": "black", "linestyle": (0, (5, 1, 1, 1, 1, 1))},
)


def plot_costs(
    costs: Sequence[float] | dict[str, Sequence[float]],
    record_every: int = 1000,
    learning_rate: float | None = None,
    title: str | None = None,
    looks: Sequence[dict] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw recorded costs against iterations; return the axes.

    costs is a list of numbers, or a dictionary {label: list of numbers}; the numbers
    are record_every iterations apart, iteration 0 first. looks: of `utils.plots.looks`,
    one for each curve. Prints where each ends.
    Raises ValueError if there is nothing to draw.
    """
    curves = costs if isinstance(costs, dict) else {"": costs}
    if not curves or not all(len(values) for values in curves.values()):
        raise ValueError("costs is empty; expected one number or more for each curve.")
    whole = ax is None
    if whole:
        _, ax = plt.subplots(figsize=(5.8, 3.8), layout="constrained")
    for (label, values), look in zip(curves.items(), cycle(looks or _LOOKS)):
        iterations = record_every * np.arange(len(values))
        ax.plot(iterations, values, label=label, **{**look, "marker": ""})
    ax.set_xlabel("iteration")
    ax.set_ylabel("cost")
    rate = "" if learning_rate is None else f"learning rate {learning_rate}"
    ax.set_title(title or rate)
    if isinstance(costs, dict):
        ax.legend(frameon=False)
    ends = (f"{name} {_first_last(values)}".strip() for name, values in curves.items())
    tell("From first to last: " + "; ".join(ends) + ".", whole)
    return ax


def _first_last(values):
    """Return the first and the last of the values as text: "0.6932 → 0.1412"."""
    return f"{values[0]:.4f} → {values[-1]:.4f}"

"""Figures of one training, and of two paths; the numbers are printed below each.

Training set: blue, solid. Dev set: vermilion, dashed. Stopped early: black, solid,
triangles that point down. L2: green, dash-dotted, squares.
"""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.network import Array
from utils.plots.boundary import VERMILION
from utils.plots.looks import DEV, L2, STOPPED
from utils.plots.looks import TRAINING as _TRAINING
from utils.plots.screen import tell

TRAINING, ON_DEV = {**_TRAINING, "marker": ""}, {**DEV, "marker": ""}
_GREY = "#888888"


def plot_turning_point(
    iterations: Array, costs: Sequence, errors: Sequence, best: int
) -> Array:
    """Draw costs (left) and error rates (right) of training and dev set over time.

    iterations: equally long as each curve; costs and errors: (training, dev) pairs.
    best: the index of the evaluation to mark. Iterations on a log scale, which
    begins at 1. Returns the two axes; prints both at the mark and at the end.
    Raises ValueError if a curve has another length than iterations.
    """
    same_length(iterations, *costs, *errors)
    _, axes = plt.subplots(1, 2, figsize=(8.6, 3.8), layout="constrained")
    for ax, (train, dev), name in zip(
        axes, (costs, errors), ("cost", "share of errors"), strict=True
    ):
        ax.plot(iterations, train, label="training", **TRAINING)
        ax.plot(iterations, dev, label="dev", **ON_DEV)
        _mark(ax, iterations, best, dev)
        ax.set_ylabel(name)
        ax.legend(frameon=False)
    axes[0].set_ylim(top=1.6 * max(costs[0][0], costs[1][0]))
    rows = [
        f"iteration {iterations[i]:5}: training cost {costs[0][i]:.3f} "
        f"({errors[0][i]:.1%} wrong), dev cost {costs[1][i]:.3f} ({errors[1][i]:.1%})"
        for i in (best, -1)
    ]
    tell("\n".join(rows))
    return axes


def plot_patience(
    dev_costs: Sequence[float], rows: Sequence[tuple], ax: Axes | None = None
) -> Axes:
    """Draw a dev cost and where each patience ends and what it picks.

    rows: (patience, index picked, index of the stop) of each patience; one line
    each, below the curve. Returns the axes. Raises ValueError if there is no row.
    """
    if not rows:
        raise ValueError("rows is empty; expected (patience, picked, stop) of each.")
    ax = _axes(ax, (7, 4.2))
    shown = np.arange(len(dev_costs))
    ax.plot(shown, dev_costs, lw=0.7, label="dev cost", **ON_DEV)
    low, high = min(dev_costs), max(dev_costs)
    for place, (patience, picked, stop) in enumerate(rows, start=1):
        y = low - 0.1 * place * (high - low)
        ax.plot([picked, stop], [y, y], color="black", lw=1.5)
        ax.plot(picked, y, "v", color="black", ms=6)
        ax.plot(stop, y, "|", color="black", ms=10)
        ax.annotate(
            f"patience {patience}", (stop, y), (8, 0), textcoords="offset points",
            va="center", fontsize=9,
        )  # fmt: skip
    ax.set(xlabel="evaluation", ylabel="dev cost", xscale="symlog")
    ax.set_xlim(0, 15 * max(stop for _, _, stop in rows))
    tell("Triangle: picked. Bar: stopped.")
    return ax


def plot_waiting(
    dev_costs: Sequence[float], picked: int, stop: int, ax: Axes | None = None
) -> Axes:
    """Draw a dev cost as far as one patience saw it, and what it picked.

    picked, stop: indices of evaluations. Returns the axes; prints both, and the lowest
    cost of all. It shows no figure itself: it is drawn for a slider.
    """
    ax = _axes(ax, (7, 3.8))
    shown, lowest = np.arange(len(dev_costs)), int(np.argmin(dev_costs))
    ax.plot(shown, dev_costs, color="#BBBBBB", lw=0.5, label="after the stop")
    seen = slice(stop + 1)
    ax.plot(shown[seen], dev_costs[seen], lw=0.9, label="dev cost", **ON_DEV)
    ax.axvspan(picked, stop, color="#56B4E9", alpha=0.3, label="waiting")
    ax.plot(picked, dev_costs[picked], "v", color="black", ms=9, label="picked")
    ax.set(xlabel="evaluation", ylabel="dev cost", xscale="symlog")
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False, loc="lower left")
    print(
        f"Picked: evaluation {picked}, dev cost {dev_costs[picked]:.3f}. Stopped: "
        f"evaluation {stop}. The lowest of all: evaluation {lowest}, "
        f"dev cost {dev_costs[lowest]:.3f}."
    )
    return ax


def plot_growing_norm(
    iterations: Array,
    norms: Sequence[float],
    distances: Sequence[float],
    best: int,
    ax: Axes | None = None,
) -> Axes:
    """Draw the norm of all weights, and their distance from the start, over time.

    iterations, on a log scale; best: index of the evaluation to mark. Returns the
    axes; prints both at three times. ValueError if the lists differ in length.
    """
    same_length(iterations, norms, distances)
    ax = _axes(ax)
    ax.plot(iterations, norms, color="#CC79A7", label="norm of all weights")
    ax.plot(
        iterations, distances, color="#56B4E9", linestyle="-.",
        label="distance from the start",
    )  # fmt: skip
    _mark(ax, iterations, best, norms, distances)
    ax.legend(frameon=False)
    tell(
        f"Norm: {norms[0]:.1f} at the start, {norms[best]:.1f} at the mark, "
        f"{norms[-1]:.1f} at the end.\nDistance from the start: {distances[0]:.1f}, "
        f"{distances[best]:.1f}, {distances[-1]:.1f}."
    )
    return ax


def plot_patients(X: Array, Y: Array) -> Axes:
    """Draw X (2, m), two values of each patient, shaded by Y (1, m).

    Returns the axes; prints the correlation of the two values.
    """
    ax = _axes(None, (5.4, 4))
    shade = ax.scatter(*X, c=Y[0], cmap="cividis", s=14)
    ax.figure.colorbar(shade, label="y, the disease after a year")
    ax.set(xlabel="total cholesterol", ylabel="LDL cholesterol")
    tell(f"{Y.size} patients; the two values have the correlation "
         f"{np.corrcoef(X)[0, 1]:.2f}.")  # fmt: skip
    return ax


def plot_shares(
    times: Array, stopped: Array, penalised: Array, lambdas: Array, curvatures: Array
) -> Array:
    """Draw which share of the way each method has gone, and which λ would be equal.

    times: learning rate × iterations, (T,). stopped, penalised: shares from 0 to 1,
    (directions, T); lambdas, of the same shape: the λ with exactly the share of early
    stopping, as a multiple of what the rule m/times gives. curvatures: one for each
    direction. Returns the two axes; prints the largest difference in each direction.
    """
    _, axes = plt.subplots(1, 2, figsize=(8.6, 4.4), layout="constrained")
    told = []
    for i, h in enumerate(curvatures):
        width, early = 1.2 + i, {**STOPPED, "marker": ""}
        ridge = {**L2, "marker": ""}
        name = f"curvature {h:.2f}"
        axes[0].plot(times, stopped[i], lw=width, label=f"stopped, {name}", **early)
        axes[0].plot(times, penalised[i], lw=width, label=f"ridge, {name}", **ridge)
        axes[1].plot(times, lambdas[i], color=_GREY, lw=width, label=name)
        gap = np.max(np.abs(stopped[i] - penalised[i]))
        told.append(f"{gap:.2f} ({name})")
    axes[0].set_ylabel("share of the way")
    axes[1].axhline(1, color="black", linestyle=":", label="the rule")
    axes[1].set(ylabel="λ with the equal share / λ of the rule", ylim=(0, 1.1))
    for ax in axes:
        ax.set(xscale="log", xlabel="learning rate × iterations")
        # Above the axes: the curves leave no room of this size.
        ax.legend(
            frameon=False, fontsize=9, ncols=2, columnspacing=1,
            loc="lower center", bbox_to_anchor=(0.5, 1),
        )  # fmt: skip
    tell("Largest difference between the two shares: " + ", ".join(told) + ".")
    return axes


def plot_two_paths(
    X: Array, Y: Array, stopped: Array, penalised: Array, cost: Callable
) -> Axes:
    """Draw two paths through the plane of two weights, over contours of the cost.

    stopped: w after 0, 1, 2, … steps, (2, steps + 1); penalised: w for the λ that
    belongs to 1, 2, … steps, (2, steps); a few pairs are marked on both paths.
    cost(w, X, Y) is drawn as contours. Returns the axes; prints how far apart the
    two paths lie, as a share of the length of the weights without a penalty.
    """
    goal = np.linalg.lstsq(X.T, Y.T, rcond=None)[0]
    both = np.hstack([stopped, penalised, goal])
    low, high = both.min(axis=1), both.max(axis=1)
    free = 0.15 * (high - low)
    first, second = (
        np.linspace(a - f, b + f, 80) for a, b, f in zip(low, high, free, strict=True)
    )
    height = [[cost(np.array([[u], [v]]), X, Y) for u in first] for v in second]
    ax = _axes(None, (6, 4.6))
    ax.contour(first, second, height, levels=12, colors=_GREY, linewidths=0.6)
    marks = np.unique(np.geomspace(1, penalised.shape[1], 12).astype(int))
    for path, places, style, label in (
        (stopped, [0, *marks], STOPPED, "gradient descent, stopped"),
        (penalised, list(marks - 1), L2, "L2 while λ falls"),
    ):
        ax.plot(*path, ms=5, markevery=places, label=label, **style)
    ax.plot(*goal, "*", color=VERMILION, ms=13, label="minimum of J")
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    ax.legend(frameon=False)
    apart = [np.hypot(*(penalised - w[:, None])).min() for w in stopped.T]
    tell(
        "Largest distance between the paths: "
        f"{max(apart) / np.linalg.norm(goal):.0%} of the way from 0 to the star."
    )
    return ax


def plot_against_sweep(
    lambdas: Sequence[float],
    dev_costs: Sequence[float],
    stopped_cost: float,
    ax: Axes | None = None,
) -> Axes:
    """Draw the dev cost of trainings with L2 beside that of one stopped early.

    lambdas: above 0, on a log scale. Returns the axes; prints the best of them.
    Raises ValueError if the two lists differ in length.
    """
    same_length(lambdas, dev_costs)
    ax = _axes(ax)
    ax.plot(lambdas, dev_costs, label="L2, trained long", **L2)
    line = {**STOPPED, "marker": ""}
    ax.axhline(stopped_cost, label="no penalty, stopped early", **line)
    ax.set_xscale("log")
    ax.set_xticks(lambdas, [f"{value:g}" for value in lambdas])
    ax.minorticks_off()
    ax.set_ylim(bottom=0)
    ax.set(xlabel="λ", ylabel="dev cost")
    ax.legend(frameon=False)
    best = int(np.argmin(dev_costs))
    tell(
        f"Lowest dev cost with L2: {dev_costs[best]:.3f}, at λ = {lambdas[best]:g}; "
        f"with early stopping: {stopped_cost:.3f}."
    )
    return ax


def same_length(*curves: Sequence) -> None:
    """Raise ValueError unless all have the same number of points, one or more."""
    lengths = [len(curve) for curve in curves]
    if len(set(lengths)) != 1 or not lengths[0]:
        raise ValueError(
            f"The curves have {', '.join(map(str, lengths))} points; expected as many "
            "of each, one or more."
        )


def _axes(ax, size=(5.8, 3.8)):
    if ax is not None:
        return ax
    return plt.subplots(figsize=size, layout="constrained")[1]


def _mark(ax, iterations, best, *curves):
    """Mark the best evaluation on each curve, over iterations on a log scale."""
    for curve in curves:
        ax.plot(iterations[best], curve[best], "v", color="black", ms=9)
    ax.axvline(iterations[best], color=_GREY, linewidth=0.8, zorder=0)
    ax.set_xscale("symlog", linthresh=1, linscale=0.3)
    ax.set_xlim(left=0)
    ax.set_xlabel("iteration")
    ax.set_ylim(bottom=0)

"""Figures of early stopping: the turning point, patience, norms, and two paths.

Lines differ in dash and in their marks as well as in colour.
"""

import matplotlib.pyplot as plt
import numpy as np

from utils.plots.boundary import BLUE, VERMILION

_GREY = "#888888"


def plot_turning_point(iterations, costs, errors, best):
    """Draw costs (left) and error rates (right) of training and dev set over time.

    iterations: equally long as each curve; costs and errors: (training, dev) pairs.
    best: the index of the evaluation to mark. Iterations on a log scale, which
    begins at 1. Returns the two axes; prints what was best and what was last.
    Raises ValueError if a curve has another length than iterations.
    """
    _same_length(iterations, *costs, *errors)
    _, axes = plt.subplots(1, 2, figsize=(9.4, 3.8), layout="constrained")
    for ax, (train, dev), name in zip(
        axes, (costs, errors), ("cost", "share of errors"), strict=True
    ):
        ax.plot(iterations, train, color=BLUE, label="training")
        ax.plot(iterations, dev, color=VERMILION, linestyle="--", label="dev")
        ax.plot(iterations[best], dev[best], "v", color="black", ms=9)
        ax.axvline(iterations[best], color=_GREY, linewidth=0.8, zorder=0)
        _time_axis(ax)
        ax.set_ylim(bottom=0)
        ax.set_ylabel(name)
        ax.legend(frameon=False)
    axes[0].set_ylim(top=1.6 * max(costs[0][0], costs[1][0]))
    print(
        f"Dev cost: lowest {costs[1][best]:.3f} at iteration {iterations[best]} "
        f"(black mark), last {costs[1][-1]:.3f} at iteration {iterations[-1]}. "
        f"Training cost: {costs[0][best]:.3f} there, last {costs[0][-1]:.3f}."
    )
    return axes


def plot_patience(dev_costs, rows, ax=None):
    """Draw a dev cost and where each patience ends and what it picks.

    rows: (patience, index picked, index of the stop) of each patience; one line of
    arrows each, below the curve. Returns the axes; prints what each patience picks.
    Raises ValueError if there is no row.
    """
    if not rows:
        raise ValueError("rows is empty; expected (patience, picked, stop) of each.")
    ax = _axes(ax)
    shown = np.arange(min(len(dev_costs), 2 * max(stop for _, _, stop in rows)))
    ax.plot(shown, np.asarray(dev_costs)[shown], color=VERMILION, linestyle="--", lw=1)
    low, high = min(dev_costs), max(np.asarray(dev_costs)[shown])
    step = 0.1 * (high - low)
    for place, (patience, picked, stop) in enumerate(rows, start=1):
        y = low - place * step
        ax.plot([picked, stop], [y, y], color=BLUE, lw=1.5)
        ax.plot(picked, y, "o", color=BLUE, ms=6)
        ax.plot(stop, y, "|", color="black", ms=10)
        ax.annotate(
            f"patience {patience}", (stop, y), (8, 0), textcoords="offset points",
            va="center", fontsize=9,
        )  # fmt: skip
    ax.set_xlabel("evaluation")
    ax.set_ylabel("dev cost")
    told = (f"{patience} picks {picked}" for patience, picked, _ in rows)
    print("Circle: picked, bar: stopped. Patience " + ", ".join(told) + ".")
    return ax


def plot_growing_norm(iterations, norms, distances, best, ax=None):
    """Draw the norm of all weights, and their distance from the start, over time.

    iterations, on a log scale; best: index of the evaluation to mark. Returns the
    axes; prints both at three times. ValueError if the lists differ in length.
    """
    _same_length(iterations, norms, distances)
    ax = _axes(ax)
    ax.plot(iterations, norms, color=BLUE, label="norm of all weights")
    ax.plot(
        iterations, distances, color=VERMILION, linestyle="--",
        label="distance from the start",
    )  # fmt: skip
    for curve in (norms, distances):
        ax.plot(iterations[best], curve[best], "v", color="black", ms=9)
    ax.axvline(iterations[best], color=_GREY, linewidth=0.8, zorder=0)
    _time_axis(ax)
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    print(
        f"Norm {norms[0]:.1f} at the start, {norms[best]:.1f} at the best point "
        f"(black marks), {norms[-1]:.1f} at the end; distance from the start "
        f"{distances[0]:.1f}, {distances[best]:.1f} and {distances[-1]:.1f}."
    )
    return ax


def plot_two_paths(X, Y, stopped, penalised, cost):
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
    _, ax = plt.subplots(figsize=(6, 4.6), layout="constrained")
    ax.contour(first, second, height, levels=12, colors=_GREY, linewidths=0.6)
    ax.plot(*stopped, color=BLUE, label="gradient descent, stopped")
    ax.plot(*penalised, color=VERMILION, linestyle="--", label="L2, λ falling")
    marks = np.unique(np.geomspace(1, penalised.shape[1], 12).astype(int))
    ax.plot(*stopped[:, marks], "o", color=BLUE, ms=5)
    ax.plot(*penalised[:, marks - 1], "^", color=VERMILION, ms=5)
    ax.plot(*goal, "*", color="black", ms=13, label="no penalty, no end")
    ax.set_xlabel("$w_1$")
    ax.set_ylabel("$w_2$")
    ax.legend(frameon=False)
    apart = [np.hypot(*(penalised - w[:, None])).min() for w in stopped.T]
    print(
        "Both paths lead from 0 to the star; the largest distance between them is "
        f"{max(apart) / np.linalg.norm(goal):.0%} of the way from 0 to the star."
    )
    return ax


def plot_shares(times, stopped, penalised, curvatures):
    """Draw which share of the way each method has gone in each direction.

    times: learning rate × iterations, = m/λ; stopped and penalised: (directions,
    times), 0 to 1; curvatures: one for each direction, for the labels. Returns the
    array of axes; prints the largest difference in each direction.
    """
    _, axes = plt.subplots(
        1, len(stopped), figsize=(4.6 * len(stopped), 3.6), sharey=True,
        layout="constrained", squeeze=False,
    )  # fmt: skip
    told = []
    for ax, early, ridge, h in zip(
        axes[0], stopped, penalised, curvatures, strict=True
    ):
        ax.plot(times, early, color=BLUE, label="early stopping")
        ax.plot(times, ridge, color=VERMILION, linestyle="--", label="L2")
        ax.set_xscale("log")
        ax.set_xlabel("learning rate × iterations  =  m/λ")
        ax.set_title(f"curvature {h:.2f}")
        ax.legend(frameon=False)
        told.append(f"{np.max(np.abs(early - ridge)):.2f} (curvature {h:.2f})")
    axes[0][0].set_ylabel("share of the way")
    print("Largest difference of the two shares: " + ", ".join(told) + ".")
    return axes[0]


def plot_against_sweep(lambdas, dev_costs, stopped_cost, ax=None):
    """Draw the dev cost of trainings with L2 beside that of one stopped early.

    lambdas: above 0, on a log scale. Returns the axes; prints the best of them.
    Raises ValueError if the two lists differ in length.
    """
    _same_length(lambdas, dev_costs)
    ax = _axes(ax)
    ax.plot(lambdas, dev_costs, "^--", color=VERMILION, label="L2, trained long")
    ax.axhline(stopped_cost, color=BLUE, label="no penalty, stopped early")
    ax.set_xscale("log")
    ax.set_ylim(bottom=0)
    ax.set_xlabel("λ")
    ax.set_ylabel("dev cost")
    ax.legend(frameon=False)
    best = int(np.argmin(dev_costs))
    print(
        f"Lowest dev cost with L2: {dev_costs[best]:.3f}, at λ = {lambdas[best]:g}; "
        f"with early stopping: {stopped_cost:.3f}."
    )
    return ax


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(5.8, 3.8), layout="constrained")[1]


def _time_axis(ax):
    ax.set_xscale("symlog", linthresh=1, linscale=0.3)
    ax.set_xlim(left=0)
    ax.set_xlabel("iteration")


def _same_length(*curves):
    lengths = [len(curve) for curve in curves]
    if len(set(lengths)) != 1 or not lengths[0]:
        raise ValueError(
            f"The curves have {', '.join(map(str, lengths))} points; expected as many "
            "of each, one or more."
        )

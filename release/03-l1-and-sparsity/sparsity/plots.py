"""Figures about the L1 and the L2 penalty, and the zeros that one of them makes.

Every helper draws one figure, prints one line that says what is to be seen, and
returns the figure's axes. L1 is wine red, solid, with circles; L2 is green,
dash-dotted, with squares; the elastic net orange, dashed, with triangles.
"""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from sparsity.fitting import Array
from utils.plots.looks import ELASTIC_NET, L1, L2
from utils.plots.screen import tell

_OTHER = {"color": "#555555", "linestyle": "-.", "marker": "D"}
_LINES = (
    ("#000000", "-"),
    ("#CC79A7", "--"),
    ("#E69F00", "-."),
    ("#56B4E9", ":"),
    ("#7A5C00", (0, (5, 1, 1, 1, 1, 1))),
)


def _without(style: dict, part: str) -> dict:
    return {name: value for name, value in style.items() if name != part}


def plot_measurements(
    X: Array, Y: Array, names: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> Array:
    """Draw X (features, m) by label Y (1, m) for each pair of measurements."""
    _, grid = plt.subplots(
        1, len(pairs), figsize=(4.3 * len(pairs), 3.6), layout="constrained"
    )
    told = []
    for axes, pair in zip(np.atleast_1d(grid), pairs):
        x, y = (X[names.index(name)] for name in pair)
        for label, mark, colour in ((0, "o", "#999999"), (1, "x", "black")):
            chosen = Y[0] == label
            kind = "malignant" if label else "benign"
            axes.plot(x[chosen], y[chosen], mark, color=colour, ms=4, mfc="none",
                      label=kind)  # fmt: skip
        axes.set(xlabel=pair[0], ylabel=pair[1])
        told.append(f"{pair[0]}, {pair[1]} {np.corrcoef(x, y)[0, 1]:.3f}")
    np.atleast_1d(grid)[0].legend(frameon=False)
    tell(f"The correlations are: {'; '.join(told)}.")
    return grid


def plot_two_prices() -> tuple[Axes, Axes]:
    """Draw the price |w| and w²/2 of one weight, and the slope of each price."""
    _, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.2), layout="constrained")
    w = np.linspace(-1.6, 1.6, 161)
    below, above = w[w <= 0], w[w >= 0]
    one, two = _without(L1, "marker"), _without(L2, "marker")
    left.plot(w, np.abs(w), label="L1: |w|", **one)
    left.plot(w, w**2 / 2, label="L2: w²/2", **two)
    left.set(xlabel="weight w", ylabel="price")
    right.plot(below, -np.ones_like(below), **one)
    right.plot(above, np.ones_like(above), label="L1: −1 or 1", **one)
    right.plot([0, 0], [-1, 1], mfc="white", **{**L1, "linestyle": ":"})
    right.plot(w, w, label="L2: w", **two)
    right.set(xlabel="weight w", ylabel="slope of the price")
    for axes in (left, right):
        axes.legend(frameon=False)
    tell("Towards w = 0 the slope of L2 fades; that of L1 stays 1, then jumps to −1.")
    return left, right


def plot_shrinkage(threshold: Callable[[Array, float], Array], t: float = 1.0) -> Axes:
    """Draw what `threshold(w, t)` makes of w, beside what a search for the best finds.

    The search looks on a fine grid for the x with the lowest (x − w)²/2 + t·|x|. The
    dashed line is the same for L2: w / (1 + t). Prints the largest distance between
    the search and the function.
    """
    w = np.linspace(-3, 3, 25)
    grid = np.linspace(-4, 4, 8001)
    costs = (grid - w[:, None]) ** 2 / 2 + t * np.abs(grid)
    found = grid[np.argmin(costs, axis=1)]
    fine = np.linspace(-3, 3, 301)
    _, axes = plt.subplots(figsize=(5.4, 4), layout="constrained")
    axes.axhline(0, color="#888888", linewidth=0.8, zorder=0)
    axes.plot(fine, fine, color="black", linestyle=":", label="no penalty: x = w")
    axes.plot(
        fine, threshold(fine, t), label="soft_threshold", **_without(L1, "marker")
    )
    axes.plot(
        w, found, label="found by search", mfc="none", **{**L1, "linestyle": "none"}
    )
    axes.plot(fine, fine / (1 + t), label="L2: w / (1 + t)", **_without(L2, "marker"))
    axes.set(xlabel="w, where the data want it", ylabel="x, the best with a price")
    axes.legend(frameon=False)
    far = np.max(np.abs(found - threshold(w, t)))
    zeros = int(np.sum(found == 0))
    divided = int(np.sum(w / (1 + t) == 0))
    tell(
        f"Of {w.size} values of w, the search puts {zeros} at x = 0, L2 {divided}; "
        f"soft_threshold is {far:.0e} off."
    )
    return axes


def plot_one_weight(runs: dict[str, tuple[Array, Array]], name: str) -> Array:
    """Draw the cost of each run, and the last 30 values of one weight.

    runs: {kind of step: (costs, values of the weight)}, each (steps,), the
    subgradient's first. name: the weight's.
    """
    _, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.2), layout="constrained")
    last, told = 30, []
    for (kind, (costs, weight)), style in zip(runs.items(), (_OTHER, L1)):
        steps = np.arange(1, len(costs) + 1)
        left.plot(steps, costs, label=kind, **_without(style, "marker"))
        right.plot(
            steps[-last:], weight[-last:], label=kind, ms=4, mfc="white", **style
        )
        low, high = np.min(weight[-last:]), np.max(weight[-last:])
        told.append(f"{kind} {low:.4f} to {high:.4f}")
    right.axhline(0, color="black", linewidth=0.6, zorder=0)
    left.set(xlabel="step", ylabel="cost with the penalty", xscale="log")
    right.set(xlabel="step", ylabel=f'weight of "{name}"', title=f"the last {last}")
    left.legend(frameon=False)
    tell(f"The weight in the last {last} steps: {'; '.join(told)}.")
    return np.array([left, right])


def plot_zeros(
    values: Sequence[float], with_L1: Sequence[Array], with_L2: Sequence[Array]
) -> Axes:
    """Draw how many weights are exactly zero against λ, for weights (features, 1)."""
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    counts = []
    for label, weights, style in (("L1", with_L1, L1), ("L2", with_L2, L2)):
        counts.append([int(np.sum(w == 0)) for w in weights])
        axes.plot(values, counts[-1], label=label, mfc="white", **style)
    axes.set(xscale="log", xlabel="λ", ylabel=f"exact zeros, of {with_L1[0].size}")
    axes.legend(frameon=False)
    tell(
        f"L1 has {counts[0][0]} zeros at λ = {values[0]:.3g} and {counts[0][-1]} at "
        f"λ = {values[-1]:.3g}; L2 has {max(counts[1])} at most."
    )
    return axes


def plot_paths(
    values: Sequence[float],
    with_L1: Sequence[Array],
    with_L2: Sequence[Array],
    names: Sequence[str],
    count: int = 5,
) -> Array:
    """Draw every weight against λ, L1 left and L2 right; `count` of them are named.

    values rise; with_L1 and with_L2 hold weights (features, 1) for each. Named are
    those that are not zero for most values under L1.
    """
    tables = [np.hstack(weights) for weights in (with_L1, with_L2)]
    survived = np.sum(tables[0] != 0, axis=1) + np.abs(tables[0]).max(axis=1) / 100
    named = np.argsort(-survived)[:count]
    _, grid = plt.subplots(
        1, 2, figsize=(8.6, 4), sharex=True, sharey=True, layout="constrained"
    )
    for axes, table, title in zip(grid, tables, ("L1", "L2")):
        axes.plot(values, table.T, color="#BBBBBB", linewidth=0.8)
        for j, (colour, dash) in zip(named, _LINES):
            axes.plot(
                values, table[j], color=colour, linestyle=dash, lw=2, label=names[j]
            )
        axes.axhline(0, color="black", linewidth=0.6)
        axes.set(xscale="log", xlabel="λ", title=title)
    grid[0].set_ylabel("weight")
    grid[1].legend(frameon=False, fontsize=9)
    used = [[int(np.sum(table[:, end] != 0)) for end in (0, -1)] for table in tables]
    tell(
        f"From left to right, L1 goes from {used[0][0]} weights to {used[0][1]}, L2 "
        f"from {used[1][0]} to {used[1][1]}."
    )
    return grid


def plot_price_of_zero(w: Array, dw: Array, lambd: float, m: int) -> Axes:
    """Draw m·|dw| of each weight at the minimum of an L1 cost, beside the line λ."""
    pull = m * np.abs(dw).ravel()
    zero = w.ravel() == 0
    _, axes = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
    number = np.arange(1, w.size + 1)
    for chosen, label, style in (
        (~zero, "weight is not zero", {"color": L1["color"], "marker": "o"}),
        (zero, "weight is zero", {"color": "#777777", "marker": "D"}),
    ):
        look = {**style, "linestyle": "none"}
        axes.plot(number[chosen], pull[chosen], label=label, mfc="white", **look)
    axes.axhline(lambd, color="black", linestyle=":", label=f"λ = {lambd:g}")
    axes.set(xlabel="number of the weight", ylabel="m · |slope of cross-entropy|")
    axes.set_ylim(0, 1.45 * lambd)
    axes.legend(frameon=False, ncols=3, loc="upper center")
    off = np.max(np.abs(pull[~zero] - lambd))
    tell(
        f"{np.sum(~zero)} weights lie on the line, at most {off:.0e} off; the "
        f"{np.sum(zero)} zeros below it, up to {pull[zero].max():.2f}."
    )
    return axes


def plot_agreement(pairs: dict[str, tuple[Array, Array]]) -> Axes:
    """Draw scikit-learn's numbers against ours: {"L1": (ours, theirs), …}.

    Each is a flat array of weights and bias; the keys are "L1", "L2" and
    "elastic net". Prints the largest difference and how many zeros both have.
    """
    _, axes = plt.subplots(figsize=(4.8, 4.2), layout="constrained")
    told = []
    styles = {"L1": L1, "L2": L2, "elastic net": ELASTIC_NET}
    for kind, (ours, theirs) in pairs.items():
        look = {**styles[kind], "linestyle": "none", "mfc": "none"}
        axes.plot(ours, theirs, label=kind, **look)
        worst = np.max(np.abs(ours - theirs))
        zeros = int(np.sum(ours == 0)), int(np.sum(theirs == 0))
        told.append(f"{kind} {worst:.0e} ({zeros[0]}, {zeros[1]})")
    axes.axline((0, 0), slope=1, color="black", linewidth=0.8, zorder=0)
    axes.set(xlabel="weight or bias, ours", ylabel="weight or bias, scikit-learn")
    axes.legend(frameon=False)
    tell(
        f"Largest difference (zeros in ours and in scikit-learn's): {', '.join(told)}."
    )
    return axes


def plot_how_often(shares: Sequence[float], names: Sequence[str]) -> Axes:
    """Draw in which share (0 to 1) of the training sets each weight was not zero."""
    order = np.argsort(shares)
    order = order[np.asarray(shares)[order] > 0]
    _, axes = plt.subplots(figsize=(6.2, 4), layout="constrained")
    axes.barh([names[j] for j in order], np.asarray(shares)[order], color=L1["color"])
    axes.set(xlabel="share of the splits in which the weight is not zero", xlim=(0, 1))
    axes.tick_params(axis="y", labelsize=8)
    always = int(np.sum(np.asarray(shares) == 1))
    tell(
        f"{always} weights are kept every time, {len(order) - always} now and then, "
        f"{len(shares) - len(order)} never."
    )
    return axes

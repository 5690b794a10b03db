"""Figures about the L1 and the L2 penalty, and the zeros that one of them makes.

Every helper draws one figure, prints one line that says what is to be seen, and
returns the figure's axes. L1 is blue, solid, with circles; L2 is vermilion, dashed,
with triangles.
"""

import matplotlib.pyplot as plt
import numpy as np

_BLUE, _VERMILION = "#0072B2", "#D55E00"
_L1 = {"color": _BLUE, "linestyle": "-", "marker": "o"}
_L2 = {"color": _VERMILION, "linestyle": "--", "marker": "^"}
_LINES = (
    (_BLUE, "-"),
    (_VERMILION, "--"),
    ("#009E73", "-."),
    ("#CC79A7", ":"),
    ("#000000", (0, (5, 1, 1, 1, 1, 1))),
)


def _without(style, part):
    return {name: value for name, value in style.items() if name != part}


def plot_two_prices():
    """Draw the price |w| and w²/2 of one weight, and the slope of each price."""
    _, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.2), layout="constrained")
    w = np.linspace(-1.6, 1.6, 161)
    below, above = w[w <= 0], w[w >= 0]
    one, two = _without(_L1, "marker"), _without(_L2, "marker")
    left.plot(w, np.abs(w), label="L1: |w|", **one)
    left.plot(w, w**2 / 2, label="L2: w²/2", **two)
    left.set(xlabel="weight w", ylabel="price")
    right.plot(below, -np.ones_like(below), **one)
    right.plot(above, np.ones_like(above), label="L1: −1 or 1", **one)
    right.plot([0, 0], [-1, 1], mfc="white", **{**_L1, "linestyle": ":"})
    right.plot(w, w, label="L2: w", **two)
    right.set(xlabel="weight w", ylabel="slope of the price")
    for axes in (left, right):
        axes.legend(frameon=False)
    print(
        "Towards w = 0 the slope of L2 fades to 0; that of L1 stays 1, up to a kink "
        "where it jumps to −1."
    )
    return left, right


def plot_shrinkage(threshold, t=1.0):
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
        fine, threshold(fine, t), label="soft_threshold", **_without(_L1, "marker")
    )
    axes.plot(
        w, found, label="found by search", mfc="none", **{**_L1, "linestyle": "none"}
    )
    axes.plot(fine, fine / (1 + t), label="L2: w / (1 + t)", **_without(_L2, "marker"))
    axes.set(xlabel="w, where the data want it", ylabel="x, the best with a price")
    axes.legend(frameon=False)
    far = np.max(np.abs(found - threshold(w, t)))
    zeros = int(np.sum(found == 0))
    divided = int(np.sum(w / (1 + t) == 0))
    print(
        f"Of {w.size} values of w, the search puts {zeros} at x = 0 and L2 {divided}. "
        f"Search and soft_threshold differ by {far:.0e} at most."
    )
    return axes


def plot_one_weight(subgradient, proximal, lambd, name):
    """Draw a weight against the number of steps, for two ways to take a step."""
    _, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.2), layout="constrained")
    last = min(30, len(subgradient))
    for axes, part in ((left, slice(None)), (right, slice(-last, None))):
        steps = np.arange(1, len(subgradient) + 1)[part]
        for label, line, style in (
            ("subgradient step", subgradient, _L2),
            ("proximal step", proximal, _L1),
        ):
            marks = style["marker"] if axes is right else ""
            look = {**style, "marker": marks, "markersize": 4}
            axes.plot(steps, np.asarray(line)[part], label=label, mfc="white", **look)
        axes.axhline(0, color="black", linewidth=0.6, zorder=0)
        axes.set_xlabel("step")
    left.set(ylabel=f'weight of "{name}"', title=f"all steps, λ = {lambd:g}")
    right.set(title=f"the last {last}")
    left.legend(frameon=False)
    low, high = np.min(subgradient[-last:]), np.max(subgradient[-last:])
    print(
        f"In the last {last} steps the subgradient's weight lies between {low:.4f} and "
        f"{high:.4f}; the proximal one ends at {proximal[-1]:g}."
    )
    return left, right


def plot_zeros(values, L1, L2):
    """Draw how many weights are exactly zero against λ, for weights (features, 1)."""
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    counts = []
    for label, weights, style in (("L1", L1, _L1), ("L2", L2, _L2)):
        counts.append([int(np.sum(w == 0)) for w in weights])
        axes.plot(values, counts[-1], label=label, mfc="white", **style)
    axes.set(xscale="log", xlabel="λ", ylabel=f"exact zeros, of {L1[0].size}")
    axes.legend(frameon=False)
    print(
        f"L1 has {counts[0][0]} zeros at λ = {values[0]:.3g} and {counts[0][-1]} at "
        f"λ = {values[-1]:.3g}; L2 has {max(counts[1])} at most."
    )
    return axes


def plot_paths(values, L1, L2, names, count=5):
    """Draw every weight against λ, L1 left and L2 right; `count` of them are named.

    values increase; L1 and L2 are lists of weights (features, 1). Named are those
    that are not zero for most values under L1.
    """
    tables = [np.hstack(weights) for weights in (L1, L2)]
    survived = np.sum(tables[0] != 0, axis=1) + np.abs(tables[0]).max(axis=1) / 100
    named = np.argsort(-survived)[:count]
    _, grid = plt.subplots(
        1, 2, figsize=(9.6, 4), sharex=True, sharey=True, layout="constrained"
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
    grid[1].legend(frameon=False, fontsize=8)
    used = [[int(np.sum(table[:, end] != 0)) for end in (0, -1)] for table in tables]
    print(
        f"From left to right, L1 goes from {used[0][0]} weights to {used[0][1]}, L2 "
        f"from {used[1][0]} to {used[1][1]}. Used longest by L1: "
        + ", ".join(names[j] for j in named)
        + "."
    )
    return grid


def plot_price_of_zero(w, dw, lambd, m):
    """Draw m·|dw| of each weight at the minimum of an L1 cost, beside the line λ."""
    pull = m * np.abs(dw).ravel()
    zero = w.ravel() == 0
    _, axes = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
    number = np.arange(1, w.size + 1)
    for chosen, label, style in (
        (~zero, "weight is not zero", _L1),
        (zero, "weight is zero", _L2),
    ):
        look = {**style, "linestyle": "none"}
        axes.plot(number[chosen], pull[chosen], label=label, mfc="white", **look)
    axes.axhline(lambd, color="black", linestyle=":", label=f"λ = {lambd:g}")
    axes.set(xlabel="number of the weight", ylabel="m · |slope of cross-entropy|")
    axes.set_ylim(0, 1.45 * lambd)
    axes.legend(frameon=False, ncols=3, loc="upper center")
    off = np.max(np.abs(pull[~zero] - lambd))
    print(
        f"{np.sum(~zero)} weights lie on the line, at most {off:.0e} off; the "
        f"{np.sum(zero)} zeros lie below it, the highest at {pull[zero].max():.2f}."
    )
    return axes


def plot_agreement(pairs):
    """Draw scikit-learn's numbers against ours; pairs: [(kind, λ, ours, theirs)].

    kind is "L1" or "L2"; ours and theirs are flat arrays of weights and bias.
    Prints the largest difference for each pair.
    """
    _, axes = plt.subplots(figsize=(4.8, 4.2), layout="constrained")
    told = set()
    for kind, _, ours, theirs in pairs:
        look = {**(_L1 if kind == "L1" else _L2), "linestyle": "none", "mfc": "none"}
        axes.plot(ours, theirs, label="" if kind in told else kind, **look)
        told.add(kind)
    axes.axline((0, 0), slope=1, color="black", linewidth=0.8, zorder=0)
    axes.set(xlabel="weight or bias, ours", ylabel="weight or bias, scikit-learn")
    axes.legend(frameon=False)
    worst = max(np.max(np.abs(ours - theirs)) for _, _, ours, theirs in pairs)
    print(f"Largest distance between a point and the diagonal: {worst:.1e}.")
    return axes


def plot_how_often(shares, names):
    """Draw in which share (0 to 1) of the repetitions each weight was not zero."""
    order = np.argsort(shares)
    order = order[np.asarray(shares)[order] > 0]
    _, axes = plt.subplots(figsize=(6.2, 4), layout="constrained")
    axes.barh([names[j] for j in order], np.asarray(shares)[order], color=_BLUE)
    axes.set(xlabel="share of the samples in which the weight is kept", xlim=(0, 1))
    axes.tick_params(axis="y", labelsize=8)
    always = int(np.sum(np.asarray(shares) == 1))
    print(
        f"{always} weights are kept every time, {len(order) - always} now and then, "
        f"{len(shares) - len(order)} never."
    )
    return axes

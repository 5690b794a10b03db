"""Figures about deep networks: factors, activations and gradients layer by layer.

Every helper draws one figure, prints one line that says what is to be seen, and
returns the figure's axes. Lines differ in dash and marker as well as in colour.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np

from initialization.signals import size, slope
from utils.plots.boundary import BLUE, VERMILION

# Okabe and Ito's colours; a dash and a marker of its own for each.
_STYLES = (
    {"color": BLUE, "linestyle": "-", "marker": "o"},
    {"color": VERMILION, "linestyle": "--", "marker": "^"},
    {"color": "#009E73", "linestyle": "-.", "marker": "s"},
    {"color": "#CC79A7", "linestyle": ":", "marker": "D"},
)
_BINS = 41


def plot_powers(factors, depth):
    """Draw factor**L on a log scale for L = 0, …, depth; one line for each factor.

    factors: numbers above 0; depth: a whole number of 1 or more. Returns the axes;
    prints the last value of each. Raises ValueError for others.
    """
    if not factors or min(factors) <= 0 or depth < 1:
        raise ValueError(
            f"Found factors {list(factors)} and depth {depth}; expected factors above "
            "0, one or more, and a depth of 1 or more."
        )
    layers = np.arange(depth + 1)
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    for factor, style in zip(factors, cycle(_STYLES)):
        look = {**style, "mfc": "none", "markevery": max(1, depth // 10)}
        axes.plot(layers, np.power(float(factor), layers), label=f"{factor}^L", **look)
    axes.set(yscale="log", xlabel="number of layers L", ylabel="factor^L")
    axes.legend(frameon=False)
    ends = (f"{factor:g}^{depth} = {float(factor) ** depth:.3g}" for factor in factors)
    print(f"Straight lines on a log scale; at the right end {', '.join(ends)}.")
    return axes


def plot_activations(stacks, log=False):
    """Draw a histogram of each layer's activations, one panel for each network.

    stacks: a list of (title, [A1, A2, …]), the same number of layers in each. A
    histogram stands upright, wide where many activations lie; the triangle is the
    layer's size, the root mean square. With log=True the axis shows powers of
    ten, and only activations above 0. Returns the panels; prints the first and the
    last size. Raises ValueError if there is nothing to draw.
    """
    _check_stacks(stacks)
    _, grid = plt.subplots(
        1,
        len(stacks),
        figsize=(3.3 * len(stacks), 3.4),
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    edges = _edges([A for _, layers in stacks for A in layers], log)
    told = []
    for axes, (title, layers) in zip(grid[0], stacks):
        sizes = [size(A) for A in layers]
        for place, A in enumerate(layers, 1):
            _on_its_side(axes, place, A, edges, log)
        at = np.arange(1, len(layers) + 1)
        heights = np.log10(sizes) if log else sizes
        axes.plot(at, heights, "^", color=VERMILION, mec="white", ms=7)
        axes.set(title=title, xlabel="hidden layer", xticks=at)
        axes.set_xlim(0.4, len(layers) + 0.6)
        told.append(f"{title}: {sizes[0]:.2g} to {sizes[-1]:.2g}")
    if log:
        grid[0, 0].yaxis.set_major_formatter(lambda power, _: f"$10^{{{power:g}}}$")
    grid[0, 0].set_ylabel("activation")
    print("Size (triangle) from the first to the last layer:", "; ".join(told) + ".")
    return grid[0]


def plot_layers(lines, ylabel):
    """Draw one number for each layer on a log scale, one line for each label.

    lines: {label: [number of layer 1, number of layer 2, …]}, numbers above 0.
    Returns the axes; prints the first and the last number of each line. Raises
    ValueError if there is nothing to draw or a number has no logarithm.
    """
    if not lines or not all(len(values) for values in lines.values()):
        raise ValueError("lines is empty; expected one number or more for each label.")
    for label, values in lines.items():
        if not np.all(np.asarray(values) > 0):
            raise ValueError(
                f"{label}: found {min(values):g}, which has no place on a log scale; "
                "expected numbers above 0."
            )
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    for (label, values), style in zip(lines.items(), cycle(_STYLES)):
        axes.plot(
            np.arange(1, len(values) + 1), values, mfc="none", label=label, **style
        )
    deepest = max(map(len, lines.values()))
    axes.set(yscale="log", xlabel="layer", ylabel=ylabel)
    axes.set_xticks(range(1, deepest + 1))
    axes.legend(frameon=False)
    ends = (f"{label} {v[0]:.2g} and {v[-1]:.2g}" for label, v in lines.items())
    print(f"{ylabel} in the first and the last layer: {'; '.join(ends)}.")
    return axes


def plot_trainings(costs, record_every):
    """Draw recorded costs on a log scale, and mark where one is no number any more.

    costs: {label: list of costs above 0, perhaps with NaN or infinity at the end},
    record_every iterations apart. Returns the axes; prints where each ends. Raises
    ValueError if a curve is empty or begins with no number.
    """
    _, axes = plt.subplots(figsize=(5.8, 3.6), layout="constrained")
    told = []
    for (label, values), style in zip(costs.items(), cycle(_STYLES)):
        values = np.asarray(values, dtype=float)
        good = int(np.argmin(np.append(np.isfinite(values), False)))
        if not good:
            raise ValueError(f"{label} has no cost to begin with; expected a number.")
        at = record_every * np.arange(good)
        look = {**style, "mfc": "none", "markevery": max(1, good // 8)}
        axes.plot(at, values[:good], label=label, **look)
        ends = f"{values[0]:.3g} to {values[good - 1]:.3g}"
        if good < len(values):
            axes.plot(at[-1], values[good - 1], "x", color="black", ms=11, mew=2)
            ends = f"{values[0]:.3g}, no number from iteration {at[-1] + record_every}"
        told.append(f"{label} {ends}")
    axes.set(yscale="log", xlabel="iteration", ylabel="cost")
    axes.legend(frameon=False)
    print("Cost, first to last:", "; ".join(told) + ".")
    return axes


def plot_slopes(reach=6):
    """Draw the derivatives of sigmoid, tanh and ReLU from -reach to reach.

    Returns the axes; prints the largest value of each.
    """
    z = np.linspace(-reach, reach, 601)
    values = {
        "sigmoid": 1 / (1 + np.exp(-z)),
        "tanh": np.tanh(z),
        "relu": np.maximum(0, z),
    }
    _, axes = plt.subplots(figsize=(5.8, 3.2), layout="constrained")
    largest = []
    for (activation, A), style in zip(values.items(), cycle(_STYLES)):
        slopes = slope(A, activation)
        axes.plot(z, slopes, mfc="none", markevery=50, label=activation, **style)
        largest.append(f"{activation} {slopes.max():g}")
    axes.axhline(0.25, color="black", linewidth=0.8, linestyle=":", zorder=0)
    axes.annotate("1/4", (-reach, 0.26), fontsize=9)
    axes.set(xlabel="z", ylabel="slope at z")
    axes.legend(frameon=False)
    print(f"The largest slope of each: {', '.join(largest)}.")
    return axes


def _check_stacks(stacks):
    depths = {len(layers) for _, layers in stacks}
    if len(depths) != 1 or 0 in depths:
        raise ValueError(
            f"Found stacks of {sorted(depths) or 'no'} layers; expected one network or "
            "more, each with the same number of layers."
        )


def _edges(arrays, log):
    """Return the edges of bins that hold all entries; of their powers of ten."""
    values = [_shown(A, log) for A in arrays]
    low = min(v.min() for v in values if v.size)
    high = max(v.max() for v in values if v.size)
    if log:
        # A few entries close to 0 would stretch the axis without end.
        low = min(np.quantile(v, 0.01) for v in values if v.size)
    return np.linspace(low, high, _BINS + 1)


def _shown(A, log):
    values = np.ravel(A)
    return np.log10(values[values > 0]) if log else values


def _on_its_side(axes, place, A, edges, log):
    """Draw a histogram upright in the middle of `place`, its widest bin 0.8 wide."""
    counts, _ = np.histogram(_shown(A, log), edges)
    widths = 0.8 * counts / max(counts.max(), 1)
    axes.barh(
        edges[:-1],
        widths,
        np.diff(edges),
        place - widths / 2,
        align="edge",
        color=BLUE,
    )

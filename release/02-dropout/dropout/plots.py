"""Figures of dropout: its masks, what they do to activations, and thinned networks.

A mask D has shape (units, examples) and holds 1 (kept) or 0 (dropped). Marks,
dashes and hatching carry the meaning in grey print too.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator

from utils.plots.boundary import BLUE, VERMILION

_GREY = "#888888"


def plot_masks(panels):
    """Draw masks beside each other; panels is a list of (title, D) pairs.

    Each square is one neuron (row) for one example (column): blue if kept, white
    with a cross if dropped. Returns the array of axes; prints the share kept.
    Raises ValueError if a mask is not two-dimensional or holds more than 0 and 1.
    """
    panels = [(title, _mask(title, D)) for title, D in panels]
    axes = _row(panels)
    told = []
    for ax, (title, D) in zip(axes, panels, strict=True):
        ax.pcolormesh(D, cmap=_two_tone(), vmin=0, vmax=1, edgecolors="white", lw=0.5)
        neurons, examples = np.nonzero(D == 0)
        ax.scatter(examples + 0.5, neurons + 0.5, marker="x", s=16, c=VERMILION, lw=1)
        _name_neurons(ax, D.shape, title)
        told.append(f"{title}: {int(D.sum())} of {D.size} kept ({D.mean():.1%})")
    print("; ".join(told) + ". A cross marks a dropped neuron.")
    return axes


def plot_share_on(panels):
    """Draw how often each neuron was on for each example; (title, share) pairs.

    share is (units, examples), 0 (never on) to 1 (always on): the mean of the masks
    of many passes. Dark is often on. Returns the axes; prints how many squares
    are never on and how many always.
    Raises ValueError if a share is not two-dimensional or leaves 0 to 1.
    """
    panels = [(title, _share(title, share)) for title, share in panels]
    axes = _row(panels)
    told = []
    for ax, (title, share) in zip(axes, panels, strict=True):
        drawn = ax.pcolormesh(share, cmap="Greys", vmin=0, vmax=1)
        _name_neurons(ax, share.shape, title)
        never, always = np.mean(share == 0), np.mean(share == 1)
        told.append(f"{title}: {never:.0%} never on, {always:.0%} always on")
    axes[0].figure.colorbar(drawn, ax=list(axes), label="share of passes on")
    print("; ".join(told) + ".")
    return axes


def plot_mean_activation(keep_probs, full, masked, scaled, ax=None):
    """Draw mean activations against keep_prob: masked only, and masked and scaled.

    keep_probs, masked and scaled are equally long lists; full is the one mean
    without dropout. Returns the axes; prints how far each strays from full.
    Raises ValueError if the lists differ in length.
    """
    keep_probs, masked, scaled = map(np.asarray, (keep_probs, masked, scaled))
    if not keep_probs.shape == masked.shape == scaled.shape:
        raise ValueError(
            f"{keep_probs.size} settings, {masked.size} masked and {scaled.size} "
            "scaled means; expected as many of each."
        )
    ax = _axes(ax)
    ax.axhline(full, color=_GREY, linestyle=":", label="no dropout")
    ax.plot(keep_probs, scaled, "o-", color=BLUE, label="masked and divided")
    ax.plot(keep_probs, masked, "^--", color=VERMILION, label="masked only")
    ax.set_ylim(bottom=0)
    ax.set_xlabel("keep_prob")
    ax.set_ylabel("mean activation")
    ax.legend(frameon=False)
    strays = [np.max(np.abs(means / full - 1)) for means in (masked, scaled)]
    print(
        f"No dropout: mean {full:.3f}. Largest change: masked only {strays[0]:.0%}, "
        f"masked and divided {strays[1]:.1%}."
    )
    return ax


def plot_left_on(accuracies, off, ax=None):
    """Draw the accuracies of passes with dropout on beside that with it off.

    accuracies holds one number (0 to 1) for each pass; off is one number. Returns
    the axes; prints the range with dropout on. Raises ValueError if it is empty.
    """
    accuracies = np.ravel(accuracies)
    if not accuracies.size:
        raise ValueError("accuracies is empty; expected one number for each pass.")
    ax = _axes(ax)
    values, counts = np.unique(np.round(accuracies, 6), return_counts=True)
    ax.vlines(values, 0, counts, color=VERMILION, lw=5, label="left on, each pass")
    ax.axvline(off, color=BLUE, linestyle="--", lw=2, label="off")
    ax.axvline(
        accuracies.mean(), color="black", linestyle=":", lw=2, label="left on, mean"
    )
    ax.set_xlabel("accuracy")
    ax.set_ylabel("passes")
    ax.legend(frameon=False)
    print(
        f"Off: {off:.1%}, every time. Left on, {accuracies.size} passes: "
        f"mean {accuracies.mean():.1%}, from {accuracies.min():.1%} "
        f"to {accuracies.max():.1%}."
    )
    return ax


def plot_ensemble(thinned, scaled):
    """Draw the average of thinned networks against the one scaled network.

    thinned is (networks, m), the probabilities that each thinned network gives;
    scaled, m numbers, those of the network with dropout off. Left: both answers for
    each example. Right: their mean gap against the number of networks averaged.
    Returns the two axes; prints the gap of one thinned network and of the average.
    Raises ValueError if the numbers of examples differ.
    """
    thinned, scaled = np.atleast_2d(thinned), np.ravel(scaled)
    if thinned.shape[1] != scaled.size:
        raise ValueError(
            f"thinned has shape {thinned.shape}, scaled {scaled.size} numbers; "
            "expected one column of thinned for each."
        )
    count = np.arange(1, len(thinned) + 1)
    running = np.cumsum(thinned, axis=0) / count[:, None]
    gap = np.abs(running - scaled).mean(axis=1)
    alone = np.abs(thinned - scaled).mean()
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    axes[0].plot([0, 1], [0, 1], color=_GREY, linestyle=":", label="equal")
    axes[0].plot(scaled, thinned[0], "^", color=VERMILION, ms=5, label="one thinned")
    axes[0].plot(scaled, running[-1], "o", color=BLUE, ms=4, label="average of all")
    axes[0].set_xlabel("probability, scaled network")
    axes[0].set_ylabel("probability, thinned")
    axes[0].legend(frameon=False)
    axes[1].plot(count, gap, color=BLUE, label="average of the first n")
    axes[1].axhline(alone, color=VERMILION, linestyle="--", label="one alone, typical")
    axes[1].set_ylim(bottom=0)
    axes[1].set_xlabel("networks averaged, n")
    axes[1].set_ylabel("mean gap to the scaled network")
    axes[1].legend(frameon=False)
    print(
        f"Mean gap to the scaled network: one thinned network {alone:.3f}, the "
        f"average of {len(thinned)} {gap[-1]:.3f}."
    )
    return axes


def plot_squared_norms(networks, ax=None):
    """Draw the squared norm of each weight matrix; networks is {label: parameters}.

    A group of bars for each W, a bar (with its own hatching) for each network. The
    squared (Frobenius) norm is the sum of all squared entries. Returns the axes;
    prints each network's sum over its matrices. Raises ValueError if there is none.
    """
    if not networks:
        raise ValueError("networks is empty; expected {label: parameters}.")
    ax = _axes(ax)
    names = [name for name in next(iter(networks.values())) if name[0] == "W"]
    width = 0.8 / len(networks)
    colours, hatches = (BLUE, VERMILION, "#009E73", "#CC79A7"), ("", "//", "..", "xx")
    told = []
    for i, (label, parameters) in enumerate(networks.items()):
        squares = [float(np.sum(parameters[name] ** 2)) for name in names]
        ax.bar(
            np.arange(len(names)) + (i - (len(networks) - 1) / 2) * width,
            squares,
            width,
            label=label,
            color=colours[i % 4],
            hatch=hatches[i % 4],
            edgecolor="white",
        )
        told.append(f"{label} {sum(squares):.4g}")
    ax.set_xticks(range(len(names)), names)
    ax.set_ylabel("sum of squared weights")
    ax.legend(frameon=False)
    print("Sum of all squared weights: " + "; ".join(told) + ".")
    return ax


def plot_knockouts(networks, whole=None, ax=None):
    """Draw the accuracies that are left when one neuron is silenced, worst first.

    networks is {label: accuracies}, one number (0 to 1) for each silenced neuron;
    whole, if given, is the accuracy with all of them. Returns the axes; prints the
    worst case of each network. Raises ValueError if there is nothing to draw.
    """
    if not networks or not all(len(values) for values in networks.values()):
        raise ValueError("networks is empty; expected {label: accuracies}.")
    ax = _axes(ax)
    styles = (("^--", VERMILION), ("o-", BLUE), ("s-.", "#009E73"), ("D:", "#CC79A7"))
    told = []
    for (label, values), (style, colour) in zip(networks.items(), cycle(styles)):
        rank = np.arange(1, len(values) + 1)
        ax.plot(rank, np.sort(values), style, color=colour, label=label)
        told.append(f"{label} {min(values):.1%}")
    if whole is not None:
        ax.axhline(whole, color=_GREY, linestyle=":", label="all neurons")
        told.append(f"all neurons {whole:.1%}")
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    ax.set_xlabel("silenced neuron, from worst to best")
    ax.set_ylabel("accuracy")
    ax.legend(frameon=False)
    print("Without the most needed neuron: " + "; ".join(told) + ".")
    return ax


def _mask(title, D):
    D = _share(title, D)
    other = D[(D != 0) & (D != 1)]
    if other.size:
        raise ValueError(f"{title} holds {other[0]:g}; a mask holds only 0 and 1.")
    return D


def _share(title, values):
    values = np.asarray(values, dtype=float)
    if values.ndim != 2 or not values.size:
        raise ValueError(
            f"{title} has shape {values.shape}; expected (units, examples)."
        )
    if not (values.min() >= 0 and values.max() <= 1):
        raise ValueError(
            f"{title} reaches from {values.min():g} to {values.max():g}; "
            "expected values from 0 to 1."
        )
    return values


def _two_tone():
    return ListedColormap(["white", BLUE])


def _row(panels):
    """Return axes one above the other, as high as each panel has neurons."""
    if not panels:
        raise ValueError("panels is empty; expected a list of (title, mask) pairs.")
    heights = [max(len(values), 4) for _, values in panels]
    _, axes = plt.subplots(
        len(panels),
        1,
        figsize=(7, 1.0 + 0.15 * sum(heights) + 0.6 * len(panels)),
        height_ratios=heights,
        squeeze=False,
        layout="constrained",
    )
    return axes[:, 0]


def _name_neurons(ax, shape, title):
    ax.set_ylim(shape[0], 0)
    ax.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    ax.set_title(title, fontsize="medium")
    ax.set_xlabel("example")
    ax.set_ylabel("neuron")


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(5.8, 3.6), layout="constrained")[1]

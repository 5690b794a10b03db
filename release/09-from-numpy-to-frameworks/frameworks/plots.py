"""Figures of this lesson: what decay leaves of weights, and effective learning rates.

Lines differ in dash and mark as well as in colour; each figure prints one line.
"""

import matplotlib.pyplot as plt
import numpy as np

from utils.pairs import mean_and_error
from utils.plots.boundary import BLUE, VERMILION
from utils.plots.screen import tell

_LOOKS = (
    {"color": VERMILION, "linestyle": "--", "marker": "^"},
    {"color": BLUE, "linestyle": "-", "marker": "o"},
)


def plot_shares_kept(kept, labels, groups=8):
    """Draw how much of the weights each way to decay leaves, by size of gradient.

    kept: for each draw (gradient sizes (pixels,), shares (ways, pixels)); the pixels of
    a draw are sorted by gradient size into equal groups. Dots are means over the draws,
    bars two standard errors. Returns the axes; prints the shares of both end groups.
    Raises ValueError if there are fewer than two draws, or not a label for each way.
    """
    if len(kept) < 2 or any(len(left) != len(labels) for _, left in kept):
        raise ValueError(
            f"Found {len(kept)} draws and {len(labels)} labels; expected two draws or "
            "more, and a label for each way to decay."
        )
    by_group = [
        [[share[part].mean() for part in _parts(sizes, groups)] for share in left]
        for sizes, left in kept
    ]
    means, errors = mean_and_error(by_group)
    _, ax = plt.subplots(figsize=(6, 3.8), layout="constrained")
    place = np.arange(1, groups + 1)
    for mean, error, label, look in zip(means, errors, labels, _LOOKS, strict=False):
        ax.errorbar(place, mean, 2 * error, label=label, capsize=3, ms=5, **look)
    ax.set(
        xlabel="pixels, from the smallest gradients (1) to the largest",
        ylabel="share of the weights that is left",
        ylim=(0, 1.05),
    )
    ax.legend(frameon=False, loc="lower right")
    told = (
        f"{label} leaves {mean[0]:.3f} ± {error[0]:.3f} where gradients are smallest, "
        f"{mean[-1]:.3f} ± {error[-1]:.3f} where they are largest"
        for label, mean, error in zip(labels, means, errors, strict=True)
    )
    tell(f"{len(kept)} draws, mean ± standard error: " + "; ".join(told) + ".")
    return ax


def plot_effective_rates(runs):
    """Draw effective learning rates (left) and costs (right) of trainings.

    runs: up to three (label, rates, costs, norms) with rates (steps,), and costs and
    norms (steps + 1,) as train_normalized returns them. The effective learning rate is
    rate / norm². Returns the two axes; prints the first and last rate of each run.
    """
    _, axes = plt.subplots(1, 2, figsize=(8.6, 3.6), layout="constrained")
    looks = (
        {"color": "black", "linestyle": ":", "linewidth": 1.8},
        {"color": BLUE, "linestyle": "-", "linewidth": 3.5},
        {"color": VERMILION, "linestyle": "--", "linewidth": 1.5},
    )
    told = []
    for (label, rates, costs, norms), look in zip(runs, looks, strict=False):
        effective = np.asarray(rates) / norms[:-1] ** 2
        axes[0].plot(effective, label=label, **look)
        axes[1].plot(costs, label=label, **look)
        told.append(f"{label} from {effective[0]:.4f} to {effective[-1]:.4f}")
    axes[0].set(xlabel="step", ylabel="effective learning rate", yscale="log")
    axes[1].set(xlabel="step", ylabel="training cost", yscale="log")
    axes[0].legend(frameon=False)
    tell("Effective learning rate: " + "; ".join(told) + ".")
    return axes


def _parts(sizes, groups):
    return np.array_split(np.argsort(sizes, kind="stable"), groups)

"""The figures of this lesson; each prints one line that says what is to be seen.

Lines differ in dash and mark as well as in colour. Times x run from -1 to 1.
"""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.plots.boundary import BLUE, VERMILION
from utils.plots.looks import DEV, TRAINING
from utils.plots.screen import tell

_TRAIN = {**TRAINING, "ms": 4}
_NEW = {**DEV, "ms": 5}
_BIAS = {"color": "#56B4E9", "linestyle": (0, (1, 1)), "marker": "s", "ms": 4}
_VARIANCE = {"color": "#E69F00", "linestyle": "--", "marker": "D", "ms": 4}
_SHOWN = 20  # curves of one panel


def plot_readings(x: np.ndarray, Y: np.ndarray, ax: Axes | None = None) -> Axes:
    """Draw readings Y (1, m) against times x (1, m); return the axes."""
    if ax is None:
        _, ax = plt.subplots(figsize=(5.8, 3.4), layout="constrained")
    ax.plot(x[0], Y[0], "o", color=BLUE, ms=4.5, label="readings")
    ax.set(xlabel="time $x$", ylabel="temperature $y$")
    tell(f"{Y.size} readings, from {Y.min():.1f} to {Y.max():.1f} degrees.")
    return ax


def plot_fits(
    x: np.ndarray,
    Y: np.ndarray,
    grid: np.ndarray,
    curves: Sequence[tuple[str, np.ndarray]],
) -> np.ndarray:
    """Draw one panel for each (title, values at grid), with the same readings.

    grid is (1, points), the values are (points,). Returns the axes; prints for each
    curve how often it turns from rising to falling or back.
    """
    axes = _panels(len(curves))
    turns = []
    for ax, (title, values) in zip(axes, curves, strict=True):
        ax.plot(x[0], Y[0], "o", color=BLUE, ms=4, label="readings")
        ax.plot(grid[0], values, color=VERMILION, label="curve")
        ax.set(title=title, xlabel="time $x$")
        count = np.sum(np.diff(np.sign(np.diff(values))) != 0)
        turns.append(f"{title}: the curve turns {count} times.")
    _limit(axes, Y)
    axes[0].set_ylabel("temperature $y$")
    axes[0].legend(frameon=False)
    tell(" ".join(turns))
    return axes


def plot_draws(
    grid: np.ndarray,
    truth: np.ndarray,
    panels: Sequence[tuple[str, np.ndarray, np.ndarray]],
) -> np.ndarray:
    """Draw curves of several draws, their mean and the true curve, a panel each.

    grid is (1, points), truth is (points,). panels: (title, predictions
    (draws, points), their mean (points,)); the first 20 draws are shown. Returns the
    axes; prints how far the mean lies from the true curve, as a root mean square.
    """
    axes = _panels(len(panels))
    far = []
    for ax, (title, predictions, mean) in zip(axes, panels, strict=True):
        ax.plot(grid[0], predictions[:_SHOWN].T, color="#9DB9CC", linewidth=0.6)
        ax.plot([], [], color="#9DB9CC", label="single draws")
        ax.plot(grid[0], truth, color="black", linewidth=1.4, label="truth")
        ax.plot(grid[0], mean, "--", color=VERMILION, linewidth=1.8, label="mean")
        ax.set(title=title, xlabel="time $x$")
        far.append(f"{np.sqrt(np.mean((mean - truth) ** 2)):.2f} ({title})")
    _limit(axes, truth, 1.2)
    axes[0].set_ylabel("temperature")
    axes[0].legend(frameon=False)
    tell("The mean lies this far from the truth: " + ", ".join(far) + ".")
    return axes


def plot_parts(
    values: Sequence[float],
    bias_squared: Sequence[float],
    variance: Sequence[float],
    noise: float,
    xlabel: str,
    training: Sequence[float] | None = None,
    log: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw bias², variance and their sum with the noise against a setting.

    values are the settings (log: on a log scale), noise the same for all; training,
    if given, are training errors. Returns the axes; marks and prints the setting with
    the smallest sum. Raises ValueError if the lists differ in length.
    """
    lists = [values, bias_squared, variance, *([] if training is None else [training])]
    if len({len(one) for one in lists}) != 1 or not len(values):
        lengths = ", ".join(str(len(one)) for one in lists)
        raise ValueError(f"Found {lengths} values; expected as many of each, not 0.")
    if ax is None:
        _, ax = plt.subplots(figsize=(6.2, 3.8), layout="constrained")
    total = np.asarray(bias_squared) + np.asarray(variance) + noise
    ax.plot(values, total, color="black", linestyle="-.", label="sum of the three")
    ax.plot(values, bias_squared, **_BIAS, label="bias²")
    ax.plot(values, variance, **_VARIANCE, label="variance")
    ax.axhline(noise, color="black", linestyle=":", linewidth=1, label="noise")
    if training is not None:
        ax.plot(values, training, **_TRAIN, label="training error")
    best = int(np.argmin(total))
    ax.plot(values[best], total[best], "v", color="black", ms=9)
    ax.set(xlabel=xlabel, ylabel="squared error", ylim=(0, None))
    if log:
        ax.set_xscale("log")
    ax.legend(frameon=False, fontsize=9)
    tell(
        f"Smallest sum: {total[best]:.3f} at {xlabel} = {values[best]:g} (black mark); "
        f"at the ends {total[0]:.3f} and {total[-1]:.3f}."
    )
    return ax


def plot_learning_curves(
    sizes: Sequence[int],
    panels: Sequence[tuple[str, np.ndarray, np.ndarray]],
    noise: float,
) -> np.ndarray:
    """Draw training and dev error against the number of examples, a panel each.

    panels: (title, training errors, dev errors), each (sizes, draws); means are drawn
    with their standard errors. Returns the axes; prints the gap between the means of
    the two curves at both ends. Raises ValueError if a panel has other sizes.
    """
    for title, training, dev in panels:
        if not len(sizes) == len(training) == len(dev):
            raise ValueError(
                f"{title}: found {len(training)} and {len(dev)} rows; expected "
                f"{len(sizes)}, one for each number of examples."
            )
    axes = _panels(len(panels))
    told = []
    for ax, (title, training, dev) in zip(axes, panels, strict=True):
        for errors, label, look in ((dev, "dev", _NEW), (training, "training", _TRAIN)):
            spread = np.std(errors, axis=1, ddof=1) / np.sqrt(errors.shape[1])
            mean = np.mean(errors, axis=1)
            ax.errorbar(sizes, mean, spread, label=label, capsize=2, **look)
        ax.axhline(noise, color="black", linestyle=":", linewidth=1, label="noise")
        ax.set(title=title, xlabel="training examples $m$", xscale="log")
        ax.set_xticks(sizes, [str(size) for size in sizes])
        ax.minorticks_off()
        gap = np.mean(dev - training, axis=1)
        told.append(f"{title}: the gap shrinks from {gap[0]:.2f} to {gap[-1]:.2f}.")
    axes[0].set(ylabel="squared error", ylim=(0, None))
    axes[0].legend(frameon=False)
    tell(" ".join(told))
    return axes


def _panels(count):
    if not count:
        raise ValueError("There is nothing to draw; expected one panel or more.")
    size = (min(3.7 * count, 8.6), 3.4)
    _, axes = plt.subplots(
        1, count, figsize=size, sharey=True, squeeze=False, layout="constrained"
    )
    return axes[0]


def _limit(axes, values, free=0.6):
    """Cut what runs out of the picture: all panels share the vertical axis."""
    axes[0].set_ylim(np.min(values) - free, np.max(values) + free)

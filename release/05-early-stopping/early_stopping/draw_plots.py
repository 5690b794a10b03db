"""Figures of all draws: turning points, patience, and what each way is worth.

Bars are one standard error to each side of a mean; a thin grey line is one draw.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from early_stopping.draws import MEASURES, PATIENCES, WAYS
from early_stopping.plots import ON_DEV
from utils.network import Array
from utils.pairs import mean_and_error, with_error
from utils.plots.looks import L2, NONE, STOPPED
from utils.plots.screen import table, tell

FRESH = {"color": "#56B4E9", "linestyle": "-.", "marker": "o"}
_STYLES = (  # one for each of the WAYS
    NONE,
    STOPPED,
    {**STOPPED, "mfc": "white"},
    L2,
)


def plot_turns(times: Array, curves: Array, turns: Array) -> Axes:
    """Draw the dev cost of each draw, and the mean cost on fresh points, over time.

    times (T,), curves (draws, 3, T) and turns (draws, 4) as in `load_draws`. Returns
    the axes; prints where the dev costs turn, and what three networks are worth.
    """
    _, ax = plt.subplots(figsize=(7, 4), layout="constrained")
    ax.plot(times, curves[:, 1].T, color="0.75", lw=0.8)
    ax.plot([], [], color="0.75", lw=0.8, label="dev set, each draw")
    ax.plot(turns[:, 0], turns[:, 1], "v", color="black", ms=5, label="its lowest")
    fresh = curves[:, 2]
    look = {**FRESH, "marker": ""}
    ax.plot(times, fresh.mean(axis=0), lw=2.5, label="fresh points, mean", **look)
    ax.set(xscale="log", xlabel="iteration", ylabel="cost", ylim=(0, 1.2))
    ax.legend(frameon=False)
    quarter, half, most = np.quantile(turns[:, 0], (0.25, 0.5, 0.75))
    best, last = turns[:, 3], fresh[:, -1]
    tell(
        f"Lowest dev cost: at iteration {turns[:, 0].min():.0f} to "
        f"{turns[:, 0].max():.0f}, median {half:.0f}; half of the draws "
        f"between {quarter:.0f} and {most:.0f}.\n"
        f"Cost on fresh points: there {with_error(turns[:, 2])}, last "
        f"{with_error(last)}, "
        f"last above it in {np.sum(last > turns[:, 2])} of {len(turns)} draws; best "
        f"network of each training {with_error(best)}."
    )
    return ax


def plot_patiences(patience: Array) -> Axes:
    """Draw the mean dev cost, and cost on fresh points, of what each patience picks.

    patience: (draws, PATIENCES, 4) as in `load_draws`. Returns the axes; prints means.
    """
    _, ax = plt.subplots(figsize=(6, 3.8), layout="constrained")
    for column, label, style in (
        (2, "dev set", {**ON_DEV, "marker": "^"}), (3, "fresh points", FRESH),
    ):  # fmt: skip
        mean, error = mean_and_error(patience[..., column])
        ax.errorbar(PATIENCES, mean, error, capsize=3, label=label, **style)
    ax.set(xscale="log", xlabel="patience", ylabel="cost of the network picked")
    ax.set_xticks(PATIENCES, map(str, PATIENCES))
    ax.minorticks_off()
    ax.legend(frameon=False)
    rows = (
        f"patience {value:4}: cost {with_error(patience[:, i, 2])} dev, "
        f"{with_error(patience[:, i, 3])} fresh; "
        f"{with_error(patience[:, i, 1], 0)} steps"
        for i, value in enumerate(PATIENCES)
    )
    tell("\n".join(rows))
    return ax


def plot_ways(ways: Array) -> Array:
    """Draw test cost and test accuracy of each way to train, and print all measures.

    ways: (draws, WAYS, MEASURES). Returns the two axes.
    """
    _, axes = plt.subplots(1, 2, figsize=(8.6, 3.8), layout="constrained")
    for ax, column in zip(axes, (0, 1), strict=True):
        ax.plot(range(len(WAYS)), ways[..., column].T, color="0.8", lw=0.8)
        for place, style in enumerate(_STYLES):
            mean, error = mean_and_error(ways[:, place, column])
            look = {**style, "linestyle": "none"}
            ax.errorbar(place, mean, error, capsize=4, **look)
        names = [name.replace(" ", "\n", 1) for name in WAYS]
        ax.set_xticks(range(len(WAYS)), names)
        ax.set_ylabel(MEASURES[column])
        ax.margins(x=0.1)
    rows = [["", *line] for line in zip(*(n.rpartition("\n")[::2] for n in names))]
    for column, (measure, digits) in enumerate(zip(MEASURES, (3, 3, 2, 2, 0))):
        rows.append([measure, *(with_error(v, digits) for v in ways[..., column].T)])
    tell(table(rows))
    return axes

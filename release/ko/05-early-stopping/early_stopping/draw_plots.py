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
    ax.plot([], [], color="0.75", lw=0.8, label='검증 세트, 뽑기마다')
    ax.plot(turns[:, 0], turns[:, 1], "v", color="black", ms=5, label='가장'
                                                                      ' 낮은'
                                                                      ' 곳')
    fresh = curves[:, 2]
    look = {**FRESH, "marker": ""}
    ax.plot(times, fresh.mean(axis=0), lw=2.5, label='새 점, 평균', **look)
    ax.set(xscale="log", xlabel='반복', ylabel='비용', ylim=(0, 1.2))
    ax.legend(frameon=False)
    quarter, half, most = np.quantile(turns[:, 0], (0.25, 0.5, 0.75))
    best, last = turns[:, 3], fresh[:, -1]
    tell(
        f"가장 낮은 검증 비용: 반복"
        f" {turns[:, 0].min():.0f}~{turns[:, 0].max():.0f}, 중앙값"
        f" {half:.0f}; 뽑기의 절반은 {quarter:.0f}~{most:.0f} 사이.\n새"
        f" 점에서의 비용: 그곳에서 {with_error(turns[:, 2])}, 마지막에"
        f" {with_error(last)}, 마지막이 더 높은 뽑기"
        f" {np.sum(last > turns[:, 2])} / {len(turns)}; 훈련마다 가장 좋은"
        f" 신경망 {with_error(best)}."
    )
    return ax


def plot_patiences(patience: Array) -> Axes:
    """Draw the mean dev cost, and cost on fresh points, of what each patience picks.

    patience: (draws, PATIENCES, 4) as in `load_draws`. Returns the axes; prints means.
    """
    _, ax = plt.subplots(figsize=(6, 3.8), layout="constrained")
    for column, label, style in (
        (2, '검증 세트', {**ON_DEV, "marker": "^"}), (3, '새 점', FRESH),
    ):  # fmt: skip
        mean, error = mean_and_error(patience[..., column])
        ax.errorbar(PATIENCES, mean, error, capsize=3, label=label, **style)
    ax.set(xscale="log", xlabel='인내', ylabel='뽑힌 신경망의 비용')
    ax.set_xticks(PATIENCES, map(str, PATIENCES))
    ax.minorticks_off()
    ax.legend(frameon=False)
    rows = (
        f"인내 {value:4}: 검증 비용 {with_error(patience[:, i, 2])}, 새 점"
        f" {with_error(patience[:, i, 3])}, 걸음 수"
        f" {with_error(patience[:, i, 1], 0)}"
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

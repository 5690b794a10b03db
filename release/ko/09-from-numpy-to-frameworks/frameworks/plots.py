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
            f"뽑은 것이 {len(kept)}개, 레이블이 {len(labels)}개입니다. 뽑은"
            f" 것은 두 개 이상, 레이블은 감쇠 방법마다 하나씩이어야 합니다."
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
        xlabel='픽셀 묶음, 기울기가 가장 작은 것(1)부터 가장 큰 것까지',
        ylabel='남은 가중치의 비율',
        ylim=(0, 1.05),
    )
    ax.legend(frameon=False, loc="lower right")
    told = (
        f"{label}: 기울기가 가장 작은 곳에 남은 비율 {mean[0]:.3f} ±"
        f" {error[0]:.3f}, 가장 큰 곳에 남은 비율 {mean[-1]:.3f} ±"
        f" {error[-1]:.3f}"
        for label, mean, error in zip(labels, means, errors, strict=True)
    )
    tell(f"{len(kept)}번 뽑음, 평균 ± 표준오차: " + "; ".join(told) + ".")
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
        told.append(
            f"{label}: {effective[0]:.4f}에서 {effective[-1]:.4f}까지")
    axes[0].set(xlabel='단계', ylabel='유효 학습률', yscale="log")
    axes[1].set(xlabel='단계', ylabel='훈련 비용', yscale="log")
    axes[0].legend(frameon=False)
    tell('유효 학습률: ' + "; ".join(told) + ".")
    return axes


def _parts(sizes, groups):
    return np.array_split(np.argsort(sizes, kind="stable"), groups)

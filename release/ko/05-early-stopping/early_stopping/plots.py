"""Figures of one training, and of two paths; the numbers are printed below each.

Training set: blue, solid. Dev set: vermilion, dashed. Stopped early: black, solid,
triangles that point down. L2: green, dash-dotted, squares.
"""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.network import Array
from utils.plots.boundary import VERMILION
from utils.plots.looks import DEV, L2, STOPPED
from utils.plots.looks import TRAINING as _TRAINING
from utils.plots.screen import tell

TRAINING, ON_DEV = {**_TRAINING, "marker": ""}, {**DEV, "marker": ""}
_GREY = "#888888"


def plot_turning_point(
    iterations: Array, costs: Sequence, errors: Sequence, best: int
) -> Array:
    """Draw costs (left) and error rates (right) of training and dev set over time.

    iterations: equally long as each curve; costs and errors: (training, dev) pairs.
    best: the index of the evaluation to mark. Iterations on a log scale, which
    begins at 1. Returns the two axes; prints both at the mark and at the end.
    Raises ValueError if a curve has another length than iterations.
    """
    same_length(iterations, *costs, *errors)
    _, axes = plt.subplots(1, 2, figsize=(8.6, 3.8), layout="constrained")
    for ax, (train, dev), name in zip(
        axes, (costs, errors), ("cost", '오류의 비율'), strict=True
    ):
        ax.plot(iterations, train, label='훈련', **TRAINING)
        ax.plot(iterations, dev, label='검증', **ON_DEV)
        _mark(ax, iterations, best, dev)
        ax.set_ylabel(name)
        ax.legend(frameon=False)
    axes[0].set_ylim(top=1.6 * max(costs[0][0], costs[1][0]))
    rows = [
        f"반복 {iterations[i]:5}: 훈련 비용 {costs[0][i]:.3f}(오류"
        f" {errors[0][i]:.1%}), 검증 비용"
        f" {costs[1][i]:.3f}({errors[1][i]:.1%})"
        for i in (best, -1)
    ]
    tell("\n".join(rows))
    return axes


def plot_patience(
    dev_costs: Sequence[float], rows: Sequence[tuple], ax: Axes | None = None
) -> Axes:
    """Draw a dev cost and where each patience ends and what it picks.

    rows: (patience, index picked, index of the stop) of each patience; one line
    each, below the curve. Returns the axes. Raises ValueError if there is no row.
    """
    if not rows:
        raise ValueError('rows가 비어 있습니다. 각각의 (patience, picked,'
                         ' stop)이 있어야 합니다.')
    ax = _axes(ax, (7, 4.2))
    shown = np.arange(len(dev_costs))
    ax.plot(shown, dev_costs, lw=0.7, label='검증 비용', **ON_DEV)
    low, high = min(dev_costs), max(dev_costs)
    for place, (patience, picked, stop) in enumerate(rows, start=1):
        y = low - 0.1 * place * (high - low)
        ax.plot([picked, stop], [y, y], color="black", lw=1.5)
        ax.plot(picked, y, "v", color="black", ms=6)
        ax.plot(stop, y, "|", color="black", ms=10)
        ax.annotate(
            f"인내 {patience}", (stop, y), (8, 0), textcoords="offset points",
            va="center", fontsize=9,
        )  # fmt: skip
    ax.set(xlabel='평가', ylabel='검증 비용', xscale="symlog")
    ax.set_xlim(0, 15 * max(stop for _, _, stop in rows))
    tell('삼각형: 뽑힌 평가. 막대: 멈춘 곳.')
    return ax


def plot_waiting(
    dev_costs: Sequence[float], picked: int, stop: int, ax: Axes | None = None
) -> Axes:
    """Draw a dev cost as far as one patience saw it, and what it picked.

    picked, stop: indices of evaluations. Returns the axes; prints both, and the lowest
    cost of all. It shows no figure itself: it is drawn for a slider.
    """
    ax = _axes(ax, (7, 3.8))
    shown, lowest = np.arange(len(dev_costs)), int(np.argmin(dev_costs))
    ax.plot(shown, dev_costs, color="#BBBBBB", lw=0.5, label='멈춘 뒤')
    seen = slice(stop + 1)
    ax.plot(shown[seen], dev_costs[seen], lw=0.9, label='검증 비용', **ON_DEV)
    ax.axvspan(picked, stop, color="#56B4E9", alpha=0.3, label='기다림')
    ax.plot(picked, dev_costs[picked], "v", color="black", ms=9, label='뽑힌'
                                                                       ' 평가')
    ax.set(xlabel='평가', ylabel='검증 비용', xscale="symlog")
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False, loc="lower left")
    print(
        f"뽑힌 평가: {picked}, 검증 비용 {dev_costs[picked]:.3f}. 멈춘 평가:"
        f" {stop}. 전체에서 가장 낮은 평가: {lowest}, 검증 비용"
        f" {dev_costs[lowest]:.3f}."
    )
    return ax


def plot_growing_norm(
    iterations: Array,
    norms: Sequence[float],
    distances: Sequence[float],
    best: int,
    ax: Axes | None = None,
) -> Axes:
    """Draw the norm of all weights, and their distance from the start, over time.

    iterations, on a log scale; best: index of the evaluation to mark. Returns the
    axes; prints both at three times. ValueError if the lists differ in length.
    """
    same_length(iterations, norms, distances)
    ax = _axes(ax)
    ax.plot(iterations, norms, color="#CC79A7", label='모든 가중치의 노름')
    ax.plot(
        iterations, distances, color="#56B4E9", linestyle="-.",
        label='출발점에서의 거리',
    )  # fmt: skip
    _mark(ax, iterations, best, norms, distances)
    ax.legend(frameon=False)
    tell(
        f"노름: 출발할 때 {norms[0]:.1f}, 표시에서 {norms[best]:.1f}, 끝에서"
        f" {norms[-1]:.1f}.\n출발점에서의 거리: {distances[0]:.1f},"
        f" {distances[best]:.1f}, {distances[-1]:.1f}."
    )
    return ax


def plot_patients(X: Array, Y: Array) -> Axes:
    """Draw X (2, m), two values of each patient, shaded by Y (1, m).

    Returns the axes; prints the correlation of the two values.
    """
    ax = _axes(None, (5.4, 4))
    shade = ax.scatter(*X, c=Y[0], cmap="cividis", s=14)
    ax.figure.colorbar(shade, label='y, 1년 뒤의 병')
    ax.set(xlabel='총콜레스테롤', ylabel='LDL 콜레스테롤')
    tell(f"환자 {Y.size}명; 두 수치의 상관은"
         f" {np.corrcoef(X)[0, 1]:.2f}.")  # fmt: skip
    return ax


def plot_shares(
    times: Array, stopped: Array, penalised: Array, lambdas: Array, curvatures: Array
) -> Array:
    """Draw which share of the way each method has gone, and which λ would be equal.

    times: learning rate × iterations, (T,). stopped, penalised: shares from 0 to 1,
    (directions, T); lambdas, of the same shape: the λ with exactly the share of early
    stopping, as a multiple of what the rule m/times gives. curvatures: one for each
    direction. Returns the two axes; prints the largest difference in each direction.
    """
    _, axes = plt.subplots(1, 2, figsize=(8.6, 4.4), layout="constrained")
    told = []
    for i, h in enumerate(curvatures):
        width, early = 1.2 + i, {**STOPPED, "marker": ""}
        ridge = {**L2, "marker": ""}
        name = f"곡률 {h:.2f}"
        axes[0].plot(times, stopped[i], lw=width, label=f"조기"
                                                        f" 종료,"
                                                        f" {name}", **early)
        axes[0].plot(times, penalised[i], lw=width, label=f"릿지,"
                                                          f" {name}", **ridge)
        axes[1].plot(times, lambdas[i], color=_GREY, lw=width, label=name)
        gap = np.max(np.abs(stopped[i] - penalised[i]))
        told.append(f"{gap:.2f} ({name})")
    axes[0].set_ylabel('지금까지 간 비율')
    axes[1].axhline(1, color="black", linestyle=":", label='규칙')
    axes[1].set(ylabel='비율을 같게 하는 λ / 규칙의 λ', ylim=(0, 1.1))
    for ax in axes:
        ax.set(xscale="log", xlabel='학습률 × 반복 횟수')
        # Above the axes: the curves leave no room of this size.
        ax.legend(
            frameon=False, fontsize=9, ncols=2, columnspacing=1,
            loc="lower center", bbox_to_anchor=(0.5, 1),
        )  # fmt: skip
    tell('두 비율의 가장 큰 차이: ' + ", ".join(told) + ".")
    return axes


def plot_two_paths(
    X: Array, Y: Array, stopped: Array, penalised: Array, cost: Callable
) -> Axes:
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
    ax = _axes(None, (6, 4.6))
    ax.contour(first, second, height, levels=12, colors=_GREY, linewidths=0.6)
    marks = np.unique(np.geomspace(1, penalised.shape[1], 12).astype(int))
    for path, places, style, label in (
        (stopped, [0, *marks], STOPPED, '경사 하강법, 조기 종료'),
        (penalised, list(marks - 1), L2, 'λ를 줄여 가는 L2'),
    ):
        ax.plot(*path, ms=5, markevery=places, label=label, **style)
    ax.plot(*goal, "*", color=VERMILION, ms=13, label='J의 최소')
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    ax.legend(frameon=False)
    apart = [np.hypot(*(penalised - w[:, None])).min() for w in stopped.T]
    tell(
        f"두 경로 사이의 가장 큰 거리: 0에서 별까지 가는 길의"
        f" {max(apart) / np.linalg.norm(goal):.0%}."
    )
    return ax


def plot_against_sweep(
    lambdas: Sequence[float],
    dev_costs: Sequence[float],
    stopped_cost: float,
    ax: Axes | None = None,
) -> Axes:
    """Draw the dev cost of trainings with L2 beside that of one stopped early.

    lambdas: above 0, on a log scale. Returns the axes; prints the best of them.
    Raises ValueError if the two lists differ in length.
    """
    same_length(lambdas, dev_costs)
    ax = _axes(ax)
    ax.plot(lambdas, dev_costs, label='L2, 오래 훈련', **L2)
    line = {**STOPPED, "marker": ""}
    ax.axhline(stopped_cost, label='페널티 없음, 조기 종료', **line)
    ax.set_xscale("log")
    ax.set_xticks(lambdas, [f"{value:g}" for value in lambdas])
    ax.minorticks_off()
    ax.set_ylim(bottom=0)
    ax.set(xlabel="λ", ylabel='검증 비용')
    ax.legend(frameon=False)
    best = int(np.argmin(dev_costs))
    tell(
        f"가장 낮은 검증 비용: L2 {dev_costs[best]:.3f} (λ ="
        f" {lambdas[best]:g}); 조기 종료 {stopped_cost:.3f}."
    )
    return ax


def same_length(*curves: Sequence) -> None:
    """Raise ValueError unless all have the same number of points, one or more."""
    lengths = [len(curve) for curve in curves]
    if len(set(lengths)) != 1 or not lengths[0]:
        raise ValueError(
            f"곡선에 있는 점의 수: {', '.join(map(str, lengths))}. 곡선마다"
            f" 점의 수가 같고 하나 이상이어야 합니다."
        )


def _axes(ax, size=(5.8, 3.8)):
    if ax is not None:
        return ax
    return plt.subplots(figsize=size, layout="constrained")[1]


def _mark(ax, iterations, best, *curves):
    """Mark the best evaluation on each curve, over iterations on a log scale."""
    for curve in curves:
        ax.plot(iterations[best], curve[best], "v", color="black", ms=9)
    ax.axvline(iterations[best], color=_GREY, linewidth=0.8, zorder=0)
    ax.set_xscale("symlog", linthresh=1, linscale=0.3)
    ax.set_xlim(left=0)
    ax.set_xlabel('반복')
    ax.set_ylim(bottom=0)

"""The diamond and the circle: where a budget for two weights meets the cost."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np

from sparsity.fitting import Array, best_cost
from utils.plots.looks import L1, L2
from utils.plots.screen import tell


def plot_diamond_and_circle(
    X: Array,
    Y: Array,
    free: Array,
    L1_path: Sequence[Array],
    L2_path: Sequence[Array],
    names: Sequence[str],
    shown: int,
) -> Array:
    """Draw the cost of two weights as contours, a budget, and the best point within.

    X is (2, m), Y is (1, m). free: the weights (2, 1) without a penalty. Both paths
    are lists of weights (2, 1) for growing λ, and entry number `shown` is the one
    whose budget is drawn: |w1| + |w2| for L1, w1² + w2² for L2. The bias is at its
    best everywhere. Prints both points; returns the two axes.
    """
    reach = 1.25 * np.max(np.abs(free))
    low = -0.45 * reach
    axis = np.linspace(low, reach, 61)
    w1, w2 = np.meshgrid(axis, axis)
    cost = best_cost(X, Y, np.vstack([w1.ravel(), w2.ravel()])).reshape(w1.shape)
    _, grid = plt.subplots(
        1, 2, figsize=(8.6, 5.8), sharex=True, sharey=True, layout="constrained"
    )
    told = []
    for axes, path, kind, style in zip(
        grid, (L1_path, L2_path), ("L1", "L2"), (L1, L2)
    ):
        colour = style["color"]
        chosen = path[shown]
        touching = float(best_cost(X, Y, chosen)[0])
        lowest = float(best_cost(X, Y, free)[0])
        further = lowest + (touching - lowest) * np.array([0.04, 0.2, 0.5, 1.6, 2.6])
        axes.contour(w1, w2, cost, np.sort(further), colors="#999999", linewidths=0.7)
        axes.contour(w1, w2, cost, [touching], colors="black", linewidths=1.4)
        axes.fill(*_border(chosen, kind), facecolor=f"{colour}33", edgecolor="black")
        line = np.hstack([free, *path])
        axes.plot(
            *line, color=colour, linestyle=":", lw=2, label='λ가 커질 때 가장'
                                                            ' 좋은 점'
        )
        axes.plot(*free, "s", color="black", mfc="white", label='페널티 없음')
        axes.plot(
            *chosen, style["marker"], color=colour, label='예산 안에서 가장'
                                                          ' 좋은 점'
        )
        axes.axhline(0, color="black", linewidth=0.6)
        axes.axvline(0, color="black", linewidth=0.6)
        axes.set(xlabel=f"{names[0]}의 가중치", aspect="equal")
        axes.set(xlim=(low, reach), ylim=(low, reach))
        corner = ' (꼭짓점에서)' if np.any(chosen == 0) else ""
        told.append(f"{kind} ({chosen[0, 0]:.2f}, {chosen[1, 0]:.2f}){corner}")
    grid[0].set(ylabel=f"{names[1]}의 가중치", title='L1: |w₁| + |w₂| 제한')
    grid[1].set(title='L2: w₁² + w₂² 제한')
    for axes in grid:
        # Below, as the budgets and the contours need the whole panel.
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(0, -0.15))
    tell(
        f"가장 좋은 점: 페널티 없음 ({free[0, 0]:.2f}, {free[1, 0]:.2f}),"
        f" {told[0]}, {told[1]}."
    )
    return grid


def _border(w: Array, kind: str) -> Array:
    """Return the border, (2, k), of the budget that the weights (2, 1) use up."""
    angle = np.linspace(0, 2 * np.pi, 201)
    if kind == "L2":
        return np.linalg.norm(w) * np.vstack([np.cos(angle), np.sin(angle)])
    corner = np.sum(np.abs(w))
    return corner * np.array([[1, 0, -1, 0, 1], [0, 1, 0, -1, 0]])

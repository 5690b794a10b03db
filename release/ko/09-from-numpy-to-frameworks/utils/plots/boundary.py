"""Points of two classes in the plane, and the line at which a model divides them.

Colours are Okabe and Ito's (jfly.uni-koeln.de/color), which most colour-blind
readers tell apart; the shapes of the marks and the hatching say the same again.
"""

from collections.abc import Callable, Iterable

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.plots.screen import tell

Model = Callable[[np.ndarray], np.ndarray]  # of points (examples, 2), in rows

BLUE, VERMILION = "#0072B2", "#D55E00"
_BLUE_TINT, _VERMILION_TINT, _HATCH = "#D3E7F3", "#FBE6D9", "#EBB58F"
_MARGIN = 0.08  # share of the data's width that stays free at each side


def plot_points(
    X: np.ndarray, Y: np.ndarray, ax: Axes | None = None, size: float = 34
) -> Axes:
    """Draw X (2, m) by label Y (1, m): class 1 blue circles, class 0 triangles.

    Returns the axes; raises ValueError if X is not (2, m) or Y not of m labels.
    Prints how many points each class has.
    """
    X, Y = _points(X, Y)
    ax, whole = _axes(ax)
    _draw_points(ax, X, Y, size)
    _frame(ax, X)
    ones = int(np.sum(Y == 1))
    tell(
        f"클래스 1(파란 원)의 점 {ones}개, 클래스 0(주홍 삼각형)의 점"
        f" {Y.size - ones}개.",
        whole,
    )
    return ax


def plot_decision_boundary(
    model: Model,
    X: np.ndarray,
    Y: np.ndarray,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the regions that model assigns to each class, and the points of X and Y.

    model takes points (examples, 2) and returns a class or a probability for each,
    for instance `lambda x: predict_dec(parameters, x.T)`. X is (2, m), Y is (1, m).
    Returns the axes. Prints the share of points on their own side of the line, and
    how many pieces the line has: islands round single points show overfitting.
    Raises ValueError if X, Y or the model's answer has a shape that does not fit.
    """
    X, Y = _points(X, Y)
    ax, whole = _axes(ax)
    tell(_draw_boundary(model, X, Y, title, ax), whole)
    return ax


def compare_boundaries(
    panels: Iterable[tuple[str, Model]], X: np.ndarray, Y: np.ndarray
) -> np.ndarray:
    """Draw one boundary beside another; panels is a list of (title, model) pairs.

    Every panel shows the same points X (2, m), Y (1, m) on the same axes; models as
    in plot_decision_boundary. Returns the array of axes; prints a line per panel.
    """
    panels = list(panels)
    if not panels:
        raise ValueError(
            'panels가 비어 있습니다. (제목, 모델) 쌍의 리스트가 필요합니다.')
    _, axes = plt.subplots(
        1,
        len(panels),
        figsize=(4.3 * len(panels), 4.2),
        sharex=True,
        sharey=True,
        squeeze=False,
        layout="constrained",
    )
    X, Y = _points(X, Y)
    told = []
    for ax, (title, model) in zip(axes[0], panels, strict=True):
        told.append(_draw_boundary(model, X, Y, title, ax))
        ax.label_outer()
    tell("\n".join(told))
    return axes[0]


def _points(X, Y):
    X, Y = np.asarray(X), np.ravel(Y)
    if X.ndim != 2 or X.shape[0] != 2 or X.shape[1] != Y.size:
        raise ValueError(
            f"X의 형태는 {X.shape}, Y의 레이블은 {Y.size}개입니다. X의 형태는"
            f" (2, m)이고 점이 열마다 하나이며, 점마다 레이블이 하나 있어야"
            f" 합니다."
        )
    return X, Y


def _axes(ax):
    """Return where to draw, and whether that is a new figure.

    It is ax, or the current axes if they are still empty, or new ones.
    """
    if ax is not None:
        return ax, False
    if plt.get_fignums() and not plt.gca().has_data():
        return plt.gca(), False
    return plt.subplots(figsize=(5.6, 4.6), layout="constrained")[1], True


def _draw_boundary(model, X, Y, title, ax):
    """Draw regions and points into ax; return what is to be seen, as a sentence."""
    left, right, bottom, top = _frame(ax, X)
    x, y = np.linspace(left, right, 300), np.linspace(bottom, top, 300)
    grid = np.stack([axis.ravel() for axis in np.meshgrid(x, y)], axis=1)
    height = _answers(model, grid).reshape(y.size, x.size)
    with plt.rc_context({"hatch.color": _HATCH, "hatch.linewidth": 0.6}):
        ax.contourf(
            x,
            y,
            height,
            levels=[-np.inf, 0.5, np.inf],
            colors=[_VERMILION_TINT, _BLUE_TINT],
            hatches=["////", None],
        )
    pieces = 0
    if height.min() <= 0.5 < height.max():
        lines = ax.contour(x, y, height, levels=[0.5], colors="black", linewidths=1.6)
        pieces = sum(len(segments) for segments in lines.allsegs)
    _draw_points(ax, X, Y, 26)
    ax.set_title(title or "")
    own_side = np.mean((_answers(model, X.T) > 0.5) == (Y == 1))
    return _sentence(title, own_side, Y.size, pieces)


def _frame(ax, X):
    low, high = X.min(axis=1), X.max(axis=1)
    free = _MARGIN * np.where(high > low, high - low, 1)
    ax.set_xlim(low[0] - free[0], high[0] + free[0])
    ax.set_ylim(low[1] - free[1], high[1] + free[1])
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
    return *ax.get_xlim(), *ax.get_ylim()


def _draw_points(ax, X, Y, size):
    for label, colour, marker in ((0, VERMILION, "^"), (1, BLUE, "o")):
        ax.scatter(
            *X[:, np.equal(Y, label)],
            s=size,
            c=colour,
            marker=marker,
            edgecolors="white",
            linewidths=0.6,
            label=f"클래스 {label}",
            zorder=3,
        )


def _answers(model, points):
    """Return the model's answers for points (examples, 2), as floats (examples,)."""
    answers = np.asarray(model(points), dtype=float)
    if answers.size != len(points):
        raise ValueError(
            f"행에 점이 {len(points)}개 있는 형태 {points.shape}에 대해"
            f" 모델이 반환한 형태는 {answers.shape}입니다. 점마다 답이 하나"
            f" 있어야 합니다."
        )
    return answers.ravel()


def _sentence(title, own_side, count, pieces):
    name = f"{title}: " if title else ""
    line = {0: '경계선 없음', 1: '경계선은 한 조각'}.get(
        pieces, f"경계선은 {pieces}조각"
    )
    return f"{name}점 {count}개 가운데 {own_side:.1%}가 제 쪽에 있음. {line}."

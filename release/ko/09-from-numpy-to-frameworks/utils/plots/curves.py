"""Curves: costs during training, and accuracy against the strength of a remedy."""

from collections.abc import Sequence
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.plots.boundary import BLUE, VERMILION

# Okabe and Ito's colours with a dash of its own for each, for readers of grey print.
_STYLES = (
    (BLUE, "-"),
    (VERMILION, "--"),
    ("#009E73", "-."),
    ("#CC79A7", ":"),
    ("#000000", (0, (5, 1, 1, 1, 1, 1))),
)


def plot_costs(
    costs: Sequence[float] | dict[str, Sequence[float]],
    record_every: int = 1000,
    learning_rate: float | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw recorded costs against iterations; return the axes.

    costs is a list of numbers, or a dictionary {label: list of numbers}; the numbers
    are record_every iterations apart, iteration 0 first. Prints where each ends.
    Raises ValueError if there is nothing to draw.
    """
    curves = costs if isinstance(costs, dict) else {"cost": costs}
    if not curves or not all(len(values) for values in curves.values()):
        raise ValueError('costs가 비어 있습니다. 곡선마다 숫자가 하나 이상 필요합니다.')
    ax = _axes(ax)
    for (label, values), (colour, dash) in zip(curves.items(), cycle(_STYLES)):
        iterations = record_every * np.arange(len(values))
        ax.plot(iterations, values, color=colour, linestyle=dash, label=label)
    ax.set_xlabel('반복')
    ax.set_ylabel('비용')
    rate = "" if learning_rate is None else f"학습률 {learning_rate}"
    ax.set_title(title or rate)
    if isinstance(costs, dict):
        ax.legend(frameon=False)
    ends = (f"{name} {_first_last(values)}" for name, values in curves.items())
    print('처음부터 마지막까지: ' + "; ".join(ends) + ".")
    return ax


def _first_last(values):
    """Return the first and the last of the values as text: "0.6932 to 0.1412"."""
    return f"{values[0]:.4f} to {values[-1]:.4f}"


def plot_sweep(
    values: Sequence[float],
    train_accuracy: Sequence[float],
    dev_accuracy: Sequence[float],
    xlabel: str = "λ",
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw training and dev accuracy (0 to 1) against a setting, on a log scale.

    values are the settings, 0 or more, in any order; 0, which has no logarithm, gets
    a place of its own at the left, marked on the axis. Marks the best dev accuracy
    (the largest setting if several tie). Returns the axes; prints that best setting.
    Raises ValueError if the three lists differ in length, are empty, or a value < 0.
    """
    values, train, dev = (
        np.asarray(given, dtype=float)
        for given in (values, train_accuracy, dev_accuracy)
    )
    _check_sweep(values, train, dev)
    order = np.argsort(values)
    values, train, dev = values[order], train[order], dev[order]
    places, first = _log_places(values)
    best = np.flatnonzero(dev == dev.max())[-1]
    ax = _axes(ax)
    for curve, label, marker, (colour, dash) in zip(
        (train, dev), ("training", "dev"), ("o", "^"), _STYLES[:2], strict=True
    ):
        ax.plot(places, curve, color=colour, linestyle=dash, marker=marker, label=label)
    ax.axvline(places[best], color="#888888", linewidth=0.8, zorder=0)
    ax.set_xscale("log")
    if values[0] == 0:
        _mark_zero(ax, places, first)
    ax.set_xlabel(xlabel)
    ax.set_ylabel('정확도')
    ax.set_title(title or "")
    ax.legend(frameon=False)
    print(
        f"검증 세트에서 가장 좋은 값: {xlabel} = {values[best]:g}일 때 {dev[best]:.1%}(훈련 {train[best]:.1%}). 양 끝에서는 {dev[0]:.1%}와 {dev[-1]:.1%}."
    )
    return ax


def _axes(ax):
    if ax is not None:
        return ax
    return plt.subplots(figsize=(5.8, 3.8), layout="constrained")[1]


def _check_sweep(values, train, dev):
    if not values.size or not values.shape == train.shape == dev.shape:
        raise ValueError(
            f"값은 {values.size}개, 훈련 정확도는 {train.size}개, 검증 정확도는 {dev.size}개입니다. 서로 같은 수로, 하나 이상 필요합니다."
        )
    if values.min() < 0:
        raise ValueError(f"값 가운데 {values.min():g} 있음. 0 이상이어야 합니다.")


def _log_places(values):
    """Return where to draw sorted values on a log axis, and the smallest above 0."""
    positive = values[values > 0]
    first = positive[0] if positive.size else 1.0
    return np.where(values > 0, values, first / 10**0.75), first


def _mark_zero(ax, places, first):
    """Label the place of 0 as such, and keep the log ticks to the right of it."""
    powers = np.arange(np.ceil(np.log10(first) - 1e-9), np.log10(places[-1]) + 1e-9)
    ticks = [places[0], *10.0**powers]
    ax.set_xticks(ticks, ["0", *(f"{10.0**power:g}" for power in powers)])
    ax.minorticks_off()

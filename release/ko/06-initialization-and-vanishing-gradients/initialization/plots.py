"""Figures about deep networks: factors, activations and gradients layer by layer.

Every helper draws one figure, prints one line that says what is to be seen, and
returns the figure's axes. Lines differ in dash and mark as well as in colour; each
activation, and each factor of the first weights, has one look throughout.
"""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import PercentFormatter

from initialization.signals import size, slope
from utils.pairs import mean_and_error
from utils.plots.boundary import BLUE, VERMILION
from utils.plots.screen import tell

_LOOKS = {  # Okabe and Ito's colours
    "sigmoid": (BLUE, "-", "o"),
    "tanh": (VERMILION, "--", "^"),
    "ReLU": ("#009E73", "-.", "s"),
    "tanh, × 5": ("#CC79A7", ":", "D"),
    "0.5": ("#56B4E9", ":", "v"),
    "1": ("#000000", "-", "o"),
    "1.5": ("#E69F00", "--", "^"),
}
_OTHERS = (  # dashes and marks that no other has
    ("#7A5C00", (0, (5, 1, 1, 1, 1, 1)), "P"),
    ("#555555", (0, (1, 4)), "X"),
    ("#882255", (0, (9, 3)), "<"),
)
_BINS = 41


def plot_digits(X, labels):
    """Draw images X (64, m), 8 × 8 each, in a row, their labels (m,) below."""
    count = X.shape[1]
    _, axes = plt.subplots(
        1, count, figsize=(0.85 * count, 1.2), squeeze=False, layout="constrained"
    )
    for ax, image, label in zip(axes[0], X.T, labels, strict=True):
        ax.imshow(image.reshape(8, 8), cmap="Greys", vmin=X.min(), vmax=X.max())
        ax.set(xticks=[], yticks=[], xlabel=str(label))
    tell(f"숫자 {count}개, 어두운 곳이 잉크; 첫째 숫자는 {labels[0]}.")
    return axes[0]


def plot_powers(factors, depth):
    """Draw factor**L on a log scale for L = 0, …, depth; one line for each factor.

    factors: numbers above 0; depth: a whole number of 1 or more. Returns the axes;
    prints the last value of each. Raises ValueError for others.
    """
    if not factors or min(factors) <= 0 or depth < 1:
        raise ValueError(
            f"배수 {list(factors)}, 깊이 {depth}. 0보다 큰 배수가 하나 이상"
            f" 있고, 깊이는 1 이상이어야 합니다."
        )
    layers = np.arange(depth + 1)
    ax = _axes()
    for factor, look in _with_looks({f"{factor:g}": factor for factor in factors}):
        look |= {"markevery": max(1, depth // 10), "label": f"${factor:g}^L$"}
        ax.plot(layers, np.power(float(factor), layers), **look)
    ax.set(yscale="log", xlabel='층의 수 L', ylabel='배수의 L제곱')
    ax.legend(frameon=False)
    ends = (f"{factor:g}^{depth} = {float(factor) ** depth:.3g}" for factor in factors)
    tell(f"로그 눈금에서 직선. 오른쪽 끝: {', '.join(ends)}.")
    return ax


def plot_activations(stacks, log=False):
    """Draw a histogram of each layer's activations, one panel for each network.

    stacks: a list of (title, [A1, A2, …]), the same number of layers in each. A
    histogram stands upright, wide where many activations lie; the triangle is the
    layer's size, the root mean square. With log=True the axis shows powers of
    ten, and only activations above 0. Returns the panels; prints the first and the
    last size. Raises ValueError if there is nothing to draw.
    """
    depths = {len(layers) for _, layers in stacks}
    if len(depths) != 1 or 0 in depths:
        raise ValueError(
            f"받은 신경망의 층 수: {sorted(depths)}. 신경망이 하나 이상 있고,"
            f" 층의 수가 모두 같아야 합니다."
        )
    panels = _panels(len(stacks), sharey=True)
    edges = _edges([A for _, layers in stacks for A in layers], log)
    told = []
    for ax, (title, layers) in zip(panels, stacks):
        sizes = [size(A) for A in layers]
        for place, A in enumerate(layers, 1):
            _on_its_side(ax, place, A, edges, log)
        at = np.arange(1, len(layers) + 1)
        heights = np.log10(sizes) if log else sizes
        ax.plot(at, heights, "^", color="black", mec="white", ms=7)
        ax.set(title=title, xlabel='은닉층', xticks=at)
        ax.set_xlim(0.4, len(layers) + 0.6)
        told.append(f"{title}: {sizes[0]:.2g} to {sizes[-1]:.2g}")
    if log:
        panels[0].yaxis.set_major_formatter(lambda power, _: f"$10^{{{power:g}}}$")
    panels[0].set_ylabel('활성값')
    tell(f"첫 층부터 마지막 층까지의 크기(삼각형): {'; '.join(told)}.")
    return panels


def plot_layers(lines, ylabel):
    """Draw one number for each layer on a log scale: means, and the range of draws.

    lines: {label: (draws, layers)}, numbers above 0. A mark is the geometric mean over
    the draws, the band reaches from the smallest to the largest. Returns the axes;
    prints the first and the last mean of each. Raises ValueError if there is nothing
    to draw or a number has no logarithm.
    """
    if not lines or not all(np.size(values) for values in lines.values()):
        raise ValueError('lines가 비어 있습니다. 레이블마다 숫자가 하나 이상'
                         ' 있어야 합니다.')
    ax, told = _axes(), []
    for label, look in _with_looks({label: label for label in lines}):
        values = np.atleast_2d(lines[label])
        if not np.all((values > 0) & np.isfinite(values)):
            raise ValueError(
                f"{label}: {np.min(values):g}. 로그 눈금에 나타낼 수"
                f" 없습니다. 0보다 큰 숫자이어야 합니다."
            )
        at = np.arange(1, values.shape[1] + 1)
        mean = np.exp(np.mean(np.log(values), axis=0))
        ax.plot(at, mean, label=label, markevery=max(1, at.size // 10), **look)
        low, high = values.min(axis=0), values.max(axis=0)
        ax.fill_between(at, low, high, color=look["color"], alpha=0.15, linewidth=0)
        told.append(f"{label} {mean[0]:.2g}, {mean[-1]:.2g}")
    ax.set(yscale="log", xlabel='층', ylabel=ylabel)
    low, high = ax.get_ylim()
    middle = np.sqrt(low * high)  # two powers of ten at least, or all looks steep
    ax.set_ylim(min(low, middle / 10), max(high, middle * 10))
    ax.set_xticks(at if at.size < 12 else at[4::5])
    ax.legend(frameon=False)
    tell(f"{ylabel}, 첫 층과 마지막 층: {'; '.join(told)}.")
    return ax


def plot_trainings(costs, record_every):
    """Draw recorded costs on a log scale, and mark where one is no number any more.

    costs: {label: list of costs above 0, perhaps with NaN or infinity at the end},
    record_every iterations apart. Returns the axes; prints where each ends. Raises
    ValueError if a curve is empty or begins with no number.
    """
    ax, told = _axes(), []
    for label, look in _with_looks({label: label for label in costs}):
        values = np.asarray(costs[label], dtype=float)
        good = int(np.argmin(np.append(np.isfinite(values), False)))
        if not good:
            raise ValueError(
                f"{label}: 첫 비용이 없습니다. 숫자가 있어야 합니다.")
        at = record_every * np.arange(good)
        ax.plot(
            at, values[:good], label=label, markevery=max(1, good // 8), **look
        )  # fmt: skip
        ends = f"{values[0]:.3g} to {values[good - 1]:.3g}"
        if good < len(values):
            ax.plot(at[-1], values[good - 1], "x", color="black", ms=11, mew=2)
            ends = f"{values[0]:.3g}, 걸음 {at[-1] + record_every}부터 숫자 아님"
        told.append(f"{label} {ends}")
    ax.set(yscale="log", xlabel='걸음', ylabel='훈련 세트에서의 비용')
    ax.legend(frameon=False)
    tell(f"비용, 처음에서 마지막까지: {'; '.join(told)}.")
    return ax


def plot_slopes(reach=6):
    """Draw the derivatives of sigmoid, tanh and ReLU from -reach to reach.

    Returns the axes; prints the largest value of each.
    """
    z = np.linspace(-reach, reach, 601)
    values = {
        "sigmoid": 1 / (1 + np.exp(-z)),
        "tanh": np.tanh(z),
        "ReLU": np.maximum(0, z),
    }
    ax, largest = _axes(), []
    for label, look in _with_looks({label: label for label in values}):
        slopes = slope(values[label], label.lower())
        ax.plot(z, slopes, markevery=50, label=label, **look)
        largest.append(f"{label} {slopes.max():g}")
    ax.axhline(0.25, color="black", linewidth=0.8, linestyle=":", zorder=0)
    ax.annotate("1/4", (-reach, 0.26), fontsize=9)
    ax.set(xlabel="z", ylabel='z에서의 기울기')
    ax.legend(frameon=False)
    tell(f"가장 큰 기울기: {', '.join(largest)}.")
    return ax


def plot_starts(factors, errors, costs, xlabel):
    """Draw mean dev error and dev cost against the factor of the first weights.

    errors, costs: (draws, factors). A bar is one standard error up and down. Returns
    the two panels; prints the factor with the smallest mean of each.
    """
    panels, told = _panels(2), []
    for ax, values, name in zip(panels, (errors, costs), ('검증 오류율',
        '검증 비용')):
        mean, bar = mean_and_error(values)
        ax.errorbar(
            factors, mean, bar, color="black", marker="o", mfc="none", capsize=3
        )  # fmt: skip
        ax.set(xscale="log", xlabel=xlabel, ylabel=name)
        ax.set_xticks(factors, [f"{factor:g}" for factor in factors])
        ax.minorticks_off()
        told.append(f"{name} at {factors[int(np.argmin(mean))]:g}")
    panels[0].set_ylim(bottom=0)
    panels[0].yaxis.set_major_formatter(PercentFormatter(1, 0))
    panels[1].set_yscale("log")
    tell(f"가장 작은 평균: {', '.join(told)}.")
    return panels


def _with_looks(labels):
    """Yield (value, its look) of {label: value}; other labels get another look."""
    others = cycle(_OTHERS)
    for label, value in labels.items():
        known = next((k for k in _LOOKS if label == k or label == f"He × {k}"), None)
        colour, dash, mark = _LOOKS[known] if known else next(others)
        yield value, {"color": colour, "linestyle": dash, "marker": mark, "mfc": "none"}


def _axes():
    return plt.subplots(figsize=(5.8, 3.6), layout="constrained")[1]


def _panels(count, **share):
    _, grid = plt.subplots(
        1, count, figsize=(2.7 * count + 0.5, 3.3), squeeze=False,
        layout="constrained", **share,
    )  # fmt: skip
    return grid[0]


def _edges(arrays, log):
    """Return the edges of bins that hold all entries; of their powers of ten."""
    values = [_shown(A, log) for A in arrays]
    low = min(v.min() for v in values if v.size)
    high = max(v.max() for v in values if v.size)
    if log:
        # A few entries close to 0 would stretch the axis without end.
        low = min(np.quantile(v, 0.01) for v in values if v.size)
    return np.linspace(low, high, _BINS + 1)


def _shown(A, log):
    values = np.ravel(A)
    return np.log10(values[values > 0]) if log else values


def _on_its_side(ax, place, A, edges, log):
    """Draw a histogram upright in the middle of `place`, its widest bin 0.8 wide."""
    counts, _ = np.histogram(_shown(A, log), edges)
    widths = 0.8 * counts / max(counts.max(), 1)
    left = place - widths / 2
    ax.barh(edges[:-1], widths, np.diff(edges), left, align="edge", color="#999999")
